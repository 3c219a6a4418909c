package org.prytany.alerts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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

  private static final int MOST_AT_ONCE = 20;
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final Duration KEPT = Duration.ofDays(30);

  private final Outbox outbox;
  private final List<Channel> channels;
  private final DaoDirectory daos;
  private final Optional<String> origin;
  private final String owner;
  private final InstantSource clock;

  /**
   * @param origin of the page, e.g. "https://dao.example"; empty: messages have no link
   * @param owner names this node among all
   */
  public Courier(
      Outbox outbox,
      List<Channel> channels,
      DaoDirectory daos,
      Optional<String> origin,
      String owner,
      InstantSource clock) {
    this.outbox = outbox;
    this.channels = List.copyOf(channels);
    this.daos = daos;
    this.origin = origin;
    this.owner = owner;
    this.clock = clock;
  }

  /** One round over all channels. What fails waits; nothing that fails holds another channel up. */
  public void round() {
    outbox.deadExcept(
        channels.stream().map(Channel::name).toList(), "Its channel is not configured any more.");
    for (Channel channel : channels) {
      for (int i = 0; i < MOST_AT_ONCE; i++) {
        Optional<Delivery> due = outbox.claim(channel.name(), owner, clock.instant(), LEASE);
        if (due.isEmpty() || !deliver(channel, due.get())) {
          break;
        }
      }
    }
    outbox.forget(clock.instant().minus(KEPT));
  }

  /**
   * Tells one channel that it can be told, at once and past the outbox.
   *
   * @throws ChannelFailure if it cannot
   * @throws IllegalArgumentException if there is no such channel, naming those there are
   */
  public void test(String name) throws ChannelFailure {
    Channel channel =
        channels.stream()
            .filter(its -> its.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No channel is named '"
                            + name
                            + "'. prytany.alerts.channels has: "
                            + channels.stream().map(Channel::name).toList()));
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
            Optional.empty());
    channel.send(Delivery.id(name, alert.id()), new Message(alert, "", origin));
  }

  /** Whether the channel took it. */
  private boolean deliver(Channel channel, Delivery delivery) {
    try {
      channel.send(delivery.id(), message(delivery.alert()));
      outbox.sent(delivery.id(), owner, clock.instant());
      return true;
    } catch (ChannelFailure e) {
      failed(channel, delivery, e.problem());
      return false;
    } catch (RuntimeException e) {
      // No channel may hold up the others.
      LOG.log(System.Logger.Level.ERROR, "an alert for channel " + channel.name() + " failed", e);
      failed(channel, delivery, "Something went wrong here: " + e.getClass().getSimpleName() + ".");
      return false;
    }
  }

  private void failed(Channel channel, Delivery delivery, String problem) {
    if (delivery.attempts() >= MOST_TRIES) {
      LOG.log(
          System.Logger.Level.WARNING,
          "alert {0} is given up for channel {1}: {2}",
          delivery.alert().id(),
          channel.name(),
          problem);
      outbox.dead(delivery.id(), owner, problem);
      return;
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(delivery.attempts() - 1, 12));
    Instant next = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    outbox.failed(delivery.id(), owner, next, problem);
  }

  private Message message(Alert alert) {
    String name =
        daos.all().stream()
            .filter(dao -> dao.id().equals(alert.dao()))
            .findFirst()
            .map(Dao::name)
            .orElse(alert.dao());
    return new Message(alert, name, origin.map(page -> page + path(alert)));
  }

  private static String path(Alert alert) {
    if (alert.dao().isEmpty()) {
      return "/#/";
    }
    return "/#/daos/"
        + alert.dao()
        + alert.proposal().map(key -> "/proposals/" + key.proposalId()).orElse("");
  }
}
