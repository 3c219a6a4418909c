package org.prytany.alerts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.prytany.alerts.channel.Channel;
import org.prytany.alerts.channel.ChannelFailure;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Delivery;
import org.prytany.governance.alert.Outbox;
import org.prytany.governance.dao.DaoDirectory;

/**
 * Takes what waits in the outbox to the operators' channels, again and again until it is taken.
 * Nobody else's mail is among it ({@link ReadersCourier}).
 */
public final class Courier {

  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration ABSENT = Duration.ofDays(1);

  private final Outbox outbox;
  private final List<Channel> channels;
  private final List<Outbox.Reader> served;
  private final InstantSource clock;
  private final Delivering delivering;
  private final Delivering apart;

  /**
   * @param channels those that are configured
   * @param elsewhere those that this server serves in other rounds
   * @param origin of the page, e.g. "https://dao.example"; empty: messages have no link
   * @param owner names this node among all
   */
  public Courier(
      Outbox outbox,
      List<Channel> channels,
      List<Channel> elsewhere,
      DaoDirectory daos,
      Optional<String> origin,
      String owner,
      InstantSource clock) {
    this.outbox = outbox;
    this.channels = List.copyOf(channels);
    this.served = readers(Stream.concat(channels.stream(), elsewhere.stream()).toList(), daos);
    this.clock = clock;
    this.delivering = new Delivering(outbox, daos, origin, owner, clock);
    this.apart = new Delivering(outbox, daos, origin, owner, clock);
  }

  /** The readers of what these channels are told; operators' are told also what is of no DAO. */
  public static List<Outbox.Reader> readers(List<Channel> channels, DaoDirectory daos) {
    List<Outbox.Reader> readers = new ArrayList<>();
    for (Channel channel : channels) {
      daos.all().forEach(dao -> readers.add(new Outbox.Reader(channel.name(), dao.id())));
      if (!channel.name().startsWith(Outbox.READERS)) {
        readers.add(new Outbox.Reader(channel.name(), ""));
      }
    }
    return readers;
  }

  /**
   * One round over all channels but those that are told apart, side by side: none that fails or is
   * slow holds another up.
   */
  public void round() {
    outbox.served(served, clock.instant(), ABSENT, "No server has had its channel for a day.");
    tell(false, delivering);
    outbox.forget(clock.instant().minus(KEPT));
  }

  /** One round over the channels that are told apart. */
  public void roundApart() {
    tell(true, apart);
  }

  /**
   * @param delivering for these rounds alone: it forgets what no round has any more
   */
  private void tell(boolean apart, Delivering delivering) {
    try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> rounds = new ArrayList<>();
      for (Channel channel : channels) {
        if (channel.isToldApart() == apart) {
          rounds.add(each.submit(() -> delivering.round(channel, Integer.MAX_VALUE)));
        }
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
    delivering.rest();
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
        channel.send(Delivery.id(channel.name(), alert.id()), delivering.message(alert, true));
      } catch (ChannelFailure e) {
        problems.add((named.size() > 1 ? channel.name() + ": " : "") + e.problem());
      }
    }
    if (!problems.isEmpty()) {
      throw new ChannelFailure(String.join(" ", problems));
    }
  }
}
