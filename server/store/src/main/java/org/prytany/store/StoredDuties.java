package org.prytany.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.duty.DutyRepository;
import org.prytany.governance.duty.Lane;
import org.prytany.spi.ProposalKey;
import org.prytany.store.document.DutyDocument;

/** Duties as leased documents: a claim is one findAndModify, so each goes to one worker. */
final class StoredDuties implements DutyRepository {

  private static final Bson ANY = new Document();
  private static final Bson ANY_ORDER = new Document();
  private static final Bson MOST_URGENT_FIRST = ascending("latestSafe", "notBefore", "_id");

  private final Documents documents;

  StoredDuties(Documents documents) {
    this.documents = documents;
    documents.index(DutyDocument.class, ascending("latestSafe"));
  }

  @Override
  public void schedule(Duty duty) {
    DutyDocument first = document(duty);
    documents.upsert(
        DutyDocument.class,
        duty.id(),
        combine(
            set("notBefore", first.notBefore()),
            set("latestSafe", first.latestSafe()),
            set("over", first.over()),
            setOnInsert("schema", first.schema()),
            setOnInsert("proposal", first.proposal()),
            setOnInsert("kind", first.kind()),
            setOnInsert("leaseOwner", first.leaseOwner()),
            setOnInsert("leaseUntil", first.leaseUntil()),
            setOnInsert("attempts", first.attempts()),
            setOnInsert("lastProblem", first.lastProblem())));
  }

  @Override
  public void scheduleAll(List<Duty> duties) {
    List<Boolean> inserted =
        documents.insertAll(duties.stream().map(StoredDuties::document).toList(), false);
    for (int i = 0; i < duties.size(); i++) {
      if (!inserted.get(i)) {
        schedule(duties.get(i));
      }
    }
  }

  private static DutyDocument document(Duty duty) {
    return new DutyDocument(
        duty.id(),
        Json.SCHEMA,
        duty.proposal().text(),
        duty.kind().name(),
        millis(duty.notBefore()),
        millis(duty.latestSafe()),
        millis(duty.over()),
        duty.leaseOwner().orElse(""),
        duty.leaseOwner().isEmpty() ? 0 : millis(duty.leaseUntil()),
        duty.attempts(),
        duty.lastProblem());
  }

  @Override
  public Optional<Duty> claim(Lane lane, String owner, Instant now, Duration lease) {
    return claim(gt("over", millis(now)), lane, owner, now, lease)
        .or(() -> claim(ANY, lane, owner, now, lease));
  }

  private Optional<Duty> claim(Bson which, Lane lane, String owner, Instant now, Duration lease) {
    return documents
        .change(
            DutyDocument.class,
            and(
                which,
                in("kind", lane.work().kinds().stream().map(DutyKind::name).toList()),
                // A proposal's name begins with its governor's: "chainId:governor:proposalId".
                regex("proposal", "^" + lane.chainId() + ":" + lane.governor() + ":"),
                lte("notBefore", millis(now)),
                lte("leaseUntil", millis(now))),
            combine(
                set("leaseOwner", owner),
                set("leaseUntil", millis(now.plus(lease))),
                inc("attempts", 1)),
            MOST_URGENT_FIRST)
        .map(StoredDuties::duty);
  }

  @Override
  public boolean renew(String id, String owner, Instant until) {
    return documents
        .change(
            DutyDocument.class,
            and(eq("_id", id), eq("leaseOwner", owner)),
            set("leaseUntil", millis(until)),
            ANY_ORDER)
        .isPresent();
  }

  @Override
  public void complete(String id, String owner) {
    documents.take(DutyDocument.class, and(eq("_id", id), eq("leaseOwner", owner)));
  }

  @Override
  public void postpone(String id, String owner, Instant notBefore, String problem) {
    documents.change(
        DutyDocument.class,
        and(eq("_id", id), eq("leaseOwner", owner)),
        combine(
            set("leaseOwner", ""),
            set("leaseUntil", 0L),
            set("notBefore", millis(notBefore)),
            set("lastProblem", problem)),
        ANY_ORDER);
  }

  @Override
  public List<Duty> open() {
    return documents
        .<DutyDocument>select(template -> template.select(DutyDocument.class).result())
        .stream()
        .map(StoredDuties::duty)
        .sorted(
            Comparator.comparing(Duty::notBefore)
                .thenComparing(Duty::latestSafe)
                .thenComparing(Duty::id))
        .toList();
  }

  private static Duty duty(DutyDocument document) {
    Json.checkSchema(document.schema(), "duties/" + document.id());
    Long over = document.over();
    return new Duty(
        ProposalKey.parse(document.proposal()),
        DutyKind.valueOf(document.kind()),
        Instant.ofEpochMilli(document.notBefore()),
        Instant.ofEpochMilli(document.latestSafe()),
        Instant.ofEpochMilli(over == null ? document.latestSafe() : over),
        document.leaseOwner().isEmpty() ? Optional.empty() : Optional.of(document.leaseOwner()),
        Instant.ofEpochMilli(document.leaseUntil()),
        document.attempts(),
        document.lastProblem());
  }

  /** Unix milliseconds; times beyond what they can say become the first or last they can. */
  private static long millis(Instant instant) {
    try {
      return instant.toEpochMilli();
    } catch (ArithmeticException e) {
      return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }
}
