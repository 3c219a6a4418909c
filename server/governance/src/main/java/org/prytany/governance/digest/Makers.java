package org.prytany.governance.digest;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.proposal.Digested;
import org.prytany.spi.FeatureScorer;
import org.prytany.spi.TextEmbedder;

/** What digests are made with now: the plugin, the models, and what runs them. */
record Makers(
    Plugins plugins,
    TextEmbedder embedder,
    Optional<FeatureScorer> scorer,
    Optional<SentenceWriter> writer) {

  /** Before who wrote for the plugin, among the models that were run for a digest. */
  private static final String WRITTEN_BY = "written-by ";

  /** Models that were run, and who wrote. */
  static List<String> withWriter(List<String> used, Optional<SentenceWriter> writer) {
    return Stream.concat(used.stream(), writer.stream().map(its -> WRITTEN_BY + its.id())).toList();
  }

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
    Optional<String> other = otherPluginModels(digested).or(() -> otherWriter(digested));
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

  /** Where nobody wrote, it is no matter who could. */
  private Optional<String> otherWriter(Digested digested) {
    Optional<String> now = writer.map(its -> WRITTEN_BY + its.id());
    return digested.pluginModels().stream()
        .filter(each -> each.startsWith(WRITTEN_BY))
        .filter(each -> !now.equals(Optional.of(each)))
        .findFirst()
        .map(each -> "It was made with what another model wrote.");
  }

  private Optional<String> otherPluginModels(Digested digested) {
    if (scorer.isEmpty() || plugins.digester().isEmpty()) {
      return Optional.empty();
    }
    List<String> now = plugins.digester().get().models();
    // Not every text needs every model, so those that ran are compared and no others.
    List<String> then =
        digested.pluginModels().stream().filter(each -> !each.startsWith(WRITTEN_BY)).toList();
    if (!now.containsAll(then)) {
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
