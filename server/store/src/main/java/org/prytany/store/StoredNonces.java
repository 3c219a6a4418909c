package org.prytany.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.prytany.governance.act.NonceRepository;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;
import org.prytany.store.document.NonceDocument;

/** Nonce reservations: one document per account, changed by compare-and-swap. */
final class StoredNonces implements NonceRepository {

  private static final int ATTEMPTS = 1000;
  private static final TypeReference<TreeMap<Long, String>> RESERVATIONS = new TypeReference<>() {};

  private final Documents documents;

  StoredNonces(Documents documents) {
    this.documents = documents;
  }

  @Override
  public long reserve(long chainId, Address account, String actId, long transactionCount) {
    TreeMap<Long, String> stored =
        change(
            chainId,
            account,
            before -> {
              TreeMap<Long, String> open = new TreeMap<>(before.tailMap(transactionCount, true));
              if (!open.containsValue(actId)) {
                long nonce = transactionCount;
                while (open.containsKey(nonce)) {
                  nonce++;
                }
                open.put(nonce, actId);
              }
              return open;
            });
    return stored.entrySet().stream()
        .filter(entry -> entry.getValue().equals(actId))
        .mapToLong(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void release(long chainId, Address account, String actId) {
    change(
        chainId,
        account,
        before -> {
          TreeMap<Long, String> open = new TreeMap<>(before);
          open.values().removeIf(actId::equals);
          return open;
        });
  }

  private TreeMap<Long, String> change(
      long chainId, Address account, UnaryOperator<TreeMap<Long, String>> step) {
    String id = chainId + ":" + account;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<NonceDocument> found = documents.find(NonceDocument.class, id);
      TreeMap<Long, String> before =
          found.map(StoredNonces::reservations).orElseGet(() -> new TreeMap<>());
      TreeMap<Long, String> after = step.apply(before);
      if (after.equals(before)) {
        return after;
      }
      long version = found.map(NonceDocument::version).orElse(0L);
      NonceDocument next =
          new NonceDocument(
              id, Json.SCHEMA, version + 1, chainId, account.hex(), Json.write(after));
      boolean stored =
          found.isEmpty()
              ? documents.insert(next)
              : documents.swap(next, and(eq("_id", id), eq("version", version)));
      if (stored) {
        return after;
      }
      LockSupport.parkNanos(
          TimeUnit.MICROSECONDS.toNanos(ThreadLocalRandom.current().nextLong(50, 2000)));
    }
    throw new PrytanyException(
        FailureCode.CONCURRENT_CHANGE,
        "The nonces of account " + account + " kept changing; nothing was reserved. Try again.");
  }

  private static TreeMap<Long, String> reservations(NonceDocument document) {
    String where = "nonces/" + document.id();
    Json.checkSchema(document.schema(), where);
    return Json.read(document.reservations(), RESERVATIONS, where);
  }
}
