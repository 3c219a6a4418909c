package org.prytany.governance.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps what is to be told until it is told: at least once, and never lost in a crash. What was
 * sent and not marked is sent again, with the same id. Clocks of the servers on one store may
 * differ, and may jump.
 */
public interface Outbox {

  /**
   * Longer than anything waits, or is leased, by a clock that is right: what is set further ahead
   * was set by one that was wrong, and is due.
   */
  Duration LONGEST_WAIT = Duration.ofHours(2);

  /** Begins the names of channels that are of readers and not of operators. */
  String READERS = "@";

  /** How much time one look adds at most to how long a reader has been silent. */
  Duration LONGEST_STEP = Duration.ofMinutes(1);

  /**
   * What one channel is told about one DAO. Servers on one store may have different channels and
   * different DAOs: each reader goes through the audit log for itself.
   *
   * @param dao the DAO's id; "" for what is of none
   */
  record Reader(String channel, String dao) {}

  /**
   * How far the audit log was read.
   *
   * @param sequence of the last entry that was looked at
   * @param since when it began: what lies before is not told
   */
  record Position(long sequence, Instant since) {}

  /** Of all readers of all servers. */
  Map<Reader, Position> positions();

  /** Sets a reader's position if it has none. */
  void begin(Reader reader, Position position);

  /**
   * Moves positions on, never back. A beginning that lies after {@code now} was set by a clock that
   * was ahead: it becomes {@code now}.
   */
  void reached(Collection<Reader> readers, long sequence, Instant now);

  /**
   * Says which readers there are on this server. One that no server has for {@code longest} is
   * forgotten, and with a channel's last one what waits for that channel is given up. Time counts
   * only while some server looks, and at most {@link #LONGEST_STEP} a look: neither a clock that
   * jumps nor a weekend without any server gives something up.
   */
  void served(Collection<Reader> readers, Instant now, Duration longest, String problem);

  /**
   * Puts an alert in for a channel; it is due at once.
   *
   * @return false if it is there already, sent or not
   */
  boolean add(Alert alert, String channel);

  /** Whether an alert was put in for a channel and is not forgotten. */
  boolean has(String alertId, String channel);

  /**
   * Leases one delivery that is due, the oldest first.
   *
   * @param owner names this worker among all
   * @param lease after which another worker takes it up
   */
  Optional<Delivery> claim(String channel, String owner, Instant now, Duration lease);

  /** It was taken. No effect if {@code owner} lost the lease. */
  void sent(String id, String owner, Instant now);

  /**
   * It is tried again from {@code notBefore} on, at most {@link #LONGEST_WAIT} from now.
   *
   * @param problem why it was not taken
   */
  void failed(String id, String owner, Instant notBefore, String problem);

  /** It is given up. */
  void dead(String id, String owner, String problem);

  /** The newest for channels of the operators', by when the alert happened. */
  List<Delivery> latest(int most);

  /** The channels whose names begin with this and for which something waits. */
  Set<String> waiting(String beginning);

  /** Nothing stays of what was put in for a channel, sent or not. */
  void drop(String channel);

  /** How many there are of each status for channels of the operators'. */
  Map<Delivery.Status, Long> counts();

  /** How many there are of each status for {@linkplain #READERS channels of readers}. */
  Map<Delivery.Status, Long> readersCounts();

  /** Forgets what was sent, or given up, before a time. */
  void forget(Instant before);
}
