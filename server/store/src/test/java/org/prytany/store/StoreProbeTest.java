package org.prytany.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.store.embedded.EmbeddedStore;

/** A store is believed only after it was tried. */
class StoreProbeTest {

  @TempDir Path directory;
  private EmbeddedStore honest;
  private WireProxy proxy;

  @BeforeEach
  void start() throws Exception {
    honest = EmbeddedStore.open(directory, false);
    proxy = new WireProxy(honest.address());
  }

  @AfterEach
  void stop() {
    proxy.close();
    honest.close();
  }

  @Test
  void aStoreThatKeepsItsWordIsBelievedAndNamed() {
    try (Store store = open(proxy.uri())) {
      assertThat(store.description())
          .startsWith("MongoDB ")
          .contains("no replica set", "confirmed by a majority")
          .doesNotContain("127.0.0.1");
    }
  }

  @Test
  void whatWasTriedLeavesNothingBehind() {
    open(proxy.uri()).close();
    open(proxy.uri()).close();
    try (var client = com.mongodb.client.MongoClients.create(proxy.uri())) {
      assertThat(
              client.getDatabase("prytany").getCollection(StoreProbe.COLLECTION).countDocuments())
          .isZero();
    }
  }

  /** Whoever asks the same as one who won is told that he won, too. */
  @ParameterizedTest
  @CsvSource({
    "version, changes from one version",
    "lease, duties",
    "remove, removals of one document",
    "insert, documents with one id"
  })
  void aStoreThatLetsTwoWinIsRefusedWithWhatWasSeen(String loose, String seen) {
    Map<String, BsonDocument> won = new ConcurrentHashMap<>();
    proxy.fail(
        (command, answer) -> {
          if (!isOf(command, loose)) {
            return Optional.of(answer);
          }
          String asked = asked(command);
          if (lost(answer)) {
            return Optional.of(won.getOrDefault(asked, answer));
          }
          won.put(asked, answer);
          return Optional.of(answer);
        });
    assertThatThrownBy(() -> open(proxy.uri()))
        .isInstanceOfSatisfying(
            PrytanyException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.STORE_UNFIT))
        .hasMessageContaining(seen)
        .hasMessageContaining("prytany.store.uri")
        .hasMessageContaining("MongoDB 7 or newer")
        .hasMessageNotContaining("127.0.0.1");
  }

  @Test
  void aStoreThatForgetsWhatItConfirmedIsRefused() {
    proxy.fail(
        (command, answer) -> {
          if (command.containsKey("find")) {
            answer
                .getDocument("cursor")
                .getArray("firstBatch")
                .forEach(found -> found.asDocument().put("version", new BsonInt32(1)));
            return Optional.of(answer.clone());
          }
          return Optional.of(answer);
        });
    assertThatThrownBy(() -> open(proxy.uri()))
        .isInstanceOfSatisfying(
            PrytanyException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.STORE_UNFIT))
        .hasMessageContaining("was not there when it was read back");
  }

  @Test
  void aStoreThatDoesNotAnswerIsNotCalledUnfit() {
    proxy.fail(
        (command, answer) ->
            command.containsKey("findAndModify") ? Optional.empty() : Optional.of(answer));
    assertThatThrownBy(() -> open(proxy.uri()))
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.STORE_UNAVAILABLE));
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = "PRYTANY_TEST_LOOSE_STORE_URI",
      matches = ".+",
      disabledReason =
          "NOT RUN against a store that is known to let two win, such as FerretDB 1.24: set"
              + " PRYTANY_TEST_LOOSE_STORE_URI")
  void aRealStoreThatIsKnownToLetTwoWinIsRefused() {
    assertThatThrownBy(() -> open(System.getenv("PRYTANY_TEST_LOOSE_STORE_URI")))
        .isInstanceOfSatisfying(
            PrytanyException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.STORE_UNFIT));
  }

  private static boolean isOf(BsonDocument command, String kind) {
    return switch (kind) {
      case "insert" -> command.containsKey("insert") && asked(command).contains(":id");
      case "remove" -> command.containsKey("findAndModify") && command.containsKey("remove");
      default -> command.containsKey("findAndModify") && asked(command).contains(kind);
    };
  }

  /** What is asked without who asks it. */
  private static String asked(BsonDocument command) {
    if (command.containsKey("insert")) {
      var document =
          command.get("documents").isArray()
              ? command.getArray("documents").get(0).asDocument()
              : command.getDocument("documents");
      return document.getString("_id", new BsonString("")).getValue();
    }
    return command.getDocument("query").toJson();
  }

  private static boolean lost(BsonDocument answer) {
    return answer.containsKey("writeErrors")
        || (answer.containsKey("value") && answer.get("value").isNull());
  }

  private static Store open(String uri) {
    return Store.open(
        new StoreSettings(
            Optional.of(uri), "prytany", Path.of("not-used"), Set.of(Samples.CHAIN), false));
  }
}
