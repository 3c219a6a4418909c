package org.prytany.app.draft;

import java.math.BigInteger;
import java.util.List;
import org.prytany.app.textdigest.GivenAction;
import org.prytany.governance.comparison.BatchContracts;
import org.prytany.spi.Address;

/**
 * What a safeSnap module executes of a batch: its one transaction, or a delegatecall of Safe's
 * MultiSend with all of them packed. The list beside it is only what people are shown.
 */
final class MainTransaction {

  private static final String CALL = "00";

  private MainTransaction() {}

  /**
   * @throws org.prytany.governance.failure.PrytanyException INVALID_INPUT unless it does what is
   *     listed, and nothing else
   */
  static void require(Place main, List<Place> listed) {
    List<GivenAction> calls = listed.stream().map(SafeBatch::call).toList();
    String data = main.maybe("data").map(Place::bytes).orElse("0x");
    String operation = main.maybe("operation").map(Place::written).orElse("0");
    String to = main.at("to").address();
    BigInteger value = new BigInteger(main.maybe("value").map(Place::wei).orElse("0"));
    boolean same =
        switch (operation) {
          case "0" -> calls.size() == 1 && packed(to, value, data).equals(packed(calls.getFirst()));
          case "1" ->
              BatchContracts.isBatch(new Address(to))
                  && value.signum() == 0
                  && data.equals(batch(calls));
          default -> false;
        };
    if (!same) {
      throw main.refused(
          "is what would be executed, and it is not the transactions that are listed beside it:"
              + " make the batch again, or give the calls that it would make one by one.");
    }
  }

  /** The calldata of multiSend with all calls. */
  private static String batch(List<GivenAction> calls) {
    StringBuilder packed = new StringBuilder();
    calls.forEach(call -> packed.append(packed(call)));
    int length = packed.length() / 2;
    packed.append("0".repeat((32 - length % 32) % 32 * 2));
    return BatchContracts.MULTI_SEND + word(32) + word(length) + packed;
  }

  private static String packed(GivenAction call) {
    return packed(call.target(), new BigInteger(call.value()), call.calldata().orElse("0x"));
  }

  private static String packed(String to, BigInteger value, String data) {
    return CALL
        + to.substring(2)
        + "%064x".formatted(value)
        + word(data.length() / 2 - 1)
        + data.substring(2);
  }

  private static String word(int number) {
    return "%064x".formatted(number);
  }
}
