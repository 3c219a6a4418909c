package org.prytany.governance.offchain;

import java.util.Optional;
import java.util.function.Function;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.poll.Poll;
import org.prytany.governance.poll.PollRepository;

/** Changes stored votes off chain: reads, changes, compares and swaps, and starts over. */
final class PollTransitions {

  private static final int TRIES = 20;

  private final PollRepository polls;

  PollTransitions(PollRepository polls) {
    this.polls = polls;
  }

  /**
   * @throws PrytanyException NOT_FOUND
   */
  Poll current(String key) {
    return polls
        .find(key)
        .orElseThrow(
            () ->
                new PrytanyException(
                    FailureCode.NOT_FOUND, "No vote off chain is known as " + key + "."));
  }

  /**
   * @param change empty leaves it as it is; called again after a race
   * @return as it now stands
   * @throws PrytanyException NOT_FOUND; CONCURRENT_CHANGE
   */
  Poll apply(String key, Function<Poll, Optional<Poll>> change) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Poll before = current(key);
      Optional<Poll> wanted = change.apply(before);
      if (wanted.isEmpty()) {
        return before;
      }
      Optional<Poll> stored = polls.compareAndSwap(wanted.get());
      if (stored.isPresent()) {
        return stored.get();
      }
    }
    throw new PrytanyException(
        FailureCode.CONCURRENT_CHANGE, "The vote off chain " + key + " kept changing; try again.");
  }
}
