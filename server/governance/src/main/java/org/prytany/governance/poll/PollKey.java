package org.prytany.governance.poll;

import java.util.Optional;

/**
 * Names a vote off chain among all.
 *
 * @param space the operator's word for the space
 * @param proposal its id at the hub
 */
public record PollKey(String space, String proposal) {

  public PollKey {
    HubProposal.requireId(proposal);
  }

  /** Out of {@link #text}; empty if the text names no vote off chain. */
  public static Optional<PollKey> parse(String text) {
    int end = text.lastIndexOf(':');
    return end > 0 && HubProposal.isId(text.substring(end + 1))
        ? Optional.of(new PollKey(text.substring(0, end), text.substring(end + 1)))
        : Optional.empty();
  }

  /** The word for the space and the id, with a colon between. */
  public String text() {
    return space + ":" + proposal;
  }
}
