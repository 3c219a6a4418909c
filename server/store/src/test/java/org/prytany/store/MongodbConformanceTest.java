package org.prytany.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

@EnabledIfEnvironmentVariable(
    named = "PRYTANY_TEST_MONGODB_URI",
    matches = ".+",
    disabledReason =
        "NOT RUN against a real MongoDB: set PRYTANY_TEST_MONGODB_URI to a server on which this"
            + " account may create and drop databases")
class MongodbConformanceTest extends StoreConformance {

  private final String uri = System.getenv("PRYTANY_TEST_MONGODB_URI");
  private final String database = "prytany_test_" + UUID.randomUUID().toString().substring(0, 8);

  @Override
  Store openEmpty() {
    return Store.open(
        new StoreSettings(
            Optional.of(uri), database, Path.of("not-used"), Set.of(Samples.CHAIN), false));
  }

  @AfterEach
  void drop() {
    try (MongoClient client = MongoClients.create(uri)) {
      client.getDatabase(database).drop();
    }
  }
}
