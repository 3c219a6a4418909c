package org.prytany.app.view;

import java.util.List;
import java.util.Optional;

/**
 * A text digest and what it was made with.
 *
 * @param notes what it leaves out, in plain English
 * @param stale whether it is not what would be made or said now
 * @param staleReason why it is stale
 * @param model the embedding model, as {@code modelSha256} is its hash
 * @param models every model that took part, the embedding model first
 * @param runtime what ran the models, with its version
 */
public record DigestView(
    String headline,
    List<Sentence> sentences,
    List<ClaimView> claims,
    List<String> notes,
    String contentHash,
    String hash,
    boolean stale,
    Optional<String> staleReason,
    String plugin,
    String algorithm,
    String model,
    String modelSha256,
    List<Model> models,
    String runtime,
    String device,
    String madeAt,
    long millis) {

  /** A model that took part. */
  public record Model(String id, String sha256) {}

  /** A sentence; offsets are UTF-16 units into the description, the end excluded. */
  public record Sentence(String text, int start, int end) {}
}
