package org.prytany.spi;

import java.util.Optional;

/** The host's services for one digest. */
public interface DigestContext {

  /** Sentence embeddings by the host's model. */
  TextEmbedder embedder();

  /** Runs models that plugins bring along; empty where the host offers none. */
  default Optional<FeatureScorer> scorer() {
    return Optional.empty();
  }

  /**
   * Has sentences written by a model of the operator's; empty where none writes for plugins, which
   * is usual.
   */
  default Optional<TextGenerator> generator() {
    return Optional.empty();
  }
}
