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
   * One sentence. It is the source with parts left out, never reworded; one that leaned on what
   * stands elsewhere may be made of pieces, of which some come from there.
   *
   * @param text what is shown; of a sentence made of pieces, {@link Piece#joined}
   * @param span where in the raw description it stands
   * @param pieces what it is made of, in order; none for a sentence that is its span alone
   */
  public record Sentence(String text, Span span, List<Piece> pieces) {

    public Sentence {
      Bounds.text("a sentence", text, Bounds.LONGEST_TEXT);
      Bounds.present("a sentence's span", span);
      pieces = Bounds.list("pieces", Piece.class, pieces, Bounds.MOST_PIECES);
      if (!pieces.isEmpty() && !text.equals(Piece.joined(pieces))) {
        throw new IllegalArgumentException("a sentence made of pieces is not these, joined");
      }
    }

    /** A sentence that is its span, less what is left out. */
    public Sentence(String text, Span span) {
      this(text, span, List.of());
    }

    /** A sentence made of pieces, as it is shown. */
    public static Sentence of(List<Piece> pieces, Span span) {
      return new Sentence(Piece.joined(pieces), span, pieces);
    }

    /** Whether something was put in that stands elsewhere in the description. */
    public boolean repaired() {
      return !pieces.isEmpty();
    }
  }

  /**
   * A part of a repaired sentence, word for word from the description.
   *
   * @param text at most {@link Bounds#LONGEST_PIECE} characters, without brackets: those are the
   *     editor's alone
   * @param span where it stands in the raw description
   * @param inserted whether it stands outside of its sentence, and is shown in brackets
   */
  public record Piece(String text, Span span, boolean inserted) {

    public Piece {
      Bounds.text("a piece", text, Bounds.LONGEST_PIECE);
      Bounds.present("a piece's span", span);
      if (text.isBlank() || !text.equals(text.strip())) {
        throw new IllegalArgumentException("a piece is empty, or has blanks around it");
      }
      if (text.indexOf('[') >= 0 || text.indexOf(']') >= 0) {
        throw new IllegalArgumentException("a piece has brackets of its own");
      }
    }

    /** As it is shown: what was put in stands in brackets. */
    public String shown() {
      return inserted ? "[" + text + "]" : text;
    }

    /** The pieces with one blank between them, and none before a mark that ends something. */
    static String joined(List<Piece> pieces) {
      StringBuilder joined = new StringBuilder();
      for (Piece piece : pieces) {
        if (!joined.isEmpty() && ",.;:!?)’'".indexOf(piece.text().charAt(0)) < 0) {
          joined.append(' ');
        }
        joined.append(piece.shown());
      }
      return joined.toString();
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
