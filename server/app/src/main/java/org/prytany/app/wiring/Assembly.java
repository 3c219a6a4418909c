package org.prytany.app.wiring;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;
import org.prytany.alerts.watch.Watch;
import org.prytany.app.alerts.Telling;
import org.prytany.app.status.DaoBoard;
import org.prytany.app.status.HeadMetrics;
import org.prytany.app.status.PeopleMetrics;
import org.prytany.app.status.PluginMetrics;
import org.prytany.app.status.Treasury;
import org.prytany.app.status.TurnMetrics;
import org.prytany.governance.anchor.AnchorService;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.settings.OperatorFile;
import org.prytany.settings.Settings;
import org.prytany.settings.SettingsSource;

/**
 * The server's life: settings are read, the house is built, turns start; on the way out everything
 * ends in reverse. What the operator has to mend is said in one line, and the process ends.
 */
@ApplicationScoped
public class Assembly {

  private static final Logger LOG = System.getLogger("org.prytany.server");

  /** EX_CONFIG of sysexits.h. */
  private static final int REFUSED = 78;

  private static final Duration PLUGIN_LOOK = Duration.ofSeconds(2);
  private static final Duration ANCHOR_LOOK = Duration.ofMinutes(5);
  private static final Duration TELLING_ROUND = Duration.ofSeconds(15);
  private static final Duration ACCOUNTS_SOON = Duration.ofSeconds(5);
  private static final Duration ACCOUNTS_LOOK = Duration.ofMinutes(10);

  /** A hub answers so many questions a minute, and votes off chain take days. */
  private static final int SPACE_PAUSES = 6;

  /** People read who voted; nothing waits for it. */
  private static final int VOTERS_PAUSES = 3;

  private static final Duration OWNERS_SOON = Duration.ofSeconds(5);
  private static final Duration OWNERS_LOOK = Duration.ofMinutes(10);

  private static final Duration SEARCH_LOOK = Duration.ofSeconds(5);

  private static final Duration NAMES_SOON = Duration.ofSeconds(30);
  private static final Duration NAMES_LOOK = Duration.ofMinutes(10);

  @Inject private MetricRegistry registry;

  @SuppressWarnings("NullAway.Init") // The container sets it.
  @Resource
  private ManagedScheduledExecutorService executor;

  private final Clock clock = Clock.systemUTC();
  private final DaoBoard board = new DaoBoard();
  private final List<ScheduledFuture<?>> logKeeping = new ArrayList<>();
  private @Nullable House house;
  private @Nullable Ticker ticker;
  private @Nullable TurnMetrics metrics;
  private @Nullable Telling telling;

  void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
    try {
      Settings settings =
          SettingsSource.read(
              OperatorFile.location().map(OperatorFile::read),
              key -> ConfigProvider.getConfig().getOptionalValue(key, String.class));
      House built = new House(settings, clock);
      house = built;
      TurnMetrics counted = new TurnMetrics(registry, built.store.proposals());
      counted.startWith(built.daos.all());
      metrics = counted;
      built.models.loaded().ifPresent(model -> counted.model(model.modelId(), model.device()));
      Ticker turns =
          new Ticker(
              built.chain.logs(),
              built.chain.families(),
              built.line,
              board,
              new Treasury(built.chain.reader(), built.store.proposals(), clock),
              counted,
              clock);
      ticker = turns;
      turns.start(
          executor, built.daos.all(), settings.pollInterval(), built.feed, built.chain::forgetHead);
      new PluginMetrics(registry).show(built.plugins, built.approvedPlugins::hashes);
      new HeadMetrics(registry).show(built.hear(turns::newBlock));
      logKeeping.addAll(
          new SpaceTurns(built.polls, built.pollDigests, built.spacesBoard, clock)
              .start(
                  executor, settings.spaces(), settings.pollInterval().multipliedBy(SPACE_PAUSES)));
      logKeeping.addAll(
          new VoterTurns(built.voteReading, built.plugins, built.votersBoard)
              .start(
                  executor, built.daos.all(), settings.pollInterval().multipliedBy(VOTERS_PAUSES)));
      built.writing.ifPresent(WritingRoom::start);
      keepTheLog(built);
      tellPeople(built);
      logKeeping.add(
          executor.scheduleWithFixedDelay(
              built.safeOwners::refresh,
              OWNERS_SOON.toMillis(),
              OWNERS_LOOK.toMillis(),
              TimeUnit.MILLISECONDS));
      logKeeping.add(
          executor.scheduleWithFixedDelay(
              () -> lookAtAccounts(built),
              ACCOUNTS_SOON.toMillis(),
              ACCOUNTS_LOOK.toMillis(),
              TimeUnit.MILLISECONDS));
      logKeeping.add(
          executor.scheduleWithFixedDelay(
              built.searchKeeper::look,
              SEARCH_LOOK.toMillis(),
              SEARCH_LOOK.toMillis(),
              TimeUnit.MILLISECONDS));
      lookUpNames(built);
      sayHello(built);
    } catch (PrytanyException e) {
      refuse(e.code() + ": " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the server could not be put together", e);
      refuse("INTERNAL: something went wrong that nobody foresaw; the log has the details.");
    }
  }

  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object stopping) {
    Optional.ofNullable(ticker).ifPresent(Ticker::close);
    logKeeping.forEach(task -> task.cancel(false));
    if (started()) {
      sayGoodbye();
    }
    Optional.ofNullable(house).ifPresent(House::close);
    if (house != null) {
      LOG.log(Level.INFO, "prytany: stopped, everything is closed");
    }
  }

  private void lookAtAccounts(House built) {
    for (Dao dao : built.daos.all()) {
      try {
        board.note(dao.id(), built.postures.look(dao, Duration.ZERO));
      } catch (PrytanyException e) {
        // That a chain does not answer is told elsewhere; a payout asks again.
        LOG.log(Level.DEBUG, "the accounts of DAO {0} were not looked at: {1}", dao.id(), e.code());
      } catch (RuntimeException e) {
        // What is thrown would end the schedule.
        LOG.log(Level.ERROR, "looking at the accounts of DAO " + dao.id() + " failed", e);
      }
    }
  }

  /** Where a chain has names; nothing waits for them. */
  private void lookUpNames(House built) {
    List<Dao> daos =
        built.daos.all().stream()
            .filter(dao -> built.settings.ensRegistries().containsKey(dao.chainId()))
            .toList();
    if (!daos.isEmpty()) {
      logKeeping.add(
          executor.scheduleWithFixedDelay(
              () -> built.names.look(daos),
              NAMES_SOON.toMillis(),
              NAMES_LOOK.toMillis(),
              TimeUnit.MILLISECONDS));
    }
  }

  private void keepTheLog(House built) {
    logKeeping.add(
        executor.scheduleWithFixedDelay(
            built.pluginWatch::look, 0, PLUGIN_LOOK.toMillis(), TimeUnit.MILLISECONDS));
    built.anchors.ifPresent(
        anchors ->
            logKeeping.add(
                executor.scheduleWithFixedDelay(
                    () -> anchor(anchors),
                    ANCHOR_LOOK.toMillis(),
                    ANCHOR_LOOK.toMillis(),
                    TimeUnit.MILLISECONDS)));
  }

  private void tellPeople(House built) {
    PeopleMetrics shown =
        new PeopleMetrics(
            registry,
            new PeopleMetrics.Sources(
                built.daos,
                built.store.proposals(),
                built.store.cursors(),
                built.store.audit(),
                built.store.outbox(),
                built.wallets),
            clock);
    Telling round =
        new Telling(
            new Telling.Parts(
                new Watch.Sources(
                    built.store.audit(),
                    built.store.proposals(),
                    built.store.duties(),
                    built.daos,
                    new Watch.OffChain(
                        built.settings.spaces(), built.store.polls(), built.polls::latestSafe),
                    Telling.health(built.daos, board, built.wallets, built.keys)),
                built.store.outbox(),
                built.store.subscriptions(),
                built.store.pushKey(),
                built.store.votes(),
                built.wallets,
                built.keys,
                shown,
                built.plugins::notifier,
                built.node),
            built.settings.alerts(),
            clock);
    telling = round;
    logKeeping.add(
        executor.scheduleWithFixedDelay(
            round::round, 0, TELLING_ROUND.toMillis(), TimeUnit.MILLISECONDS));
    logKeeping.add(
        executor.scheduleWithFixedDelay(
            round::readersRound, 0, TELLING_ROUND.toMillis(), TimeUnit.MILLISECONDS));
    for (Runnable posts : round.postRounds()) {
      logKeeping.add(
          executor.scheduleWithFixedDelay(
              posts, 0, TELLING_ROUND.toMillis(), TimeUnit.MILLISECONDS));
    }
  }

  private static void anchor(AnchorService anchors) {
    try {
      anchors.turn().ifPresent(told -> LOG.log(Level.WARNING, "prytany: {0}", told));
    } catch (PrytanyException e) {
      LOG.log(
          Level.WARNING,
          "prytany: the audit log could not be anchored now ({0}: {1}); it is tried again",
          e.code(),
          e.getMessage());
    } catch (RuntimeException e) {
      // An exception would end the schedule.
      LOG.log(Level.WARNING, "the audit log could not be anchored; it is tried again", e);
    }
  }

  private void sayGoodbye() {
    try {
      Optional.ofNullable(house).ifPresent(built -> built.entries.stopped());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "that the server stops could not be written to the audit log", e);
    }
  }

  // The application server would go on without the application; an operator who made a mistake
  // wants to see it at once. Exiting on this thread would wait for itself.
  private static void refuse(String why) {
    LOG.log(Level.ERROR, "prytany: start refused: {0}", why.replace("\n", " "));
    Thread exit = new Thread(() -> System.exit(REFUSED), "prytany-start-refused");
    exit.setDaemon(true);
    exit.start();
  }

  private static void sayHello(House house) {
    Settings settings = house.settings;
    String origins =
        settings.publicOrigins().stream().map(Object::toString).collect(Collectors.joining(", "));
    LOG.log(Level.INFO, "prytany: the page is at {0}", origins);
    LOG.log(Level.INFO, "prytany: store: {0}", house.store.description());
    LOG.log(
        Level.INFO,
        "prytany: the audit log ends with entry {0}",
        Long.toString(house.audit.head().sequence()));
    settings.warnings().forEach(text -> LOG.log(Level.WARNING, "prytany: {0}", text));
    LOG.log(
        Level.INFO,
        "prytany: models run on {0}",
        house.models.loaded().map(model -> model.deviceChoice().used()).orElse("nothing"));
    settings
        .writing()
        .ifPresent(
            chosen ->
                chosen
                    .routes()
                    .lines()
                    .forEach(
                        line -> LOG.log(Level.INFO, "prytany: writing beside digests: {0}", line)));
    if (settings.daos().isEmpty()) {
      LOG.log(Level.INFO, "prytany: no DAO is configured: texts are digested, nothing else");
    }
    for (Settings.DaoEntry entry : settings.daos()) {
      LOG.log(
          Level.INFO,
          "prytany: DAO {0} on chain {1}, governor {2}, {3} of {4} treasurers approve, {5}",
          entry.dao().id(),
          Long.toString(entry.dao().chainId()),
          entry.dao().governor(),
          entry.dao().approvalThreshold(),
          entry.dao().treasurers().size(),
          entry.dao().voter().isPresent() ? "votes" : "does not vote");
    }
    LOG.log(
        Level.INFO,
        "prytany: {0} plugin files are accepted by their SHA-256",
        settings.plugins().sha256().size());
  }

  House house() {
    House built = house;
    if (built == null) {
      throw new PrytanyException(
          FailureCode.INTERNAL, "The server is starting: try again in a few seconds.");
    }
    return built;
  }

  /** Whether everything is built. */
  public boolean started() {
    return house != null && ticker != null;
  }

  Telling telling() {
    Telling round = telling;
    if (round == null) {
      throw new PrytanyException(
          FailureCode.INTERNAL, "The server is starting: try again in a few seconds.");
    }
    return round;
  }

  DaoBoard board() {
    return board;
  }

  Clock clock() {
    return clock;
  }

  TurnMetrics metrics() {
    TurnMetrics counted = metrics;
    if (counted == null) {
      throw new PrytanyException(
          FailureCode.INTERNAL, "The server is starting: try again in a few seconds.");
    }
    return counted;
  }
}
