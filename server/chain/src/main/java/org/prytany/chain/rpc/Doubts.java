package org.prytany.chain.rpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the endpoints of one chain were seen to contradict each other about, lately. */
final class Doubts {
  private static final long REMEMBERED = Duration.ofMinutes(5).toNanos();
  private static final int MOST = 16;

  private final Map<String, Long> seen = new LinkedHashMap<>();

  /**
   * @param what a sentence that names endpoints by their numbers
   */
  synchronized void note(String what, long now) {
    seen.remove(what);
    seen.put(what, now);
    if (seen.size() > MOST) {
      seen.remove(seen.keySet().iterator().next());
    }
  }

  /** Those of the last five minutes, the oldest first. */
  synchronized List<String> lately(long now) {
    seen.values().removeIf(at -> now - at > REMEMBERED);
    return new ArrayList<>(seen.keySet());
  }
}
