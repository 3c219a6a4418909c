package org.prytany.spi;

import java.util.List;

/**
 * What a digester says of a proposal's text.
 *
 * @param headline at most 25 words; "" when the text gives none
 * @param sentences two to four sentences in reading order; fewer for a short text
 * @param asks the sentences that say best what is asked for, the best first, at most {@link
 *     #MOST_ASKS}; they need not be in the summary, and none is fine
 * @param claims what the text asks for, as far as the digester reads it better than the host, which
 *     reads every text itself; none is fine
 * @param notes what a reader must know of how the text was read, each kind once
 * @param algorithm name and version of the method, part of the digest's identity
 */
public record TextDigest(
    String headline,
    List<Sentence> sentences,
    List<Sentence> asks,
    List<Claim> claims,
    List<Note> notes,
    String algorithm) {

  /** So many sentences that say the ask are looked at. */
  public static final int MOST_ASKS = 5;

  public TextDigest {
    Bounds.text("a headline", headline, Bounds.LONGEST_HEADLINE);
    sentences = Bounds.list("sentences", Sentence.class, sentences, Bounds.MOST_SENTENCES);
    asks = Bounds.list("asks", Sentence.class, asks, Bounds.MOST_SENTENCES);
    claims = Bounds.list("claims", Claim.class, claims, Bounds.MOST_CLAIMS);
    notes = Bounds.list("notes", Note.class, notes, Bounds.MOST_SENTENCES);
    Bounds.text("an algorithm's name", algorithm, Bounds.LONGEST_NAME);
  }

  /** A digest of a text that was read in full, and understood. */
  public TextDigest(
      String headline, List<Sentence> sentences, List<Claim> claims, String algorithm) {
    this(headline, sentences, claims, List.of(), algorithm);
  }

  /** A digest that says of no sentence that it is the ask. */
  public TextDigest(
      String headline,
      List<Sentence> sentences,
      List<Claim> claims,
      List<Note> notes,
      String algorithm) {
    this(headline, sentences, List.of(), claims, notes, algorithm);
  }

  /** Whether the digester could not read the language, so that it looked for no claims. */
  public boolean unread() {
    return notes.contains(new Note.NotEnglish());
  }

  /**
   * One sentence. It is the source with parts left out, never reworded.
   *
   * @param text what is shown
   * @param span where in the raw description it stands
   */
  public record Sentence(String text, Span span) {

    public Sentence {
      Bounds.text("a sentence", text, Bounds.LONGEST_TEXT);
      Bounds.present("a sentence's span", span);
    }
  }

  /**
   * What a digest leaves out. Only the kind and its numbers: the host finds the words, so that no
   * plugin writes to readers.
   */
  public sealed interface Note {

    /**
     * The text is so long that the summary was chosen from a part of its sentences.
     *
     * @param looked sentences that were looked at, at least one
     * @param all sentences of the text, more than that
     */
    record Preselected(int looked, int all) implements Note {}

    /** The text is not in English: its first sentences are shown, and no claims are read. */
    record NotEnglish() implements Note {}
  }
}
