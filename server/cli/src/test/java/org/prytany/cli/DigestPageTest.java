package org.prytany.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestPageTest {

  private static final String TEXT = "# A grant\n\nFive dollars are paid.\nMore.\n";

  private static ObjectNode digest(String headline, String sentence) {
    ObjectNode digest = ApiClient.JSON.createObjectNode();
    digest.put("headline", headline);
    digest.putArray("sentences").addObject().put("text", sentence).put("start", 11).put("end", 33);
    ObjectNode action = digest.putArray("actions").addObject();
    action.put("line", "Runs a batch.").put("calldata", "0x").put("function", "multiSend(bytes)");
    action.put("manner", "delegatecall");
    action
        .putArray("nested")
        .addObject()
        .put("line", "Calls 0x2 in an unknown way.")
        .put("calldata", "0xdeadbeef00")
        .put("selector", "0xdeadbeef");
    digest
        .putArray("effects")
        .addObject()
        .put("kind", "TRANSFER")
        .put("line", "Pays 6 USDC to 0x1.");
    digest
        .putArray("findings")
        .addObject()
        .put("severity", "RED")
        .put("text", "Not what the text says.")
        .put("start", 11)
        .put("end", 33)
        .put("action", 0);
    digest
        .putArray("claims")
        .addObject()
        .put("kind", "payment")
        .put("text", sentence)
        .put("start", 11)
        .put("end", 33);
    digest
        .putArray("matches")
        .addObject()
        .put("claim", 0)
        .put("effect", 0)
        .put("status", "CONTRADICTED")
        .put("text", "");
    digest
        .withArray("matches")
        .addObject()
        .put("claim", 0)
        .put("effect", -1)
        .put("status", "NOT_EXECUTED")
        .put("text", "");
    digest.put("blocked", true);
    digest.put("contentHash", "0xabc");
    digest
        .putObject("provenance")
        .put("plugin", "digest 1")
        .put("algorithm", "test-1")
        .put("model", "tiny")
        .put("modelSha256", "ff00")
        .put("device", "cpu")
        .put("millis", 12);
    return digest;
  }

  private static String page(ObjectNode digest) {
    return DigestPage.of(digest, TEXT, Terminal.PLAIN);
  }

  @ParameterizedTest
  @CsvSource({
    "QUEUED, Automation is BLOCKED",
    "EXECUTED, It was EXECUTED despite",
    "DEFEATED, 'it is over, and nothing follows'"
  })
  void whatIsOverAsksNobodyToOverride(String state, String said) {
    ObjectNode proposal = ApiClient.JSON.createObjectNode();
    proposal.put("state", state).putObject("verdict").put("blocked", true);

    assertThat(DigestPage.ofProposal(proposal, Terminal.PLAIN).replaceAll("\\s+", " "))
        .contains(said);
  }

  @Test
  void showsWhatTheTextSaysWithItsLinesWhatExecutesAndTheBlock() {
    String page = page(digest("A grant", "Five dollars are paid."));

    assertThat(page)
        .startsWith("A grant\n")
        .contains("Automation is BLOCKED")
        .contains("  - Five dollars are paid.\n    line 3\n")
        .contains("  1. Runs a batch.", "DELEGATECALL", "     1. Calls 0x2 in an unknown way.")
        .contains("NOT UNDERSTOOD: selector 0xdeadbeef, 5 bytes of calldata")
        .contains("  - Pays 6 USDC to 0x1.")
        .contains("RED   Not what the text says. (line 3, call 1)")
        .contains("Content hash  0xabc", "Model         tiny, SHA-256 ff00", "12 ms");
  }

  @Test
  void theTextStandsBesideTheCallsWithinTheWidth() {
    Terminal narrow = new Terminal(60, false);

    String page = DigestPage.of(digest("A grant", "Five dollars are paid."), TEXT, narrow);

    assertThat(page).containsPattern("\"Five dollars are paid\\.\" +\\| Pays 6 USDC to 0x1\\.");
    assertThat(page).contains("x contradicted").doesNotContain("not executed");
    assertThat(page.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60));
  }

  @Test
  void coloursAreForTerminalsThatWantThem() {
    Terminal coloured = Terminal.of(Map.of("TERM", "xterm"), OptionalInt.of(100));

    assertThat(coloured).isEqualTo(new Terminal(100, true));
    assertThat(DigestPage.of(digest("A grant", "Paid."), TEXT, coloured)).contains("\u001b[31;1m");
    assertThat(Terminal.of(Map.of("NO_COLOR", "1"), OptionalInt.empty()).coloured()).isFalse();
    assertThat(Terminal.of(Map.of("TERM", "dumb"), OptionalInt.empty()).coloured()).isFalse();
    assertThat(page(digest("A grant", "Paid."))).doesNotContain("\u001b");
  }

  @Test
  void aTerminalIsNeitherTakenTooNarrowNorTooWide() {
    assertThat(Terminal.of(Map.of("COLUMNS", "10"), OptionalInt.empty()).width()).isEqualTo(40);
    assertThat(Terminal.of(Map.of("COLUMNS", "900"), OptionalInt.empty()).width()).isEqualTo(140);
    assertThat(Terminal.of(Map.of("COLUMNS", "x"), OptionalInt.of(70)).width()).isEqualTo(70);
  }

  @Test
  void longWordsAndWideLettersStayWithinTheirColumns() {
    List<String> lines = Columns.wrapped("a".repeat(25) + " " + "漢".repeat(12), 10);

    assertThat(lines).allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(10));
    assertThat(String.join("", lines).replace(" ", "")).hasSize(37);
  }

  @Test
  void controlCharactersOfAHostileTextDoNotReachTheTerminal() {
    String hostile = "pay \u001b[2J\u202eevil\u0007 now";

    String page = page(digest(hostile, hostile));

    assertThat(page).doesNotContain("\u001b", "\u202e", "\u0007").contains("[U+202E]evil");
  }

  @Test
  void anEmptyDigestSaysSo() {
    ObjectNode empty = ApiClient.JSON.createObjectNode();

    assertThat(page(empty)).contains("(no headline)");
  }

  @Test
  void aProposalOfTheChainShowsWhetherItsDigestIsStaleAndWhomItPaysFirst() {
    ObjectNode proposal = ApiClient.JSON.createObjectNode();
    proposal.put("headline", "A grant").put("state", "CANCELED").put("dao", "demo").put("id", "7");
    proposal.put("description", TEXT).put("contentHash", "0xabc");
    ObjectNode made = proposal.putObject("digest");
    made.put("stale", true).put("staleReason", "The proposal was cancelled.");
    made.putArray("sentences").addObject().put("text", "More.").put("start", 34).put("end", 39);
    ObjectNode effects = proposal.putObject("effects").put("block", 9).put("method", "eth_call");
    effects
        .putArray("effects")
        .addObject()
        .put("kind", "TRANSFER")
        .put("to", "0xAb")
        .put("line", "Pays 5 USDC to 0xAb.");
    effects
        .withArray("effects")
        .addObject()
        .put("kind", "PARAMETER")
        .put("subject", "votingPeriod")
        .put("contract", "0x9")
        .put("previous", "40320")
        .put("value", "50400")
        .put("line", "Sets it from 1 to 2.");
    effects.putArray("accounts").addObject().put("address", "0xab").put("paidBefore", "no");

    String page = DigestPage.ofProposal(proposal, Terminal.PLAIN);

    assertThat(page)
        .contains("demo, proposal 7: canceled")
        .contains("This digest is stale. The proposal was cancelled.")
        .contains("line 4")
        .contains("Pays 5 USDC to 0xAb. (FIRST PAYMENT to this account)")
        .contains("Sets it from 1 to 2.")
        .contains("has not been compared with the calls yet")
        .contains("at block 9, with eth_call");
  }

  @Test
  void whatAModelWroteStandsApartWithItsPlaceAndWhatItIsWorth() {
    ObjectNode digest = digest("A grant", "Five dollars are paid.");
    ObjectNode written = digest.putObject("written");
    written.put("words", "Written by tiny, each sentence checked; the check can be deceived.");
    ObjectNode one = written.putArray("sentences").addObject().put("text", "It pays \u001b[31m5.");
    one.putArray("evidence").addObject().put("start", 11).put("end", 33);
    one.putArray("effects").add(0);
    String page = DigestPage.of(digest, TEXT, new Terminal(80, false));
    assertThat(page)
        .containsSubsequence(
            "What it says",
            "Written by a model",
            "It pays",
            "line 3",
            "calls: Pays 6 USDC to 0x1.",
            "the check can be deceived",
            "What it executes")
        .doesNotContain("\u001b[31m");
    assertThat(DigestPage.of(digest("A", "Five."), TEXT, new Terminal(80, false)))
        .doesNotContain("Written by a model");
  }

  /** Calls that nobody gave are no calls that do nothing, and nothing was held against them. */
  @Test
  void aTextWithoutCallsIsNotCompared() {
    ObjectNode digest = digest("A grant", "Five dollars are paid.");
    digest.putArray("actions");
    digest.putArray("effects");

    assertThat(page(digest))
        .contains("No calls were given, so the text was not compared with any.")
        .contains("The text asks for")
        .doesNotContain("not executed", "contradicted", "changes nothing on the chain");
  }

  @Test
  void aRepairedSentenceSaysWhereItsBracketsStandAndAnItemHasItsMark() {
    ObjectNode digest = digest("A grant", "[A grant] is paid.");
    ObjectNode sentence = (ObjectNode) digest.path("sentences").get(0);
    sentence.put("repaired", true);
    sentence
        .putArray("pieces")
        .addObject()
        .put("text", "A grant")
        .put("start", 2)
        .put("end", 9)
        .put("inserted", true);
    digest
        .withArray("sentences")
        .addObject()
        .put("text", "More.")
        .put("mark", "–")
        .put("start", 34)
        .put("end", 39);
    String page = DigestPage.of(digest, TEXT, Terminal.PLAIN);
    assertThat(page).contains("- [A grant] is paid.", "line 3; in brackets: line 1", "- – More.");
  }

  @Test
  void whatTheLineSaysIsSaidOnceAndItsPlacesAreNamed() {
    ObjectNode digest = digest("A grant", "Five dollars are paid.");
    digest.put("executes", "In the text's words: “Five dollars are paid”: “More”");
    digest.putArray("shown").addObject().put("text", "More.").put("start", 34).put("end", 39);
    digest.putArray("quoted").addObject().put("text", "More").put("start", 34).put("end", 38);

    String page = DigestPage.of(digest, TEXT, Terminal.PLAIN);

    assertThat(page).contains("- More.", "quoted from line 4");
    assertThat(page).doesNotContain("- Five dollars are paid.");
  }
}
