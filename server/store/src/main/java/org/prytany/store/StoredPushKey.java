package org.prytany.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.prytany.governance.alert.PushKey;
import org.prytany.governance.alert.PushKeyRepository;

/** The one key, in a document of its own. */
final class StoredPushKey implements PushKeyRepository {

  static final String COLLECTION = "pushkeys";

  private static final Bson THE_ONE = eq("_id", "vapid");

  private final MongoDatabase database;

  StoredPushKey(MongoDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<PushKey> find() {
    return Optional.ofNullable(Documents.answered(() -> collection().find(THE_ONE).first()))
        .map(found -> new PushKey(found.getString("open"), found.getString("secret")));
  }

  @Override
  public PushKey keep(PushKey fresh) {
    Documents.answered(
        () ->
            collection()
                .updateOne(
                    THE_ONE,
                    combine(
                        setOnInsert("schema", Json.SCHEMA),
                        setOnInsert("open", fresh.open()),
                        setOnInsert("secret", fresh.secret())),
                    new UpdateOptions().upsert(true)));
    return find().orElseThrow();
  }

  private MongoCollection<Document> collection() {
    return database.getCollection(COLLECTION);
  }
}
