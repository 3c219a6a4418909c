package org.prytany.governance.digest;

import java.util.List;
import java.util.Optional;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.proposal.Digested;
import org.prytany.spi.FeatureScorer;
import org.prytany.spi.TextEmbedder;

/** What digests are made with now: the plugin, the models, and what runs them. */
record Makers(Plugins plugins, TextEmbedder embedder, Optional<FeatureScorer> scorer) {

  /** What would make a digest of the same text now, and did not make this one. */
  Optional<String> others(Digested digested) {
    Optional<String> plugin =
        plugins.digester().map(digester -> digester.id() + " " + digester.version());
    if (plugin.isPresent() && !plugin.get().equals(digested.plugin())) {
      return Optional.of("It was made by " + digested.plugin() + ".");
    }
    if (!digested.model().equals(embedder.modelId() + " " + embedder.modelSha256())) {
      return Optional.of("It was made with another model: " + digested.model() + ".");
    }
    Optional<String> other = otherPluginModels(digested);
    if (other.isPresent()) {
      return other;
    }
    if (!digested.device().equals(embedder.device())) {
      return Optional.of("It was made on another device: " + digested.device() + ".");
    }
    return Optional.empty();
  }

  /**
   * What a digest would be made with now, as {@link Digested#madeWith()} says it. One that was made
   * with the same is current as far as that goes; one that was not may be current all the same.
   */
  String now() {
    try {
      return Digested.madeWith(
          plugins.digester().map(its -> its.id() + " " + its.version()).orElse(""),
          embedder.modelId() + " " + embedder.modelSha256(),
          plugins.digester().map(its -> String.join(",", its.models())).orElse(""),
          scorer.map(FeatureScorer::runtime).orElse(""),
          embedder.device());
    } catch (PrytanyException e) {
      return "";
    }
  }

  private Optional<String> otherPluginModels(Digested digested) {
    if (scorer.isEmpty() || plugins.digester().isEmpty()) {
      return Optional.empty();
    }
    List<String> now = plugins.digester().get().models();
    // Not every text needs every model, so those that ran are compared and no others.
    if (!now.containsAll(digested.pluginModels())) {
      return Optional.of("It was made with other models of its plugin.");
    }
    if (digested.runtime().isEmpty()) {
      return now.isEmpty() || digested.digest().unread()
          ? Optional.empty()
          : Optional.of("It was made without the models of its plugin.");
    }
    if (!digested.runtime().equals(scorer.get().runtime())) {
      return Optional.of("It was made with another runtime: " + digested.runtime() + ".");
    }
    return Optional.empty();
  }
}
