package org.prytany.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import java.time.Instant;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/**
 * The one document that says in which form a store's documents are, and whether all are there. A
 * store of before form 4 has none.
 */
final class StoreForm {

  static final String COLLECTION = "form";

  /** Of a store that has documents, and not this one. */
  static final int UNMARKED = 3;

  private static final Bson THE_ONE = eq("_id", "store");

  private final MongoDatabase database;

  StoreForm(MongoDatabase database) {
    this.database = database;
  }

  /**
   * What it says.
   *
   * @param form of the documents, as in {@link Json#SCHEMA}
   * @param restoring whether a restore began and did not end
   * @param restored what was restored and is not in the audit log yet
   */
  record Mark(int form, boolean restoring, Optional<Restored> restored) {}

  Optional<Mark> read() {
    return Optional.ofNullable(Documents.answered(() -> collection().find(THE_ONE).first()))
        .map(
            document ->
                new Mark(
                    document.getInteger("form", 0),
                    document.getBoolean("restoring", false),
                    Optional.ofNullable(document.get("restored", Document.class))
                        .map(StoreForm::restored)));
  }

  /**
   * @throws PrytanyException STORE_CORRUPT if a newer version wrote it, or a restore did not end
   */
  void requireReadable() {
    Mark mark = read().orElse(new Mark(Json.SCHEMA, false, Optional.empty()));
    if (mark.restoring()) {
      throw new PrytanyException(
          FailureCode.STORE_CORRUPT,
          "A restore of this store began and did not end, so only a part of it is there. Run the"
              + " same `prytany restore` once more; it begins anew.");
    }
    requireKnown(mark.form());
  }

  static void requireKnown(int form) {
    if (form > Json.SCHEMA) {
      throw new PrytanyException(
          FailureCode.STORE_CORRUPT,
          "The store is of a newer version of Prytany: it has form "
              + form
              + ", and this version reads up to form "
              + Json.SCHEMA
              + ". Nothing was changed. Start the newer version, or restore a backup that was made"
              + " before the upgrade.");
    }
  }

  void is(int form) {
    change(set("form", form));
  }

  void restoreBegins() {
    change(combine(set("restoring", true), unset("restored")));
  }

  void restoreEnded(int form, Restored restored) {
    change(
        combine(
            set("form", form),
            unset("restoring"),
            set(
                "restored",
                new Document("backup", restored.backup())
                    .append("madeAt", restored.madeAt().toString())
                    .append("restoredAt", restored.restoredAt().toString())
                    .append("proposals", restored.proposals())
                    .append("auditHead", restored.auditHead()))));
  }

  void restoredIsLogged() {
    change(unset("restored"));
  }

  private void change(Bson update) {
    Documents.<@Nullable Document>answered(
        () ->
            collection()
                .findOneAndUpdate(THE_ONE, update, new FindOneAndUpdateOptions().upsert(true)));
  }

  private MongoCollection<Document> collection() {
    return database.getCollection(COLLECTION);
  }

  private static Restored restored(Document document) {
    return new Restored(
        document.getString("backup"),
        Instant.parse(document.getString("madeAt")),
        Instant.parse(document.getString("restoredAt")),
        document.getLong("proposals"),
        document.getString("auditHead"));
  }
}
