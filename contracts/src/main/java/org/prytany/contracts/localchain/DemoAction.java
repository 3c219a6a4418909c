package org.prytany.contracts.localchain;

import java.math.BigInteger;

/**
 * One call of a proposal.
 *
 * @param target address called by the timelock
 * @param value wei sent along
 * @param calldata 0x-prefixed hex; {@code 0x} for a plain transfer of ether
 */
public record DemoAction(String target, BigInteger value, String calldata) {}
