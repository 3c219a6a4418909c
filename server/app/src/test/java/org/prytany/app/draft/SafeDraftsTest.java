package org.prytany.app.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.prytany.app.textdigest.GivenAction;

/** What a Safe would send is read, as its own programs encode it. */
class SafeDraftsTest {

  private static final String TOKEN = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48";
  private static final String PAYEE = "0x19e7e376e7c213b7e7e7e46cc70a5dd086daff2a";
  private static final String DATA =
      "0xa9059cbb000000000000000000000000" + PAYEE.substring(2) + "0".repeat(54) + "05d21dba00";

  private static GivenAction bytes(String value, String data) {
    return new GivenAction(TOKEN, "", value, List.of(), Optional.of(data));
  }

  private static GivenAction payment() {
    return new GivenAction(
        TOKEN, "transfer(address,uint256)", "0", List.of(PAYEE, "25000000000"), Optional.empty());
  }

  @Test
  void coinThatATransactionBuilderMerelySendsIsNoCallOfAFunction() {
    for (String name : List.of("receive", "fallback", "")) {
      String file =
          """
          {"transactions": [{"to": "%s", "value": "5", "data": null, "contractInputsValues": null,
            "contractMethod": {"inputs": [], "name": "%s", "payable": true}}]}
          """
              .formatted(TOKEN, name);
      assertThat(DraftCalls.read(file).calls()).containsExactly(bytes("5", "0x"));
    }
  }

  @Test
  void anInputWithoutANameHasItsValueUnderItsNumber() {
    String file =
        """
        {"transactions": [{"to": "%s", "contractInputsValues": {"0": "%s", "1": "25000000000"},
          "contractMethod": {"name": "transfer", "inputs": [{"type": "address"},
            {"name": "", "type": "uint256"}]}}]}
        """
            .formatted(TOKEN, PAYEE);
    assertThat(DraftCalls.read(file).calls()).containsExactly(payment());
  }

  private static String safesnap(String main, String transactions) {
    return """
        {"body": "Pay.", "plugins": {"safeSnap": {"safes": [{"network": "100", "txs": [
          {"mainTransaction": %s, "transactions": [%s]}]}]}}}
        """
        .formatted(main, transactions);
  }

  private static String transaction(String to, String value, String data, int operation) {
    return "{\"to\": \"%s\", \"value\": \"%s\", \"data\": \"%s\", \"operation\": \"%d\"}"
        .formatted(to, value, data, operation);
  }

  /** One transfer of DATA to TOKEN, and 5 wei to PAYEE, as Safe's MultiSend takes them. */
  private static String multiSend(String data) {
    String packed =
        "00%s%064x%064x%s".formatted(TOKEN.substring(2), 0, 68, data.substring(2))
            + "00%s%064x%064x".formatted(PAYEE.substring(2), 5, 0);
    return "0x8d80ff0a%064x%064x%s".formatted(32, packed.length() / 2, packed)
        + "0".repeat((64 - packed.length() % 64) % 64);
  }

  @Test
  void whatASafesnapModuleExecutesHasToBeWhatIsListed() {
    String batch = "0x40A2aCCbd92BCA938b02010E17A5b8929b49130D";
    String one = transaction(TOKEN, "0", DATA, 0);
    String two = one + ", " + transaction(PAYEE, "5", "0x", 0);
    String more = DATA.replace("05d21dba00", "15d21dba00");

    assertThat(DraftCalls.read(safesnap(one, one)).calls()).containsExactly(bytes("0", DATA));
    assertThat(DraftCalls.read(safesnap(one, one)).chainId()).isEqualTo(OptionalLong.of(100));
    assertThat(DraftCalls.read(safesnap(transaction(batch, "0", multiSend(DATA), 1), two)).calls())
        .hasSize(2);
    for (String main :
        List.of(
            transaction(PAYEE, "0", DATA, 1),
            transaction(TOKEN, "0", more, 0),
            transaction(TOKEN, "1", DATA, 0),
            transaction(batch, "0", multiSend(more), 1),
            transaction(batch, "0", multiSend(DATA), 0),
            transaction(PAYEE, "0", multiSend(DATA), 1))) {
      for (String listed : List.of(one, two)) {
        assertThatThrownBy(() -> DraftCalls.read(safesnap(main, listed)))
            .hasMessageContaining("txs[0].mainTransaction” is what would be executed");
      }
    }
  }
}
