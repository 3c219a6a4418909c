package org.prytany.alerts.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.prytany.alerts.channel.Channel;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Outbox;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.duty.DutyRepository;
import org.prytany.governance.proposal.ProposalRepository;

/**
 * Looks at the audit log from where it last stopped, at what is due and at how the server is, and
 * puts what people have to know into the outbox. An alert has the same id however often its cause
 * is seen, so a crash between the outbox and the position in the log tells nothing twice.
 */
public final class Watch {

  private static final int AT_ONCE = 200;

  /** What follows from an act is stored soon after its entry: a vote found with a new state. */
  private static final Duration SETTLED = Duration.ofSeconds(5);

  private final AuditRepository log;
  private final Outbox outbox;
  private final List<Channel> channels;
  private final InstantSource clock;
  private final LogReading reading;
  private final Reminders reminders;
  private final Ailments ailments;

  /** What is stored by others. */
  public record Sources(
      AuditRepository log,
      ProposalRepository proposals,
      DutyRepository duties,
      DaoDirectory daos,
      Health health) {}

  public Watch(
      Sources sources, Outbox outbox, List<Channel> channels, WatchPlan plan, InstantSource clock) {
    this.log = sources.log();
    this.outbox = outbox;
    this.channels = List.copyOf(channels);
    this.clock = clock;
    this.reading = new LogReading(sources.daos(), sources.proposals(), clock);
    this.reminders =
        new Reminders(sources.daos(), sources.proposals(), sources.duties(), plan.reminders());
    this.ailments = new Ailments(sources.health(), plan);
  }

  /** One look. What lies before the very first one is not told. */
  public void look() {
    Instant now = clock.instant();
    if (outbox.position().isEmpty()) {
      outbox.begin(new Outbox.Position(log.last().map(AuditEntry::sequence).orElse(0L), now));
    }
    Outbox.Position position = outbox.position().orElseThrow();
    read(position.sequence(), now);
    reminders.due(position.since(), now).forEach(this::tell);
    ailments.lasting(now).forEach(this::tell);
  }

  private void read(long after, Instant now) {
    long last = after;
    List<AuditEntry> entries;
    do {
      entries = log.from(last + 1, AT_ONCE);
      for (AuditEntry entry : entries) {
        if (entry.at().plus(SETTLED).isAfter(now)) {
          outbox.reached(last);
          return;
        }
        reading.alert(entry).ifPresent(this::tell);
        last = entry.sequence();
      }
      if (last > after) {
        outbox.reached(last);
      }
    } while (entries.size() == AT_ONCE);
  }

  private void tell(Alert alert) {
    for (Channel channel : channels) {
      if (channel.wants(alert.kind())) {
        outbox.add(alert, channel.name());
      }
    }
  }
}
