package org.prytany.governance.statement;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;

/**
 * Who is a treasurer of a DAO now, since when, and what each one's last counter is.
 *
 * @param since present treasurers, and after which place in the order of what is kept the present
 *     listing of each began
 * @param counters the highest counter that each account has used, also of former treasurers
 * @param ended where earlier listings of an account ended, oldest first
 */
public record Roster(
    Map<Address, Long> since, Map<Address, Long> counters, Map<Address, List<Kept>> ended) {

  /** Later than all that is kept: nothing is known to count. */
  private static final long NOT_KNOWN = Long.MAX_VALUE;

  public Roster {
    since = Map.copyOf(since);
    counters = Map.copyOf(counters);
    ended = Map.copyOf(ended);
  }

  /** Where no listing is known to have ended. */
  public Roster(Map<Address, Long> since, Map<Address, Long> counters) {
    this(since, counters, Map.of());
  }

  /** As the configuration alone says: everybody listed from the beginning. */
  public static Roster of(Dao dao) {
    Map<Address, Long> since = new TreeMap<>();
    dao.treasurers().forEach(treasurer -> since.put(treasurer, 0L));
    return new Roster(since, Map.of());
  }

  /** While nobody says since when they are listed: nothing that they signed is known to count. */
  public static Roster notKnown(Dao dao) {
    Map<Address, Long> since = new TreeMap<>();
    dao.treasurers().forEach(treasurer -> since.put(treasurer, NOT_KNOWN));
    return new Roster(since, Map.of());
  }

  /** Whether it is known since when an account is listed; also of one that is not. */
  public boolean knows(Address account) {
    return since.getOrDefault(account, 0L) != NOT_KNOWN;
  }

  public boolean lists(Address account) {
    return since.containsKey(account);
  }

  /** Whether it was kept after its treasurer's present listing began. */
  public boolean counts(Address treasurer, long sequence) {
    Long began = since.get(treasurer);
    return began != null && sequence > began;
  }

  /** Whether the listing under which something was kept had ended by a moment. */
  public boolean hadEnded(Address account, long sequence, Instant moment) {
    return ended.getOrDefault(account, List.of()).stream()
        .anyMatch(end -> end.sequence() > sequence && !end.at().isAfter(moment));
  }

  /** Where the present listing began; empty for who is no treasurer. */
  public OptionalLong began(Address account) {
    Long began = since.get(account);
    return began == null ? OptionalLong.empty() : OptionalLong.of(began);
  }

  /** What the next statement of an account has to have at least. */
  public long nextCounter(Address account) {
    return counters.getOrDefault(account, 0L) + 1;
  }
}
