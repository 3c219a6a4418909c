package org.prytany.app.status;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.duty.Lane;
import org.prytany.governance.line.Line;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalSummary;

/**
 * Counts turns, duties, acts and digests. Labels are ids and states, never addresses of endpoints.
 */
public final class TurnMetrics {

  private final MetricRegistry registry;
  private final ProposalRepository proposals;
  private final Map<String, AtomicLong> acts = new ConcurrentHashMap<>();

  public TurnMetrics(MetricRegistry registry, ProposalRepository proposals) {
    this.registry = registry;
    this.proposals = proposals;
  }

  /** Has what rules and dashboard count begin at 0, so that they see the first event as a rise. */
  public void startWith(List<Dao> daos) {
    for (Dao dao : daos) {
      Tag tag = new Tag("dao", dao.id());
      registry.counter("prytany_turns_total", tag);
      registry.counter("prytany_turns_failed_total", tag);
    }
    for (String outcome : List.of("answered", "failed", "busy")) {
      registry.counter("prytany_digests_total", new Tag("outcome", outcome));
    }
  }

  /** Notes what a look at a DAO came to. */
  public void turn(Dao dao, Line.Look look) {
    Tag tag = new Tag("dao", dao.id());
    registry.counter("prytany_turns_total", tag).inc();
    registry.counter("prytany_proposals_read_total", tag).inc(look.fresh());
    registry.counter("prytany_turn_problems_total", tag).inc(look.problems().size());
    countActs(dao);
  }

  /** Notes what working on a lane came to. */
  public void worked(Dao dao, Lane.Work work, Line.Worked worked) {
    Tag[] tags = {new Tag("dao", dao.id()), new Tag("lane", work.word())};
    registry.counter("prytany_duties_total", tags).inc(worked.any() ? 1 : 0);
    registry.counter("prytany_duty_problems_total", tags).inc(worked.problems().size());
  }

  public void failedTurn(Dao dao) {
    registry.counter("prytany_turns_failed_total", new Tag("dao", dao.id())).inc();
  }

  /** Notes a digest that was asked for without a chain. */
  public void digested(Duration took, boolean answered) {
    registry.timer("prytany_digest_seconds").update(took);
    registry
        .counter("prytany_digests_total", new Tag("outcome", answered ? "answered" : "failed"))
        .inc();
  }

  /** Notes a digest that was not begun, because the server was busy. */
  public void turnedAway() {
    registry.counter("prytany_digests_total", new Tag("outcome", "busy")).inc();
  }

  /** Shows on which device the model runs. */
  public void model(String id, String device) {
    registry.gauge("prytany_model_info", () -> 1, new Tag("model", id), new Tag("device", device));
  }

  private void countActs(Dao dao) {
    Map<String, Long> now = new HashMap<>();
    for (ProposalSummary summary : proposals.summaries(dao.chainId(), dao.governor())) {
      summary
          .acts()
          .forEach(
              (kind, status) ->
                  now.merge(
                      dao.id() + " " + kind.name().toLowerCase(Locale.ROOT) + " " + status.word(),
                      1L,
                      Long::sum));
    }
    now.keySet().forEach(this::registerActs);
    acts.forEach(
        (key, count) -> {
          if (key.startsWith(dao.id() + " ")) {
            count.set(now.getOrDefault(key, 0L));
          }
        });
  }

  private void registerActs(String key) {
    acts.computeIfAbsent(
        key,
        fresh -> {
          AtomicLong count = new AtomicLong();
          List<String> parts = List.of(fresh.split(" ", 3));
          registry.gauge(
              "prytany_acts",
              count::get,
              new Tag("dao", parts.get(0)),
              new Tag("kind", parts.get(1)),
              new Tag("status", parts.get(2)));
          return count;
        });
  }
}
