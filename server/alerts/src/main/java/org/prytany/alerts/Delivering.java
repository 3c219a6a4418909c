package org.prytany.alerts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.alerts.channel.Channel;
import org.prytany.alerts.channel.ChannelFailure;
import org.prytany.alerts.channel.Message;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Delivery;
import org.prytany.governance.alert.Outbox;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;

/** What one channel is told in a round: claimed, sent, and tried again where it is not taken. */
final class Delivering {

  private static final System.Logger LOG = System.getLogger(Delivering.class.getName());

  /** To a program in one round; people get one message with all that waits. */
  private static final int MOST_AT_ONCE = 20;

  private static final int MOST_IN_ONE = 2_000;

  /** A chat may refuse a stranger's words for good: then people are told without them. */
  private static final int TRIES_WITH_WORDS = 5;

  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final Outbox outbox;
  private final DaoDirectory daos;
  private final Optional<String> origin;
  private final String owner;
  private final InstantSource clock;
  private final Map<String, Pace> paces = new ConcurrentHashMap<>();

  /**
   * @param origin of the page; empty: messages have no link
   * @param owner names this node among all
   */
  Delivering(
      Outbox outbox,
      DaoDirectory daos,
      Optional<String> origin,
      String owner,
      InstantSource clock) {
    this.outbox = outbox;
    this.daos = daos;
    this.origin = origin;
    this.owner = owner;
    this.clock = clock;
  }

  /**
   * Takes what is due to a channel.
   *
   * @param most messages
   * @return how many were tried
   */
  int round(Channel channel, int most) {
    Pace pace = paces.computeIfAbsent(channel.name(), fresh -> new Pace());
    Instant now = clock.instant();
    int free = Math.min(most, channel.bundles() ? pace.free(now) : MOST_AT_ONCE);
    if (free <= 0 || pace.rests(now) || channel.isResting()) {
      return 0;
    }
    return channel.bundles() ? people(channel, pace, free) : program(channel, pace, free);
  }

  private int program(Channel channel, Pace pace, int free) {
    int tried = 0;
    boolean taken = true;
    while (taken && tried < free) {
      List<Delivery> next = claim(channel, 1);
      if (next.isEmpty()) {
        break;
      }
      taken = deliver(channel, pace, next);
      tried++;
    }
    return tried;
  }

  private int people(Channel channel, Pace pace, int free) {
    List<Delivery> due = claim(channel, MOST_IN_ONE);
    boolean asks = due.stream().anyMatch(its -> its.alert().kind() == Alert.Kind.CONFIRMATION);
    if (due.size() > free && !asks) {
      deliver(channel, pace, due);
      return 1;
    }
    due.forEach(delivery -> deliver(channel, pace, List.of(delivery)));
    return due.size();
  }

  /** Forgets of whom nothing has to be known any more. */
  void rest() {
    Instant now = clock.instant();
    paces.values().removeIf(pace -> pace.isIdle(now));
  }

  /** Whether the channel took it. */
  private boolean deliver(Channel channel, Pace pace, List<Delivery> deliveries) {
    Optional<ChannelFailure> failure = send(channel, deliveries);
    for (Delivery delivery : deliveries) {
      if (failure.isEmpty()) {
        outbox.sent(delivery.id(), owner, clock.instant());
      } else {
        failed(channel, delivery, failure.get());
      }
    }
    pace.done(clock.instant(), failure);
    return failure.isEmpty();
  }

  private List<Delivery> claim(Channel channel, int most) {
    List<Delivery> due = new ArrayList<>();
    Instant now = clock.instant();
    Optional<Delivery> next = outbox.claim(channel.name(), owner, now, LEASE);
    while (next.isPresent()) {
      due.add(next.get());
      next = due.size() < most ? outbox.claim(channel.name(), owner, now, LEASE) : Optional.empty();
    }
    return due;
  }

  private Optional<ChannelFailure> send(Channel channel, List<Delivery> deliveries) {
    List<Alert> alerts = deliveries.stream().map(Delivery::alert).toList();
    Message whole =
        alerts.size() == 1
            ? message(alerts.getFirst(), channel.isOfOperators())
            : Message.of(alerts, origin, channel.isOfOperators());
    boolean refused = deliveries.stream().anyMatch(its -> its.attempts() > TRIES_WITH_WORDS);
    Message message = refused && channel.bundles() ? whole.inOurWords() : whole;
    try {
      channel.send(deliveries.getFirst().id(), message);
      return Optional.empty();
    } catch (ChannelFailure e) {
      return Optional.of(e);
    } catch (RuntimeException e) {
      log(channel, e);
      return Optional.of(
          new ChannelFailure("Something went wrong here: " + e.getClass().getSimpleName() + "."));
    }
  }

  /** Of a reader's channel only the kind of failure: its words may have the reader's address. */
  private static void log(Channel channel, RuntimeException e) {
    String what = "an alert for channel " + channel.name() + " failed";
    if (channel.isOfOperators()) {
      LOG.log(System.Logger.Level.ERROR, what, e);
    } else {
      LOG.log(System.Logger.Level.ERROR, what + ": " + e.getClass().getSimpleName());
    }
  }

  private void failed(Channel channel, Delivery delivery, ChannelFailure failure) {
    if (delivery.attempts() >= channel.mostTries(delivery.alert().kind())) {
      LOG.log(
          System.Logger.Level.WARNING,
          "alert {0} is given up for channel {1}: {2}",
          delivery.alert().id(),
          channel.name(),
          failure.problem());
      outbox.dead(delivery.id(), owner, failure.problem());
      return;
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(delivery.attempts() - 1, 12));
    Instant next = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    outbox.failed(delivery.id(), owner, next, failure.problem());
  }

  /**
   * @param operators whether those who read it have this server's command line
   */
  Message message(Alert alert, boolean operators) {
    String name =
        daos.all().stream()
            .filter(dao -> dao.id().equals(alert.dao()))
            .findFirst()
            .map(Dao::name)
            .orElse(alert.dao());
    return Message.of(alert, name, origin, operators);
  }
}
