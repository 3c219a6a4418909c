package org.prytany.alerts.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.prytany.governance.alert.Alert.Kind;

/**
 * When people are reminded of a deadline that comes nearer. Of the times that have come, only the
 * latest is told. A deadline that moves is reminded of anew; by how much it has to move is half of
 * how long before it the reminder comes, so one that moves with each block tells little.
 *
 * @param before how long before a deadline, the shortest first
 */
record Nearing(List<Duration> before) {

  /**
   * The shortest of the times before a deadline that has come, if it came after the first start.
   */
  Optional<Duration> reached(Instant deadline, Instant since, Instant now) {
    return come(deadline, now).filter(time -> !deadline.minus(time).isBefore(since));
  }

  /** The shortest of the times before a deadline that has come; empty when it is over. */
  Optional<Duration> come(Instant deadline, Instant now) {
    return now.isAfter(deadline)
        ? Optional.empty()
        : before.stream().filter(time -> !deadline.minus(time).isAfter(now)).findFirst();
  }

  /**
   * @param what names what the deadline is of, among all
   */
  static String id(Kind kind, Duration time, String what, Instant deadline) {
    long place = Math.floorDiv(deadline.getEpochSecond(), step(time).toSeconds());
    return kind.word() + ":" + time + ":" + what + ":" + place;
  }

  /** Ids under which the same was told, had the deadline lain a little earlier or later. */
  static List<String> same(Kind kind, Duration time, String what, Instant deadline) {
    return LongStream.rangeClosed(-1, 1)
        .mapToObj(steps -> id(kind, time, what, deadline.plus(step(time).multipliedBy(steps))))
        .toList();
  }

  private static Duration step(Duration time) {
    return Duration.ofSeconds(Math.max(1, time.toSeconds() / 2));
  }
}
