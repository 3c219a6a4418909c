package org.prytany.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.prytany.cli.ApiClient;

class AskMeasureTest {

  private final AskMeasure measure = new AskMeasure();

  private ObjectNode add(String body, String ask, String wanted, String line) {
    ObjectNode mark = ApiClient.JSON.createObjectNode().put("line", wanted);
    mark.putArray("ask").add(ask);
    return measure.add(
        ApiClient.JSON.createObjectNode().put("id", "a").put("title", "T").put("body", body),
        mark,
        ApiClient.JSON.createObjectNode().put("executes", line));
  }

  @Test
  void numbersAreComparedByValueAndPercentsAsPercents() {
    ObjectNode row =
        add(
            "Transfer 379K USDC, a share of 5 percent, to 0x19e7e376e7c213b7e7e7e46cc70a5dd086daff2a.",
            "Transfer 379K USDC",
            "Pay 379,000 USDC, which is 5%",
            "The text asks for 379,000 USDC (5 %) to 0x19E7…ff2a");

    assertThat(row.path("unsupported")).isEmpty();
    assertThat(row.path("missing")).isEmpty();
    assertThat(measure.borneOut().value()).isEqualTo(1);
    assertThat(measure.found().value()).isEqualTo(1);
  }

  @Test
  void aFactThatStandsNowhereIsToldAndSoIsOneThatIsMissing() {
    ObjectNode row = add("Pay 5 DAI.", "Pay 5 DAI.", "Pay 5 DAI", "Pays 6 USDC to 0x19E7…ff2a, 6%");

    assertThat(row.path("unsupported"))
        .extracting(each -> each.asText())
        .containsExactly("0x19e7…ff2a", "6", "USDC", "6%");
    assertThat(row.path("missing")).extracting(each -> each.asText()).containsExactly("5", "DAI");
  }

  @Test
  void aLineThatFoundNothingIsNone() {
    add(
        "Pay.",
        "Pay.",
        "Pay",
        "No sentence was found that says what the text asks (no calls were given)");

    assertThat(measure.said().value()).isZero();
  }

  @Test
  void aLineIsRightWhereItQuotesASentenceThatAReaderMarked() {
    add("", "We ask the DAO to raise the fee.", "", "“We ask the DAO to raise the fee.”");
    assertThat(measure.right().value()).isEqualTo(1);
    add("", "We ask the DAO to raise the fee.", "", "“The team has worked on vaults for years.”");
    add("", "We ask the DAO to raise the fee.", "", "We ask the DAO to raise the fee.");
    assertThat(measure.right().value()).isEqualTo(1.0 / 3);
  }

  @Test
  void aLineThatLeavesItToTheTitleIsCountedApart() {
    add("", "We ask the DAO to raise the fee.", "", "“Raise the fee”");
    assertThat(measure.titled().value()).isZero();
    measure.add(
        ApiClient.JSON.createObjectNode().put("title", "[Vote] Raise the fee"),
        ApiClient.JSON
            .createObjectNode()
            .set("ask", ApiClient.JSON.createArrayNode().add("We ask the DAO to raise it.")),
        ApiClient.JSON
            .createObjectNode()
            .put(
                "executes",
                "What its title says, and in the text: “fee: 2%” (no calls were given)"));
    assertThat(measure.titled().value()).isEqualTo(1.0 / 2);
    assertThat(measure.right().value()).isZero();
  }

  @Test
  void whatTheServerCountsItselfIsNoFactOfTheText() {
    assertThat(add("Pay 5 DAI.", "", "", "Pays 5 DAI to A; and 7 more").path("unsupported"))
        .isEmpty();
  }
}
