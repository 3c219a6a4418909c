package org.prytany.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.set;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Delivery;
import org.prytany.governance.alert.Delivery.Status;
import org.prytany.governance.alert.Outbox;
import org.prytany.store.document.AlertDocument;
import org.prytany.store.document.AlertReaderDocument;

/** The outbox as leased documents, as duties are. */
final class StoredOutbox implements Outbox {

  private static final Bson ANY_ORDER = new Document();
  private static final Bson OLDEST_FIRST = ascending("at", "_id");

  private final Documents documents;

  StoredOutbox(Documents documents) {
    this.documents = documents;
    documents.index(AlertDocument.class, ascending("channel", "status", "notBefore"));
  }

  @Override
  public Map<Reader, Position> positions() {
    Map<Reader, Position> positions = new LinkedHashMap<>();
    for (AlertReaderDocument document : readers()) {
      positions.put(
          reader(document),
          new Position(document.sequence(), Instant.ofEpochMilli(document.since())));
    }
    return positions;
  }

  @Override
  public void begin(Reader reader, Position position) {
    long since = position.since().toEpochMilli();
    documents.insert(
        new AlertReaderDocument(
            id(reader),
            Json.SCHEMA,
            reader.channel(),
            reader.dao(),
            position.sequence(),
            since,
            0,
            since));
  }

  @Override
  public void reached(Collection<Reader> readers, long sequence, Instant now) {
    for (Reader reader : readers) {
      documents.change(
          AlertReaderDocument.class,
          eq("_id", id(reader)),
          combine(max("sequence", sequence), min("since", now.toEpochMilli())),
          ANY_ORDER);
    }
  }

  @Override
  public void served(Collection<Reader> readers, Instant now, Duration longest, String problem) {
    long millis = now.toEpochMilli();
    for (AlertReaderDocument known : readers()) {
      if (!readers.contains(reader(known))) {
        long step = Math.min(millis - known.looked(), LONGEST_STEP.toMillis());
        silent(known, step, millis).ifPresent(silent -> end(silent, longest, problem));
      } else if (known.silent() > 0) {
        documents.change(
            AlertReaderDocument.class, eq("_id", known.id()), set("silent", 0L), ANY_ORDER);
      }
    }
  }

  /** Of several servers that look at the same time one counts. */
  private Optional<AlertReaderDocument> silent(AlertReaderDocument known, long step, long millis) {
    return step <= 0
        ? Optional.empty()
        : documents.change(
            AlertReaderDocument.class,
            and(eq("_id", known.id()), eq("looked", known.looked())),
            combine(inc("silent", step), set("looked", millis)),
            ANY_ORDER);
  }

  private void end(AlertReaderDocument silent, Duration longest, String problem) {
    if (silent.silent() < longest.toMillis()) {
      return;
    }
    boolean last =
        readers().stream()
            .noneMatch(
                other ->
                    other.channel().equals(silent.channel())
                        && other.silent() < longest.toMillis());
    if (last) {
      giveUp(silent.channel(), problem);
    }
    documents.deleteAll(
        AlertReaderDocument.class, and(eq("_id", silent.id()), gte("silent", longest.toMillis())));
  }

  @Override
  public void drop(String channel) {
    documents.deleteAll(AlertDocument.class, eq("channel", channel));
  }

  private void giveUp(String channel, String problem) {
    Bson waiting = and(eq("channel", channel), eq("status", Status.WAITING.name()));
    Bson given = combine(set("status", Status.DEAD.name()), set("lastProblem", problem));
    Optional<AlertDocument> one;
    do {
      one = documents.change(AlertDocument.class, waiting, given, ANY_ORDER);
    } while (one.isPresent());
  }

  @Override
  public Set<String> waiting(String beginning) {
    return documents
        .fields(AlertDocument.class, eq("status", Status.WAITING.name()), List.of("channel"))
        .stream()
        .map(document -> document.getString("channel"))
        .filter(channel -> channel.startsWith(beginning))
        .collect(Collectors.toSet());
  }

  private List<AlertReaderDocument> readers() {
    List<AlertReaderDocument> all =
        documents.select(template -> template.select(AlertReaderDocument.class).result());
    all.forEach(document -> Json.checkSchema(document.schema(), "alertreaders/" + document.id()));
    return all;
  }

  private static Reader reader(AlertReaderDocument document) {
    return new Reader(document.channel(), document.dao());
  }

  private static String id(Reader reader) {
    return reader.channel() + "@" + reader.dao();
  }

  @Override
  public boolean has(String alertId, String channel) {
    return documents.find(AlertDocument.class, Delivery.id(channel, alertId)).isPresent();
  }

  @Override
  public boolean add(Alert alert, String channel) {
    return documents.insert(StoredDelivery.fresh(alert, channel));
  }

  @Override
  public Optional<Delivery> claim(String channel, String owner, Instant now, Duration lease) {
    return documents
        .change(
            AlertDocument.class,
            and(
                eq("channel", channel),
                eq("status", Status.WAITING.name()),
                come("notBefore", now),
                come("leaseUntil", now)),
            combine(
                set("leaseOwner", owner),
                set("leaseUntil", now.plus(lease).toEpochMilli()),
                inc("attempts", 1)),
            OLDEST_FIRST)
        .map(StoredDelivery::read);
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

  private static Bson come(String field, Instant now) {
    return or(lte(field, now.toEpochMilli()), gt(field, now.plus(LONGEST_WAIT).toEpochMilli()));
  }

  @Override
  public List<Delivery> latest(int most) {
    return all().stream()
        .filter(delivery -> !isOfReaders(delivery.channel()))
        .sorted(
            Comparator.comparing((Delivery delivery) -> delivery.alert().at())
                .reversed()
                .thenComparing(delivery -> delivery.id()))
        .limit(most)
        .toList();
  }

  @Override
  public Map<Status, Long> counts() {
    return counts(false);
  }

  @Override
  public Map<Status, Long> readersCounts() {
    return counts(true);
  }

  private static boolean isOfReaders(String channel) {
    return channel.startsWith(READERS);
  }

  private Map<Status, Long> counts(boolean readers) {
    Map<Status, Long> counts = new EnumMap<>(Status.class);
    for (Status status : Status.values()) {
      counts.put(status, 0L);
    }
    documents.fields(AlertDocument.class, new Document(), List.of("status", "channel")).stream()
        .filter(document -> isOfReaders(document.getString("channel")) == readers)
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
        .map(StoredDelivery::read)
        .toList();
  }
}
