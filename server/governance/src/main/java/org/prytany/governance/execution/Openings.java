package org.prytany.governance.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.governance.proposal.ChainView;
import org.prytany.spi.ProposalKey;

/**
 * Timelocks that are over by our clock while the newest block is from before that. Many nodes judge
 * a call by the newest block's time, so that it would fail until the next block is there: that one
 * is looked for soon, and no second call of a governor is tried on a block that would have refused
 * one.
 */
final class Openings {

  private static final Duration SHORTEST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(2);

  /** A chain that makes no block for so long is a quiet one: it is tried as everything else is. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Hash of the newest block when a call was last refused. */
  private final Map<ProposalKey, String> refusedAt = new ConcurrentHashMap<>();

  /** The first of the looks that did not show it queued. */
  private final Map<ProposalKey, Instant> notQueuedSince = new ConcurrentHashMap<>();

  /** When the next block is worth a look; empty if the newest one is late enough. */
  static Optional<Instant> nextLook(ChainView view, Instant now) {
    long eta = view.etaSeconds().orElse(0);
    Duration waited = Duration.between(Instant.ofEpochSecond(eta), now);
    if (view.at().timestamp() >= eta || waited.compareTo(PATIENCE) > 0) {
      return Optional.empty();
    }
    Duration pause = waited.dividedBy(8);
    if (pause.compareTo(SHORTEST) < 0) {
      pause = SHORTEST;
    }
    return Optional.of(now.plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause));
  }

  boolean wasRefused(ProposalKey key) {
    return refusedAt.containsKey(key);
  }

  /** Whether a call of the governor was refused on the very block that is still the newest one. */
  boolean isShut(ProposalKey key, ChainView view, Instant now) {
    return nextLook(view, now).isPresent()
        && refusedAt.entrySet().stream()
            .filter(its -> its.getKey().chainId() == key.chainId())
            .filter(its -> its.getKey().governor().equals(key.governor()))
            .anyMatch(its -> its.getValue().equals(view.at().hash()));
  }

  /** Since when a proposal was not queued at any look; now, if it was at the last one. */
  Instant notQueuedSince(ProposalKey key, Instant now) {
    return notQueuedSince.computeIfAbsent(key, its -> now);
  }

  void queued(ProposalKey key) {
    notQueuedSince.remove(key);
  }

  void refused(ProposalKey key, ChainView view) {
    refusedAt.put(key, view.at().hash());
  }

  void passed(ProposalKey key) {
    refusedAt.remove(key);
  }
}
