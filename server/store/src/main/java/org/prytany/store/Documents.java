package org.prytany.store;

import static com.mongodb.client.model.ReturnDocument.AFTER;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.BsonMaximumSizeExceededException;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.jnosql.communication.semistructured.CommunicationEntity;
import org.eclipse.jnosql.communication.semistructured.Element;
import org.eclipse.jnosql.databases.mongodb.communication.MongoDBDocumentConfiguration;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/**
 * Reads and inserts entities through JNoSQL, and changes them by the driver's single-document
 * findAndModify, which JNoSQL does not offer. Nothing here spans two documents.
 */
final class Documents {

  private final MongoDatabase database;
  private final EntityTemplate template;
  private final boolean indexed;

  /**
   * @param indexed whether the database has secondary indexes; the embedded store has only unique
   *     ones
   */
  Documents(MongoClient client, String databaseName, boolean indexed) {
    this.indexed = indexed;
    this.database = client.getDatabase(databaseName);
    this.template =
        new EntityTemplate(new MongoDBDocumentConfiguration().get(client).apply(databaseName));
  }

  /**
   * @return false if the id, or another unique value, is taken
   */
  <T> boolean insert(T entity) {
    return answered(
        () -> {
          try {
            template.insert(entity);
            return true;
          } catch (MongoException e) {
            if (isDuplicate(e)) {
              return false;
            }
            throw e;
          }
        });
  }

  /**
   * Inserts several, each as {@link #insert} does, in few writes: one that is confirmed is on the
   * disk.
   *
   * @param ordered whether none is inserted behind one that is taken
   * @return for each, in order, whether it was inserted: false if its id is taken, or not tried
   */
  <T> List<Boolean> insertAll(List<T> entities, boolean ordered) {
    List<Boolean> inserted = new ArrayList<>();
    Pages<Document> pages = new Pages<>();
    entities.forEach(
        entity -> {
          CommunicationEntity raw = template.converter().toCommunication(entity);
          Document document = document(raw);
          pages.add(document, size(document));
        });
    String collection = entities.isEmpty() ? "" : name(entities.getFirst().getClass());
    for (List<Document> page : pages.all()) {
      boolean stopped = ordered && inserted.contains(false);
      inserted.addAll(
          stopped
              ? Collections.nCopies(page.size(), false)
              : answered(() -> inserted(collection, page, ordered)));
    }
    return inserted;
  }

  private List<Boolean> inserted(String collection, List<Document> page, boolean ordered) {
    List<Boolean> inserted = new ArrayList<>(Collections.nCopies(page.size(), true));
    try {
      database.getCollection(collection).insertMany(page, new InsertManyOptions().ordered(ordered));
    } catch (MongoBulkWriteException e) {
      if (e.getWriteConcernError() != null
          || e.getWriteErrors().stream().anyMatch(its -> !isDuplicate(its))) {
        throw e;
      }
      e.getWriteErrors().forEach(its -> inserted.set(its.getIndex(), false));
      int first = inserted.indexOf(false);
      if (ordered && first >= 0) {
        Collections.fill(inserted.subList(first, page.size()), false);
      }
    }
    return inserted;
  }

  private static long size(Document document) {
    return document.values().stream()
        .mapToLong(value -> value instanceof String text ? text.length() : Long.BYTES)
        .sum();
  }

  private String name(Class<?> type) {
    return template.entities().get(type).name();
  }

  <T, K> Optional<T> find(Class<T> type, K id) {
    return answered(() -> template.find(type, id));
  }

  /** A query in JNoSQL's fluent language. */
  <T> List<T> select(Function<EntityTemplate, List<T>> query) {
    return answered(() -> query.apply(template));
  }

  /** Of all documents that the filter names only these fields, and the id: the rest stays there. */
  <T> List<Document> fields(Class<T> type, Bson filter, List<String> names) {
    return answered(
        () ->
            database
                .getCollection(name(type))
                .find(filter)
                .projection(Projections.include(names))
                .into(new ArrayList<>()));
  }

  /** As {@link #fields}, one after the other in an order, and none of them is kept. */
  <T> void each(
      Class<T> type, Bson filter, List<String> names, Bson order, Consumer<Document> taker) {
    answered(
        () -> {
          database
              .getCollection(name(type))
              .find(filter)
              .projection(Projections.include(names))
              .sort(order)
              .forEach(taker);
          return true;
        });
  }

  /**
   * Replaces the one document that the filter names.
   *
   * @return false if the filter names none: somebody else changed it meanwhile
   */
  <T> boolean swap(T entity, Bson filter) {
    CommunicationEntity raw = template.converter().toCommunication(entity);
    Document fields = document(raw);
    fields.remove("_id");
    return answered(
        () ->
            database
                    .getCollection(raw.name())
                    .findOneAndUpdate(filter, new Document("$set", fields))
                != null);
  }

  /** Changes the first document that the filter names, and answers it as it is then. */
  <T> Optional<T> change(Class<T> type, Bson filter, Bson update, Bson order) {
    FindOneAndUpdateOptions options =
        new FindOneAndUpdateOptions().sort(order).returnDocument(AFTER);
    return answered(
        () ->
            entity(
                type,
                database.getCollection(name(type)).findOneAndUpdate(filter, update, options)));
  }

  /** Changes the document with this id, or makes it. */
  <T> void upsert(Class<T> type, Object id, Bson update) {
    FindOneAndUpdateOptions options = new FindOneAndUpdateOptions().upsert(true);
    Bson filter = new Document("_id", id);
    answered(
        () -> {
          try {
            return Optional.ofNullable(
                database.getCollection(name(type)).findOneAndUpdate(filter, update, options));
          } catch (MongoException e) {
            if (!isDuplicate(e)) {
              throw e;
            }
            // Another thread inserted between this one's search and insert: now it is there.
            return Optional.ofNullable(
                database.getCollection(name(type)).findOneAndUpdate(filter, update, options));
          }
        });
  }

  /** Removes the first document that the filter names, and answers it: only one caller gets it. */
  <T> boolean take(Class<T> type, Bson filter) {
    return answered(() -> database.getCollection(name(type)).findOneAndDelete(filter) != null);
  }

  <T> void deleteAll(Class<T> type, Bson filter) {
    answered(() -> database.getCollection(name(type)).deleteMany(filter).getDeletedCount());
  }

  /** For speed only: the embedded store reads through its small collections instead. */
  <T> void index(Class<T> type, Bson keys) {
    if (!indexed) {
      return;
    }
    answered(() -> database.getCollection(name(type)).createIndex(keys, new IndexOptions()));
  }

  void ping() {
    answered(() -> database.runCommand(new Document("ping", 1)));
  }

  /**
   * @throws PrytanyException STORE_UNFIT if the store does not do what is asked of it
   */
  void tried(StoreProbe probe) {
    answered(
        () -> {
          probe.require();
          return true;
        });
  }

  /** The server's version, as it says itself. */
  String version() {
    return answered(
        () -> String.valueOf(database.runCommand(new Document("buildInfo", 1)).get("version")));
  }

  private <T> Optional<T> entity(Class<T> type, @Nullable Document document) {
    if (document == null) {
      return Optional.empty();
    }
    CommunicationEntity raw = CommunicationEntity.of(name(type));
    document.forEach(raw::add);
    return Optional.of(template.converter().toEntity(type, raw));
  }

  private static Document document(CommunicationEntity raw) {
    Document document = new Document();
    for (Element element : raw.elements()) {
      document.append(element.name(), element.value().get());
    }
    return document;
  }

  private static boolean isDuplicate(BulkWriteError error) {
    return error.getCategory() == ErrorCategory.DUPLICATE_KEY;
  }

  private static boolean isDuplicate(MongoException e) {
    if (e instanceof MongoWriteException write) {
      return write.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
    }
    return e instanceof MongoCommandException && e.getCode() == 11000;
  }

  static <T> T answered(Supplier<T> operation) {
    try {
      return operation.get();
    } catch (BsonMaximumSizeExceededException e) {
      throw new PrytanyException(
          FailureCode.INVALID_INPUT,
          "The proposal with all that was made of it is larger than the 16 MB that the store takes"
              + " for one document.",
          e);
    } catch (MongoException e) {
      // Not the driver's own text: it may name hosts and accounts of the connection string.
      throw new PrytanyException(
          FailureCode.STORE_UNAVAILABLE,
          "The store did not carry out an operation ("
              + e.getClass().getSimpleName()
              + ", code "
              + e.getCode()
              + "). Check that the MongoDB of prytany.store.uri runs and accepts this"
              + " account; for the embedded store check the disk.",
          e);
    }
  }
}
