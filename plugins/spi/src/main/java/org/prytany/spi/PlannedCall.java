package org.prytany.spi;

import java.math.BigInteger;

/**
 * A call that a plugin proposes to the host.
 *
 * @param target called contract; the host accepts the proposal's own governor only
 * @param valueWei native coin to send along, in wei
 * @param calldata "0x" and the ABI-encoded call
 */
public record PlannedCall(Address target, BigInteger valueWei, String calldata) {

  public PlannedCall {
    Bounds.present("a call's target", target);
    Bounds.whole("a call's value", valueWei);
    Bounds.text("calldata", calldata, Bounds.LONGEST_CALLDATA);
  }
}
