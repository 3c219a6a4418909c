package org.prytany.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;

import java.time.Clock;
import java.time.Instant;
import org.prytany.governance.access.LoginNonces;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.store.document.LoginNonceDocument;

/** Sign-in nonces: consuming one deletes it, which only one caller can. */
final class StoredLoginNonces implements LoginNonces {

  private final Documents documents;
  private final Clock clock;

  StoredLoginNonces(Documents documents, Clock clock) {
    this.documents = documents;
    this.clock = clock;
    documents.index(LoginNonceDocument.class, ascending("expiresAt"));
  }

  @Override
  public void issue(String nonce, Instant expiresAt) {
    // Anyone may ask for nonces: the expired ones go, so that they cannot pile up.
    documents.deleteAll(LoginNonceDocument.class, lte("expiresAt", clock.millis()));
    if (!documents.insert(new LoginNonceDocument(nonce, Json.SCHEMA, expiresAt.toEpochMilli()))) {
      throw new PrytanyException(
          FailureCode.INTERNAL, "A sign-in nonce was issued twice; ask for another one.");
    }
  }

  @Override
  public boolean consume(String nonce, Instant now) {
    return documents.take(
        LoginNonceDocument.class, and(eq("_id", nonce), gt("expiresAt", now.toEpochMilli())));
  }
}
