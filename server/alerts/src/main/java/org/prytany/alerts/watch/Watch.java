package org.prytany.alerts.watch;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.prytany.alerts.Courier;
import org.prytany.alerts.channel.Channel;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Outbox;
import org.prytany.governance.alert.Outbox.Position;
import org.prytany.governance.alert.Outbox.Reader;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.duty.DutyRepository;
import org.prytany.governance.poll.HubProposal;
import org.prytany.governance.poll.PollRepository;
import org.prytany.governance.poll.Space;
import org.prytany.governance.proposal.ProposalRepository;

/**
 * Looks at the audit log from where it last stopped, at what is due and at how the server is, and
 * puts what people have to know into the outbox. An alert has the same id however often its cause
 * is seen, so a crash between the outbox and the position in the log tells nothing twice.
 */
public final class Watch {

  private static final int AT_ONCE = 200;

  private final AuditRepository log;
  private final Outbox outbox;
  private final List<Channel> channels;
  private final List<Reader> readers;
  private final InstantSource clock;
  private final LogReading reading;
  private final Reminders reminders;
  private final OffChainReminders offChain;
  private final Ailments ailments;
  private final KeyEnds keyEnds;

  /**
   * Where the log ended at the last look. What follows from an act is stored soon after its entry,
   * e.g. a vote found with a new state, so an entry is read one look after it was first there:
   * whatever the clocks say that dated it.
   */
  private long settled;

  /** What is stored by others. */
  public record Sources(
      AuditRepository log,
      ProposalRepository proposals,
      DutyRepository duties,
      DaoDirectory daos,
      OffChain offChain,
      Health health) {}

  /**
   * What is stored of votes off chain.
   *
   * @param latestSafe until when a vote has to be on its way
   */
  public record OffChain(
      List<Space> spaces, PollRepository polls, Function<HubProposal, Instant> latestSafe) {
    public OffChain {
      spaces = List.copyOf(spaces);
    }
  }

  public Watch(
      Sources sources, Outbox outbox, List<Channel> channels, WatchPlan plan, InstantSource clock) {
    this.log = sources.log();
    this.outbox = outbox;
    this.channels = List.copyOf(channels);
    this.readers = Courier.readers(channels, sources.daos());
    this.clock = clock;
    Nearing nearing = new Nearing(plan.reminders());
    boolean ends = channels.stream().anyMatch(channel -> channel.wants(Alert.Kind.VOTING_ENDS));
    this.reading = new LogReading(sources, nearing, clock);
    this.reminders =
        new Reminders(sources.daos(), sources.proposals(), sources.duties(), nearing, ends);
    this.offChain = new OffChainReminders(sources.offChain(), nearing, ends);
    this.ailments = new Ailments(sources.health(), plan);
    this.keyEnds = new KeyEnds(sources.health(), sources.daos(), sources.proposals());
  }

  /** One look. What lies before a reader's very first one is not told. */
  public void look() {
    Instant now = clock.instant();
    long end = log.last().map(AuditEntry::sequence).orElse(0L);
    Map<Reader, Position> positions = positions(new Position(end, now));
    Set<Instant> begun =
        positions.values().stream().map(Position::since).collect(Collectors.toSet());
    // What cannot be read of one kind keeps nobody from hearing of the others.
    each(
        () -> {
          read(positions, now);
          settled = end;
        },
        () -> begun.forEach(since -> remind(reminders.due(since, now), positions, since)),
        () -> begun.forEach(since -> remind(offChain.due(since, now), positions, since)),
        () -> ailments.lasting(now).forEach(alert -> tell(alert, reader -> true)),
        () -> keyEnds.due(now).forEach(alert -> tell(alert, reader -> true)));
  }

  /**
   * Does all of them.
   *
   * @throws RuntimeException the first that one of them throws, with the others behind it
   */
  private static void each(Runnable... parts) {
    List<RuntimeException> failures = new ArrayList<>();
    for (Runnable part : parts) {
      try {
        part.run();
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      failures.stream().skip(1).forEach(failures.getFirst()::addSuppressed);
      throw failures.getFirst();
    }
  }

  private Map<Reader, Position> positions(Position end) {
    Map<Reader, Position> stored = outbox.positions();
    Map<Reader, Position> positions = new HashMap<>();
    for (Reader reader : readers) {
      if (!stored.containsKey(reader)) {
        outbox.begin(reader, end);
      }
      positions.put(reader, stored.getOrDefault(reader, end));
    }
    return positions;
  }

  /** False of who reads nothing of that DAO. */
  private static boolean at(
      Map<Reader, Position> positions, Reader reader, Predicate<Position> holds) {
    return Optional.ofNullable(positions.get(reader)).filter(holds).isPresent();
  }

  private void read(Map<Reader, Position> positions, Instant now) {
    long last =
        positions.values().stream().mapToLong(Position::sequence).min().orElse(Long.MAX_VALUE);
    while (last < settled) {
      List<AuditEntry> entries = log.from(last + 1, AT_ONCE);
      for (AuditEntry entry : entries) {
        if (entry.sequence() > settled) {
          break;
        }
        Predicate<Reader> behind =
            reader -> at(positions, reader, its -> its.sequence() < entry.sequence());
        reading.alert(entry).ifPresent(alert -> tell(alert, behind));
        last = entry.sequence();
      }
      if (entries.isEmpty()) {
        break;
      }
      outbox.reached(readers, last, now);
    }
    if (positions.values().stream().anyMatch(its -> its.since().isAfter(now))) {
      outbox.reached(readers, 0, now);
    }
  }

  private void remind(List<Reminder> due, Map<Reader, Position> positions, Instant since) {
    Predicate<Reader> began = reader -> at(positions, reader, its -> its.since().equals(since));
    for (Reminder reminder : due) {
      tell(
          reminder.alert(),
          reader ->
              began.test(reader)
                  && reminder.same().stream().noneMatch(id -> outbox.has(id, reader.channel())));
    }
  }

  private void tell(Alert alert, Predicate<Reader> told) {
    for (Channel channel : channels) {
      if (channel.wants(alert.kind()) && told.test(new Reader(channel.name(), alert.dao()))) {
        outbox.add(alert, channel.name());
      }
    }
  }
}
