package org.prytany.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import java.util.List;
import org.bson.Document;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.store.document.ProposalDocument;

/**
 * Brings a store to the present form. Each document is changed by one compare-and-swap and says
 * itself in which form it is, so what is left is found again after a kill, and two servers that
 * start at once do no harm. What each form changed:
 *
 * <ul>
 *   <li>4: the document of {@link StoreForm}; proposals have their summary beside the body, and in
 *       it each act in the form that knows replacements and what a vote follows from ({@link
 *       FormFour}). Nothing else is of another form than 3.
 * </ul>
 */
final class Upgrade {

  private static final System.Logger LOG = System.getLogger(Upgrade.class.getName());
  private static final List<String> READ = List.of("schema", "version", "removedByReorg", "body");

  private static final int TRIES = 5;

  private final Documents documents;
  private final StoreForm form;

  Upgrade(Documents documents, StoreForm form) {
    this.documents = documents;
    this.form = form;
  }

  /**
   * @throws PrytanyException STORE_CORRUPT if a newer version wrote the store, a restore did not
   *     end, or a document cannot be read
   */
  void run() {
    form.requireReadable();
    List<Document> older =
        documents.fields(ProposalDocument.class, lt("schema", Json.SCHEMA), List.of("schema"));
    if (!older.isEmpty()) {
      LOG.log(
          System.Logger.Level.INFO,
          "The store is brought to form {0}: {1} proposals of an older form. Older versions of"
              + " Prytany cannot read it after that.",
          Json.SCHEMA,
          older.size());
    }
    for (Document proposal : older) {
      toFormFour(proposal.getString("_id"));
    }
    form.is(Json.SCHEMA);
  }

  private void toFormFour(String id) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Document stored = documents.fields(ProposalDocument.class, eq("_id", id), READ).getFirst();
      int schema = stored.getInteger("schema");
      long version = stored.getLong("version");
      if (schema == Json.SCHEMA
          || documents.swap(
              StoredProposals.document(
                  FormFour.body(stored.getString("body"), "proposals/" + id)
                      .toDomain(version, stored.getBoolean("removedByReorg")),
                  version),
              and(eq("_id", id), eq("version", version), eq("schema", schema)))) {
        return;
      }
    }
    throw new PrytanyException(
        FailureCode.STORE_CORRUPT,
        "The stored proposal "
            + id
            + " was changed while the store was brought to a newer form: another server uses it."
            + " Stop every older server of this store, and start this one again.");
  }
}
