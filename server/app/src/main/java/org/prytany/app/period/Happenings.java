package org.prytany.app.period;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.app.history.History;
import org.prytany.app.sheet.VisibleText;
import org.prytany.app.view.AddressBook;
import org.prytany.app.view.Checksummed;
import org.prytany.app.view.EffectView;
import org.prytany.app.view.TextViews;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;

/** What happened to one proposal, with the best time that is known for it. */
final class Happenings {

  private final Dao dao;
  private final History history;
  private final Proposal proposal;
  private final BlockTimes times;

  /**
   * @param read times that the chain said, by block number
   */
  Happenings(Dao dao, History history, Proposal proposal, Map<Long, Instant> read) {
    this.dao = dao;
    this.history = history;
    this.proposal = proposal;
    this.times = new BlockTimes(proposal, read);
  }

  /**
   * @param about whether it is reckoned from blocks around, or is when somebody noticed
   */
  record Moment(Instant at, boolean about) {}

  /**
   * In the order of the line; what has no time that is known is left out.
   *
   * @param executed when it was, see {@link Executions}
   */
  List<PeriodView.Happening> all(Optional<Moment> executed) {
    List<PeriodView.Happening> all = new ArrayList<>();
    proposed().ifPresent(all::add);
    proposal.ballot().flatMap(this::voted).ifPresent(all::add);
    outcome().ifPresent(all::add);
    proposal.queue().flatMap(this::queued).ifPresent(all::add);
    ended().ifPresent(all::add);
    executed.map(this::execution).ifPresent(all::add);
    return all;
  }

  private Optional<PeriodView.Happening> proposed() {
    var at = proposal.content().proposedAt();
    return at.isEmpty()
        ? Optional.empty()
        : Optional.of(
            happening(
                "proposed",
                new Moment(Instant.ofEpochSecond(at.getAsLong()), false),
                List.of("By " + Checksummed.of(proposal.content().proposer()) + "."),
                Optional.of(proposal.content().transactionHash())));
  }

  private Optional<PeriodView.Happening> voted(Act ballot) {
    boolean reached =
        ballot.outcome().filter(ActOutcome.Confirmed.class::isInstance).isPresent()
            || ballot.outcome().filter(ActOutcome.DoneElsewhere.class::isInstance).isPresent();
    if (!reached) {
      return Optional.empty();
    }
    return Optional.of(
        happening(
            "voted",
            moment(ballot),
            List.of(VisibleText.of(sentence(ballot.detail()))),
            transaction(ballot)));
  }

  /** How the vote ended. */
  private Optional<PeriodView.Happening> outcome() {
    Optional<ProposalState> state = proposal.chain().map(ChainView::state);
    if (state.isEmpty()) {
      return Optional.empty();
    }
    boolean passed =
        switch (state.get()) {
          case SUCCEEDED, QUEUED, EXECUTED, EXPIRED -> true;
          case PENDING, ACTIVE, CANCELED, DEFEATED -> false;
        };
    if (!passed && state.get() != ProposalState.DEFEATED) {
      return Optional.empty();
    }
    ChainView view = proposal.chain().get();
    return times
        .ofTimepoint(proposal.content().voteEnd())
        .or(
            () ->
                history
                    .became(
                        proposal.key(), passed ? ProposalState.SUCCEEDED : ProposalState.DEFEATED)
                    .map(at -> new Moment(at, false)))
        .map(
            moment ->
                happening(
                    passed ? "passed" : "defeated",
                    moment,
                    List.of(tally(view)),
                    Optional.empty()));
  }

  private static String tally(ChainView view) {
    BigInteger all = view.forVotes().add(view.againstVotes()).add(view.abstainVotes());
    return "For "
        + percent(view.forVotes(), all)
        + ", against "
        + percent(view.againstVotes(), all)
        + ", abstaining "
        + percent(view.abstainVotes(), all)
        + " of the votes given.";
  }

  private static String percent(BigInteger part, BigInteger whole) {
    return whole.signum() == 0
        ? "0 %"
        : new BigDecimal(part.multiply(BigInteger.valueOf(100)))
                .divide(new BigDecimal(whole), 1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString()
            + " %";
  }

  private Optional<PeriodView.Happening> queued(Act queue) {
    boolean done =
        queue.outcome().filter(ActOutcome.Confirmed.class::isInstance).isPresent()
            || (queue.outcome().filter(ActOutcome.DoneElsewhere.class::isInstance).isPresent()
                && noticedInTime(ProposalState.QUEUED));
    if (!done) {
      return Optional.empty();
    }
    List<String> details =
        proposal
            .chain()
            .filter(view -> view.etaSeconds().isPresent())
            .map(
                view ->
                    List.of(
                        "The timelock opens "
                            + PeriodMarkdown.time(
                                Instant.ofEpochSecond(view.etaSeconds().getAsLong()).toString())
                            + "."))
            .orElse(List.of());
    return Optional.of(happening("queued", moment(queue), details, transaction(queue)));
  }

  /** Cancellation and expiry leave nothing but the state: only who watched knows when. */
  private Optional<PeriodView.Happening> ended() {
    Optional<ProposalState> state =
        proposal
            .chain()
            .map(ChainView::state)
            .filter(s -> s == ProposalState.CANCELED || s == ProposalState.EXPIRED);
    return state
        .flatMap(s -> history.became(proposal.key(), s))
        .map(
            at ->
                happening(
                    state.get() == ProposalState.CANCELED ? "cancelled" : "expired",
                    new Moment(at, false),
                    List.of("Nothing of it will be executed."),
                    Optional.empty()));
  }

  /** When it was executed, if it was, as far as it is known of itself alone. */
  Optional<Moment> executed() {
    if (!isExecuted(proposal)) {
      return Optional.empty();
    }
    return proposal
        .receipt()
        .flatMap(
            receipt ->
                receipt.at().isPresent()
                    ? Optional.of(
                        new Moment(Instant.ofEpochSecond(receipt.at().getAsLong()), false))
                    : times.ofBlock(receipt.block()))
        .or(
            () ->
                history
                    .became(proposal.key(), ProposalState.EXECUTED)
                    .map(noticed -> new Moment(noticed, true)));
  }

  static boolean isExecuted(Proposal proposal) {
    return proposal
        .chain()
        .map(ChainView::state)
        .filter(s -> s == ProposalState.EXECUTED)
        .isPresent();
  }

  private PeriodView.Happening execution(Moment moment) {
    List<String> details = new ArrayList<>();
    for (EffectView effect :
        proposal
            .effects()
            .map(EffectsReport::effects)
            .map(effects -> TextViews.effectList(effects.effects(), AddressBook.of(dao)))
            .orElse(List.of())) {
      details.add(VisibleText.of(effect.line()));
    }
    details.add(
        switch (Receipted.of(proposal)) {
          case AS_SIMULATED -> "The receipt: exactly as simulated.";
          case DIFFERS ->
              "The receipt differs from the simulation: "
                  + VisibleText.of(proposal.receipt().map(ExecutionReceipt::difference).orElse(""));
          case NOT_SIMULATED ->
              "It was executed before it was simulated here: its receipt is held against nothing.";
          case MISSING -> "The receipt is not written yet.";
        });
    return happening(
        "executed", moment, details, proposal.receipt().map(ExecutionReceipt::transactionHash));
  }

  private boolean noticedInTime(ProposalState state) {
    return history.became(proposal.key(), state).isPresent();
  }

  private Moment moment(Act act) {
    return act.outcome()
        .filter(ActOutcome.Confirmed.class::isInstance)
        .map(ActOutcome.Confirmed.class::cast)
        .flatMap(confirmed -> times.ofBlock(confirmed.block()))
        .orElseGet(() -> new Moment(act.intendedAt(), false));
  }

  private static Optional<String> transaction(Act act) {
    return act.outcome()
        .flatMap(
            outcome ->
                switch (outcome) {
                  case ActOutcome.Confirmed confirmed -> Optional.of(confirmed.transactionHash());
                  case ActOutcome.DoneElsewhere elsewhere -> elsewhere.transactionHash();
                  case ActOutcome.Reverted reverted -> Optional.empty();
                  case ActOutcome.Unknown unknown -> Optional.empty();
                  case ActOutcome.Abandoned abandoned -> Optional.empty();
                  case ActOutcome.Contrary contrary -> contrary.transactionHash();
                  case ActOutcome.Recalled recalled -> recalled.transactionHash();
                });
  }

  private static String sentence(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1) + ".";
  }

  private PeriodView.Happening happening(
      String kind, Moment moment, List<String> details, Optional<String> transaction) {
    return new PeriodView.Happening(
        kind,
        moment.at().toString(),
        moment.about(),
        proposal.key().proposalId().toString(),
        Periods.headline(dao, proposal),
        details,
        transaction);
  }
}
