package org.prytany.governance.anchor;

import java.math.BigInteger;
import org.prytany.governance.audit.AuditHead;
import org.prytany.governance.signing.TransactionTerms.Fees;
import org.prytany.spi.Address;

/**
 * Asks for the signature of one anchor. It names no recipient, no value and no data: the signer
 * makes these itself, so that nothing but an anchor can come of it.
 *
 * @param chainId EIP-155 chain id
 * @param account whose transaction to itself it is
 * @param head what is anchored
 * @param gasLimit gas units
 * @param fees wei per gas
 */
public record AnchorRequest(
    long chainId, Address account, AuditHead head, BigInteger gasLimit, Fees fees) {}
