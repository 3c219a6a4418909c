package org.prytany.governance.sending;

import org.prytany.governance.act.ActKind;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.signing.TransactionTerms;

/**
 * Asks for one signature.
 *
 * @param kind vote, queue or execute
 * @param dao as the server configured it; the signer holds it against its own configuration
 * @param proposal with what speaks for the act: content, sealed decision, sealed verdict. Nothing
 *     of it is believed unchecked
 * @param terms the call, gas and fees
 */
public record SigningRequest(ActKind kind, Dao dao, Proposal proposal, TransactionTerms terms) {}
