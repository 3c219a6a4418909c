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
import org.prytany.governance.chain.LocalChains;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.store.embedded.EmbeddedStore;

/** A client of the store that is configured, and the embedded store behind it if there is one. */
record Connection(MongoClient client, Optional<EmbeddedStore> embedded, String databaseName)
    implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Connection.class.getName());
  private static final int SELECTION_SECONDS = 10;

  /** A server that has gone without a word would be waited for without an end. */
  private static final int ANSWER_SECONDS = 30;

  static Connection open(StoreSettings settings) {
    return settings.mongodbUri().isPresent()
        ? connect(settings.mongodbUri().get(), settings.database())
        : openEmbedded(settings);
  }

  MongoDatabase database() {
    return client.getDatabase(databaseName);
  }

  @Override
  public void close() {
    client.close();
    embedded.ifPresent(EmbeddedStore::close);
  }

  private static Connection connect(String uri, String database) {
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
    return new Connection(MongoClients.create(settings), Optional.empty(), database);
  }

  private static Connection openEmbedded(StoreSettings settings) {
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
    try {
      return new Connection(
          MongoClients.create(client), Optional.of(embedded), settings.database());
    } catch (RuntimeException e) {
      embedded.close();
      throw e;
    }
  }
}
