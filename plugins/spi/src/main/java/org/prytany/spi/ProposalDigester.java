package org.prytany.spi;

import java.util.List;

/** Reads a proposal's text and says in few sentences what it is about, and what it claims. */
public interface ProposalDigester extends Plugin {

  /**
   * Digests one proposal. Deterministic: the same snapshot, models and device give the same digest,
   * whatever was digested before. Never throws for odd text: an empty text gives an empty digest.
   *
   * @return sentences and claims whose spans lie within the description; the host checks each one
   */
  TextDigest digest(ProposalSnapshot proposal, DigestContext context);

  /**
   * The models that this plugin brings along and has run by {@link FeatureScorer}, each as its
   * name, a blank and the SHA-256 of its bytes. A digest made with others is stale.
   */
  default List<String> models() {
    return List.of();
  }

  /**
   * Whether a digest follows from the description and the models alone. The host takes the plugin
   * at its word: it gives it nothing else of the proposal, and may use the digest of a text that
   * was just digested for another proposal with the same text.
   */
  default boolean readsTextAlone() {
    return false;
  }
}
