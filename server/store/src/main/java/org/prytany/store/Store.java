package org.prytany.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.ServerAddress;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.alert.Outbox;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.chain.LocalChains;
import org.prytany.governance.duty.DutyRepository;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.intake.CursorRepository;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.store.embedded.EmbeddedStore;

/**
 * The open store: one client, one database, all repositories. Needs no container; whoever opens it
 * closes it.
 */
public final class Store implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Store.class.getName());
  private static final String CONCERNS =
      "; writes are confirmed by a majority and its journals, reads come from the primary";
  private static final int SELECTION_SECONDS = 10;

  /** A server that has gone without a word would be waited for without an end. */
  private static final int ANSWER_SECONDS = 30;

  private final MongoClient client;
  private final Optional<EmbeddedStore> embedded;
  private final Documents documents;
  private final String version;
  private final ProposalRepository proposals;
  private final CursorRepository cursors;
  private final DutyRepository duties;
  private final AuditRepository audit;
  private final Outbox outbox;

  private Store(MongoClient client, Optional<EmbeddedStore> embedded, String database) {
    this.client = client;
    this.embedded = embedded;
    this.documents = new Documents(client, database, embedded.isEmpty());
    this.version = embedded.isPresent() ? "" : believed(documents, client.getDatabase(database));
    this.proposals = new StoredProposals(documents);
    this.cursors = new StoredCursors(documents);
    this.duties = new StoredDuties(documents);
    this.audit = new StoredAudit(documents);
    this.outbox = new StoredOutbox(documents);
  }

  /**
   * Opens the configured MongoDB, or the embedded store if none is configured. A configured one is
   * tried first: see {@link StoreProbe}.
   *
   * @throws PrytanyException CONFIGURATION_INVALID for a bad connection string, or an embedded
   *     store asked to serve a real chain; STORE_UNFIT if the configured store lets two callers
   *     win; STORE_CORRUPT for a damaged store file; STORE_UNAVAILABLE if the database does not
   *     answer or the store file is in use
   */
  public static Store open(StoreSettings settings) {
    // JNoSQL finds its parts through the thread's class loader, and keeps what it found first.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(Store.class.getClassLoader());
    try {
      return settings.mongodbUri().isPresent()
          ? connect(settings.mongodbUri().get(), settings.database())
          : openEmbedded(settings);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Store connect(String uri, String database) {
    MongoClientSettings settings;
    try {
      ConnectionString parsed = new ConnectionString(uri);
      MongoClientSettings.Builder builder =
          MongoClientSettings.builder()
              .applyConnectionString(parsed)
              .applicationName("prytany")
              // Whatever the connection string says: what was confirmed must be there after a
              // primary was lost, and a secondary may not know it yet.
              .writeConcern(WriteConcern.MAJORITY.withJournal(true))
              .readConcern(ReadConcern.MAJORITY)
              .readPreference(ReadPreference.primary());
      if (parsed.getServerSelectionTimeout() == null) {
        builder.applyToClusterSettings(
            cluster -> cluster.serverSelectionTimeout(SELECTION_SECONDS, TimeUnit.SECONDS));
      }
      if (parsed.getSocketTimeout() == null) {
        builder.applyToSocketSettings(
            socket -> socket.readTimeout(ANSWER_SECONDS, TimeUnit.SECONDS));
      }
      settings = builder.build();
    } catch (IllegalArgumentException e) {
      // The driver's message and cause may quote the connection string with its password.
      throw new PrytanyException(
          FailureCode.CONFIGURATION_INVALID,
          "prytany.store.uri is not a MongoDB connection string (expected"
              + " mongodb://host:port/ or mongodb+srv://host/, with special characters in the"
              + " password percent-encoded).");
    }
    return build(settings, Optional.empty(), database);
  }

  private static Store openEmbedded(StoreSettings settings) {
    EmbeddedStorePolicy.check(settings);
    // A local chain does not survive a power cut itself.
    boolean forced = !LocalChains.IDS.containsAll(settings.chainIds());
    EmbeddedStore embedded = EmbeddedStore.open(settings.dataDirectory(), forced);
    LOG.log(System.Logger.Level.INFO, "Embedded store: {0}", embedded.file());
    MongoClientSettings client =
        MongoClientSettings.builder()
            .applyToClusterSettings(
                cluster ->
                    cluster
                        .hosts(List.of(new ServerAddress(embedded.address())))
                        .serverSelectionTimeout(SELECTION_SECONDS, TimeUnit.SECONDS))
            .applicationName("prytany")
            .retryWrites(false)
            .writeConcern(WriteConcern.ACKNOWLEDGED)
            .build();
    return build(client, Optional.of(embedded), settings.database());
  }

  private static Store build(
      MongoClientSettings settings, Optional<EmbeddedStore> embedded, String database) {
    @Nullable MongoClient client = null;
    try {
      client = MongoClients.create(settings);
      return new Store(client, embedded, database);
    } catch (RuntimeException e) {
      if (client != null) {
        client.close();
      }
      embedded.ifPresent(EmbeddedStore::close);
      throw e;
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

  /** What the store is now, for the health check and the log: never the connection string. */
  public String description() {
    return embedded
        .map(store -> "embedded store " + store.file())
        .orElseGet(() -> "MongoDB " + version + ", " + StoreServers.of(client) + CONCERNS);
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
    client.close();
    embedded.ifPresent(EmbeddedStore::close);
  }
}
