package org.prytany.app.view;

import java.util.List;

/** A text digest and what it was made with. */
public record DigestView(
    String headline,
    List<Sentence> sentences,
    List<ClaimView> claims,
    String contentHash,
    boolean stale,
    String plugin,
    String algorithm,
    String model,
    String modelSha256,
    List<Model> pluginModels,
    String runtime,
    String device,
    String madeAt,
    long millis) {

  /** A model that the plugin brought along. */
  public record Model(String id, String sha256) {}

  /** A sentence; offsets are UTF-16 units into the description, the end excluded. */
  public record Sentence(String text, int start, int end) {}
}
