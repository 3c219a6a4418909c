package org.prytany.app.view;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A text digest and what it was made with.
 *
 * @param shown for people, who have the line beside it: without what the line says, and with the
 *     next sentence that asks in its room
 * @param quoted what the line has out of lists, tables and notices, in its order
 * @param notes what it leaves out, in plain English
 * @param stale whether it is not what would be made or said now
 * @param staleReason why it is stale
 * @param model the embedding model, as {@code modelSha256} is its hash
 * @param models every model that took part, the embedding model first
 * @param runtime what ran the models, with its version
 */
public record DigestView(
    String headline,
    List<Sentence> sentences,
    List<Sentence> shown,
    List<Place> quoted,
    List<ClaimView> claims,
    List<String> notes,
    String contentHash,
    String hash,
    boolean stale,
    Optional<String> staleReason,
    String plugin,
    String algorithm,
    String model,
    String modelSha256,
    List<Model> models,
    String runtime,
    String device,
    String madeAt,
    long millis) {

  /** Words of the text, as they are shown, and where they stand. */
  public record Place(String text, int start, int end) {

    /** The same in a text that begins {@code by} units later. */
    public Place shifted(int by) {
      return new Place(text, Math.max(0, start - by), Math.max(0, end - by));
    }
  }

  /** A model that took part. */
  @Schema(name = "DigestModel")
  public record Model(String id, String sha256) {}

  /**
   * A sentence; offsets are UTF-16 units into the description, the end excluded.
   *
   * @param mark of the list that it is an item of, "–" or a number as it is written
   * @param repaired whether what it leaned on was put in, in brackets
   * @param pieces what a repaired one is made of, in order
   */
  public record Sentence(
      String text,
      int start,
      int end,
      Optional<String> mark,
      boolean repaired,
      List<Piece> pieces) {

    public Sentence {
      pieces = List.copyOf(pieces);
    }

    /** The same in a text that begins {@code by} units later. */
    public Sentence shifted(int by) {
      return new Sentence(
          text,
          Math.max(0, start - by),
          Math.max(0, end - by),
          mark,
          repaired,
          pieces.stream().map(piece -> piece.shifted(by)).toList());
    }
  }

  /**
   * A part of a repaired sentence.
   *
   * @param inserted whether it stands outside of the sentence, and is shown in brackets
   */
  public record Piece(String text, int start, int end, boolean inserted) {

    Piece shifted(int by) {
      return new Piece(text, Math.max(0, start - by), Math.max(0, end - by), inserted);
    }
  }
}
