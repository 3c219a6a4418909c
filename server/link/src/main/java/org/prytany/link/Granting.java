package org.prytany.link;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prytany.link.Said.Granted;
import org.prytany.link.Said.Services;
import org.prytany.link.Said.Wish;
import org.prytany.spi.DigestContext;
import org.prytany.spi.TextEmbedder;

/** Grants what plugins ask of the server's services. */
final class Granting {

  private Granting() {}

  /** What a digest with this context may ask for. */
  static Services services(DigestContext context) {
    TextEmbedder embedder = context.embedder();
    return new Services(
        embedder.dimensions(),
        embedder.modelId(),
        embedder.modelSha256(),
        embedder.device(),
        context.scorer().map(its -> its.runtime()),
        context.generator().isPresent());
  }

  static long call(Wish wish) {
    return switch (wish) {
      case Wish.Embed its -> its.call();
      case Wish.Score its -> its.call();
      case Wish.Generate its -> its.call();
    };
  }

  /**
   * @param own context of the digest that it is for; empty once that is done
   * @param last context that any digest had: its models are the server's, and those of a plugin
   *     that is tried after it failed
   */
  static Granted of(Wish wish, Optional<DigestContext> own, @Nullable DigestContext last) {
    DigestContext context = own.orElse(last);
    if (context == null) {
      return new Granted.Failed("no digest is being made");
    }
    try {
      return switch (wish) {
        case Wish.Embed its -> new Granted.Rows(context.embedder().embed(its.sentences()));
        case Wish.Score its ->
            new Granted.Rows(
                context.scorer().orElseThrow().score(its.modelId(), its.onnx(), its.rows()));
        case Wish.Generate its ->
            new Granted.Sentences(
                own.flatMap(DigestContext::generator)
                    .map(generator -> generator.generate(its.evidence()))
                    .orElse(List.of()));
      };
    } catch (RuntimeException e) {
      return new Granted.Failed(String.valueOf(e.getMessage()));
    }
  }
}
