package org.prytany.governance.poll;

import java.util.List;
import java.util.Optional;

/** Where votes off chain are kept, one document each. */
public interface PollRepository {

  /**
   * @param key {@link Poll#key()}
   */
  Optional<Poll> find(String key);

  /** All of a space, the one that ends last first. */
  List<Poll> of(String space);

  /**
   * @return false if it is there
   */
  boolean insert(Poll poll);

  /**
   * @return as it is stored; empty if somebody else changed it meanwhile
   */
  Optional<Poll> compareAndSwap(Poll poll);
}
