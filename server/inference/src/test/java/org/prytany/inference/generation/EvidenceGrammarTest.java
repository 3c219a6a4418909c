package org.prytany.inference.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a server elsewhere may be told to hold its model to. */
class EvidenceGrammarTest {

  private static final List<String> EVIDENCE =
      List.of(
          "The treasury pays 1,000 USDC to Alice \"A\\B\" Smith on 12 March, 2026.",
          "The votes: 77.");

  @Test
  void whatMayBeCopiedIsOfferedWholeAndOfItsOwnEvidence() {
    EvidenceText text = EvidenceText.of(EVIDENCE);
    assertThat(text.spans(1, false)).contains("1,000 USDC", "Alice").doesNotContain("1,000", "Al");
    assertThat(text.spans(1, false)).noneMatch(each -> each.contains("77"));
    assertThat(text.spans(2, true)).containsExactly("77");
  }

  /** Each span that is offered, in a sentence of the form, is one that the judge takes. */
  @Test
  void whatIsOfferedIsTaken() {
    EvidenceText text = EvidenceText.of(EVIDENCE);
    CopiedSentences judge = new CopiedSentences(EVIDENCE);
    List<String> tried = new ArrayList<>();
    for (int item = 1; item <= EVIDENCE.size(); item++) {
      for (String span : text.spans(item, false)) {
        tried.add("This is all of " + span + " as it stands [" + item + "].");
      }
      for (String span : text.spans(item, true)) {
        tried.add("This is all of " + span + " [" + item + "].");
      }
    }
    assertThat(tried).hasSizeGreaterThan(4);
    for (String sentence : tried) {
      assertThat(judge.of(sentence).sentences()).as(sentence).hasSize(1);
    }
  }

  @Test
  void quotesAndBackslashesStayInTheirText() {
    String grammar = EvidenceGrammar.gbnf(List.of("Pay A\"B and C\\D to us."));
    assertThat(grammar).contains("\"A\\\"B\"", "\"C\\\\D\"");
    assertThat(grammar.lines()).allMatch(line -> line.matches("[a-z]+[0-9]* ::= .+"));
  }
}
