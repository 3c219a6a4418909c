package org.prytany.governance.comparison;

import java.util.Set;
import java.util.stream.Stream;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;

/**
 * Safe's own batch contracts, MultiSend and MultiSendCallOnly: their code does nothing but make the
 * calls that are shown. Each of those is compared with the text like any other.
 */
public final class BatchContracts {

  private static final Set<String> ADDRESSES = Cues.words(BatchContracts.class, "addresses");

  /** The selector of {@code multiSend(bytes)}. */
  public static final String MULTI_SEND = "0x8d80ff0a";

  private BatchContracts() {}

  /** Whether a call lends its authority to such a contract, and what it then calls is shown. */
  static boolean isOpened(DecodedAction action) {
    return action.manner() == DecodedAction.Manner.DELEGATECALL
        && isBatch(action.target())
        && action.selector().map(MULTI_SEND::equals).orElse(false)
        && !action.nested().isEmpty();
  }

  /** Whether all calls that lend their authority to that account, on whatever level, are such. */
  static boolean areOpened(Stream<DecodedAction> calls, Address account) {
    return isBatch(account)
        && calls
            .filter(call -> call.target().equals(account))
            .filter(call -> call.manner() == DecodedAction.Manner.DELEGATECALL)
            .allMatch(BatchContracts::isOpened);
  }

  /** Whether an account is one of them, on every chain. */
  public static boolean isBatch(Address account) {
    return ADDRESSES.contains(account.hex());
  }
}
