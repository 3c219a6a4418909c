package org.prytany.alerts;

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
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Delivery;
import org.prytany.governance.alert.Delivery.Status;
import org.prytany.governance.alert.Outbox;

/** An outbox that outlives the services over it, as the store outlives a process. */
final class MemoryOutbox implements Outbox {

  private record Row(Delivery delivery, String owner, Instant leaseUntil) {}

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final Map<Reader, Position> positions = new LinkedHashMap<>();
  private final Map<Reader, Duration> silent = new LinkedHashMap<>();
  private Instant looked = Instant.MIN;

  @Override
  public synchronized Map<Reader, Position> positions() {
    return Map.copyOf(positions);
  }

  @Override
  public synchronized void begin(Reader reader, Position position) {
    positions.putIfAbsent(reader, position);
  }

  @Override
  public synchronized void reached(Collection<Reader> readers, long sequence, Instant now) {
    for (Reader reader : readers) {
      positions.computeIfPresent(
          reader,
          (its, was) ->
              new Position(
                  Math.max(was.sequence(), sequence),
                  was.since().isAfter(now) ? now : was.since()));
    }
  }

  @Override
  public synchronized void served(
      Collection<Reader> readers, Instant now, Duration longest, String problem) {
    Duration passed = looked.isAfter(now) ? Duration.ZERO : Duration.between(looked, now);
    Duration step = passed.compareTo(LONGEST_STEP) > 0 ? LONGEST_STEP : passed;
    looked = now;
    for (Reader reader : List.copyOf(positions.keySet())) {
      if (readers.contains(reader)) {
        silent.remove(reader);
      } else if (silent.merge(reader, step, Duration::plus).compareTo(longest) >= 0) {
        positions.remove(reader);
        silent.remove(reader);
        if (positions.keySet().stream()
            .noneMatch(other -> other.channel().equals(reader.channel()))) {
          giveUp(reader.channel(), problem);
        }
      }
    }
  }

  @Override
  public synchronized void drop(String channel) {
    rows.values().removeIf(row -> row.delivery().channel().equals(channel));
  }

  private void giveUp(String channel, String problem) {
    for (Row row : List.copyOf(rows.values())) {
      Delivery was = row.delivery();
      if (was.status() == Status.WAITING && was.channel().equals(channel)) {
        put(was, Status.DEAD, Instant.MAX, was.attempts(), problem, "", Instant.MIN);
      }
    }
  }

  @Override
  public synchronized Set<String> waiting(String beginning) {
    return rows.values().stream()
        .map(Row::delivery)
        .filter(its -> its.status() == Status.WAITING && its.channel().startsWith(beginning))
        .map(Delivery::channel)
        .collect(Collectors.toSet());
  }

  @Override
  public synchronized boolean has(String alertId, String channel) {
    return rows.containsKey(Delivery.id(channel, alertId));
  }

  @Override
  public synchronized boolean add(Alert alert, String channel) {
    Delivery fresh = new Delivery(alert, channel, Status.WAITING, Instant.EPOCH, 0, "");
    return rows.putIfAbsent(fresh.id(), new Row(fresh, "", Instant.MIN)) == null;
  }

  @Override
  public synchronized Optional<Delivery> claim(
      String channel, String owner, Instant now, Duration lease) {
    Optional<Row> due =
        rows.values().stream()
            .filter(row -> row.delivery().channel().equals(channel))
            .filter(row -> row.delivery().status() == Status.WAITING)
            .filter(row -> come(row.delivery().notBefore(), now))
            .filter(row -> come(row.leaseUntil(), now))
            .min(Comparator.comparing(row -> row.delivery().alert().at()));
    due.ifPresent(
        row ->
            put(
                row.delivery(),
                Status.WAITING,
                row.delivery().notBefore(),
                row.delivery().attempts() + 1,
                row.delivery().lastProblem(),
                owner,
                now.plus(lease)));
    return due.map(row -> rows.get(row.delivery().id()).delivery());
  }

  /** What was said when it was not taken. */
  synchronized String problem(String channel, String alertId) {
    return Optional.ofNullable(rows.get(Delivery.id(channel, alertId)))
        .map(row -> row.delivery().lastProblem())
        .orElse("");
  }

  private static boolean come(Instant at, Instant now) {
    return !at.isAfter(now) || at.isAfter(now.plus(LONGEST_WAIT));
  }

  private void put(
      Delivery was,
      Status status,
      Instant notBefore,
      int attempts,
      String problem,
      String owner,
      Instant lease) {
    rows.put(
        was.id(),
        new Row(
            new Delivery(was.alert(), was.channel(), status, notBefore, attempts, problem),
            owner,
            lease));
  }

  private void end(String id, String owner, Status status, Instant notBefore, String problem) {
    Row row = rows.get(id);
    if (row != null && row.owner().equals(owner)) {
      put(row.delivery(), status, notBefore, row.delivery().attempts(), problem, "", Instant.MIN);
    }
  }

  @Override
  public synchronized void sent(String id, String owner, Instant now) {
    end(id, owner, Status.SENT, now, "");
  }

  @Override
  public synchronized void failed(String id, String owner, Instant notBefore, String problem) {
    end(id, owner, Status.WAITING, notBefore, problem);
  }

  @Override
  public synchronized void dead(String id, String owner, String problem) {
    end(id, owner, Status.DEAD, Instant.MAX, problem);
  }

  @Override
  public synchronized List<Delivery> latest(int most) {
    return rows.values().stream()
        .map(Row::delivery)
        .filter(its -> !its.channel().startsWith(READERS))
        .sorted(
            Comparator.comparing((Delivery its) -> its.alert().at())
                .reversed()
                .thenComparing(its -> its.id()))
        .limit(most)
        .toList();
  }

  @Override
  public synchronized Map<Status, Long> counts() {
    return counts(false);
  }

  @Override
  public synchronized Map<Status, Long> readersCounts() {
    return counts(true);
  }

  private Map<Status, Long> counts(boolean readers) {
    Map<Status, Long> counts = new EnumMap<>(Status.class);
    rows.values().stream()
        .map(Row::delivery)
        .filter(its -> its.channel().startsWith(READERS) == readers)
        .forEach(its -> counts.merge(its.status(), 1L, Long::sum));
    return counts;
  }

  @Override
  public synchronized void forget(Instant before) {
    rows.values()
        .removeIf(
            row ->
                row.delivery().status() != Status.WAITING
                    && row.delivery().alert().at().isBefore(before));
  }
}
