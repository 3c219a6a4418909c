package org.prytany.governance.line;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.Lane;

/**
 * When something in a lane becomes due, so that it is begun then and not when somebody looks. It is
 * a reminder and no more: what is due the store says. Forgotten with the process; the next look at
 * the DAO knows it again.
 */
final class Agenda {

  private static final int MOST = 1_000;

  private final Map<Lane, NavigableSet<Instant>> moments = new ConcurrentHashMap<>();

  void note(Duty duty) {
    note(Lane.of(duty), duty.notBefore());
  }

  void note(Lane lane, Instant at) {
    moments.compute(
        lane,
        (key, known) -> {
          NavigableSet<Instant> all = known == null ? new TreeSet<>() : known;
          all.add(at);
          if (all.size() > MOST) {
            all.pollLast();
          }
          return all;
        });
  }

  /** The next moment after now; what lies before is forgotten. */
  Optional<Instant> next(Lane lane, Instant now) {
    NavigableSet<Instant> left =
        moments.computeIfPresent(
            lane,
            (key, known) -> {
              known.headSet(now, true).clear();
              return known.isEmpty() ? null : known;
            });
    return Optional.ofNullable(left).map(NavigableSet::first);
  }
}
