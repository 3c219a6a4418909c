package org.prytany.app.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.prytany.app.chronicle.PluginWatch;
import org.prytany.app.chronicle.StartEntries;
import org.prytany.app.config.Secret;
import org.prytany.app.config.Settings;
import org.prytany.app.history.History;
import org.prytany.app.live.ChangeFeed;
import org.prytany.bridge.PluginKind;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.chain.decode.OperatorFiles;
import org.prytany.chain.decode.TokenList;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.governance.act.ActRunner;
import org.prytany.governance.act.ActStages;
import org.prytany.governance.approval.ApprovalService;
import org.prytany.governance.audit.AnchorService;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.audit.WitnessedStart;
import org.prytany.governance.ballot.BallotService;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.decision.DecisionService;
import org.prytany.governance.digest.ClaimCheck;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.duty.DutyPlanner;
import org.prytany.governance.duty.DutyWorker;
import org.prytany.governance.duty.Line;
import org.prytany.governance.duty.Pace;
import org.prytany.governance.duty.StageServices;
import org.prytany.governance.execution.ExecutionService;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.intake.IntakeService;
import org.prytany.governance.proposal.Transitions;
import org.prytany.governance.queue.QueueService;
import org.prytany.governance.receipt.ReceiptService;
import org.prytany.governance.tally.TallyService;
import org.prytany.host.HostSettings;
import org.prytany.host.PluginHost;
import org.prytany.signer.KeyRing;
import org.prytany.signer.KeystoreSettings;
import org.prytany.signer.SigningGuard;
import org.prytany.signer.TreasurerSignatures;
import org.prytany.spi.Address;
import org.prytany.store.Store;
import org.prytany.store.StoreSettings;
import org.prytany.store.witness.FileWitness;

/**
 * Everything that one server holds open, built from its settings in order and closed in reverse.
 */
final class House implements AutoCloseable {

  private static final Logger LOG = System.getLogger(House.class.getName());
  private static final Duration PLUGIN_START = Duration.ofSeconds(60);
  private static final int REMEMBERED_BLOCKS = 128;

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private final String node = "node-" + UUID.randomUUID();

  final Settings settings;
  final DaoDirectory daos;
  final Store store;
  final ChainAdapters chain;
  final Models models;
  final PluginHost plugins;
  final ChangeFeed feed;
  final AuditLog audit;
  final StartEntries entries;
  final PluginWatch pluginWatch;
  final Optional<AnchorService> anchors;
  final History history;
  final DigestService digests;
  final ApprovalService approvals;
  final TreasurerSignatures signatures = new TreasurerSignatures();
  final Line line;

  /**
   * @throws PrytanyException for what keeps the server from starting, in plain English
   */
  House(Settings settings, Clock clock) {
    this.settings = settings;
    List<Dao> all = settings.daos().stream().map(Settings.DaoEntry::dao).toList();
    daos = DaoDirectory.of(all);
    KeyRing keys = KeyRing.load(keystores(settings));
    refuseMissingKeys(all, keys);
    try {
      store = opened(Store.open(storeSettings(settings, all), clock));
      chain = opened(chain(settings));
      models = opened(Models.load(settings.inference(), settings.dataDir()));
      plugins = opened(new PluginHost(hostSettings(settings)));
      feed = new ChangeFeed(daos, settings.limits().eventSubscribers());
      open.push(feed::close);
      audit = audit(clock);
      entries = new StartEntries(audit, node, version());
      entries.started(settings);
      pluginWatch =
          new PluginWatch(
              plugins,
              audit,
              node,
              file -> Files.exists(settings.plugins().directory().resolve(file)));
      anchors =
          settings
              .audit()
              .anchor()
              .map(
                  plan -> new AnchorService(audit, store.audit(), new AnchorByHand(), plan, clock));
      history = new History(store.audit());
      Transitions transitions = new Transitions(store.proposals(), feed);
      digests =
          new DigestService(
              plugins,
              models,
              models.scorer(),
              chain.decoder(),
              chain.simulator(),
              chain.facts(),
              ClaimCheck.standard(),
              transitions,
              audit,
              clock);
      approvals = new ApprovalService(daos, signatures, transitions, store.duties(), audit, clock);
      SigningGuard guard =
          new SigningGuard(
              keys,
              all,
              store.proposals(),
              store.ledger(),
              chain.calls(),
              chain.reader(),
              signatures,
              BigInteger.valueOf(settings.limits().transactionFeeWei()),
              clock);
      line = line(guard, transitions, clock);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Opened first of all that acts: nothing is done on a log that is not the one witnessed. */
  private AuditLog audit(Clock clock) {
    boolean local = settings.localOnly();
    FileWitness witness =
        opened(FileWitness.open(settings.audit().witnessDirectory(), clock, !local));
    return new WitnessedStart(store.audit(), witness, settings.audit().acceptedHead(), clock)
        .open(local);
  }

  /** What Maven noted in the archive; "development" where classes lie about on their own. */
  private static String version() {
    try (InputStream in =
        AuditLog.class.getResourceAsStream(
            "/META-INF/maven/org.prytany/prytany-governance/pom.properties")) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "development");
    } catch (IOException e) {
      return "development";
    }
  }

  private Line line(SigningGuard guard, Transitions transitions, Clock clock) {
    Pace pace = pace(settings);
    ActRunner runner =
        new ActRunner(transitions, store.nonces(), chain.submitter(), guard, audit, ActStages.NONE);
    StageServices stages =
        new StageServices(
            digests,
            new DecisionService(chain.reader(), plugins, digests, transitions, audit, clock, pace),
            new BallotService(
                chain.reader(), chain.calls(), digests, transitions, runner, audit, clock),
            new QueueService(chain.reader(), chain.calls(), plugins, digests, runner, audit, clock),
            new ExecutionService(
                chain.reader(), chain.calls(), plugins, digests, runner, audit, clock),
            new ReceiptService(chain.receipts(), transitions, audit));
    return new Line(
        new IntakeService(
            chain.logs(),
            store.cursors(),
            store.proposals(),
            store.duties(),
            audit,
            feed,
            clock,
            REMEMBERED_BLOCKS),
        new TallyService(chain.reader(), chain.calls(), transitions, audit, clock),
        store.proposals(),
        store.duties(),
        new DutyPlanner(pace),
        digests,
        new DutyWorker(daos, store.duties(), transitions, stages, audit, clock, pace),
        node,
        clock);
  }

  /**
   * A server that looks often also tries again soon, and takes a killed one's work over soon: that
   * is what local chains want.
   */
  private static Pace pace(Settings settings) {
    Pace standard = Pace.standard();
    Duration poll = settings.pollInterval();
    if (poll.compareTo(standard.recheck()) >= 0) {
      return standard;
    }
    return new Pace(
        poll.multipliedBy(40),
        poll,
        poll.multipliedBy(2),
        poll.multipliedBy(20),
        standard.voteMargin(),
        standard.blockTime());
  }

  private static List<KeystoreSettings> keystores(Settings settings) {
    return settings.keys().stream()
        .map(
            key ->
                new KeystoreSettings(
                    key.file(), key.passwordFile(), key.password().map(Secret::reveal)))
        .toList();
  }

  private static void refuseMissingKeys(List<Dao> daos, KeyRing keys) {
    for (Dao dao : daos) {
      refuseMissingKey(dao, "voter", dao.voter(), keys);
      refuseMissingKey(dao, "executor", dao.executor(), keys);
    }
  }

  private static void refuseMissingKey(
      Dao dao, String what, Optional<Address> account, KeyRing keys) {
    if (account.isPresent() && !keys.accounts().contains(account.get())) {
      throw new PrytanyException(
          FailureCode.KEY_UNAVAILABLE,
          "DAO '"
              + dao.id()
              + "' names "
              + account.get()
              + " as its "
              + what
              + ", but no configured key is of that account: add prytany.key.1.file and"
              + " prytany.key.1.password-file for it, or remove prytany.dao."
              + dao.id()
              + "."
              + what
              + ".");
    }
  }

  private static StoreSettings storeSettings(Settings settings, List<Dao> daos) {
    Set<Long> chainIds = daos.stream().map(Dao::chainId).collect(Collectors.toSet());
    return new StoreSettings(
        settings.store().uri().map(Secret::reveal),
        StoreSettings.DEFAULT_DATABASE,
        settings.dataDir(),
        chainIds,
        settings.store().allowEmbeddedForRealChains());
  }

  private static ChainAdapters chain(Settings settings) {
    KnownFunctions functions =
        settings
            .decoding()
            .abiDirectory()
            .map(OperatorFiles::read)
            .map(KnownFunctions::with)
            .orElseGet(KnownFunctions::bundled);
    TokenList listed = settings.decoding().tokenList().map(TokenList::read).orElse(TokenList.NONE);
    return new ChainAdapters(endpoints(settings), RpcOptions.DEFAULT, functions, listed);
  }

  private static Map<Long, URI> endpoints(Settings settings) {
    Map<Long, URI> urls = new HashMap<>();
    settings
        .daos()
        .forEach(entry -> urls.put(entry.dao().chainId(), URI.create(entry.rpcUrl().reveal())));
    return urls;
  }

  private static HostSettings hostSettings(Settings settings) {
    Map<PluginKind, String> use = new HashMap<>();
    for (PluginKind kind : PluginKind.values()) {
      Optional.ofNullable(settings.plugins().use().get(kind.key()))
          .ifPresent(id -> use.put(kind, id));
    }
    return new HostSettings(
        settings.plugins().directory().resolveSibling("plugins-available"),
        settings.plugins().directory(),
        settings.plugins().sha256(),
        use,
        settings.limits().digestTimeout(),
        PLUGIN_START);
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        LOG.log(Level.WARNING, "something did not close cleanly", e);
      }
    }
  }
}
