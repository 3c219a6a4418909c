package org.prytany.app.view;

import java.util.List;

/** What a digest without a chain was made with, and how long it took. */
public record ProvenanceView(
    String plugin,
    String algorithm,
    String model,
    String modelSha256,
    List<DigestView.Model> models,
    String runtime,
    String device,
    String madeAt,
    long millis) {

  /** Of a digest as it is shown. */
  public static ProvenanceView of(DigestView digest) {
    return new ProvenanceView(
        digest.plugin(),
        digest.algorithm(),
        digest.model(),
        digest.modelSha256(),
        digest.models(),
        digest.runtime(),
        digest.device(),
        digest.madeAt(),
        digest.millis());
  }
}
