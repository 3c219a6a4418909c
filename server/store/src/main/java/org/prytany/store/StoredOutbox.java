package org.prytany.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Delivery;
import org.prytany.governance.alert.Delivery.Status;
import org.prytany.governance.alert.Outbox;
import org.prytany.spi.ProposalKey;
import org.prytany.store.document.AlertDocument;
import org.prytany.store.document.AlertPositionDocument;

/** The outbox as leased documents, as duties are. */
final class StoredOutbox implements Outbox {

  private static final String POSITION = "audit";
  private static final Bson ANY_ORDER = new Document();
  private static final Bson OLDEST_FIRST = ascending("at", "_id");

  private final Documents documents;

  StoredOutbox(Documents documents) {
    this.documents = documents;
    documents.index(AlertDocument.class, ascending("channel", "status", "notBefore"));
  }

  @Override
  public Optional<Position> position() {
    return documents
        .find(AlertPositionDocument.class, POSITION)
        .map(
            document -> {
              Json.checkSchema(document.schema(), "alertposition/" + document.id());
              return new Position(document.sequence(), Instant.ofEpochMilli(document.since()));
            });
  }

  @Override
  public void begin(Position position) {
    documents.insert(
        new AlertPositionDocument(
            POSITION, Json.SCHEMA, position.sequence(), position.since().toEpochMilli()));
  }

  @Override
  public void reached(long sequence) {
    documents.change(
        AlertPositionDocument.class,
        and(eq("_id", POSITION), lt("sequence", sequence)),
        set("sequence", sequence),
        ANY_ORDER);
  }

  @Override
  public boolean add(Alert alert, String channel) {
    return documents.insert(
        new AlertDocument(
            Delivery.id(channel, alert.id()),
            Json.SCHEMA,
            alert.id(),
            channel,
            alert.kind().name(),
            alert.at().toEpochMilli(),
            alert.dao(),
            alert.proposal().map(ProposalKey::text).orElse(""),
            alert.headline(),
            alert.detail(),
            alert.deadline().map(Instant::toEpochMilli).orElse(0L),
            Status.WAITING.name(),
            alert.at().toEpochMilli(),
            "",
            0,
            0,
            ""));
  }

  @Override
  public Optional<Delivery> claim(String channel, String owner, Instant now, Duration lease) {
    return documents
        .change(
            AlertDocument.class,
            and(
                eq("channel", channel),
                eq("status", Status.WAITING.name()),
                lte("notBefore", now.toEpochMilli()),
                lte("leaseUntil", now.toEpochMilli())),
            combine(
                set("leaseOwner", owner),
                set("leaseUntil", now.plus(lease).toEpochMilli()),
                inc("attempts", 1)),
            OLDEST_FIRST)
        .map(StoredOutbox::delivery);
  }

  @Override
  public void sent(String id, String owner, Instant now) {
    end(id, owner, Status.SENT, now, "");
  }

  @Override
  public void failed(String id, String owner, Instant notBefore, String problem) {
    end(id, owner, Status.WAITING, notBefore, problem);
  }

  @Override
  public void dead(String id, String owner, String problem) {
    documents.change(
        AlertDocument.class,
        and(eq("_id", id), eq("leaseOwner", owner)),
        combine(
            set("status", Status.DEAD.name()),
            set("leaseOwner", ""),
            set("leaseUntil", 0L),
            set("lastProblem", problem)),
        ANY_ORDER);
  }

  private void end(String id, String owner, Status status, Instant notBefore, String problem) {
    documents.change(
        AlertDocument.class,
        and(eq("_id", id), eq("leaseOwner", owner)),
        combine(
            set("status", status.name()),
            set("leaseOwner", ""),
            set("leaseUntil", 0L),
            set("notBefore", notBefore.toEpochMilli()),
            set("lastProblem", problem)),
        ANY_ORDER);
  }

  @Override
  public void deadExcept(List<String> channels, String problem) {
    Bson orphans = and(nin("channel", channels), eq("status", Status.WAITING.name()));
    Bson given = combine(set("status", Status.DEAD.name()), set("lastProblem", problem));
    Optional<AlertDocument> one;
    do {
      one = documents.change(AlertDocument.class, orphans, given, ANY_ORDER);
    } while (one.isPresent());
  }

  @Override
  public List<Delivery> latest(int most) {
    return all().stream()
        .sorted(
            Comparator.comparing((Delivery delivery) -> delivery.alert().at())
                .reversed()
                .thenComparing(delivery -> delivery.id()))
        .limit(most)
        .toList();
  }

  @Override
  public Map<Status, Long> counts() {
    Map<Status, Long> counts = new EnumMap<>(Status.class);
    for (Status status : Status.values()) {
      counts.put(status, 0L);
    }
    documents
        .fields(AlertDocument.class, new Document(), List.of("status"))
        .forEach(
            document -> counts.merge(Status.valueOf(document.getString("status")), 1L, Long::sum));
    return counts;
  }

  @Override
  public void forget(Instant before) {
    documents.deleteAll(
        AlertDocument.class,
        and(ne("status", Status.WAITING.name()), lt("at", before.toEpochMilli())));
  }

  private List<Delivery> all() {
    return documents
        .<AlertDocument>select(template -> template.select(AlertDocument.class).result())
        .stream()
        .map(StoredOutbox::delivery)
        .toList();
  }

  private static Delivery delivery(AlertDocument document) {
    Json.checkSchema(document.schema(), "alerts/" + document.id());
    return new Delivery(
        new Alert(
            document.alert(),
            Alert.Kind.valueOf(document.kind()),
            Instant.ofEpochMilli(document.at()),
            document.dao(),
            Optional.of(document.proposal()).filter(key -> !key.isEmpty()).map(ProposalKey::parse),
            document.headline(),
            document.detail(),
            Optional.of(document.deadline())
                .filter(millis -> millis != 0)
                .map(Instant::ofEpochMilli)),
        document.channel(),
        Status.valueOf(document.status()),
        Instant.ofEpochMilli(document.notBefore()),
        document.attempts(),
        document.lastProblem());
  }
}
