package org.prytany.app.status;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.prytany.app.view.KeptViews;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.ActStatus;
import org.prytany.governance.alert.Outbox;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.intake.CursorRepository;
import org.prytany.governance.intake.IntakeCursor;
import org.prytany.governance.proposal.ActSlots;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.governance.proposal.Reckoned.Came;
import org.prytany.governance.proposal.Reckoned.What;
import org.prytany.spi.VoteDecision;

/**
 * Shows what people have to look after: balances, how far behind the chain's head the server is,
 * what waits for approvals or for a person, votes that were missed, nonces that others used.
 */
public final class PeopleMetrics {

  private static final int AT_ONCE = 500;

  private final MetricRegistry registry;
  private final Sources sources;
  private final InstantSource clock;
  private final Map<String, AtomicReference<Double>> gauges = new ConcurrentHashMap<>();

  /** How far the log was read for nonces; what lies before the start is not counted. */
  private Optional<Long> read = Optional.empty();

  /** What is looked at. */
  public record Sources(
      DaoDirectory daos,
      ProposalRepository proposals,
      CursorRepository cursors,
      AuditRepository log,
      Outbox outbox,
      Wallets wallets) {}

  public PeopleMetrics(MetricRegistry registry, Sources sources, InstantSource clock) {
    this.registry = registry;
    this.sources = sources;
    this.clock = clock;
  }

  /** Looks at everything once. */
  public void look() {
    for (Wallets.Wallet wallet : sources.wallets().known()) {
      set(
          "prytany_wallet_coin",
          wallet.wei().doubleValue() / 1e18,
          new Tag("dao", wallet.dao().id()),
          new Tag("role", wallet.role()));
    }
    for (Dao dao : sources.daos().all()) {
      look(dao);
    }
    sources
        .outbox()
        .counts()
        .forEach(
            (status, count) ->
                set("prytany_alert_deliveries", count, new Tag("status", status.word())));
    sources
        .outbox()
        .readersCounts()
        .forEach(
            (status, count) ->
                set("prytany_reader_mails", count, new Tag("status", status.word())));
    countNonces();
  }

  private void look(Dao dao) {
    Tag tag = new Tag("dao", dao.id());
    Instant now = clock.instant();
    sources
        .cursors()
        .find(dao.chainId(), dao.governor())
        .flatMap(PeopleMetrics::lastBlock)
        .ifPresent(
            at -> set("prytany_head_lag_seconds", Duration.between(at, now).toSeconds(), tag));
    int approvals = 0;
    int people = 0;
    List<ProposalSummary> summaries = sources.proposals().summaries(dao.chainId(), dao.governor());
    for (ProposalSummary summary : summaries) {
      people += wantsPerson(summary) ? 1 : 0;
      Optional<Proposal> proposal =
          summary.isUnderWay() ? sources.proposals().find(summary.key()) : Optional.empty();
      approvals += proposal.filter(its -> waitsForApproval(dao, its, now)).isPresent() ? 1 : 0;
      people += proposal.filter(its -> isEscalated(dao, its)).isPresent() ? 1 : 0;
    }
    set("prytany_waiting_approvals", approvals, tag);
    set("prytany_needs_people", people, tag);
    set("prytany_votes_missed", KeptViews.count(summaries, What.VOTE, Came.MISSED), tag);
    for (What what : What.values()) {
      for (Came came : List.of(Came.MET, Came.MISSED, Came.DROPPED)) {
        set(
            "prytany_duties_reckoned",
            KeptViews.count(summaries, what, came),
            tag,
            new Tag("duty", what.name().toLowerCase(Locale.ROOT)),
            new Tag("came", came.name().toLowerCase(Locale.ROOT)));
      }
    }
  }

  private static Optional<Instant> lastBlock(IntakeCursor cursor) {
    return cursor.recent().isEmpty()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(cursor.recent().getLast().timestamp()));
  }

  /** Whether one of our acts came out otherwise than it was meant. */
  private static boolean wantsPerson(ProposalSummary summary) {
    return summary.isUnderWay()
        && summary.acts().values().stream()
            .anyMatch(status -> status == ActStatus.CONTRARY || status == ActStatus.REVERTED);
  }

  private static boolean waitsForApproval(Dao dao, Proposal proposal, Instant now) {
    return dao.executor().isPresent()
        && proposal.chain().filter(ChainView::isToBeExecuted).isPresent()
        && ActSlots.free(proposal, ActKind.EXECUTE)
        && !ApprovalState.of(dao, proposal, now).approved();
  }

  private static boolean isEscalated(Dao dao, Proposal proposal) {
    return dao.voter().isPresent()
        && state(proposal).equals(Optional.of(ProposalState.ACTIVE))
        && ActSlots.free(proposal, ActKind.VOTE)
        && decision(proposal).filter(VoteDecision.Escalate.class::isInstance).isPresent();
  }

  private static Optional<ProposalState> state(Proposal proposal) {
    return proposal.chain().map(view -> view.state());
  }

  private static Optional<VoteDecision> decision(Proposal proposal) {
    return proposal.decision().map(Decided::decision);
  }

  private void countNonces() {
    long from = read.orElseGet(() -> sources.log().last().map(AuditEntry::sequence).orElse(0L));
    read = Optional.of(from);
    registry.counter("prytany_nonce_gaps_total");
    List<AuditEntry> entries;
    do {
      entries = sources.log().from(read.orElseThrow() + 1, AT_ONCE);
      for (AuditEntry entry : entries) {
        if (entry.act().endsWith(".nonce-taken") || entry.act().endsWith(".nonce-left")) {
          registry.counter("prytany_nonce_gaps_total").inc();
        }
        read = Optional.of(entry.sequence());
      }
    } while (entries.size() == AT_ONCE);
  }

  private void set(String name, double value, Tag... tags) {
    StringBuilder key = new StringBuilder(name);
    for (Tag tag : tags) {
      key.append(' ').append(tag.getTagValue());
    }
    gauges
        .computeIfAbsent(
            key.toString(),
            fresh -> {
              AtomicReference<Double> current = new AtomicReference<>(value);
              registry.gauge(name, current::get, tags);
              return current;
            })
        .set(value);
  }
}
