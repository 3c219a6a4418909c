package org.prytany.app.period;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.app.history.History;
import org.prytany.app.sheet.Sheets;
import org.prytany.app.sheet.VisibleText;
import org.prytany.app.view.ApprovalViews;
import org.prytany.app.view.AskLine;
import org.prytany.app.view.Checksummed;
import org.prytany.app.view.DutyWork;
import org.prytany.app.view.Headline;
import org.prytany.app.view.PayoutView;
import org.prytany.app.view.ProposalViews;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.statement.Roster;
import org.prytany.spi.ProposalKey;

/** Gathers a period of one DAO. */
public final class Periods {

  private static final int LONGEST_HEADLINE = 300;

  private final Dao dao;
  private final Roster roster;
  private final History history;
  private final Instant from;
  private final Instant to;
  private final Instant now;
  private final Map<Long, Instant> read;

  /**
   * @param roster who the treasurers are, and since when
   * @param from first moment
   * @param to moment after the last
   * @param now what lies before it has happened
   * @param read times that the chain said, by block number: see {@link BlockStamps}
   */
  public Periods(
      Dao dao,
      Roster roster,
      History history,
      Instant from,
      Instant to,
      Instant now,
      Map<Long, Instant> read) {
    this.dao = dao;
    this.roster = roster;
    this.history = history;
    this.from = from;
    this.to = to;
    this.now = now;
    this.read = Map.copyOf(read);
  }

  /**
   * @param proposals of the DAO
   * @param duties all that is open, of whatever DAO
   */
  public PeriodView of(List<Proposal> proposals, List<Duty> duties) {
    List<PeriodView.Happening> happened = new ArrayList<>();
    List<PeriodView.Blocked> blocked = new ArrayList<>();
    List<PeriodView.Due> due = new ArrayList<>();
    List<PeriodView.Unknown> unknown = new ArrayList<>();
    Payments payments = new Payments(dao, proposals);
    Map<ProposalKey, Executions.Execution> executions = new HashMap<>();
    for (Executions.Execution execution :
        Executions.of(proposals, its -> happenings(its).executed())) {
      execution.proposals().forEach(its -> executions.put(its.key(), execution));
      execution
          .at()
          .filter(moment -> isPast(moment.at()))
          .ifPresent(moment -> payments.add(execution, moment));
    }
    for (Proposal proposal : proposals) {
      Optional<Executions.Execution> execution =
          Optional.ofNullable(executions.get(proposal.key()));
      Optional<Happenings.Moment> executed = execution.flatMap(Executions.Execution::at);
      happened.addAll(within(happenings(proposal).all(executed)));
      boolean told = execution.flatMap(Executions.Execution::teller).isPresent();
      unknown(proposal, executed, told).ifPresent(unknown::add);
      blocked(proposal).ifPresent(blocked::add);
      due.addAll(due(proposal, duties));
    }
    unknown.addAll(payments.unknown());
    happened.sort(Comparator.comparing(PeriodView.Happening::at));
    due.sort(
        Comparator.comparing((PeriodView.Due it) -> it.latestSafe().orElse(it.notBefore()))
            .thenComparing(PeriodView.Due::proposalId));
    return new PeriodView(
        dao.id(),
        VisibleText.of(dao.name()),
        from.toString(),
        to.toString(),
        now.toString(),
        happened,
        payments.sums(),
        payments.own(),
        payments.unlisted(),
        unknown,
        blocked,
        due);
  }

  private Happenings happenings(Proposal proposal) {
    return new Happenings(dao, history, proposal, read);
  }

  private List<PeriodView.Happening> within(List<PeriodView.Happening> all) {
    return all.stream().filter(one -> isPast(Instant.parse(one.at()))).toList();
  }

  private boolean isPast(Instant at) {
    return !at.isBefore(from) && at.isBefore(to) && !at.isAfter(now);
  }

  /**
   * What may have been paid in the period, and nobody here can say.
   *
   * @param told whether what its transaction moved stands under one of several proposals
   */
  private Optional<PeriodView.Unknown> unknown(
      Proposal proposal, Optional<Happenings.Moment> executed, boolean told) {
    boolean missing = Receipted.of(proposal) == Receipted.MISSING && !told;
    if (executed.isPresent()) {
      String why =
          proposal.effects().isPresent()
              ? "Its receipt is not written yet: what is shown of it was simulated, and nothing"
                  + " confirms it."
              : "Its receipt is not written yet, and it was not simulated: what it paid is not"
                  + " known.";
      return executed
          .filter(moment -> missing && isPast(moment.at()))
          .map(moment -> unknown(proposal, Optional.of(moment.at().toString()), why));
    }
    if (!Happenings.isExecuted(proposal) || !mayBeWithin(proposal)) {
      return Optional.empty();
    }
    return Optional.of(
        unknown(
            proposal,
            Optional.empty(),
            missing
                ? "It is not known when it was executed, nor what it paid: it was executed before"
                    + " this server watched, and its receipt could not be read."
                : "It is not known when it was executed: the time of its block could not be"
                    + " read."));
  }

  private PeriodView.Unknown unknown(Proposal proposal, Optional<String> at, String why) {
    return new PeriodView.Unknown(
        proposal.key().proposalId().toString(), headline(dao, proposal), at, why);
  }

  /** Whether the period has moments after it was proposed and before it was seen executed. */
  private boolean mayBeWithin(Proposal proposal) {
    var proposed = proposal.content().proposedAt();
    boolean afterwards =
        proposed.isEmpty() || Instant.ofEpochSecond(proposed.getAsLong()).isBefore(to);
    boolean before =
        history
            .inAtLatest(proposal.key(), ProposalState.EXECUTED)
            .map(seen -> !seen.isBefore(from))
            .orElse(true);
    return afterwards && before && !from.isAfter(now);
  }

  private Optional<PeriodView.Blocked> blocked(Proposal proposal) {
    boolean stopped =
        isUnderWay(proposal)
            && ProposalViews.blocked(proposal)
            && !ProposalViews.overridden(dao, proposal, roster, now);
    if (!stopped) {
      return Optional.empty();
    }
    return Optional.of(
        new PeriodView.Blocked(
            proposal.key().proposalId().toString(),
            headline(dao, proposal),
            Sheets.Standing.words(proposal),
            ApprovalViews.reasons(proposal.verdict().orElseThrow()).stream()
                .map(VisibleText::of)
                .toList()));
  }

  private List<PeriodView.Due> due(Proposal proposal, List<Duty> duties) {
    List<PeriodView.Due> due = new ArrayList<>();
    List<Duty> ours =
        duties.stream().filter(duty -> duty.proposal().equals(proposal.key())).toList();
    for (Duty duty : ours) {
      if (duty.notBefore().isBefore(to)) {
        due.add(due(proposal, duty));
      }
    }
    Optional<ProposalState> state = proposal.chain().map(ChainView::state);
    boolean voting =
        isUnderWay(proposal)
            && state
                .filter(s -> s == ProposalState.PENDING || s == ProposalState.ACTIVE)
                .isPresent();
    if (voting) {
      new BlockTimes(proposal, read)
          .ofTimepoint(proposal.content().voteEnd())
          .map(Happenings.Moment::at)
          .filter(end -> end.isBefore(to) && !end.isBefore(now))
          .ifPresent(
              end ->
                  due.add(
                      plain(
                          proposal,
                          "members vote",
                          start(proposal, end),
                          Optional.of(end.toString()))));
    }
    boolean somebodyElse =
        isUnderWay(proposal)
            && state.filter(s -> s == ProposalState.QUEUED).isPresent()
            && ours.stream().noneMatch(duty -> duty.kind() == DutyKind.EXECUTE);
    if (somebodyElse) {
      proposal
          .chain()
          .filter(view -> view.etaSeconds().isPresent())
          .map(view -> Instant.ofEpochSecond(view.etaSeconds().getAsLong()))
          .filter(eta -> eta.isBefore(to))
          .ifPresent(
              eta -> due.add(plain(proposal, "can be executed by anyone", eta, Optional.empty())));
    }
    return due;
  }

  private PeriodView.Due due(Proposal proposal, Duty duty) {
    boolean money = duty.kind() == DutyKind.QUEUE || duty.kind() == DutyKind.EXECUTE;
    String detail = money ? detail(ApprovalViews.payout(dao, proposal, roster, now)) : "";
    return new PeriodView.Due(
        DutyWork.of(dao, proposal, duty.kind(), roster, now).what(),
        proposal.key().proposalId().toString(),
        headline(dao, proposal),
        ask(proposal),
        duty.notBefore().toString(),
        duty.deadline().map(Instant::toString),
        detail,
        Optional.of(VisibleText.of(Checksummed.in(duty.lastProblem())))
            .filter(
                problem -> !problem.isEmpty() && (detail.isEmpty() || !problem.endsWith(detail))));
  }

  private static String detail(PayoutView payout) {
    String count =
        payout.approvals().missing() == 0
            ? ""
            : payout.approvals().given()
                + " of "
                + payout.approvals().threshold()
                + " approvals are there. ";
    return VisibleText.of(count + payout.next());
  }

  private Optional<String> ask(Proposal proposal) {
    return AskLine.of(dao, proposal).map(VisibleText::of);
  }

  private Instant start(Proposal proposal, Instant end) {
    return new BlockTimes(proposal, read)
        .ofTimepoint(proposal.content().voteStart())
        .map(Happenings.Moment::at)
        .filter(start -> start.isBefore(end))
        .orElse(end);
  }

  private PeriodView.Due plain(
      Proposal proposal, String what, Instant at, Optional<String> latest) {
    return new PeriodView.Due(
        what,
        proposal.key().proposalId().toString(),
        headline(dao, proposal),
        ask(proposal),
        at.toString(),
        latest,
        "",
        Optional.empty());
  }

  private static boolean isUnderWay(Proposal proposal) {
    return !proposal.removedByReorg()
        && !proposal.chain().map(view -> view.state().isFinal()).orElse(false);
  }

  /** What will happen, where that is known, and the author's title. */
  static String headline(Dao dao, Proposal proposal) {
    return Headline.with(
        Headline.of(dao, proposal).map(VisibleText::of),
        VisibleText.brief(ProposalViews.headline(proposal), LONGEST_HEADLINE));
  }
}
