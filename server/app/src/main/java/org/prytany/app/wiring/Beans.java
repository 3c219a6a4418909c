package org.prytany.app.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prytany.alerts.Courier;
import org.prytany.app.alerts.Telling;
import org.prytany.app.history.History;
import org.prytany.app.install.PluginSchemas;
import org.prytany.app.install.UploadShelf;
import org.prytany.app.limits.Clients;
import org.prytany.app.limits.Costly;
import org.prytany.app.limits.DraftPlaces;
import org.prytany.app.limits.Places;
import org.prytany.app.limits.Rates;
import org.prytany.app.limits.SearchPlaces;
import org.prytany.app.limits.SubscriptionRates;
import org.prytany.app.live.ChangeFeed;
import org.prytany.app.names.DaoNames;
import org.prytany.app.period.BlockStamps;
import org.prytany.app.search.SearchKeeper;
import org.prytany.app.signin.Nonces;
import org.prytany.app.signin.Roles;
import org.prytany.app.signin.SessionTokens;
import org.prytany.app.signin.SignIn;
import org.prytany.app.status.DaoBoard;
import org.prytany.app.status.SpacesBoard;
import org.prytany.app.status.TurnMetrics;
import org.prytany.app.status.VoteKeys;
import org.prytany.app.status.VotersBoard;
import org.prytany.app.textdigest.TextDigester;
import org.prytany.app.view.AuditView;
import org.prytany.app.view.RulesViews;
import org.prytany.app.writing.Writings;
import org.prytany.governance.alert.Outbox;
import org.prytany.governance.approval.ApprovalService;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.decision.DecisionService;
import org.prytany.governance.decision.PersonalDecisions;
import org.prytany.governance.decision.PolicyChanges;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.duty.DutyRepository;
import org.prytany.governance.installation.PluginInstallation;
import org.prytany.governance.installation.SettingsOrders;
import org.prytany.governance.intake.CursorRepository;
import org.prytany.governance.offchain.PollDigests;
import org.prytany.governance.offchain.PollService;
import org.prytany.governance.pause.PauseService;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.search.SearchIndex;
import org.prytany.governance.voters.VoteReading;
import org.prytany.governance.voters.Voters;
import org.prytany.settings.AlertSettings;
import org.prytany.settings.Settings;
import org.prytany.signer.EthereumSignatures;

/** Lets the parts of the house be injected. */
@ApplicationScoped
public class Beans {

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  /**
   * One waits for each that is worked on; others come back later. More would hold threads that the
   * application server needs for everything else.
   */
  private final Places digestPlaces = new Places(PROCESSORS, PROCESSORS, Duration.ofSeconds(20));

  private final DraftPlaces draftPlaces = new DraftPlaces();

  private final SearchPlaces searchPlaces = new SearchPlaces();

  private static final int MOST_NONCES = 100_000;

  private final Nonces nonces = new Nonces(MOST_NONCES);

  private final SessionTokens tokens = new SessionTokens(Clock.systemUTC());

  private final Costly<AuditView.Verification> verification =
      new Costly<>(this::verify, System::nanoTime);

  private final Costly<RulesViews> decided = new Costly<>(this::readDecided, System::nanoTime);

  private @Nullable Rates rates;
  private @Nullable SubscriptionRates subscriptionRates;

  @Inject private Assembly assembly;

  @Produces
  @Dependent
  Clock clock() {
    return assembly.clock();
  }

  @Produces
  @Dependent
  Settings settings() {
    return assembly.house().settings;
  }

  @Produces
  @Dependent
  DaoDirectory daos() {
    return assembly.house().daos;
  }

  @Produces
  @Dependent
  ProposalRepository proposals() {
    return assembly.house().store.proposals();
  }

  @Produces
  @Dependent
  SearchIndex search() {
    return assembly.house().search;
  }

  @Produces
  @Dependent
  SearchKeeper searchKeeper() {
    return assembly.house().searchKeeper;
  }

  @Produces
  @Dependent
  DutyRepository duties() {
    return assembly.house().store.duties();
  }

  @Produces
  @Dependent
  CursorRepository cursors() {
    return assembly.house().store.cursors();
  }

  @Produces
  @Dependent
  AuditRepository auditRepository() {
    return assembly.house().store.audit();
  }

  @Produces
  @Dependent
  AuditLog audit() {
    return assembly.house().audit;
  }

  @Produces
  @Dependent
  BlockStamps stamps() {
    return assembly.house().stamps;
  }

  @Produces
  @Dependent
  History history() {
    return assembly.house().history;
  }

  @Produces
  @Dependent
  Plugins plugins() {
    return assembly.house().plugins;
  }

  @Produces
  @Dependent
  DigestService digests() {
    return assembly.house().digests;
  }

  @Produces
  @Dependent
  Writings writings() {
    return assembly.house().writing.map(WritingRoom::writings).orElse(Writings.NONE);
  }

  @Produces
  @Dependent
  Places digestPlaces() {
    return digestPlaces;
  }

  @Produces
  @Dependent
  DraftPlaces draftPlaces() {
    return draftPlaces;
  }

  @Produces
  @Dependent
  SearchPlaces searchPlaces() {
    return searchPlaces;
  }

  @Produces
  @Dependent
  ApprovalService approvals() {
    return assembly.house().approvals;
  }

  @Produces
  @Dependent
  PersonalDecisions people() {
    return assembly.house().people;
  }

  @Produces
  @Dependent
  DecisionService decisions() {
    return assembly.house().decisions;
  }

  @Produces
  @Dependent
  VoteReading voteReading() {
    return assembly.house().voteReading;
  }

  @Produces
  @Dependent
  Voters voters() {
    return assembly.house().voters;
  }

  @Produces
  @Dependent
  VotersBoard votersBoard() {
    return assembly.house().votersBoard;
  }

  @Produces
  @Dependent
  DaoNames names() {
    return assembly.house().names;
  }

  @Produces
  @Dependent
  PollService polls() {
    return assembly.house().polls;
  }

  @Produces
  @Dependent
  PollDigests pollDigests() {
    return assembly.house().pollDigests;
  }

  @Produces
  @Dependent
  SpacesBoard spacesBoard() {
    return assembly.house().spacesBoard;
  }

  @Produces
  @Dependent
  Outbox outbox() {
    return assembly.house().store.outbox();
  }

  @Produces
  @Dependent
  Telling telling() {
    return assembly.telling();
  }

  @Produces
  @Dependent
  Courier courier() {
    return assembly.telling().courier();
  }

  @Produces
  @Dependent
  PolicyChanges policyChanges() {
    return assembly.house().policyChanges;
  }

  @Produces
  @Dependent
  UploadShelf uploads() {
    return assembly.house().uploads;
  }

  @Produces
  @Dependent
  PluginInstallation installation() {
    return assembly.house().installation;
  }

  @Produces
  @Dependent
  PluginSchemas pluginSchemas() {
    return assembly.house().pluginSchemas;
  }

  @Produces
  @Dependent
  SettingsOrders pluginSettings() {
    return assembly.house().pluginSettings;
  }

  @Produces
  @Dependent
  PauseService pauses() {
    return assembly.house().pauses;
  }

  @Produces
  @Dependent
  ChangeFeed feed() {
    return assembly.house().feed;
  }

  @Produces
  @Dependent
  DaoBoard board() {
    return assembly.board();
  }

  @Produces
  @Dependent
  VoteKeys keys() {
    return assembly.house().keys;
  }

  @Produces
  @Dependent
  TurnMetrics metrics() {
    return assembly.metrics();
  }

  /** It reads the whole log: one for all requests. */
  @Produces
  @Dependent
  Costly<AuditView.Verification> verification() {
    return verification;
  }

  /** It reads every proposal: one for all requests. */
  @Produces
  @Dependent
  Costly<RulesViews> decided() {
    return decided;
  }

  private RulesViews readDecided() {
    House house = assembly.house();
    ProposalRepository proposals = house.store.proposals();
    return RulesViews.of(
        house.daos.all(),
        dao ->
            proposals.summaries(dao.chainId(), dao.governor()).stream()
                .flatMap(summary -> proposals.find(summary.key()).stream()));
  }

  private AuditView.Verification verify() {
    House house = assembly.house();
    return AuditView.Verification.of(
        house.audit.verify(), house.audit.witnessed(), house.settings.audit().acceptedHead());
  }

  @Produces
  @Dependent
  Clients clients() {
    return new Clients(assembly.house().settings.door().proxies());
  }

  /** One for all requests; the settings are not there yet when this bean is made. */
  @Produces
  @Dependent
  synchronized Rates rates() {
    Rates made = rates;
    if (made == null) {
      made = new Rates(assembly.house().settings.limits(), Clock.systemUTC());
      rates = made;
    }
    return made;
  }

  /** One for all requests; nobody is counted where nobody may subscribe. */
  @Produces
  @Dependent
  synchronized SubscriptionRates subscriptionRates() {
    SubscriptionRates made = subscriptionRates;
    if (made == null) {
      int perMinute =
          assembly
              .house()
              .settings
              .alerts()
              .subscriptions()
              .map(AlertSettings.Subscriptions::askedPerMinute)
              .orElse(1);
      made = new SubscriptionRates(perMinute, Clock.systemUTC());
      subscriptionRates = made;
    }
    return made;
  }

  @Produces
  @Dependent
  SessionTokens tokens() {
    return tokens;
  }

  @Produces
  @Dependent
  TextDigester textDigester() {
    House house = assembly.house();
    return new TextDigester(house.digests, house.functions, house.listed);
  }

  @Produces
  @Dependent
  Roles roles() {
    return assembly.house().roles;
  }

  @Produces
  @Dependent
  SignIn signIn() {
    House house = assembly.house();
    return new SignIn(
        nonces,
        house.roles::haveShare,
        EthereumSignatures::recoverPersonal,
        house.settings.publicOrigins(),
        house.daos.all().stream()
            .map(org.prytany.governance.dao.Dao::chainId)
            .collect(Collectors.toSet()),
        assembly.clock());
  }
}
