package org.prytany.app.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.junit.jupiter.api.Test;
import org.prytany.governance.effects.ChainFacts;
import org.prytany.governance.effects.ChainFacts.AccountFacts;
import org.prytany.governance.effects.ChainFacts.Answer;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.Asked;
import org.prytany.governance.proposal.Digested;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.writing.Writing;
import org.prytany.governance.writing.WritingKey;
import org.prytany.governance.writing.WrittenText;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

class SheetMarkdownTest {

  private static final Instant NOW = Samples.PROPOSED.plusSeconds(600);
  private static final String TEXT = "# A grant\n\nPay 25,000.5 USDX to Writers.\n\nEnd.";

  private static Proposal proposal(String text, String words, String headline) {
    Proposal read =
        Samples.digested(
            Samples.in(Samples.fresh(7, text), ProposalState.ACTIVE, 120, OptionalLong.empty()),
            headline,
            words);
    return Samples.executing(
        read,
        List.of(
            Samples.call(
                "Runs a batch.",
                DecodedAction.Manner.DELEGATECALL,
                Samples.call("Pays 25,000.5 USDX.", DecodedAction.Manner.CALL))),
        List.of(Samples.payment("25000500000"), Samples.payment("7000000")),
        new ChainFacts(
            List.of(
                new AccountFacts(
                    Samples.PAYEE, Answer.NO, Answer.YES, Answer.NO, Answer.NO, Answer.UNKNOWN)),
            java.util.Map.of()));
  }

  private static String markdown(Proposal proposal, Optional<String> stale) {
    return SheetMarkdown.of(
        Sheets.of(Samples.DAO, proposal, stale, false),
        Optional.of("https://dao.example/#/daos/demo"));
  }

  /** Without calls the line quotes the text, which is then not quoted again. */
  @Test
  void whatTheLineQuotesIsSaidOnceWithThePlacesOfWhatIsListed() {
    String words = "Pay 25,000.5 USDX to Writers.";
    String text = "# A grant\n\n" + words + "\n\n- Ann: 5 USDX\n- Bob: 7 USDX\n\nThe grant ends.";
    Proposal read =
        Samples.digested(
            Samples.in(Samples.fresh(7, text), ProposalState.ACTIVE, 120, OptionalLong.empty()),
            "A grant",
            words);
    Digested made = read.digest().orElseThrow();
    TextDigest said = made.digest();
    int ends = text.indexOf("The grant ends.");
    int ann = text.indexOf("Ann");
    TextDigest two =
        new TextDigest(
            said.headline(),
            List.of(
                said.sentences().getFirst(),
                new TextDigest.Sentence("The grant ends.", new Span(ends, text.length()))),
            said.claims(),
            said.algorithm());
    Asked asked =
        new Asked(
            words,
            false,
            new Asked.Parts(
                "", List.of(new Asked.Passage("Ann: 5 USDX", new Span(ann, ann + 11))), 1),
            Optional.empty(),
            "",
            List.of(),
            List.of());
    Proposal quoted =
        Samples.executing(
            read.change().digest(Optional.of(made.with(two, asked))).build(),
            List.of(),
            List.of(),
            new ChainFacts(List.of(), java.util.Map.of()));

    String markdown = markdown(quoted, Optional.empty());

    assertThat(markdown)
        .contains("“Pay 25,000.5 USDX to Writers.”: “Ann: 5 USDX” and 1 more. (line 5)")
        .contains("- The grant ends. *(line 8)*")
        .doesNotContain("- Pay 25,000.5 USDX to Writers.");
  }

  @Test
  void saysWhatTheTextSaysWhatExecutesAndWhereTheTwoDiffer() {
    Proposal judged =
        Samples.judged(
            proposal(TEXT, "Pay 25,000.5 USDX to Writers.", "A grant"),
            List.of(
                new Verdict.Match(0, 0, Verdict.Status.CONSISTENT, ""),
                new Verdict.Match(0, -1, Verdict.Status.NOT_EXECUTED, ""),
                new Verdict.Match(-1, 1, Verdict.Status.UNMENTIONED, "")),
            Samples.red("A batch is run by delegatecall."));

    String markdown = markdown(judged, Optional.empty());

    assertThat(markdown)
        .startsWith(
            "## 2 changes: pay 25,000.5 USDX to 0x19E7…ff2A; pay 7 USDX to 0x19E7…ff2A · A grant\n")
        .contains("- Pay 25,000.5 USDX to Writers. *(line 3)*")
        .contains("1. Runs a batch. **(delegatecall: the called code acts")
        .contains("   1. Pays 25,000.5 USDX.")
        .contains("- Pays 25,000.5 USDX from the treasury (")
        .contains("First payment to this account.")
        .contains("| *nothing about this* | Pays 7 USDX")
        .doesNotContain("not executed")
        .contains("| ✗ **not mentioned** |")
        .contains("| ✓ agrees |")
        .contains("🔴 **Stop:** A batch is run by delegatecall. *(line 1, call 1)*")
        .contains("- Content hash: `" + judged.content().contentHash() + "`")
        .contains("- Model and its SHA-256: `model " + "a".repeat(64) + "`")
        .contains("⛔ **Stopped:");
    assertThat(markdown.indexOf("not mentioned")).isLessThan(markdown.indexOf("agrees |"));
  }

  @Test
  void aStaleDigestSaysSoAndWhy() {
    Proposal read = proposal(TEXT, "End.", "A grant");

    assertThat(markdown(read, Optional.of("The proposal was cancelled.")))
        .contains("⚠ **This digest is stale.** The proposal was cancelled.");
  }

  @Test
  void aSettingIsShownBeforeAndAfter() {
    Effect setting =
        new Effect(
            Effect.Kind.PARAMETER,
            Samples.GOVERNOR,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            java.math.BigInteger.ZERO,
            "votingPeriod",
            "50400",
            "40320");
    Proposal read =
        Samples.executing(
            proposal(TEXT, "End.", "A setting"), List.of(), List.of(setting), ChainFacts.NONE);

    assertThat(markdown(read, Optional.empty()))
        .contains("Sets votingPeriod of ", " from 40,320 ", " to 50,400 ");
  }

  @Test
  void nothingOfAHostileProposalBreaksOutOfTheMarkdown() {
    String attack =
        "</td></table><script>alert(1)</script> ![x](https://evil.example/x.gif)"
            + " [click](https://evil.example) https://evil.example | a | b | `tick` \u202eevil";
    Proposal hostile =
        Samples.judged(
            Samples.executing(
                proposal("# " + attack + "\n\n" + attack + "\n", attack, attack),
                List.of(Samples.call(attack, DecodedAction.Manner.CALL)),
                List.of(Samples.payment("1")),
                ChainFacts.NONE),
            List.of(new Verdict.Match(0, 0, Verdict.Status.CONTRADICTED, attack)),
            Samples.red(attack));

    Parsed parsed = new Parsed(markdown(hostile, Optional.of(attack)));

    assertThat(parsed.all(HtmlInline.class)).isEmpty();
    assertThat(parsed.all(HtmlBlock.class)).isEmpty();
    assertThat(parsed.all(Image.class)).isEmpty();
    assertThat(parsed.all(Link.class))
        .singleElement()
        .satisfies(
            link -> assertThat(link.getDestination()).isEqualTo("https://dao.example/#/daos/demo"));
    assertThat(parsed.all(Heading.class)).hasSize(6);
    assertThat(parsed.shown()).contains("<script>alert(1)</script>", "[U+202E]evil");
  }

  @Test
  void aProposalThatNobodyHasReadYetSaysSo() {
    Proposal fresh = Samples.fresh(1, "# Title\n\nWords.");

    assertThat(markdown(fresh, Optional.of("There is no digest yet.")))
        .contains("There is no summary of the text.")
        .contains("has not been compared with the calls yet")
        .doesNotContain("stale");
  }

  @Test
  void whatAModelWroteIsMarkedAsSuchAndEscaped() {
    Proposal judged =
        Samples.judged(proposal(TEXT, "Pay 25,000.5 USDX to Writers.", "A"), List.of());
    int start = TEXT.indexOf("Pay 25,000.5");
    WritingKey key = new WritingKey("tiny", "ab", 1, "cpu", "0x1", "0x2", "0x3");
    Sheet sheet =
        Sheets.with(
            Sheets.of(Samples.DAO, judged, Optional.empty(), false),
            judged,
            new Writing.Done(
                new WrittenText(
                    key,
                    List.of(
                        new WrittenText.Sentence(
                            WrittenText.Outcome.PROVED,
                            "It pays *Writers* <b>now</b>.",
                            "",
                            List.of(new Span(start, start + 10)),
                            List.of()),
                        new WrittenText.Sentence(
                            WrittenText.Outcome.DROPPED, "", "", List.of(), List.of())),
                    NOW,
                    5)));
    assertThat(SheetMarkdown.of(sheet, Optional.empty()))
        .contains("### Written by a model")
        .contains("*(line 3)*")
        .contains("It wrote two sentences; one was not borne out by the text and is left out.")
        .doesNotContain("<b>", " *Writers* ");
    assertThat(markdown(judged, Optional.empty())).doesNotContain("Written by a model");
    Sheet none = Sheets.of(Samples.DAO, judged, Optional.empty(), false);
    assertThat(Sheets.with(none, judged, new Writing.Waiting(key, "the machine is busy")))
        .isEqualTo(none);
  }
}
