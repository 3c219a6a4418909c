package org.prytany.governance.proposal;

import java.time.Instant;
import java.util.List;
import org.prytany.governance.hash.CanonicalBytes;
import org.prytany.spi.TextDigest;

/**
 * A text digest and what it is bound to. When any of the bound values differs from the current one,
 * the digest is stale.
 *
 * @param digest what the plugin said, its spans checked by the host, with what the host itself
 *     reads in the text
 * @param asked what the host reads that the text asks for
 * @param contentHash of the proposal it was made from
 * @param plugin "id version" of the digester
 * @param model "id sha256" of the embedding model
 * @param pluginModels models of the plugin that were run for it, each "id sha256", in order
 * @param runtime what runs them here, with its version; "" where none could be run
 * @param device where the model ran
 * @param madeAt when
 * @param millis how long it took
 */
public record Digested(
    TextDigest digest,
    Asked asked,
    String contentHash,
    String plugin,
    String model,
    List<String> pluginModels,
    String runtime,
    String device,
    Instant madeAt,
    long millis) {

  public Digested {
    pluginModels = List.copyOf(pluginModels);
  }

  /** A digest of a text of which nobody read what it asks for. */
  public Digested(
      TextDigest digest,
      String contentHash,
      String plugin,
      String model,
      List<String> pluginModels,
      String runtime,
      String device,
      Instant madeAt,
      long millis) {
    this(
        digest,
        Asked.NOTHING,
        contentHash,
        plugin,
        model,
        pluginModels,
        runtime,
        device,
        madeAt,
        millis);
  }

  /** A digest for which no model but the embedding model was run. */
  public Digested(
      TextDigest digest,
      String contentHash,
      String plugin,
      String model,
      String device,
      Instant madeAt,
      long millis) {
    this(digest, contentHash, plugin, model, List.of(), "", device, madeAt, millis);
  }

  /** The same with another digest of the same text, and what it asks for. */
  public Digested with(TextDigest other, Asked ask) {
    return new Digested(
        other, ask, contentHash, plugin, model, pluginModels, runtime, device, madeAt, millis);
  }

  /**
   * Names what was shown: headline and sentences, and what they were made from and with. "0x" and
   * 64 hexadecimal digits.
   */
  public String hash() {
    boolean repaired = digest.sentences().stream().anyMatch(TextDigest.Sentence::repaired);
    CanonicalBytes bytes = new CanonicalBytes(repaired ? "prytany-digest-2" : "prytany-digest-1");
    bytes.add(contentHash).add(madeWith()).add(digest.algorithm()).add(digest.headline());
    bytes.size(digest.sentences().size());
    for (TextDigest.Sentence sentence : digest.sentences()) {
      bytes.add(sentence.text()).add(sentence.span().start()).add(sentence.span().end());
      if (repaired) {
        bytes.size(sentence.pieces().size());
        for (TextDigest.Piece piece : sentence.pieces()) {
          bytes.add(piece.text()).add(piece.span().start()).add(piece.span().end());
          bytes.add(piece.inserted() ? 1 : 0);
        }
      }
    }
    return bytes.sha256();
  }

  /** All that it was made with, for a quick comparison with {@link #madeWith(String...)}. */
  public String madeWith() {
    return madeWith(plugin, model, String.join(",", pluginModels), runtime, device);
  }

  /** Parts that a digest is bound to, as one word for comparing. */
  public static String madeWith(String... parts) {
    return String.join("|", parts);
  }
}
