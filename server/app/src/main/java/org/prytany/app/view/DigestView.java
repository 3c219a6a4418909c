package org.prytany.app.view;

import java.util.List;
import java.util.Optional;

/**
 * A text digest and what it was made with.
 *
 * @param stale whether it is not what would be made or said now
 * @param staleReason why it is stale
 */
public record DigestView(
    String headline,
    List<Sentence> sentences,
    List<ClaimView> claims,
    String contentHash,
    boolean stale,
    Optional<String> staleReason,
    String plugin,
    String algorithm,
    String model,
    String modelSha256,
    String device,
    String madeAt,
    long millis) {

  /** A sentence; offsets are UTF-16 units into the description, the end excluded. */
  public record Sentence(String text, int start, int end) {}
}
