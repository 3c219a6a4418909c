package org.prytany.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonParseException;
import org.bson.json.JsonWriterSettings;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/**
 * A store's documents as they stand, one line of JSON each (MongoDB's extended form, which keeps
 * the types of numbers): to be copied, and to be put back. Neither tries nor changes the store by
 * opening it.
 *
 * <p>A copy of a store in use is whole because of the order of {@link #COLLECTIONS}: whatever is
 * read later may know more than what was read before, and only so that a server reads the chain
 * again, or finds a duty that is done. The audit log is last, so that no act is without its entry.
 */
public final class StoreCopy implements AutoCloseable {

  /**
   * All there are, in the order in which they are read, but what proposals are found by: a server
   * makes that again.
   */
  public static final List<String> COLLECTIONS =
      List.of(
          "cursors",
          "votecursors",
          "alertreaders",
          "duties",
          "proposals",
          "votes",
          "polls",
          "subscriptions",
          StoredPushKey.COLLECTION,
          "alerts",
          "audit");

  private static final JsonWriterSettings LINE =
      JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

  private final Connection connection;
  private final StoreForm form;

  private StoreCopy(Connection connection) {
    this.connection = connection;
    this.form = new StoreForm(connection.database());
  }

  /**
   * Opens the configured store as it stands.
   *
   * @throws PrytanyException as {@link Store#open}, without STORE_UNFIT
   */
  public static StoreCopy open(StoreSettings settings) {
    return new StoreCopy(Connection.open(settings));
  }

  /** The form of the documents that this version writes, and the newest that it reads. */
  public static int presentForm() {
    return Json.SCHEMA;
  }

  /**
   * The form of the documents that are there.
   *
   * @throws PrytanyException STORE_CORRUPT if a newer version wrote them, or a restore did not end
   */
  public int form() {
    form.requireReadable();
    return form.read()
        .map(StoreForm.Mark::form)
        .orElseGet(() -> free() ? Json.SCHEMA : StoreForm.UNMARKED);
  }

  /** Whether nothing is in it, but what a restore that did not end left. */
  public boolean free() {
    return form.read().filter(StoreForm.Mark::restoring).isPresent()
        || COLLECTIONS.stream()
            .allMatch(name -> Documents.answered(() -> collection(name).find().first() == null));
  }

  /** Gives each document of a collection in the order of their ids. */
  public void read(String collection, Consumer<String> line) {
    Documents.answered(
        () -> {
          try (MongoCursor<Document> all =
              collection(collection).find().sort(Sorts.ascending("_id")).iterator()) {
            all.forEachRemaining(document -> line.accept(document.toJson(LINE)));
          }
          return true;
        });
  }

  /**
   * The document that a line says.
   *
   * @throws IllegalArgumentException naming what is wrong, if it is none that a store of this
   *     version has
   */
  public static Document document(String line) {
    Document document;
    try {
      Json.requireFlat(line);
      document = Document.parse(line);
    } catch (JsonParseException | org.bson.BsonInvalidOperationException e) {
      throw new IllegalArgumentException("it is no document in extended JSON", e);
    }
    if (!(document.get("schema") instanceof Integer schema) || schema < 1) {
      throw new IllegalArgumentException("it has no form");
    }
    if (schema > Json.SCHEMA) {
      throw new IllegalArgumentException("it has form " + schema + ", of a newer version");
    }
    document.forEach(
        (name, value) -> {
          boolean plain =
              value == null
                  || value instanceof String
                  || value instanceof Integer
                  || value instanceof Long
                  || value instanceof Boolean;
          if (!plain || (name.startsWith("$") || name.contains("."))) {
            throw new IllegalArgumentException("its field '" + name + "' is none of a store's");
          }
        });
    if (document.get("_id") == null) {
      throw new IllegalArgumentException("it has no id");
    }
    return document;
  }

  /** Empties the store, and notes in it that it is not whole until {@link #ended}. */
  public void begin() {
    form.restoreBegins();
    for (String name : COLLECTIONS) {
      Documents.answered(() -> collection(name).deleteMany(new Document()));
    }
  }

  /** Puts documents into a collection, as {@link #read} gave them. */
  public void write(String collection, List<String> lines) {
    List<Document> documents = new ArrayList<>(lines.size());
    lines.forEach(line -> documents.add(document(line)));
    if (documents.isEmpty()) {
      return;
    }
    Documents.answered(
        () -> {
          try {
            return collection(collection).insertMany(documents);
          } catch (MongoBulkWriteException e) {
            if (e.getWriteErrors().stream()
                .anyMatch(
                    error ->
                        ErrorCategory.fromErrorCode(error.getCode())
                            == ErrorCategory.DUPLICATE_KEY)) {
              throw new PrytanyException(
                  FailureCode.CONCURRENT_CHANGE,
                  "Somebody else writes to the store while it is restored: stop every server of"
                      + " it, and run the same `prytany restore` once more.");
            }
            throw e;
          }
        });
  }

  /** All of it is there. The next server that starts says so in the audit log. */
  public void ended(int formOfDocuments, Restored restored) {
    form.restoreEnded(formOfDocuments, restored);
  }

  /** How many documents a collection has. */
  public long count(String collection) {
    return Documents.answered(() -> collection(collection).countDocuments());
  }

  /** Until when a server has a duty to itself; empty if none works on one at this moment. */
  public Optional<Instant> workedOnUntil(Instant now) {
    return Optional.ofNullable(
            Documents.answered(
                () ->
                    collection("duties")
                        .find(Filters.gt("leaseUntil", now.toEpochMilli()))
                        .sort(Sorts.descending("leaseUntil"))
                        .first()))
        .map(duty -> Instant.ofEpochMilli(duty.getLong("leaseUntil")));
  }

  /** Where it is: never the connection string. */
  public String description() {
    return connection
        .embedded()
        .map(store -> "the embedded store " + store.file())
        .orElse("the MongoDB of prytany.store.uri");
  }

  private MongoCollection<Document> collection(String name) {
    MongoDatabase database = connection.database();
    return database.getCollection(name);
  }

  @Override
  public void close() {
    connection.close();
  }
}
