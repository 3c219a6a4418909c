package org.prytany.governance.comparison;

import java.util.List;
import java.util.Set;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;

/**
 * Safe's own batch contracts, MultiSend and MultiSendCallOnly: their code does nothing but make the
 * calls that are shown. Each of those is compared with the text like any other.
 *
 * <p>Source of the addresses: safe-deployments (MIT), versions 1.1.1 to 1.4.1 in all their
 * deployments. They are the same on every chain.
 */
final class BatchContracts {

  private static final Set<Address> ADDRESSES =
      Set.of(
          // 1.1.1
          new Address("0x8d29be29923b68abfdd21e541b9374737b49cdad"),
          // 1.3.0: canonical, EIP-155, ZKsync
          new Address("0xa238cbeb142c10ef7ad8442c6d1f9e89e07e7761"),
          new Address("0x998739bfdaadde7c933b942a68053933098f9eda"),
          new Address("0x0dfcccb95225ffb03c6fbb2559b530c2b7c8a912"),
          new Address("0x40a2accbd92bca938b02010e17a5b8929b49130d"),
          new Address("0xa1dabef33b3b82c7814b6d82a79e50f4ac44102b"),
          new Address("0xf220d3b4dfb23c4ade8c88e526c1353abacbc38f"),
          // 1.4.1: canonical, ZKsync
          new Address("0x38869bf66a61cf6bdb996a6ae40d5853fd43b526"),
          new Address("0x309d0b190fecca8e1d5d8309a16f7e3cb133e885"),
          new Address("0x9641d764fc13c8b624c04430c7356c1c7c8102e2"),
          new Address("0x0408ef011960d02349d50286d20531229bcef773"));

  private static final String MULTI_SEND = "0x8d80ff0a";

  private BatchContracts() {}

  /** Whether a call lends its authority to such a contract, and what it then calls is shown. */
  static boolean isOpened(DecodedAction action) {
    return action.manner() == DecodedAction.Manner.DELEGATECALL
        && ADDRESSES.contains(action.target())
        && action.selector().map(MULTI_SEND::equals).orElse(false)
        && !action.nested().isEmpty();
  }

  /** Whether all calls that lend their authority to that account, on whatever level, are such. */
  static boolean areOpened(List<DecodedAction> actions, Address account) {
    return ADDRESSES.contains(account) && noneIsClosed(actions, account);
  }

  private static boolean noneIsClosed(List<DecodedAction> actions, Address account) {
    return actions.stream()
        .allMatch(
            action ->
                (!action.target().equals(account)
                        || action.manner() != DecodedAction.Manner.DELEGATECALL
                        || isOpened(action))
                    && noneIsClosed(action.nested(), account));
  }
}
