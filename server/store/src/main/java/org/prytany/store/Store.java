package org.prytany.store;

import com.mongodb.client.MongoDatabase;
import java.util.Optional;
import org.prytany.governance.alert.Outbox;
import org.prytany.governance.alert.PushKeyRepository;
import org.prytany.governance.alert.SubscriptionRepository;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.duty.DutyRepository;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.intake.CursorRepository;
import org.prytany.governance.poll.PollRepository;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.search.SearchRepository;
import org.prytany.governance.voters.VoteRepository;

/**
 * The open store: one client, one database, all repositories. Needs no container; whoever opens it
 * closes it.
 */
public final class Store implements AutoCloseable {

  private static final String CONCERNS =
      "; writes are confirmed by a majority and its journals, reads come from the primary";

  private final Connection connection;
  private final Documents documents;
  private final StoreForm form;
  private final String version;
  private final ProposalRepository proposals;
  private final CursorRepository cursors;
  private final DutyRepository duties;
  private final AuditRepository audit;
  private final Outbox outbox;
  private final PollRepository polls;
  private final SearchRepository search;
  private final VoteRepository votes;
  private final SubscriptionRepository subscriptions;
  private final PushKeyRepository pushKey;

  private Store(Connection connection) {
    boolean configured = connection.embedded().isEmpty();
    this.connection = connection;
    this.documents = new Documents(connection.client(), connection.databaseName(), configured);
    this.version = configured ? believed(documents, connection.database()) : "";
    this.form = new StoreForm(connection.database());
    new Upgrade(documents, form).run();
    this.proposals = new StoredProposals(documents);
    this.cursors = new StoredCursors(documents);
    this.duties = new StoredDuties(documents);
    this.audit = new StoredAudit(documents);
    this.outbox = new StoredOutbox(documents);
    this.polls = new StoredPolls(documents);
    this.search = new StoredSearch(connection.database(), configured);
    this.votes = new StoredVotes(documents);
    this.subscriptions = new StoredSubscriptions(documents);
    this.pushKey = new StoredPushKey(connection.database());
  }

  /**
   * Opens the configured MongoDB, or the embedded store if none is configured. A configured one is
   * tried first: see {@link StoreProbe}. What an older version stored is brought to the present
   * form.
   *
   * @throws PrytanyException CONFIGURATION_INVALID for a bad connection string, or an embedded
   *     store asked to serve a real chain; STORE_UNFIT if the configured store lets two callers
   *     win; STORE_CORRUPT for a damaged store file, a store of a newer version, or one that a
   *     restore left unfinished; STORE_UNAVAILABLE if the database does not answer or the store
   *     file is in use
   */
  public static Store open(StoreSettings settings) {
    // JNoSQL finds its parts through the thread's class loader, and keeps what it found first.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    Connection connection = Connection.open(settings);
    try {
      thread.setContextClassLoader(Store.class.getClassLoader());
      return new Store(connection);
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /**
   * Tries the configured MongoDB as {@link #open} does, and leaves what is stored as it is.
   *
   * @return what it is, as {@link #description()} says it
   * @throws PrytanyException as {@link #open}
   */
  public static String tried(StoreSettings settings) {
    try (Connection connection = Connection.open(settings)) {
      Documents documents =
          new Documents(
              connection.client(), connection.databaseName(), connection.embedded().isEmpty());
      return description(connection, believed(documents, connection.database()));
    }
  }

  public ProposalRepository proposals() {
    return proposals;
  }

  public CursorRepository cursors() {
    return cursors;
  }

  public DutyRepository duties() {
    return duties;
  }

  public AuditRepository audit() {
    return audit;
  }

  public Outbox outbox() {
    return outbox;
  }

  public PollRepository polls() {
    return polls;
  }

  public SearchRepository search() {
    return search;
  }

  public VoteRepository votes() {
    return votes;
  }

  public SubscriptionRepository subscriptions() {
    return subscriptions;
  }

  public PushKeyRepository pushKey() {
    return pushKey;
  }

  /** What the store is now, for the health check and the log: never the connection string. */
  public String description() {
    return description(connection, version);
  }

  private static String description(Connection connection, String version) {
    return connection
        .embedded()
        .map(store -> "embedded store " + store.file())
        .orElseGet(
            () -> "MongoDB " + version + ", " + StoreServers.of(connection.client()) + CONCERNS);
  }

  /** What a restore put in, if no server has started on it since. */
  public Optional<Restored> restored() {
    return form.read().flatMap(StoreForm.Mark::restored);
  }

  /** The audit log has it. */
  public void restoredIsLogged() {
    form.restoredIsLogged();
  }

  /** Tries the store; returns the version that it says it has. */
  private static String believed(Documents documents, MongoDatabase database) {
    documents.ping();
    documents.tried(new StoreProbe(database));
    return documents.version();
  }

  /**
   * Asks the database for a sign of life.
   *
   * @throws PrytanyException STORE_UNAVAILABLE if it gives none
   */
  public void health() {
    documents.ping();
  }

  @Override
  public void close() {
    connection.close();
  }
}
