package org.prytany.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prytany.cli.ApiClient;

/** Payloads are changed in the one way that a change's name says. */
class ChangesTest {

  private static final String ALICE = "0xa11ce00000000000000000000000000000000a11";
  private static final String BOB = "0xb0b0000000000000000000000000000000000b0b";

  private static ObjectNode call(String target, String signature, String... arguments) {
    ObjectNode call = ApiClient.JSON.createObjectNode();
    call.put("target", target).put("signature", signature).put("value", "0");
    ArrayNode all = call.putArray("args");
    for (String argument : arguments) {
      all.add(argument);
    }
    return call;
  }

  private static Published proposal(String source, ObjectNode... calls) {
    ArrayNode actions = ApiClient.JSON.createArrayNode();
    for (ObjectNode call : calls) {
      actions.add(call);
    }
    return new Published("x/1", source, "json", true, true, "Title", "Text", actions);
  }

  private static List<Changes.Changed> of(Change change, Published proposal) {
    return Changes.of(proposal).stream().filter(c -> c.change() == change).toList();
  }

  private static String argument(Changes.Changed changed, int action, int index) {
    return changed.actions().get(action).path("args").get(index).asText();
  }

  @Test
  void anAmountIsMultipliedAndNothingElse() {
    Published proposal = proposal("x", call("GoldToken", "transfer", ALICE, "5000000000000000000"));
    Changes.Changed changed = of(Change.AMOUNT_TIMES_TEN, proposal).getFirst();

    assertThat(argument(changed, 0, 1)).isEqualTo("50000000000000000000");
    assertThat(argument(changed, 0, 0)).isEqualTo(ALICE);
    assertThat(argument(of(Change.DECIMALS_DOWN, proposal).getFirst(), 0, 1)).isEqualTo("5000000");
    assertThat(proposal.actions().get(0).path("args").get(1).asText())
        .isEqualTo("5000000000000000000");
  }

  @Test
  void aLookAlikeSharesFourDigitsAtBothEnds() {
    String alike =
        argument(
            of(
                    Change.RECIPIENT_LOOK_ALIKE,
                    proposal("x", call("GoldToken", "transfer", ALICE, "5")))
                .getFirst(),
            0,
            0);

    assertThat(alike).hasSize(42).isNotEqualTo(ALICE).startsWith("0xa11c").endsWith("0a11");
  }

  @Test
  void rawBytesThatSayTheOldThingAreDropped() {
    ObjectNode call = call(Tokens.USDC, "transfer(address,uint256)", ALICE, "5");
    call.put("calldata", "0xa9059cbb");

    Changes.Changed changed = of(Change.RECIPIENT_STRANGER, proposal("x", call)).getFirst();

    assertThat(changed.actions().get(0).has("calldata")).isFalse();
  }

  @Test
  void whatGoesToTheDaoItselfIsNoPayment() {
    Published inwards =
        proposal(
            "celo",
            call(
                "CeloUnreleasedTreasury",
                "release",
                "0xD533Ca259b330c7A88f74E000a3FaEa2d63B7972",
                "5"));

    assertThat(of(Change.AMOUNT_TIMES_TEN, inwards)).isEmpty();
  }

  @Test
  void anApprovalThatIsSetAnewAnywayIsNotSwapped() {
    Published twice =
        proposal(
            "x",
            call("GoldToken", "approve", ALICE, "5"),
            call("StableToken", "approve", ALICE, "7"));

    assertThat(of(Change.TOKEN_SWAPPED, twice)).isEmpty();
    assertThat(of(Change.TOKEN_SWAPPED, proposal("x", call("GoldToken", "approve", ALICE, "5"))))
        .hasSize(1);
  }

  @Test
  void addedCallsComeLastAndTheOthersStay() {
    Published proposal = proposal("x", call("GoldToken", "transfer", ALICE, "5"));

    for (Change change :
        List.of(
            Change.TRANSFER_ADDED,
            Change.APPROVE_MAX_ADDED,
            Change.ROLE_ADDED,
            Change.OWNERSHIP_ADDED,
            Change.DELEGATECALL_ADDED,
            Change.PAYMENT_REPEATED_FOR_A_STRANGER)) {
      ArrayNode actions = of(change, proposal).getFirst().actions();
      assertThat(actions).as(change.name()).hasSize(2);
      assertThat(actions.get(0)).isEqualTo(proposal.actions().get(0));
    }
  }

  @Test
  void oneCallIsLeftOutOrAllAreTurnedRound() {
    Published two =
        proposal(
            "x",
            call("GoldToken", "transfer", ALICE, "5"),
            call("GoldToken", "transfer", BOB, "5"));

    assertThat(of(Change.ACTION_REMOVED, two).getFirst().actions()).hasSize(1);
    assertThat(argument(of(Change.ACTIONS_REORDERED, two).getFirst(), 0, 0)).isEqualTo(BOB);
  }

  @Test
  void everyRunMakesTheSameChanges() {
    Published proposal = proposal("x", call("GoldToken", "transfer", ALICE, "5"));

    assertThat(Changes.of(proposal)).isEqualTo(Changes.of(proposal));
  }
}
