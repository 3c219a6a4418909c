package org.prytany.alerts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.prytany.alerts.channel.Channel;
import org.prytany.alerts.channel.ChannelFailure;
import org.prytany.alerts.channel.Message;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Delivery;
import org.prytany.governance.alert.Outbox;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;

/** Takes what waits in the outbox to its channels, again and again until it is taken. */
public final class Courier {

  private static final System.Logger LOG = System.getLogger(Courier.class.getName());

  /** After so many tries, about a day, a delivery is given up. */
  static final int MOST_TRIES = 30;

  /** To a program in one round; people get one message with all that waits. */
  private static final int MOST_AT_ONCE = 20;

  private static final int MOST_IN_ONE = 2_000;

  /** A chat may refuse a stranger's words for good: then people are told without them. */
  private static final int TRIES_WITH_WORDS = 5;

  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration ABSENT = Duration.ofDays(1);

  private final Outbox outbox;
  private final List<Channel> channels;
  private final Supplier<List<Channel>> personal;
  private final DaoDirectory daos;
  private final Optional<String> origin;
  private final String owner;
  private final InstantSource clock;
  private final Map<String, Pace> paces = new ConcurrentHashMap<>();

  /**
   * @param channels those that are configured
   * @param personal those of single people for whom something may wait now
   * @param origin of the page, e.g. "https://dao.example"; empty: messages have no link
   * @param owner names this node among all
   */
  public Courier(
      Outbox outbox,
      List<Channel> channels,
      Supplier<List<Channel>> personal,
      DaoDirectory daos,
      Optional<String> origin,
      String owner,
      InstantSource clock) {
    this.outbox = outbox;
    this.channels = List.copyOf(channels);
    this.personal = personal;
    this.daos = daos;
    this.origin = origin;
    this.owner = owner;
    this.clock = clock;
  }

  /** The readers of what these channels are told. */
  public static List<Outbox.Reader> readers(List<Channel> channels, DaoDirectory daos) {
    List<Outbox.Reader> readers = new ArrayList<>();
    for (Channel channel : channels) {
      daos.all().forEach(dao -> readers.add(new Outbox.Reader(channel.name(), dao.id())));
    }
    return readers;
  }

  /** One round over all channels, side by side: none that fails or is slow holds another up. */
  public void round() {
    outbox.served(
        readers(channels, daos),
        clock.instant(),
        ABSENT,
        "No server has had its channel for a day.");
    try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> rounds = new ArrayList<>();
      for (Channel channel : Stream.concat(channels.stream(), personal.get().stream()).toList()) {
        rounds.add(each.submit(() -> round(channel)));
      }
      for (Future<?> round : rounds) {
        round.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("alerts could not be delivered", e.getCause());
    }
    Instant now = clock.instant();
    paces.values().removeIf(pace -> pace.isIdle(now));
    outbox.forget(now.minus(KEPT));
  }

  private void round(Channel channel) {
    Pace pace = paces.computeIfAbsent(channel.name(), fresh -> new Pace());
    Instant now = clock.instant();
    int free = channel.bundles() ? pace.free(now) : MOST_AT_ONCE;
    if (free == 0 || pace.rests(now)) {
      return;
    }
    if (!channel.bundles()) {
      List<Delivery> next = claim(channel, 1);
      for (int i = 1; !next.isEmpty() && deliver(channel, pace, next) && i < free; i++) {
        next = claim(channel, 1);
      }
      return;
    }
    List<Delivery> due = claim(channel, MOST_IN_ONE);
    if (due.size() > free) {
      deliver(channel, pace, due);
    } else {
      due.forEach(delivery -> deliver(channel, pace, List.of(delivery)));
    }
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
            ? message(alerts.getFirst())
            : Message.of(alerts, origin, channel.isOfOperators());
    boolean refused = deliveries.stream().anyMatch(its -> its.attempts() > TRIES_WITH_WORDS);
    Message message = refused && channel.bundles() ? whole.inOurWords() : whole;
    try {
      channel.send(deliveries.getFirst().id(), message);
      return Optional.empty();
    } catch (ChannelFailure e) {
      return Optional.of(e);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "an alert for channel " + channel.name() + " failed", e);
      return Optional.of(
          new ChannelFailure("Something went wrong here: " + e.getClass().getSimpleName() + "."));
    }
  }

  private void failed(Channel channel, Delivery delivery, ChannelFailure failure) {
    if (delivery.attempts() >= MOST_TRIES) {
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
   * Tells one channel that it can be told, at once and past the outbox; mail to each recipient.
   *
   * @throws ChannelFailure if it cannot, with all that did not take it
   * @throws IllegalArgumentException if there is no such channel, naming those there are
   */
  public void test(String name) throws ChannelFailure {
    List<Channel> named =
        channels.stream()
            .filter(its -> its.name().equals(name) || its.name().startsWith(name + "/"))
            .toList();
    if (named.isEmpty()) {
      throw new IllegalArgumentException(
          "No channel is named '"
              + name
              + "'. prytany.alerts.channels has: "
              + channels.stream()
                  .map(its -> its.name().replaceFirst("/.*+", ""))
                  .distinct()
                  .toList());
    }
    Instant now = clock.instant();
    Alert alert =
        new Alert(
            "test:" + now.toEpochMilli(),
            Alert.Kind.TEST,
            now,
            "",
            Optional.empty(),
            "",
            "Somebody asked for it with `prytany alerts test`. Nothing has happened.",
            "",
            Optional.empty());
    List<String> problems = new ArrayList<>();
    for (Channel channel : named) {
      try {
        channel.send(Delivery.id(channel.name(), alert.id()), message(alert));
      } catch (ChannelFailure e) {
        problems.add((named.size() > 1 ? channel.name() + ": " : "") + e.problem());
      }
    }
    if (!problems.isEmpty()) {
      throw new ChannelFailure(String.join(" ", problems));
    }
  }

  private Message message(Alert alert) {
    String name =
        daos.all().stream()
            .filter(dao -> dao.id().equals(alert.dao()))
            .findFirst()
            .map(Dao::name)
            .orElse(alert.dao());
    return Message.of(alert, name, origin);
  }
}
