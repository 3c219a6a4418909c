package org.prytany.app.rest;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Predicate;
import org.prytany.governance.poll.Poll;

/**
 * Which votes off chain no rule votes on. Whether an id is the hash of a text is worked out once
 * for each version of it: texts are long, and a space has all that it ever had.
 */
@ApplicationScoped
public class StoppedPolls {

  static final int MOST_KEPT = 10_000;

  private final OncePerVersion<String, Poll, Boolean> known;

  public StoppedPolls() {
    this(poll -> poll.obstacle().isPresent());
  }

  StoppedPolls(Predicate<Poll> isStopped) {
    known = new OncePerVersion<>(MOST_KEPT, Poll::version, isStopped::test);
  }

  /** Whether no rule votes on it, whatever it says. */
  public boolean has(Poll poll) {
    return known.of(poll.key(), poll.version(), () -> Optional.of(poll)).orElse(true);
  }
}
