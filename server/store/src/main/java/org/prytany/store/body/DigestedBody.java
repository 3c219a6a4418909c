package org.prytany.store.body;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.proposal.Asked;
import org.prytany.governance.proposal.Digested;
import org.prytany.spi.TextDigest;

/** The text digest and what it is bound to. */
public record DigestedBody(
    String headline,
    List<SentenceBody> sentences,
    @Nullable List<SentenceBody> asks,
    @Nullable AskedBody asked,
    List<ClaimBody> claims,
    @Nullable List<NoteBody> notes,
    String algorithm,
    String contentHash,
    String plugin,
    String model,
    @Nullable List<String> pluginModels,
    @Nullable String runtime,
    String device,
    String madeAt,
    long millis) {

  static DigestedBody of(Digested digested) {
    TextDigest digest = digested.digest();
    return new DigestedBody(
        digest.headline(),
        bodies(digest.sentences()),
        digest.asks().isEmpty() ? null : bodies(digest.asks()),
        AskedBody.of(digested.asked()),
        digest.claims().stream().map(ClaimBody::of).toList(),
        digest.notes().isEmpty() ? null : digest.notes().stream().map(NoteBody::of).toList(),
        digest.algorithm(),
        digested.contentHash(),
        digested.plugin(),
        digested.model(),
        digested.pluginModels().isEmpty() ? null : digested.pluginModels(),
        digested.runtime().isEmpty() ? null : digested.runtime(),
        digested.device(),
        digested.madeAt().toString(),
        digested.millis());
  }

  Digested toDomain() {
    return new Digested(
        new TextDigest(
            headline,
            sentences(sentences),
            // Documents of earlier versions do not have these.
            asks == null ? List.of() : sentences(asks),
            claims.stream().map(ClaimBody::toDomain).toList(),
            // Documents of earlier versions do not have these.
            notes == null ? List.of() : notes.stream().map(NoteBody::toDomain).toList(),
            algorithm),
        asked == null ? Asked.NOTHING : asked.toDomain(),
        contentHash,
        plugin,
        model,
        // Documents of earlier versions do not have these.
        pluginModels == null ? List.of() : pluginModels,
        runtime == null ? "" : runtime,
        device,
        Instant.parse(madeAt),
        millis);
  }

  private static List<SentenceBody> bodies(List<TextDigest.Sentence> sentences) {
    return sentences.stream()
        .map(
            sentence ->
                new SentenceBody(
                    sentence.text(),
                    SpanBody.of(sentence.span()),
                    sentence.repaired()
                        ? sentence.pieces().stream().map(PieceBody::of).toList()
                        : null))
        .toList();
  }

  private static List<TextDigest.Sentence> sentences(List<SentenceBody> bodies) {
    return bodies.stream().map(SentenceBody::toDomain).toList();
  }

  /**
   * One sentence and where it stands.
   *
   * @param pieces what a repaired one is made of; earlier versions repaired none
   */
  public record SentenceBody(String text, SpanBody span, @Nullable List<PieceBody> pieces) {

    TextDigest.Sentence toDomain() {
      return new TextDigest.Sentence(
          text,
          span.toDomain(),
          pieces == null ? List.of() : pieces.stream().map(PieceBody::toDomain).toList());
    }
  }

  /** A part of a repaired sentence. */
  public record PieceBody(String text, SpanBody span, boolean inserted) {

    static PieceBody of(TextDigest.Piece piece) {
      return new PieceBody(piece.text(), SpanBody.of(piece.span()), piece.inserted());
    }

    TextDigest.Piece toDomain() {
      return new TextDigest.Piece(text, span.toDomain(), inserted);
    }
  }
}
