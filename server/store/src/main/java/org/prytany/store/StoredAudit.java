package org.prytany.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.store.document.AuditDocument;

/** The audit log: the sequence number is the document's id, so it is unique. */
final class StoredAudit implements AuditRepository {

  private static final int BATCH = 500;
  private static final TypeReference<TreeMap<String, String>> DETAILS = new TypeReference<>() {};

  private final Documents documents;

  /** A sequence number that was there when it was last looked for. */
  private final AtomicLong known = new AtomicLong();

  StoredAudit(Documents documents) {
    this.documents = documents;
    known.set(highest());
  }

  private long highest() {
    return documents
        .<AuditDocument>select(
            template -> template.select(AuditDocument.class).orderBy("id").desc().limit(1).result())
        .stream()
        .mapToLong(AuditDocument::id)
        .findFirst()
        .orElse(0);
  }

  /**
   * Looks by sequence number from the last known one on: no scan, however long the log is. Where
   * that one is gone, somebody cut the log; then what is left has an end all the same.
   */
  @Override
  public Optional<AuditEntry> last() {
    long sequence = known.get();
    Optional<AuditEntry> last = sequence == 0 ? Optional.empty() : find(sequence);
    if (last.isEmpty() && sequence > 0) {
      sequence = highest();
      known.set(sequence);
      last = sequence == 0 ? Optional.empty() : find(sequence);
    }
    for (Optional<AuditEntry> next = find(sequence + 1);
        next.isPresent();
        next = find(sequence + 1)) {
      last = next;
      sequence++;
    }
    known.accumulateAndGet(sequence, Math::max);
    return last;
  }

  /**
   * @throws PrytanyException INTERNAL if the entry does not continue the chain of hashes
   */
  @Override
  public boolean append(AuditEntry entry) {
    return isNext(entry) && documents.insert(document(entry));
  }

  /**
   * @throws PrytanyException INTERNAL if one does not continue the chain of hashes; then none is
   *     appended
   */
  @Override
  public int appendAll(List<AuditEntry> following) {
    if (following.isEmpty() || !isNext(following.getFirst())) {
      return 0;
    }
    for (int i = 1; i < following.size(); i++) {
      requireFollows(following.get(i - 1), following.get(i));
    }
    List<Boolean> inserted =
        documents.insertAll(following.stream().map(StoredAudit::document).toList(), true);
    int appended = (int) inserted.stream().filter(its -> its).count();
    if (appended > 0) {
      known.accumulateAndGet(following.get(appended - 1).sequence(), Math::max);
    }
    return appended;
  }

  /** Whether an entry continues the log; false if its sequence number is taken. */
  private boolean isNext(AuditEntry entry) {
    if (entry.sequence() == 1) {
      requireIntact(entry);
      if (!entry.previousHash().equals(AuditEntry.GENESIS)) {
        throw broken(entry, "it is the first, and names an entry before it");
      }
      return true;
    }
    AuditEntry before =
        find(entry.sequence() - 1).orElseThrow(() -> broken(entry, "the one before is missing"));
    if (find(entry.sequence()).isPresent()) {
      return false;
    }
    requireFollows(before, entry);
    return true;
  }

  private static void requireFollows(AuditEntry before, AuditEntry entry) {
    requireIntact(entry);
    if (entry.sequence() != before.sequence() + 1) {
      throw broken(entry, "it is not numbered after the entry before");
    }
    if (!before.hash().equals(entry.previousHash())) {
      throw broken(entry, "its previous hash is not that of the entry before");
    }
  }

  private static void requireIntact(AuditEntry entry) {
    if (!entry.intact()) {
      throw broken(entry, "its hash is not that of its fields");
    }
  }

  private static AuditDocument document(AuditEntry entry) {
    return new AuditDocument(
        entry.sequence(),
        Json.SCHEMA,
        entry.at().toEpochMilli(),
        entry.actor(),
        entry.act(),
        entry.subject(),
        Json.write(entry.details()),
        entry.previousHash(),
        entry.hash());
  }

  @Override
  public List<AuditEntry> from(long sequence, int limit) {
    List<AuditEntry> entries = new ArrayList<>();
    long next = Math.max(1, sequence);
    while (entries.size() < limit) {
      int size = Math.min(BATCH, limit - entries.size());
      List<Long> ids = LongStream.range(next, next + size).boxed().toList();
      List<AuditEntry> batch =
          documents
              .<AuditDocument>select(
                  template -> template.select(AuditDocument.class).where("id").in(ids).result())
              .stream()
              .map(StoredAudit::entry)
              .sorted(Comparator.comparingLong(AuditEntry::sequence))
              .toList();
      entries.addAll(batch);
      if (batch.size() < size) {
        break;
      }
      next += size;
    }
    return List.copyOf(entries);
  }

  private Optional<AuditEntry> find(long sequence) {
    return documents.find(AuditDocument.class, sequence).map(StoredAudit::entry);
  }

  /**
   * What somebody took out of a document, or made unreadable, must not keep the rest of the log
   * from being checked: such an entry is one whose hash does not fit.
   */
  private static AuditEntry entry(AuditDocument document) {
    String where = "audit/" + document.id();
    Json.checkSchema(document.schema(), where);
    return new AuditEntry(
        document.id(),
        Instant.ofEpochMilli(document.at()),
        there(document.actor()),
        there(document.act()),
        there(document.subject()),
        details(there(document.details()), where),
        there(document.previousHash()),
        there(document.hash()));
  }

  private static String there(@Nullable String field) {
    return field == null ? "" : field;
  }

  private static TreeMap<String, String> details(String json, String where) {
    try {
      TreeMap<String, String> details = Json.read(json, DETAILS, where);
      details.values().removeIf(Objects::isNull);
      return details;
    } catch (PrytanyException e) {
      return new TreeMap<>(Map.of("unreadable", json));
    }
  }

  private static PrytanyException broken(AuditEntry entry, String why) {
    return new PrytanyException(
        FailureCode.INTERNAL,
        "Audit entry " + entry.sequence() + " was refused: " + why + ". Nothing was written.");
  }
}
