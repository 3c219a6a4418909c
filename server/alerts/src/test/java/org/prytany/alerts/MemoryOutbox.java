package org.prytany.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Delivery;
import org.prytany.governance.alert.Delivery.Status;
import org.prytany.governance.alert.Outbox;

/** An outbox that outlives the services over it, as the store outlives a process. */
final class MemoryOutbox implements Outbox {

  private record Row(Delivery delivery, String owner, Instant leaseUntil) {}

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private Optional<Position> position = Optional.empty();

  @Override
  public Optional<Position> position() {
    return position;
  }

  @Override
  public void begin(Position its) {
    position = position.or(() -> Optional.of(its));
  }

  @Override
  public void reached(long sequence) {
    position = position.map(its -> new Position(Math.max(its.sequence(), sequence), its.since()));
  }

  @Override
  public boolean add(Alert alert, String channel) {
    Delivery fresh = new Delivery(alert, channel, Status.WAITING, alert.at(), 0, "");
    return rows.putIfAbsent(fresh.id(), new Row(fresh, "", Instant.MIN)) == null;
  }

  @Override
  public Optional<Delivery> claim(String channel, String owner, Instant now, Duration lease) {
    Optional<Row> due =
        rows.values().stream()
            .filter(row -> row.delivery().channel().equals(channel))
            .filter(row -> row.delivery().status() == Status.WAITING)
            .filter(row -> !row.delivery().notBefore().isAfter(now))
            .filter(row -> !row.leaseUntil().isAfter(now))
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
  public void sent(String id, String owner, Instant now) {
    end(id, owner, Status.SENT, now, "");
  }

  @Override
  public void failed(String id, String owner, Instant notBefore, String problem) {
    end(id, owner, Status.WAITING, notBefore, problem);
  }

  @Override
  public void dead(String id, String owner, String problem) {
    end(id, owner, Status.DEAD, Instant.MAX, problem);
  }

  @Override
  public void deadExcept(List<String> channels, String problem) {
    rows.replaceAll(
        (id, row) ->
            row.delivery().status() == Status.WAITING
                    && !channels.contains(row.delivery().channel())
                ? new Row(
                    new Delivery(
                        row.delivery().alert(),
                        row.delivery().channel(),
                        Status.DEAD,
                        Instant.MAX,
                        row.delivery().attempts(),
                        problem),
                    "",
                    Instant.MIN)
                : row);
  }

  @Override
  public List<Delivery> latest(int most) {
    return rows.values().stream()
        .map(Row::delivery)
        .sorted(
            Comparator.comparing((Delivery its) -> its.alert().at())
                .reversed()
                .thenComparing(its -> its.id()))
        .limit(most)
        .toList();
  }

  @Override
  public Map<Status, Long> counts() {
    Map<Status, Long> counts = new EnumMap<>(Status.class);
    rows.values().forEach(row -> counts.merge(row.delivery().status(), 1L, Long::sum));
    return counts;
  }

  @Override
  public void forget(Instant before) {
    rows.values()
        .removeIf(
            row ->
                row.delivery().status() != Status.WAITING
                    && row.delivery().alert().at().isBefore(before));
  }
}
