package org.prytany.app.view;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Proposal;

/** When things happened to a proposal, as far as it is known. */
final class Moments {

  private Moments() {}

  /**
   * A timepoint of the governor's clock as a time. Where the clock counts blocks, it is reckoned
   * from their measured pace, in whole minutes, never later than that; empty where the pace is not
   * known.
   */
  static Optional<Instant> time(Proposal proposal, long timepoint) {
    return proposal
        .chain()
        .filter(view -> !view.timeIsUnknown())
        .flatMap(
            view ->
                view.clockIsTimestamp()
                    ? Optional.of(Instant.ofEpochSecond(timepoint))
                    : reckoned(view, timepoint));
  }

  private static Optional<Instant> reckoned(ChainView view, long timepoint) {
    if (view.pulse().secondsPerTimepoint().isEmpty()) {
      return Optional.empty();
    }
    double ahead = (timepoint - view.clock()) * view.pulse().secondsPerTimepoint().getAsDouble();
    return Optional.of(
        Instant.ofEpochSecond(view.at().timestamp())
            .plusSeconds((long) Math.floor(ahead))
            .truncatedTo(ChronoUnit.MINUTES));
  }

  /** The latest moment that is recorded. */
  static Optional<Instant> latest(Proposal proposal) {
    List<Instant> all = new ArrayList<>();
    proposal.chain().ifPresent(chain -> all.add(Instant.ofEpochSecond(chain.at().timestamp())));
    proposal.digest().ifPresent(digested -> all.add(digested.madeAt()));
    proposal.decision().ifPresent(decided -> all.add(decided.decidedAt()));
    proposal.ballot().ifPresent(act -> all.add(act.intendedAt()));
    proposal.queue().ifPresent(act -> all.add(act.intendedAt()));
    proposal.execution().ifPresent(act -> all.add(act.intendedAt()));
    return all.stream().max(Comparator.naturalOrder());
  }

  /** What happened, in the order of the line. */
  static List<ProposalView.Event> timeline(Proposal proposal) {
    List<ProposalView.Event> events = new ArrayList<>();
    events.add(
        new ProposalView.Event(
            seconds(proposal.content().proposedAt()),
            Optional.of(proposal.content().block()),
            "Proposed",
            Optional.of(Checksummed.of(proposal.content().proposer())),
            Optional.of(proposal.content().transactionHash())));
    proposal
        .digest()
        .ifPresent(
            digested ->
                events.add(ours(digested.madeAt(), "Digested", Optional.of(digested.plugin()))));
    proposal
        .effects()
        .ifPresent(
            report ->
                events.add(
                    new ProposalView.Event(
                        Optional.empty(),
                        Optional.of(report.effects().block()),
                        report.effects().succeeded()
                            ? "Simulated: every call succeeds"
                            : "Simulated: it would fail",
                        Optional.empty(),
                        Optional.empty())));
    proposal
        .decision()
        .ifPresent(
            decided ->
                events.add(
                    ours(
                        decided.decidedAt(),
                        "Decided by rule " + decided.decision().rule(),
                        Optional.of(decided.plugin()))));
    proposal.ballot().ifPresent(act -> events.add(event("Vote", act)));
    proposal.queue().ifPresent(act -> events.add(event("Queueing", act)));
    proposal
        .statements()
        .forEach(
            statement ->
                events.add(
                    new ProposalView.Event(
                        statement.receivedAt().map(Instant::toString),
                        Optional.empty(),
                        switch (statement.kind()) {
                          case APPROVE -> "Approved by a treasurer";
                          case REJECT -> "Rejected by a treasurer";
                          case OVERRIDE -> "Block overridden: " + statement.reason();
                          case WITHDRAW -> "Rejection withdrawn: " + statement.reason();
                        },
                        Optional.of(Checksummed.of(statement.treasurer())),
                        Optional.empty())));
    proposal.execution().ifPresent(act -> events.add(event("Execution", act)));
    proposal
        .receipt()
        .ifPresent(
            receipt ->
                events.add(
                    new ProposalView.Event(
                        Optional.empty(),
                        Optional.of(receipt.block()),
                        receipt.asSimulated()
                            ? "Executed exactly as simulated"
                            : "Executed, and it differs: " + receipt.difference(),
                        Optional.of(Checksummed.of(receipt.executedBy())),
                        Optional.of(receipt.transactionHash()))));
    return events;
  }

  private static Optional<String> seconds(OptionalLong unix) {
    return unix.isPresent()
        ? Optional.of(Instant.ofEpochSecond(unix.getAsLong()).toString())
        : Optional.empty();
  }

  private static ProposalView.Event ours(Instant at, String what, Optional<String> by) {
    return new ProposalView.Event(
        Optional.of(at.toString()), Optional.empty(), what, by, Optional.empty());
  }

  private static ProposalView.Event event(String what, Act act) {
    ActView view = ActViews.act(act);
    String outcome =
        act.outcome()
            .map(
                known ->
                    switch (known) {
                      case ActOutcome.Confirmed confirmed -> " confirmed";
                      case ActOutcome.Reverted reverted -> " reverted: " + reverted.reason();
                      case ActOutcome.DoneElsewhere elsewhere -> " done by somebody else first";
                      case ActOutcome.Unknown unknown ->
                          ", outcome not known yet: " + unknown.why();
                      case ActOutcome.Abandoned abandoned -> " given up: " + abandoned.why();
                      case ActOutcome.Contrary contrary ->
                          ": the chain has something else: " + contrary.what();
                      case ActOutcome.Recalled recalled -> " taken back: " + recalled.why();
                    })
            .orElse(act.sent() ? " sent" : " intended");
    return new ProposalView.Event(
        Optional.of(act.intendedAt().toString()),
        view.block(),
        what + outcome,
        view.by().or(() -> Optional.of(view.account())),
        view.transactionHash());
  }
}
