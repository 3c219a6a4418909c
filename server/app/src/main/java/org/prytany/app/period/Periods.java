package org.prytany.app.period;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.prytany.app.history.History;
import org.prytany.app.sheet.Sheets;
import org.prytany.app.sheet.VisibleText;
import org.prytany.app.view.ApprovalViews;
import org.prytany.app.view.AskLine;
import org.prytany.app.view.Checksummed;
import org.prytany.app.view.DutyWork;
import org.prytany.app.view.Headline;
import org.prytany.app.view.ProposalViews;
import org.prytany.app.view.TextViews;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.effects.Outflow;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.statement.Roster;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/** Gathers a period of one DAO. */
public final class Periods {

  private static final int LONGEST_HEADLINE = 300;

  private final Dao dao;
  private final History history;
  private final Instant from;
  private final Instant to;
  private final Instant now;
  private final Map<Long, Instant> read;

  /**
   * @param from first moment
   * @param to moment after the last
   * @param now what lies before it has happened
   * @param read times that the chain said, by block number: see {@link BlockStamps}
   */
  public Periods(
      Dao dao, History history, Instant from, Instant to, Instant now, Map<Long, Instant> read) {
    this.dao = dao;
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
    Map<String, PeriodView.Paid> paid = new LinkedHashMap<>();
    for (Proposal proposal : proposals) {
      Happenings of = new Happenings(dao, history, proposal, read);
      happened.addAll(within(of.all()));
      of.executed()
          .filter(moment -> isPast(moment.at()))
          .ifPresent(moment -> payments(proposal, paid));
      blocked(proposal).ifPresent(blocked::add);
      due.addAll(due(proposal, duties));
    }
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
        List.copyOf(paid.values()),
        blocked,
        due);
  }

  private List<PeriodView.Happening> within(List<PeriodView.Happening> all) {
    return all.stream().filter(one -> isPast(Instant.parse(one.at()))).toList();
  }

  private boolean isPast(Instant at) {
    return !at.isBefore(from) && at.isBefore(to) && !at.isAfter(now);
  }

  /**
   * Adds what the proposal's execution took out of the DAO's accounts: the transfers as simulated,
   * or, where the receipt says that others were made, what each of them had less afterwards.
   */
  private void payments(Proposal proposal, Map<String, PeriodView.Paid> paid) {
    Optional<ExecutionReceipt> differing =
        proposal.receipt().filter(receipt -> !receipt.asSimulated());
    if (differing.isPresent()) {
      Map<Address, Token> tokens = ProposalViews.Tokens.of(proposal.effects().stream().toList());
      Map<Optional<Address>, BigInteger> less = new LinkedHashMap<>();
      for (ExecutionReceipt.BalanceChange change : differing.get().balances()) {
        if (dao.holds(change.account())) {
          less.merge(change.token(), change.before().subtract(change.after()), BigInteger::add);
        }
      }
      less.forEach(
          (asset, amount) -> {
            if (amount.signum() > 0) {
              Token token =
                  asset.map(at -> tokens.getOrDefault(at, unknown(at))).orElse(Token.NATIVE);
              add(paid, token, amount);
            }
          });
      return;
    }
    Outflow outflow =
        Outflow.of(dao, proposal.effects().map(EffectsReport::changes).orElse(List.of()));
    List<Outflow.Out> left = new ArrayList<>(outflow.listed());
    // Whose it was is not known: it may have been the DAO's.
    outflow.unlisted().stream().filter(out -> out.chain().isEmpty()).forEach(left::add);
    for (Outflow.Out out : left) {
      Token unnamed = out.asset().equals(Address.ZERO) ? Token.NATIVE : unknown(out.asset());
      add(paid, out.token().orElse(unnamed), out.amount());
    }
  }

  private static Token unknown(Address contract) {
    return new Token(Optional.of(contract), Optional.empty(), OptionalInt.empty());
  }

  private static void add(Map<String, PeriodView.Paid> paid, Token token, BigInteger amount) {
    String asset = token.contract().map(Address::hex).orElse("");
    Optional<PeriodView.Paid> before = Optional.ofNullable(paid.get(asset));
    BigInteger sum =
        before.map(known -> new BigInteger(known.amount())).orElse(BigInteger.ZERO).add(amount);
    paid.put(
        asset,
        new PeriodView.Paid(
            token.symbol().map(VisibleText::of),
            token.contract().map(Checksummed::of),
            token.decimals().isPresent()
                ? Optional.of(token.decimals().getAsInt())
                : Optional.empty(),
            sum.toString(),
            before.map(PeriodView.Paid::payments).orElse(0) + 1,
            VisibleText.of(TextViews.amount(token, sum))));
  }

  private Optional<PeriodView.Blocked> blocked(Proposal proposal) {
    boolean under = isUnderWay(proposal);
    boolean stopped =
        proposal.verdict().map(Verdict::blocked).orElse(false)
            && !ApprovalState.of(dao, proposal, now).overridden(proposal);
    if (!under || !stopped) {
      return Optional.empty();
    }
    return Optional.of(
        new PeriodView.Blocked(
            proposal.key().proposalId().toString(),
            headline(dao, proposal),
            Sheets.Standing.words(proposal),
            proposal.verdict().orElseThrow().findings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.RED)
                .map(finding -> VisibleText.of(Checksummed.in(finding.text())))
                .distinct()
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
    String detail =
        money
            ? VisibleText.of(ApprovalViews.payout(dao, proposal, Roster.of(dao), now).next())
            : "";
    return new PeriodView.Due(
        DutyWork.of(dao, proposal, duty.kind(), Roster.of(dao), now).what(),
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
