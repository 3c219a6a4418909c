package org.prytany.governance.proof;

import java.util.List;
import org.prytany.spi.Span;

/**
 * Whether a sentence about a proposal may be shown: what the text, or a line on what its calls do,
 * says in one place bears it out.
 *
 * @param shown whether it may
 * @param reason why, or why not, in words for a reader
 * @param evidence the places of the text that say it, or that come nearest; UTF-16 units of the
 *     text, or of the body where title and body were given apart (the title has no place there)
 * @param effects which lines on the calls say it, or come nearest, from 0
 * @param replacement what may be shown in its stead: the nearest sentence of the text, as it stands
 *     there; empty if the sentence is shown, or if no sentence near it may be
 */
public record SentenceProof(
    boolean shown, String reason, List<Span> evidence, List<Integer> effects, String replacement) {

  public SentenceProof {
    evidence = List.copyOf(evidence);
    effects = List.copyOf(effects);
  }

  /**
   * Weighs a sentence. For several about one text a {@link TextEvidence} reads it only once.
   *
   * @param text the proposal's Markdown, as readers are shown it
   * @param sentence plain text; any is valid
   */
  public static SentenceProof of(String text, String sentence) {
    return new TextEvidence(text).proof(sentence);
  }

  /**
   * Weighs a sentence about a text and what its calls do.
   *
   * @param title the proposal's title, one line
   * @param body its Markdown, as readers are shown it
   * @param effects plain sentences on its calls that may bear a sentence out too; may be empty
   * @param sentence plain text; any is valid
   */
  public static SentenceProof of(String title, String body, List<String> effects, String sentence) {
    return new TextEvidence(title, body, effects).proof(sentence);
  }

  SentenceProof insteadShown(String sentence) {
    return new SentenceProof(shown, reason, evidence, effects, sentence);
  }
}
