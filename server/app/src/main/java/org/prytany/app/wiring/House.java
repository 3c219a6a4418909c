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
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.prytany.app.chronicle.PluginWatch;
import org.prytany.app.chronicle.StartEntries;
import org.prytany.app.history.History;
import org.prytany.app.install.PluginSchemas;
import org.prytany.app.install.UploadShelf;
import org.prytany.app.live.ChangeFeed;
import org.prytany.app.names.AccountNames;
import org.prytany.app.names.DaoNames;
import org.prytany.app.period.BlockStamps;
import org.prytany.app.search.SearchKeeper;
import org.prytany.app.signin.Roles;
import org.prytany.app.signin.SafeOwners;
import org.prytany.app.status.SpacesBoard;
import org.prytany.app.status.VoteKeys;
import org.prytany.app.status.VotersBoard;
import org.prytany.app.status.Wallets;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.chain.decode.OperatorFiles;
import org.prytany.chain.decode.TokenList;
import org.prytany.chain.heads.PushedHeads;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.Pauses;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.governance.anchor.AnchorService;
import org.prytany.governance.anchor.AnchorSigner;
import org.prytany.governance.approval.ApprovalService;
import org.prytany.governance.approval.ContractSignatures;
import org.prytany.governance.approval.JournalEntries;
import org.prytany.governance.approval.StatementKeeper;
import org.prytany.governance.approval.TreasurerJournal;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.audit.WitnessedStart;
import org.prytany.governance.ballot.BallotService;
import org.prytany.governance.chain.LocalChains;
import org.prytany.governance.comparison.ClaimCheck;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.decision.DecisionService;
import org.prytany.governance.decision.PersonalDecisions;
import org.prytany.governance.decision.PolicyChanges;
import org.prytany.governance.decision.VoteLabel;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.digest.SentenceWriter;
import org.prytany.governance.execution.ExecutionService;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.installation.ApprovedPlugins;
import org.prytany.governance.installation.OrderGate;
import org.prytany.governance.installation.OrderedSettings;
import org.prytany.governance.installation.PluginInstallation;
import org.prytany.governance.installation.SettingsOrders;
import org.prytany.governance.installation.UnplacedOrders;
import org.prytany.governance.intake.IntakeService;
import org.prytany.governance.line.DutyPlanner;
import org.prytany.governance.line.DutyWorker;
import org.prytany.governance.line.Line;
import org.prytany.governance.line.Reckoning;
import org.prytany.governance.line.StageServices;
import org.prytany.governance.offchain.PollDigests;
import org.prytany.governance.offchain.PollPace;
import org.prytany.governance.offchain.PollService;
import org.prytany.governance.pace.Pace;
import org.prytany.governance.pause.PauseGates;
import org.prytany.governance.pause.PauseService;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.posture.PostureGates;
import org.prytany.governance.posture.PostureWatch;
import org.prytany.governance.proposal.Transitions;
import org.prytany.governance.queue.QueueService;
import org.prytany.governance.receipt.ReceiptService;
import org.prytany.governance.search.SearchIndex;
import org.prytany.governance.sending.ActRunner;
import org.prytany.governance.sending.ActStages;
import org.prytany.governance.sending.Signer;
import org.prytany.governance.signing.Seals;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.governance.tally.TallyService;
import org.prytany.governance.voters.VoteReading;
import org.prytany.governance.voters.Voters;
import org.prytany.link.ApartPlugins;
import org.prytany.settings.Secret;
import org.prytany.settings.Settings;
import org.prytany.signer.TreasurerSignatures;
import org.prytany.signer.wire.SignerClient;
import org.prytany.snapshot.HubClient;
import org.prytany.store.Store;
import org.prytany.store.StoreSettings;
import org.prytany.store.orders.OrdersFile;
import org.prytany.store.orders.SettingsFile;
import org.prytany.store.witness.FileWitness;

/**
 * Everything that one server holds open, built from its settings in order and closed in reverse.
 */
final class House implements AutoCloseable {

  /** How long the DAOs of a chain share a block: their turns begin together. */
  private static final Duration SHARED_BLOCKS = Duration.ofSeconds(1);

  private static final Logger LOG = System.getLogger(House.class.getName());
  private static final Duration ANCHOR_PATIENCE = Duration.ofMinutes(10);
  private static final Duration HUB_PATIENCE = Duration.ofSeconds(30);
  private static final int REMEMBERED_BLOCKS = 128;

  /** Of all proposals together; some 400 bytes each. */
  private static final int VOTERS_IN_MEMORY = 50_000;

  private static final int VOTERS_OF_ONE_PROPOSAL = 5_000;

  /** After so many blocks a sent transaction that is not mined is looked at again. */
  private static final int PATIENT_BLOCKS = 3;

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  final String node = "node-" + UUID.randomUUID();

  final Settings settings;
  final DaoDirectory daos;
  final Store store;
  final KnownFunctions functions;
  final TokenList listed;
  final ChainAdapters chain;
  final Models models;
  final Plugins plugins;
  final ChangeFeed feed;
  final AuditLog audit;
  final StartEntries entries;
  final PluginWatch pluginWatch;
  final Optional<AnchorService> anchors;
  final History history;
  final SearchIndex search;
  final SearchKeeper searchKeeper;
  final BlockStamps stamps;
  final DigestService digests;
  final ApprovalService approvals;
  final Optional<SignerClient> signer;
  final StatementKeeper statements;
  final PauseService pauses;
  final PersonalDecisions people;
  final DecisionService decisions;
  final PolicyChanges policyChanges;
  final ApprovedPlugins approvedPlugins;
  final UploadShelf uploads;
  final PluginInstallation installation;
  final PluginSchemas pluginSchemas;
  final SettingsOrders pluginSettings;
  final Line line;
  final Wallets wallets;
  final VoteKeys keys;
  final PostureWatch postures;
  final VoteReading voteReading;
  final Voters voters;
  final VotersBoard votersBoard = new VotersBoard();
  final DaoNames names;
  final PollService polls;
  final PollDigests pollDigests;
  final SpacesBoard spacesBoard = new SpacesBoard();
  final Optional<WritingRoom> writing;
  final SafeOwners safeOwners;
  final Roles roles;
  private volatile Optional<PushedHeads> heads = Optional.empty();

  /**
   * @throws PrytanyException for what keeps the server from starting, in plain English
   */
  House(Settings settings, Clock clock) {
    this.settings = settings;
    List<Dao> all = settings.daos().stream().map(Settings.DaoEntry::dao).toList();
    daos = DaoDirectory.of(all);
    try {
      store = opened(Store.open(storeSettings(settings, all)));
      functions =
          settings
              .decoding()
              .abiDirectory()
              .map(OperatorFiles::read)
              .map(KnownFunctions::with)
              .orElseGet(KnownFunctions::bundled);
      listed = settings.decoding().tokenList().map(TokenList::read).orElse(TokenList.NONE);
      chain = opened(chain(settings, functions, listed));
      SignatureCheck operatorSignatures = new TreasurerSignatures(chain.contractSignatures());
      // On the chain that whoever sends something names, another may own a contract's address.
      SignatureCheck keysAlone = new TreasurerSignatures(ContractSignatures.NONE);
      approvedPlugins =
          new ApprovedPlugins(
              new OrdersFile(settings.dataDir()), settings.operators(), keysAlone, clock);
      audit = audit(clock);
      OrderedSettings ordered =
          new OrderedSettings(
              new SettingsFile(settings.dataDir()),
              settings.plugins().revealed(),
              settings.operators(),
              keysAlone,
              audit);
      // They start while the models are loaded, and end before these do, which they use.
      ApartPlugins started =
          opened(PluginsApart.start(settings, approvedPlugins::signedFor, ordered));
      uploads = PluginsApart.shelf(settings);
      models = opened(Models.load(settings.inference(), settings.dataDir()));
      plugins = opened(started);
      feed =
          new ChangeFeed(
              daos, settings.limits().eventSubscribers(), settings.limits().eventSubscribersEach());
      open.push(feed::close);
      entries = new StartEntries(audit, node, version());
      entries.started(settings);
      store
          .restored()
          .ifPresent(
              restored -> {
                entries.restored(restored);
                store.restoredIsLogged();
              });
      pluginWatch =
          new PluginWatch(
              plugins,
              audit,
              node,
              file -> Files.exists(settings.plugins().directory().resolve(file)));
      signer = signer(settings);
      anchors = anchors(clock);
      Seals seals = signer.<Seals>map(client -> client).orElse(Seals.NONE);
      statements =
          signer.<StatementKeeper>map(client -> client).orElseGet(() -> readingOnly(all, clock));
      history = new History(store.audit());
      search = new SearchIndex(store.proposals(), store.search());
      searchKeeper = new SearchKeeper(search, daos, System::nanoTime);
      stamps = new BlockStamps(chain.logs(), store.cursors(), clock);
      Transitions transitions = new Transitions(store.proposals(), feed);
      Optional<EngineRoom> engines =
          settings.writing().map(chosen -> opened(EngineRoom.of(settings, chosen)));
      Optional<SentenceWriter> sentences =
          engines
              .filter(its -> settings.engines().forPlugins())
              .map(
                  its ->
                      opened(PluginSentences.of(its, settings.writing().orElseThrow().busyLoad())));
      digests =
          new DigestService(
              plugins,
              models,
              models.scorer(),
              sentences,
              chain.decoder(),
              chain.simulator(),
              chain.facts(),
              ClaimCheck.standard(),
              transitions,
              seals,
              audit,
              clock);
      approvals = new ApprovalService(daos, statements, transitions, store.duties(), audit, clock);
      pauses = new PauseService(statements, audit);
      people = new PersonalDecisions(statements, settings.operators(), store.duties(), clock);
      decisions =
          new DecisionService(
              chain.reader(),
              chain.announcements(),
              plugins,
              digests,
              transitions,
              seals,
              audit,
              clock,
              pace(settings),
              people,
              settings.voteLabel() ? VoteLabel.SHOWN : VoteLabel.LEFT_OUT);
      postures = new PostureWatch(chain.posture(), audit, clock);
      voteReading =
          new VoteReading(
              chain.votes(),
              chain.logs(),
              store.cursors(),
              store.proposals(),
              store.votes(),
              clock,
              // On a chain of one's own nobody reorganises blocks.
              chainId -> LocalChains.IDS.contains(chainId) ? 0 : REMEMBERED_BLOCKS);
      voters = new Voters(store.votes(), VOTERS_IN_MEMORY, VOTERS_OF_ONE_PROPOSAL);
      names =
          new DaoNames(
              store.proposals(),
              voters,
              new AccountNames(chain.names(settings.ensRegistries())::primary, clock));
      policyChanges =
          new PolicyChanges(plugins, settings.operators(), operatorSignatures, audit, clock);
      OrderGate gate =
          new OrderGate(
              settings.operators(),
              keysAlone,
              settings.publicOrigins().stream().map(URI::toString).toList(),
              clock);
      installation = new PluginInstallation(gate, approvedPlugins, uploads, plugins, audit);
      pluginSchemas = PluginsApart.schemas(plugins);
      pluginSettings = new SettingsOrders(gate, ordered, pluginSchemas, audit);
      new UnplacedOrders(approvedPlugins, uploads, audit).forget();
      pollDigests = new PollDigests(digests::readText);
      polls =
          new PollService(
              new PollService.Parts(
                  new HubClient(HUB_PATIENCE, clock),
                  store.polls(),
                  plugins,
                  signer.filter(client -> !settings.dryRun()).map(client -> client),
                  settings.operators(),
                  // As the signer does: a contract speaks for nobody off chain.
                  keysAlone,
                  audit),
              PollPace.standard(),
              clock);
      line = line(transitions, seals, clock);
      writing =
          settings
              .writing()
              .map(
                  chosen ->
                      opened(
                          WritingRoom.of(
                              settings,
                              chosen,
                              engines.orElseThrow(),
                              daos,
                              store,
                              digests,
                              feed,
                              clock)));
      safeOwners = new SafeOwners(all, chain.contractSignatures());
      roles = new Roles(settings, safeOwners);
      wallets = new Wallets(chain.reader(), daos, settings.alerts().walletLowWei());
      keys = new VoteKeys(() -> signer.map(SignerClient::bounds).orElse(List.of()), daos, clock);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Listens for new blocks where nodes push them. */
  PushedHeads hear(LongConsumer onHead) {
    PushedHeads listening =
        opened(new PushedHeads(settings.headAddresses(), RpcOptions.DEFAULT, onHead));
    heads = Optional.of(listening);
    listening.start();
    return listening;
  }

  /** How nodes that push new blocks do, by chain; empty where none is named. */
  Map<Long, PushedHeads.Status> heads() {
    return heads.map(PushedHeads::status).orElse(Map.of());
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

  private Line line(Transitions transitions, Seals seals, Clock clock) {
    Pace pace = pace(settings);
    Beats leases = opened(new Beats());
    ActRunner runner =
        new ActRunner(
            transitions,
            chain.submitter(),
            signing(),
            new PostureGates(new PauseGates(statements, settings.dryRun()), postures, clock),
            audit,
            ActStages.NONE,
            clock,
            pace.blockTime().multipliedBy(PATIENT_BLOCKS));
    SignatureCheck signatures = new TreasurerSignatures(chain.contractSignatures());
    StageServices stages =
        new StageServices(
            digests,
            decisions,
            new BallotService(
                chain.reader(), chain.calls(), digests, transitions, seals, runner, clock),
            new QueueService(
                chain.reader(),
                chain.calls(),
                plugins,
                digests,
                approvals,
                signatures,
                transitions,
                runner,
                audit,
                clock),
            new ExecutionService(
                chain.reader(),
                chain.calls(),
                plugins,
                digests,
                approvals,
                signatures,
                transitions,
                runner,
                audit,
                clock),
            new ReceiptService(chain.receipts(), transitions, audit));
    return new Line(
        new IntakeService(
            chain.logs(),
            chain.ids(),
            store.cursors(),
            store.proposals(),
            store.duties(),
            audit,
            feed,
            clock,
            REMEMBERED_BLOCKS),
        new TallyService(
            chain.reader(), chain.calls(), store.cursors(), transitions, people, audit, clock),
        store.proposals(),
        store.duties(),
        new DutyPlanner(pace),
        digests,
        new DutyWorker(daos, store.duties(), transitions, stages, audit, clock, pace, leases),
        new Reckoning(transitions, audit, clock, pace),
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

  /** In a dry run nothing leaves, anchors neither. */
  private Optional<AnchorService> anchors(Clock clock) {
    return settings
        .audit()
        .anchor()
        .filter(plan -> !settings.dryRun())
        .map(
            plan ->
                new AnchorService(
                    audit,
                    chain.submitter(),
                    signer.<AnchorSigner>map(client -> client),
                    plan,
                    clock,
                    ANCHOR_PATIENCE));
  }

  /** A server that only reads has nothing to sign, and needs no signer. */
  private Optional<SignerClient> signer(Settings of) {
    return of.signs()
        ? Optional.of(opened(new SignerClient(of.signerSocket(), SignerClient.PATIENCE)))
        : Optional.empty();
  }

  private Signer signing() {
    return signer.<Signer>map(client -> client).orElse(NoSigner.INSTANCE);
  }

  /** Without a signer nothing follows from a statement; it is kept to be shown until the end. */
  private StatementKeeper readingOnly(List<Dao> all, Clock clock) {
    TreasurerJournal journal =
        new TreasurerJournal(
            new JournalEntries.InMemory(),
            new TreasurerSignatures(chain.contractSignatures()),
            clock,
            settings.operators());
    all.forEach(journal::list);
    return journal;
  }

  private static StoreSettings storeSettings(Settings settings, List<Dao> daos) {
    Set<Long> chainIds = daos.stream().map(Dao::chainId).collect(Collectors.toSet());
    return new StoreSettings(
        settings.store().uri().map(Secret::reveal),
        StoreSettings.DEFAULT_DATABASE,
        settings.dataDir(),
        chainIds,
        settings.mayEmbedStore());
  }

  private static ChainAdapters chain(
      Settings settings, KnownFunctions functions, TokenList listed) {
    Map<String, BigInteger> caps = new HashMap<>();
    settings.daos().forEach(entry -> caps.put(entry.dao().id(), entry.feeCapWei()));
    Map<Long, List<URI>> urls = new HashMap<>();
    settings.daos().forEach(entry -> urls.put(entry.dao().chainId(), entry.addresses()));
    return new ChainAdapters(
        new Endpoints(urls, RpcOptions.DEFAULT.withFeeCaps(caps), Pauses.REAL, SHARED_BLOCKS),
        functions,
        listed);
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
