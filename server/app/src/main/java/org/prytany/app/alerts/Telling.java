package org.prytany.app.alerts;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.prytany.alerts.Courier;
import org.prytany.alerts.channel.Channel;
import org.prytany.alerts.channel.WebPush;
import org.prytany.alerts.subscription.Subscriptions;
import org.prytany.alerts.watch.Health;
import org.prytany.alerts.watch.Watch;
import org.prytany.alerts.watch.WatchPlan;
import org.prytany.app.status.DaoBoard;
import org.prytany.app.status.PeopleMetrics;
import org.prytany.app.status.VoteKeys;
import org.prytany.app.status.Wallets;
import org.prytany.governance.alert.Outbox;
import org.prytany.governance.alert.PushKeyRepository;
import org.prytany.governance.alert.SubscriptionRepository;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.voters.VoteRepository;
import org.prytany.settings.AlertSettings;
import org.prytany.spi.Notifier;

/**
 * The round in which balances are read, metrics are set, and people are told. Each of these goes on
 * where another fails.
 */
public final class Telling {

  private static final System.Logger LOG = System.getLogger(Telling.class.getName());
  private static final Duration WALLET_LOOK = Duration.ofMinutes(1);

  private final Wallets wallets;
  private final VoteKeys keys;
  private final PeopleMetrics metrics;
  private final Watch watch;
  private final Courier courier;
  private final Readers readers;
  private final InstantSource clock;
  private Instant walletsRead = Instant.EPOCH;

  /** What the rest of the house has. */
  public record Parts(
      Watch.Sources sources,
      Outbox outbox,
      SubscriptionRepository subscriptions,
      PushKeyRepository pushKey,
      VoteRepository votes,
      Wallets wallets,
      VoteKeys keys,
      PeopleMetrics metrics,
      Supplier<Optional<Notifier>> notifier,
      String node) {}

  public Telling(Parts parts, AlertSettings settings, InstantSource clock) {
    List<Channel> operators = Channels.of(settings, parts.notifier(), clock);
    this.readers = Readers.of(parts, settings, clock);
    List<Channel> ofReaders = readers.channels();
    this.wallets = parts.wallets();
    this.keys = parts.keys();
    this.metrics = parts.metrics();
    this.clock = clock;
    this.watch =
        new Watch(
            parts.sources(),
            parts.outbox(),
            Stream.concat(operators.stream(), ofReaders.stream()).toList(),
            new WatchPlan(settings.reminders(), settings.notReadyAfter(), settings.walletLowWei()),
            clock);
    this.courier =
        new Courier(
            parts.outbox(),
            operators,
            ofReaders,
            parts.sources().daos(),
            settings.page().map(URI::toString),
            parts.node(),
            clock);
  }

  /** The health of the DAOs and of the accounts that act for them. */
  public static Health health(DaoDirectory daos, DaoBoard board, Wallets wallets, VoteKeys keys) {
    return new Health() {
      @Override
      public Map<String, String> problems() {
        Map<String, String> problems = new HashMap<>();
        daos.all()
            .forEach(
                dao ->
                    board
                        .of(dao.id())
                        .flatMap(DaoBoard.Entry::problem)
                        .ifPresent(problem -> problems.put(dao.id(), problem)));
        return problems;
      }

      @Override
      public List<Wallet> wallets() {
        return wallets.known().stream()
            .map(its -> new Wallet(its.dao().id(), its.role(), its.account(), its.wei()))
            .toList();
      }

      @Override
      public List<Key> keys() {
        return keys.held().stream()
            .map(held -> new Key(held.dao().id(), held.role(), held.key()))
            .toList();
      }
    };
  }

  public Courier courier() {
    return courier;
  }

  /** What strangers ask for; empty where the operator does not want that. */
  public Optional<Subscriptions> subscriptions() {
    return readers.subscriptions();
  }

  /** How browsers are told; empty where the operator does not want that. */
  public Optional<WebPush> push() {
    return readers.push();
  }

  /** One round. Never throws: an exception would end the schedule. */
  public void round() {
    Instant now = clock.instant();
    if (walletsRead.plus(WALLET_LOOK).isBefore(now)) {
      walletsRead = now;
      guarded("balances", wallets::refresh);
      guarded("keys", keys::refresh);
    }
    guarded("metrics", metrics::look);
    guarded("alerts", watch::look);
    guarded("deliveries", courier::round);
  }

  /** One round for those who subscribed, on another schedule. Never throws. */
  public void readersRound() {
    readers.round();
  }

  /**
   * Rounds for channels for which a plugin writes, and for readers who are told at hosts that they
   * named, each on its own schedule. None throws.
   */
  public List<Runnable> postRounds() {
    Runnable apart = () -> guarded("what a plugin writes", courier::roundApart);
    return Stream.concat(Stream.of(apart), readers.posts().stream()).toList();
  }

  static void guarded(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.WARNING, what + " failed; they are tried again", e);
    }
  }
}
