package org.prytany.governance.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what is to be told until it is told: at least once, and never lost in a crash. What was
 * sent and not marked is sent again, with the same id.
 */
public interface Outbox {

  /**
   * How far the audit log was read.
   *
   * @param sequence of the last entry that was looked at
   * @param since when the first server with alerts started: what lies before is not told
   */
  record Position(long sequence, Instant since) {}

  /** Empty before {@link #begin}. */
  Optional<Position> position();

  /** Sets the position if there is none. */
  void begin(Position position);

  /** Moves the position on; never back. */
  void reached(long sequence);

  /**
   * Puts an alert in for a channel.
   *
   * @return false if it is there already, sent or not
   */
  boolean add(Alert alert, String channel);

  /**
   * Leases one delivery that is due, the oldest first.
   *
   * @param owner names this worker among all
   * @param lease after which another worker takes it up
   */
  Optional<Delivery> claim(String channel, String owner, Instant now, Duration lease);

  /** It was taken. No effect if {@code owner} lost the lease. */
  void sent(String id, String owner, Instant now);

  /** It is tried again from {@code notBefore} on. */
  void failed(String id, String owner, Instant notBefore, String problem);

  /** It is given up. */
  void dead(String id, String owner, String problem);

  /** Gives up what waits for channels that are no longer there. */
  void deadExcept(List<String> channels, String problem);

  /** The newest, by when the alert happened. */
  List<Delivery> latest(int most);

  /** How many there are of each status. */
  Map<Delivery.Status, Long> counts();

  /** Forgets what was sent, or given up, before a time. */
  void forget(Instant before);
}
