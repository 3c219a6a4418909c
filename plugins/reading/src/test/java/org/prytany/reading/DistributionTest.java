package org.prytany.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.spi.Claim;

/** An amount for each of several is one claim for each of them. */
class DistributionTest {

  private static final String ANN = "0x1a11111111111111111111111111111111111111";
  private static final String BEN = "0x2b22222222222222222222222222222222222222";
  private static final String CLEO = "0x3c33333333333333333333333333333333333333";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The choir gives 40 DAI each to ANN and BEN.",
        "ANN and BEN get 40 DAI each.",
        "Each of ANN and BEN receives 40 DAI.",
        "ANN and BEN will each receive 40 DAI.",
        "40 DAI apiece for ANN and BEN.",
        "40 DAI per singer's wallet: we mean 40 DAI per person, ANN and BEN.",
        "Each singer sings. 40 DAI per head go to ANN and BEN.",
        "Send 40 DAI to each of ANN, BEN.",
        "Transfer 40 DAI to ANN and BEN each.",
        "Every member gets 40 DAI: ANN, BEN.",
        "Each of these gets 40 DAI:\n\n- ANN\n- BEN\n",
        "Singers:\n\n1. Ann, ANN\n2. Ben, BEN\n\nThey get 40 DAI each.",
        "40 DAI each for:\n\n| Name | Wallet |\n|---|---|\n| Ann | ANN |\n| Ben | BEN |\n"
      })
  void eachOfThemGetsTheWholeAmount(String text) {
    assertThat(payments(text)).containsExactlyInAnyOrder("40 to " + ANN, "40 to " + BEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ANN and BEN get 40 DAI each and CLEO gets 9 DAI.",
        "CLEO gets 9 DAI, ANN and BEN get 40 DAI each.",
        "We pay 40 DAI each to ANN and BEN, and 9 DAI to CLEO.",
        "- 40 DAI each to ANN and BEN\n- 9 DAI to CLEO\n"
      })
  void anotherAmountBesideItIsForAnother(String text) {
    assertThat(payments(text))
        .containsExactlyInAnyOrder("40 to " + ANN, "40 to " + BEN, "9 to " + CLEO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We pay 40 DAI each month to ANN, and BEN signs it.",
        "We pay 40 DAI to ANN. BEN and each of the others sing for nothing.",
        "We pay 40 DAI to ANN, whom BEN teaches each tune."
      })
  void eachOfSomethingElseSharesNothing(String text) {
    assertThat(payments(text)).containsExactly("40 to " + ANN);
  }

  private static List<String> payments(String text) {
    String named = text.replace("ANN", ANN).replace("BEN", BEN).replace("CLEO", CLEO);
    return Reading.of(named).statements().stream()
        .filter(Claim.Payment.class::isInstance)
        .map(Claim.Payment.class::cast)
        .map(
            claim ->
                claim.amount().toPlainString()
                    + " to "
                    + claim.recipient().map(Object::toString).orElse("nobody"))
        .distinct()
        .collect(Collectors.toList());
  }
}
