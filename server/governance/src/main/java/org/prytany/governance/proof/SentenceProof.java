package org.prytany.governance.proof;

import java.util.List;
import org.prytany.spi.Span;

/**
 * Whether a sentence about a text may be shown: what the text says in one place bears it out.
 *
 * @param shown whether it may
 * @param reason why, or why not
 * @param evidence the places of the text that say it, or that come nearest; UTF-16 units of it
 */
public record SentenceProof(boolean shown, String reason, List<Span> evidence) {

  public SentenceProof {
    evidence = List.copyOf(evidence);
  }

  /**
   * Weighs a sentence.
   *
   * @param text the proposal's Markdown, as readers are shown it
   * @param sentence plain text; any is valid
   */
  public static SentenceProof of(String text, String sentence) {
    return new TextEvidence(text).proof(sentence);
  }
}
