package org.prytany.policies;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.prytany.cli.ApiClient;

/** A hundred proposals of a DAO that does not exist, always the same ones, to try a policy on. */
final class HundredProposals {

  private static final String GOVERNOR = "0x" + "60".repeat(20);
  private static final String DOLLARS = "0x" + "c0".repeat(20);
  private static final BigInteger MILLION = BigInteger.TEN.pow(12);
  private static final List<String> WORKS =
      List.of(
          "the translation of the handbook",
          "a second audit of the bridge",
          "the spring meeting in Graz",
          "tooling for delegates",
          "the bug bounty's third year",
          "a grant for the indexer team",
          "legal advice on the foundation",
          "the archive of old votes");

  private final Random random = new Random(14);

  private HundredProposals() {}

  /** One JSON object a line. */
  static String lines() {
    HundredProposals all = new HundredProposals();
    StringBuilder lines = new StringBuilder();
    for (int number = 1; number <= 100; number++) {
      lines.append(all.proposal(number)).append('\n');
    }
    return lines.toString();
  }

  private ObjectNode proposal(int number) {
    ObjectNode one = ApiClient.JSON.createObjectNode();
    one.put("dao", "made-up").put("proposalId", Integer.toString(number));
    int kind = random.nextInt(10);
    String work = WORKS.get(random.nextInt(WORKS.size()));
    String title =
        switch (kind) {
          case 0 -> "Give the working group its own key";
          case 1 -> "Make the voting period longer";
          case 2 -> "Thank the outgoing council";
          default -> "Pay for " + work;
        };
    one.put("headline", title).put("chainId", 1).put("governor", GOVERNOR);
    one.put("proposer", "0x" + "%02x".formatted(0x20 + random.nextInt(6)).repeat(20));
    one.put("taken", "opening").put("block", 21_000_000 + number * 7_200);
    one.put("secondsToDeadline", 3 * 86_400).put("votingPower", "125000000000000000000000");
    long dollars = kind < 3 ? 0 : (1 + random.nextInt(80)) * 5_000L;
    pay(one, dollars);
    one.put("movesAuthority", kind == 0);
    ArrayNode parameters = one.putArray("parameters");
    if (kind == 1) {
      parameters
          .addObject()
          .put("contract", GOVERNOR)
          .put("name", "votingPeriod")
          .put("value", "604800");
    }
    boolean works = random.nextInt(20) > 0;
    boolean honest = !works || kind == 2 || random.nextInt(8) > 0;
    one.put("simulationSucceeded", works);
    one.putArray("supports").add("abstain").add("against").add("for");
    one.putObject("tally").put("for", "0").put("against", "0").put("abstain", "0");
    one.put("quorum", "4000000000000000000000000");
    one.putArray("effects");
    one.putArray("actions");
    ObjectNode text = one.putObject("text");
    text.put("contradicted", honest ? 0 : 1).put("unmentioned", 0).put("blocked", !honest);
    text.put("title", title);
    String agreement = !works ? "WOULD_FAIL" : kind == 2 ? "NOT_COMPARED" : "AGREES";
    text.put(
        "verdict", (honest ? agreement : "DIFFERS").toLowerCase(Locale.ROOT).replace('_', ' '));
    ObjectNode house = one.putObject("house");
    if (!honest || !works) {
      house.put("stop", "Blocked: the text and the calls do not fit together.");
    }
    house.putArray("textRules").add("against-hidden-effects");
    house.put("agreement", honest ? agreement : "DIFFERS").put("why", "As made up.");
    return one;
  }

  /** The treasury of the DAO that does not exist has a million dollars. */
  private static void pay(ObjectNode one, long dollars) {
    ArrayNode payments = one.putArray("payments");
    ArrayNode leaving = one.putArray("leaving");
    BigInteger base = BigInteger.valueOf(dollars).multiply(BigInteger.TEN.pow(6));
    if (dollars > 0) {
      ObjectNode payment = payments.addObject();
      payment.putObject("token").put("contract", DOLLARS).put("symbol", "USDX").put("decimals", 6);
      payment.put("amount", Long.toString(dollars)).put("baseUnits", base.toString());
      payment.put("recipient", "0x" + "b0".repeat(20));
      leaving
          .addObject()
          .put("token", DOLLARS)
          .put("amount", base.toString())
          .put("held", MILLION.toString());
    }
    one.put("treasuryShare", new BigDecimal(dollars).movePointLeft(6).toPlainString());
  }
}
