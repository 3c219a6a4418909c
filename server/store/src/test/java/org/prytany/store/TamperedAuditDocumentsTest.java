package org.prytany.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientSettings;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.audit.Verification;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.store.embedded.EmbeddedStore;
import org.prytany.store.witness.FileWitness;

/** Somebody changes the raw documents of the log, as a program beside the server can. */
class TamperedAuditDocumentsTest {

  private static final int ENTRIES = 6;
  private static final List<String> TEXTS =
      List.of("actor", "act", "subject", "details", "previousHash", "hash");

  @TempDir Path folder;

  private static Map<String, Consumer<MongoCollection<Document>>> cases() {
    Map<String, Consumer<MongoCollection<Document>>> cases = new LinkedHashMap<>();
    for (long entry : new long[] {1, 4, ENTRIES}) {
      Document id = new Document("_id", entry);
      for (String field : TEXTS) {
        set(cases, id, field, "another");
        set(cases, id, field, "");
        set(cases, id, field, null);
        cases.put(
            field + " taken out of " + entry,
            log -> log.updateOne(id, new Document("$unset", new Document(field, ""))));
      }
      set(cases, id, "details", "{\"more\":\"1\"}");
      set(cases, id, "details", "{\"n\":null}");
      set(cases, id, "details", "{");
      set(cases, id, "at", 1L);
      set(cases, id, "schema", 99);
      cases.put("entry " + entry + " deleted", log -> log.deleteOne(id));
      cases.put(
          "entry " + entry + " under another number",
          log -> {
            Document document = log.find(id).first();
            log.deleteOne(id);
            log.insertOne(document.append("_id", 1_000L));
          });
    }
    cases.put("emptied", log -> log.deleteMany(new Document()));
    return cases;
  }

  private static void set(
      Map<String, Consumer<MongoCollection<Document>>> cases,
      Document id,
      String field,
      @org.jspecify.annotations.Nullable Object value) {
    cases.put(
        field + " of " + id.get("_id") + " set to " + value,
        log -> log.updateOne(id, new Document("$set", new Document(field, value))));
  }

  @Test
  void noChangeOfADocumentGoesUnnoticed() throws Exception {
    Path data = folder.resolve("data");
    try (Store store = Store.open(settings(data));
        FileWitness witness = witness()) {
      AuditLog log = new AuditLog(store.audit(), witness, Optional.empty(), Clock.systemUTC());
      for (int i = 0; i < ENTRIES; i++) {
        log.append("server", "act", "subject", Map.of("n", "v" + i));
      }
    }
    List<Document> honest = new ArrayList<>();
    raw(data, log -> log.find().into(honest));
    assertThat(honest).hasSize(ENTRIES);
    List<String> unnoticed = new ArrayList<>();
    Map<String, Consumer<MongoCollection<Document>>> cases = cases();
    for (Map.Entry<String, Consumer<MongoCollection<Document>>> one : cases.entrySet()) {
      raw(
          data,
          log -> {
            log.deleteMany(new Document());
            log.insertMany(honest);
            one.getValue().accept(log);
          });
      if (!noticed(data)) {
        unnoticed.add(one.getKey());
      }
    }

    assertThat(unnoticed).isEmpty();
    System.out.println("tampered audit documents: " + cases.size() + " cases, 0 unnoticed");
  }

  private boolean noticed(Path data) {
    try (Store store = Store.open(settings(data));
        FileWitness witness = witness()) {
      Verification found =
          new AuditLog(store.audit(), witness, Optional.empty(), Clock.systemUTC()).verify();
      return !found.intact();
    } catch (PrytanyException e) {
      // A form that this version does not know: refused before it is checked.
      return e.code() == FailureCode.STORE_CORRUPT;
    }
  }

  private static void raw(Path data, Consumer<MongoCollection<Document>> work) {
    try (EmbeddedStore embedded = EmbeddedStore.open(data, false);
        MongoClient client =
            MongoClients.create(
                MongoClientSettings.builder()
                    .retryWrites(false)
                    .applyToClusterSettings(
                        cluster -> cluster.hosts(List.of(new ServerAddress(embedded.address()))))
                    .build())) {
      work.accept(client.getDatabase("prytany").getCollection("audit"));
    }
  }

  private FileWitness witness() {
    return FileWitness.open(folder.resolve("witness"), Clock.systemUTC(), false);
  }

  private static StoreSettings settings(Path data) {
    return StoreSettings.embedded(data, Set.of(31337L));
  }
}
