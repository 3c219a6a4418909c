package org.prytany.digest;

import java.util.List;
import java.util.Optional;
import org.prytany.inference.Device;
import org.prytany.inference.EmbeddingModel;
import org.prytany.inference.FeatureModels;
import org.prytany.inference.InferenceSettings;
import org.prytany.spi.DigestContext;
import org.prytany.spi.FeatureScorer;
import org.prytany.spi.TextDigest;
import org.prytany.spi.TextEmbedder;
import org.prytany.testkit.SampleProposal;

/** The embedding model that ships, loaded once for all tests. */
public final class RealModel {

  private static final EmbeddingModel MODEL =
      EmbeddingModel.open(InferenceSettings.defaults().withDevice(Device.CPU));

  private static final FeatureModels SCORER = new FeatureModels();

  private RealModel() {}

  public static DigestContext context() {
    return new DigestContext() {
      @Override
      public TextEmbedder embedder() {
        return MODEL;
      }

      @Override
      public Optional<FeatureScorer> scorer() {
        return Optional.of(SCORER);
      }
    };
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
