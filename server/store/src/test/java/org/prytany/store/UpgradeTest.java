package org.prytany.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;

/**
 * Stores as earlier versions left them are read by this one. The fixture of a form is written by
 * the last version that writes it:
 *
 * <pre>./prytany test UpgradeTest#theFixtureOfTheNextUpgrade -Dtest.jvm.args=-Dprytany.fixture=FILE
 * </pre>
 *
 * Each line is a collection's name, a space, and a document as {@link StoreCopy} gives it.
 */
class UpgradeTest {

  private static final Path FORM_THREE = Path.of("src/test/resources/store-form-3.jsonl");
  private static final List<String> SUMMARY =
      List.of("actionsHash", "hasCalls", "atRest", "digestedWith", "minedAt", "acts");

  @TempDir private Path data;

  private Store open() {
    return Store.open(StoreSettings.embedded(data, Set.of(Samples.CHAIN)));
  }

  private StoreCopy copy() {
    return StoreCopy.open(StoreSettings.embedded(data, Set.of(Samples.CHAIN)));
  }

  @Test
  void theFixtureOfTheNextUpgrade() throws IOException {
    try (Store store = open()) {
      FilledStore.fill(store);
    }
    List<String> lines = lines();
    assertThat(lines.stream().map(line -> line.substring(0, line.indexOf(' '))).distinct())
        .containsExactlyInAnyOrderElementsOf(StoreCopy.COLLECTIONS);
    String file = System.getProperty("prytany.fixture", "");
    if (!file.isEmpty()) {
      Files.write(Path.of(file), lines);
    }
  }

  @Test
  void aStoreOfFormThreeIsReadWithAllThatIsInIt() throws IOException {
    fill(Files.readAllLines(FORM_THREE));

    try (Store store = open()) {
      FilledStore.requireFilledBeforePolls(store);
    }
    try (StoreCopy copy = copy()) {
      assertThat(copy.form()).isEqualTo(StoreCopy.presentForm());
    }
    try (Store again = open()) {
      FilledStore.requireFilledBeforePolls(again);
    }
  }

  @Test
  void aProposalOfFormTwoKeepsItsActsAndGetsASummaryBesideIt() throws IOException {
    Proposal written = Samples.complete(1);
    fill(Files.readAllLines(FORM_THREE));
    String older =
        Files.readString(Path.of("src/test/resources/proposal-body-schema-2.json"))
            .replace("vote FOR", "vote FOR by the rule");
    raw(
        database -> {
          Document unset = new Document();
          SUMMARY.forEach(field -> unset.append(field, ""));
          database
              .getCollection("proposals")
              .updateMany(
                  new Document("_id", written.key().text()),
                  new Document("$set", new Document("schema", 2).append("body", older))
                      .append("$unset", unset));
        });

    try (Store store = open()) {
      Proposal read = store.proposals().find(written.key()).orElseThrow();
      assertThat(read.version()).isEqualTo(1);
      assertThat(read.content()).isEqualTo(written.content());
      assertThat(read.statements()).isEmpty();
      assertThat(read.ballot().orElseThrow().submission().orElseThrow().nonce()).isEqualTo(22);
      assertThat(read.ballot().orElseThrow().sent()).isTrue();
      assertThat(read.ballot().orElseThrow().vote().orElseThrow().decision()).isEmpty();
      assertThat(read.queue().orElseThrow().sent()).isFalse();
      assertThat(store.proposals().summaries(Samples.CHAIN, Samples.GOVERNOR)).hasSize(2);
    }
    raw(
        database ->
            assertThat(database.getCollection("proposals").find())
                .allSatisfy(document -> assertThat(document.keySet()).containsAll(SUMMARY)));
  }

  @Test
  void anUpgradeThatWasKilledGoesOnWhereItWas() throws IOException {
    fill(Files.readAllLines(FORM_THREE));
    try (Store store = open()) {
      FilledStore.requireFilledBeforePolls(store);
    }
    String last = Samples.key(2).text();
    List<String> before =
        Files.readAllLines(FORM_THREE).stream().filter(line -> line.contains(last)).toList();
    raw(
        database -> {
          database.getCollection("form").deleteMany(new Document());
          database.getCollection("proposals").deleteOne(new Document("_id", last));
          before.stream()
              .filter(line -> line.startsWith("proposals "))
              .forEach(
                  line ->
                      database
                          .getCollection("proposals")
                          .insertOne(Document.parse(line.substring(line.indexOf(' ')))));
        });

    try (Store store = open()) {
      FilledStore.requireFilledBeforePolls(store);
    }
  }

  @Test
  void whatAnOlderServerStillWritesIsBroughtOverByTheNextStart() throws IOException {
    fill(Files.readAllLines(FORM_THREE));
    try (Store store = open()) {
      store.health();
    }
    raw(
        database ->
            database
                .getCollection("proposals")
                .updateMany(new Document(), new Document("$set", new Document("schema", 3))));

    try (Store store = open()) {
      FilledStore.requireFilledBeforePolls(store);
    }
  }

  @Test
  void aStoreOfANewerVersionIsRefusedAndLeftAsItIs() throws IOException {
    fill(Files.readAllLines(FORM_THREE));
    int newer = StoreCopy.presentForm() + 1;
    raw(
        database ->
            database
                .getCollection("form")
                .insertOne(new Document("_id", "store").append("form", newer)));
    List<String> before = rawLines();

    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            PrytanyException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.STORE_CORRUPT))
        .hasMessageContaining("newer version of Prytany: it has form " + newer)
        .hasMessageContaining("Start the newer version");
    assertThat(rawLines()).isEqualTo(before);
  }

  @Test
  void everyStoredDocumentIsInABackup() throws IOException {
    Path documents = Path.of("src/main/java/org/prytany/store/document");
    try (var files = Files.list(documents)) {
      Set<String> entities =
          files
              .map(UpgradeTest::text)
              .filter(text -> text.contains("@Entity(\""))
              .map(text -> text.replaceAll("(?s).*@Entity\\(\"([a-z]+)\"\\).*", "$1"))
              .collect(Collectors.toCollection(HashSet::new));
      // No entity of the mapping, but kept as long.
      entities.add(StoredPushKey.COLLECTION);
      assertThat(entities).containsExactlyInAnyOrderElementsOf(StoreCopy.COLLECTIONS);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    try (StoreCopy copy = copy()) {
      for (String collection : StoreCopy.COLLECTIONS) {
        copy.read(collection, line -> lines.add(collection + " " + line));
      }
    }
    return lines;
  }

  private List<String> rawLines() {
    List<String> lines = lines();
    raw(
        database ->
            database.getCollection("form").find().forEach(form -> lines.add(form.toJson())));
    return lines;
  }

  private void fill(List<String> lines) {
    raw(
        database ->
            lines.forEach(
                line -> {
                  int space = line.indexOf(' ');
                  database
                      .getCollection(line.substring(0, space))
                      .insertOne(Document.parse(line.substring(space)));
                }));
  }

  private void raw(Consumer<MongoDatabase> work) {
    try (Connection connection =
        Connection.open(StoreSettings.embedded(data, Set.of(Samples.CHAIN)))) {
      work.accept(connection.database());
    }
  }
}
