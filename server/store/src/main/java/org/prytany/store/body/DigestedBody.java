package org.prytany.store.body;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.proposal.Digested;
import org.prytany.spi.TextDigest;

/** The text digest and what it is bound to. */
public record DigestedBody(
    String headline,
    List<SentenceBody> sentences,
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
        digest.sentences().stream()
            .map(sentence -> new SentenceBody(sentence.text(), SpanBody.of(sentence.span())))
            .toList(),
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
            sentences.stream()
                .map(
                    sentence ->
                        new TextDigest.Sentence(sentence.text(), sentence.span().toDomain()))
                .toList(),
            claims.stream().map(ClaimBody::toDomain).toList(),
            // Documents of earlier versions do not have these.
            notes == null ? List.of() : notes.stream().map(NoteBody::toDomain).toList(),
            algorithm),
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

  /** One sentence and where it stands. */
  public record SentenceBody(String text, SpanBody span) {}
}
