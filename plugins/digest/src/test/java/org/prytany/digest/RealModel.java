package org.prytany.digest;

import java.util.List;
import org.prytany.inference.Device;
import org.prytany.inference.EmbeddingModel;
import org.prytany.inference.InferenceSettings;
import org.prytany.spi.DigestContext;
import org.prytany.spi.TextDigest;
import org.prytany.testkit.SampleProposal;

/** The embedding model that ships, loaded once for all tests. */
public final class RealModel {

  private static final EmbeddingModel MODEL =
      EmbeddingModel.open(InferenceSettings.defaults().withDevice(Device.CPU));

  private RealModel() {}

  public static DigestContext context() {
    return () -> MODEL;
  }

  /** The digest of a description, as the host would ask for it. */
  public static TextDigest digest(String description) {
    return new CorenlpDigester()
        .digest(SampleProposal.of().text(description).snapshot(), context());
  }

  /** The shown sentences. */
  public static List<String> sentences(TextDigest digest) {
    return digest.sentences().stream().map(TextDigest.Sentence::text).toList();
  }
}
