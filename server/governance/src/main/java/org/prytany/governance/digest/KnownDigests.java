package org.prytany.governance.digest;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.hash.CanonicalBytes;
import org.prytany.governance.plugin.RunningDigester;
import org.prytany.spi.FeatureScorer;
import org.prytany.spi.TextDigest;
import org.prytany.spi.TextEmbedder;

/**
 * The few digests that were made last, of digesters that read the text alone: whoever asks for one
 * text with other calls does not have it read again. Bounded in number and size. Thread-safe.
 */
final class KnownDigests {

  private static final int MOST_KEPT = 16;
  private static final long MOST_CHARACTERS = 2_000_000;

  /** The one that was used last at the end. */
  private final Map<String, Made> kept = new LinkedHashMap<>(MOST_KEPT, 0.75f, true);

  private long characters;

  /**
   * A digest that the host checked.
   *
   * @param used models of the plugin that were run for it, each "id sha256", in order
   * @param madeAt when it was made, not when it was asked for
   * @param millis how long that took
   */
  record Made(TextDigest digest, List<String> used, Instant madeAt, long millis) {
    long size() {
      return digest.toString().length();
    }
  }

  /** A hash of all that a digest depends on, if it depends on the text alone. */
  static String key(
      RunningDigester digester,
      TextEmbedder embedder,
      Optional<FeatureScorer> scorer,
      Optional<SentenceWriter> writer,
      String text) {
    CanonicalBytes all =
        new CanonicalBytes("prytany-known-digest-2")
            .add(digester.deployment())
            .add(digester.id())
            .add(digester.version())
            .add(embedder.modelId())
            .add(embedder.modelSha256())
            .add(embedder.device())
            .add(scorer.map(FeatureScorer::runtime).orElse(""))
            .add(writer.map(SentenceWriter::id).orElse(""));
    List<String> models = digester.models();
    all.add(models.size());
    models.forEach(all::add);
    // Unit by unit: halves of pairs that stand alone would all be the same in UTF-8.
    ByteBuffer units = ByteBuffer.allocate(text.length() * Character.BYTES);
    units.asCharBuffer().put(text);
    return all.add(units.array()).sha256();
  }

  synchronized Optional<Made> find(String key) {
    return Optional.ofNullable(kept.get(key));
  }

  synchronized void keep(String key, Made made) {
    if (made.size() > MOST_CHARACTERS) {
      return;
    }
    Made before = kept.put(key, made);
    characters += made.size() - (before == null ? 0 : before.size());
    while (kept.size() > MOST_KEPT || characters > MOST_CHARACTERS) {
      String eldest = kept.keySet().iterator().next();
      Made gone = kept.remove(eldest);
      characters -= gone == null ? 0 : gone.size();
    }
  }
}
