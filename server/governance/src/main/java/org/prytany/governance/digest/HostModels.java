package org.prytany.governance.digest;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.prytany.spi.DigestContext;
import org.prytany.spi.FeatureScorer;
import org.prytany.spi.TextEmbedder;
import org.prytany.spi.TextGenerator;

/** The models as one digest sees them. It notes which models of the plugin were run. */
final class HostModels implements DigestContext {

  private final TextEmbedder embedder;
  private final Optional<FeatureScorer> scorer;
  private final KnownContents contents;
  private final Optional<ProvedGenerator> generator;
  private final Set<String> used = new LinkedHashSet<>();

  HostModels(
      TextEmbedder embedder,
      Optional<FeatureScorer> scorer,
      KnownContents contents,
      Optional<ProvedGenerator> generator) {
    this.embedder = embedder;
    this.contents = contents;
    this.generator = generator;
    this.scorer = scorer.map(Noting::new);
  }

  @Override
  public TextEmbedder embedder() {
    return embedder;
  }

  @Override
  public Optional<FeatureScorer> scorer() {
    return scorer;
  }

  @Override
  public Optional<TextGenerator> generator() {
    return generator.map(its -> its);
  }

  /** Models that the plugin brought along and had run, each "id sha256", in order. */
  synchronized List<String> used() {
    return List.copyOf(used);
  }

  private synchronized void note(String modelId, String sha256) {
    used.add(modelId + " " + sha256);
  }

  private final class Noting implements FeatureScorer {
    private final FeatureScorer behind;

    Noting(FeatureScorer behind) {
      this.behind = behind;
    }

    @Override
    public float[][] score(String modelId, byte[] onnx, float[][] rows) {
      // A copy, so that what is noted is what runs.
      KnownContents.Content model = contents.of(onnx);
      float[][] scores = behind.score(modelId, model.bytes(), rows);
      note(modelId, model.sha256());
      return scores;
    }

    @Override
    public String runtime() {
      return behind.runtime();
    }
  }
}
