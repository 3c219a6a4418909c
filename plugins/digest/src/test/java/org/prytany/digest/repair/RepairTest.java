package org.prytany.digest.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.digest.sentence.CorenlpEnds;
import org.prytany.judging.DigestCheck;
import org.prytany.reading.markdown.MarkdownReader;
import org.prytany.reading.sentence.SentenceSplitter;
import org.prytany.reading.sentence.Unit;
import org.prytany.reading.sentence.Units;
import org.prytany.spi.TextDigest.Piece;
import org.prytany.spi.TextDigest.Sentence;
import org.prytany.testkit.Growth;

/** What a sentence leans on is put in where one thing alone can be meant, and nowhere else. */
class RepairTest {

  private static List<Unit> units(String text) {
    return Units.of(new MarkdownReader().read(text), new SentenceSplitter(new CorenlpEnds()));
  }

  private static List<Sentence> repaired(String text) {
    return repaired(text, units(text), String::strip);
  }

  private static List<Sentence> repaired(
      String text, List<Unit> units, UnaryOperator<String> shortening) {
    Repair repair = new Repair(text, units, shortening);
    List<Sentence> found = new ArrayList<>();
    for (int at = 0; at < units.size(); at++) {
      repair.of(at).ifPresent(found::add);
    }
    return found;
  }

  private static List<String> texts(String text) {
    return repaired(text).stream().map(Sentence::text).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The multi-sig is run by five people. It will hold 40,000 USDC. | [The multi-sig] will hold 40,000 USDC.
          This proposal adds a market. It also raises the cap to 5 %. | [This proposal] also raises the cap to 5 %.
          This proposal adds a market. This will bring in fees. | [This proposal] will bring in fees.
          The delegates are elected. They will be paid 5 ETH each. | [The delegates] will be paid 5 ETH each.
          We deploy a vesting contract. This contract will hold 40,000 USDC. | [a vesting contract] will hold 40,000 USDC.
          The vault is a safe. However, it will pay 5 ETH. | [The vault] will pay 5 ETH.
          """)
  void aPronounGivesWayToTheOneThingThatItCanMean(String text, String shown) {
    assertThat(texts(text)).containsExactly(shown);
  }

  @Test
  void theTopicStaysWhatItWas() {
    assertThat(texts("The vault is a safe. It is audited. It will pay 5 ETH."))
        .containsExactly("[The vault] is audited.", "[The vault] will pay 5 ETH.");
  }

  @Test
  void whatIsProposedIsTheProposalAsTheTextCallsIt() {
    String text =
        "The goal of this proposal is growth.\n\nWe propose to add a market. This will bring in fees.";
    Sentence only = repaired(text).getFirst();
    assertThat(only.text()).isEqualTo("[this proposal] will bring in fees.");
    assertThat(only.pieces().getFirst().span().of(text)).isEqualTo("this proposal");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // More than one thing could be meant.
        "The vault pays the grants fund. It will hold 5 ETH.",
        "Gauntlet manages the model for Aave. It will cost 5 ETH.",
        "The vault holds a bond and the fund sells it. This fund will pay.",
        // The number does not fit.
        "The delegates are elected. It will pay 5 ETH.",
        "The vault is a safe. They will pay 5 ETH.",
        // It means nothing before it.
        "The vault is a safe. It is proposed that we pay 5 ETH.",
        "The vault is a safe. It will be necessary to pay 5 ETH.",
        // All of the sentence before is meant, and that has no name.
        "The vault was drained in May. This is why we ask for 5 ETH.",
        "We added a market. This will bring in fees.",
        // It stands in another paragraph, or nothing stands before it.
        "The vault is a safe.\n\nIt will pay 5 ETH.",
        "It will pay 5 ETH.",
        // The text takes it back, asks or quotes.
        "The vault is not a safe. It will pay 5 ETH.",
        "An alternative is the vault. It will pay 5 ETH.",
        "~~The vault is a safe.~~ It will pay 5 ETH.",
        "<del>The vault is a safe.</del> It will pay 5 ETH.",
        "> The vault is a safe. It will pay 5 ETH.",
        "<span hidden>The vault is a safe.</span> It will pay 5 ETH.",
        "Is the vault a safe? It will pay 5 ETH.",
        // Nobody sees what stands there, or it has brackets of its own.
        "The va\u202Eult is a safe. It will pay 5 ETH.",
        "The va\u200Bult is a safe. It will pay 5 ETH.",
        "The [vault] is a safe. It will pay 5 ETH.",
        "The vault is a safe. It will pay [all] 5 ETH.",
      })
  void whatIsNotCertainStaysAsItIs(String text) {
    assertThat(texts(text)).isEmpty();
  }

  @Test
  void anItemGetsTheLineThatLeadsIntoItsList() {
    String text = "The DAO will:\n\n- Pay **5 ETH** to Ann\n- Raise the cap to 9 %\n";
    assertThat(texts(text))
        .containsExactly(
            "[The DAO will:] Pay 5 ETH to Ann", "[The DAO will:] Raise the cap to 9 %");
    Piece lead = repaired(text).getLast().pieces().getFirst();
    assertThat(lead.span().of(text)).isEqualTo("The DAO will:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The DAO will not:\n\n- Pay 5 ETH to Ann",
        "The DAO could:\n\n- Pay 5 ETH to Ann",
        "The following will:\n\n- Pay 5 ETH to Ann",
        "As an alternative, the DAO will:\n\n- Pay 5 ETH to Ann",
        "If it passes, the DAO will:\n\n- Pay 5 ETH to Ann",
        "Who will:\n\n- Pay 5 ETH to Ann",
        "The DAO will pay.\n\n- Pay 5 ETH to Ann",
        "The DAO will:\n\n- Ann Smith, 5 ETH",
        "~~The DAO will:~~\n\n- Pay 5 ETH to Ann",
        "> The DAO will:\n\n- Pay 5 ETH to Ann",
        "The DAO will:\n\nNothing more.\n\n- Pay 5 ETH to Ann",
      })
  void aLineThatDoesNotLeadIntoTheListIsNotPutIn(String text) {
    assertThat(texts(text)).isEmpty();
  }

  @Test
  void theHostTakesWhateverIsRepaired() {
    String text =
        "# Vault\n\nThe vault is a safe. However, it will pay 5 ETH (see below) to Ann.\n\n"
            + "The DAO will:\n\n1. Pay [Ann](https://example.org/a) 5 ETH;\n2. Add a *new* market, and";
    assertThat(repaired(text)).hasSizeGreaterThanOrEqualTo(2);
    for (Sentence sentence : repaired(text)) {
      assertThat(DigestCheck.fault(sentence, text)).isEqualTo(Optional.empty());
    }
  }

  /** What would be put in is too long for a piece, though it has few words. */
  @ParameterizedTest
  @ValueSource(
      strings = {"The%s vault is a safe. It will pay Bob.", "The plan of%s will:\n\n- pay Bob"})
  void wordsOfManyLettersStayWhereTheyAre(String text) {
    assertThat(texts(text.formatted((" " + "x".repeat(900)).repeat(3)))).isEmpty();
    assertThat(texts(text.formatted(" old"))).hasSize(1);
  }

  @Test
  void aRepairThatFailsLeavesTheSentenceAsItIs() {
    String text = "The vault is a safe. It will pay 5 ETH.";
    UnaryOperator<String> failing =
        words -> {
          throw new IllegalStateException("no words");
        };
    assertThat(repaired(text, units(text), failing)).isEmpty();
  }

  @Test
  void aDigestThatNobodyWaitsForEnds() {
    String text = "The vault is a safe. It will pay 5 ETH.";
    Repair repair = new Repair(text, units(text), String::strip);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> repair.of(1)).isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  /** What is tried counts, whether it is found or not. */
  @Test
  void onlySoManySentencesAreTried() {
    String found = "The vault is a safe. It will pay 5 ETH.";
    String missed = "We added a market. It will pay 5 ETH.\n\n";
    assertThat(texts(missed.repeat(199) + found)).hasSize(1);
    assertThat(texts(missed.repeat(200) + found)).isEmpty();
  }

  @Test
  void aLongLineOverManyItemsIsJudgedOnce() {
    Growth.assertLinear("a long line over many items", repairing(4_000), repairing(16_000));
  }

  private static Runnable repairing(int words) {
    String text = "We" + " x".repeat(words) + " will:\n\n" + "- Pay us.\n".repeat(words / 8);
    List<Unit> units = units(text);
    return () -> repaired(text, units, String::strip);
  }
}
