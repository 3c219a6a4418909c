package org.prytany.governance.intake;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ActSlots;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.governance.proposal.Transitions;
import org.prytany.spi.ProposalKey;

/** Takes back what was derived from blocks that are no longer part of the chain. */
final class ReorgRollback {

  private final GovernorLogs logs;
  private final ProposalRepository proposals;
  private final Transitions transitions;
  private final AuditLog audit;

  ReorgRollback(
      GovernorLogs logs, ProposalRepository proposals, Transitions transitions, AuditLog audit) {
    this.logs = logs;
    this.proposals = proposals;
    this.transitions = transitions;
    this.audit = audit;
  }

  /**
   * Rolls back everything that was read above the last common block. Doing it twice is harmless.
   */
  void above(Dao dao, long ancestor) {
    for (ProposalSummary summary : proposals.summaries(dao.chainId(), dao.governor())) {
      boolean removed =
          summary.block() > ancestor && !canonical(dao, transitions.current(summary.key()));
      if (removed && !summary.removedByReorg()) {
        audit.append(
            AuditLog.SERVER,
            "proposal.removed-by-reorg",
            summary.key().text(),
            Map.of("block", Long.toString(summary.block())));
      }
      transitions.apply(
          summary.key(),
          "proposal",
          current -> {
            Proposal next = rolledBack(current, ancestor, removed);
            return next.equals(current) ? Optional.empty() : Optional.of(next);
          });
    }
  }

  /**
   * Asks again about what was confirmed, failed or was taken back in the last blocks. An act is
   * seen mined before intake has read its block; when another block takes that place, the cursor
   * knows of no reorg.
   *
   * @param depth how many blocks behind the head are looked at
   */
  void unread(Dao dao, BlockRef head, int depth) {
    Map<Long, Optional<BlockRef>> blocks = new HashMap<>();
    for (ProposalKey key :
        proposals.minedAbove(dao.chainId(), dao.governor(), head.number() - depth)) {
      Proposal proposal = transitions.current(key);
      for (ActKind kind : ActKind.values()) {
        Optional<Mined> gone =
            ActSlots.slot(proposal, kind)
                .flatMap(Act::outcome)
                .flatMap(Mined::of)
                .filter(c -> c.block() <= head.number() && c.block() > head.number() - depth)
                .filter(
                    c ->
                        blocks
                            .computeIfAbsent(c.block(), number -> logs.block(dao, number))
                            .map(now -> !now.hash().equalsIgnoreCase(c.blockHash()))
                            .orElse(false));
        gone.ifPresent(mined -> reopen(proposal, kind, mined));
      }
    }
  }

  /** Where an outcome of ours was mined: what we did, what failed, and what took it back. */
  private record Mined(ActOutcome outcome, String transactionHash, long block, String blockHash) {

    static Optional<Mined> of(ActOutcome outcome) {
      return switch (outcome) {
        case ActOutcome.Confirmed c ->
            Optional.of(new Mined(c, c.transactionHash(), c.block(), c.blockHash()));
        case ActOutcome.Reverted r ->
            Optional.of(new Mined(r, r.transactionHash(), r.block(), r.blockHash()));
        case ActOutcome.Recalled r ->
            r.transactionHash().map(hash -> new Mined(r, hash, r.block(), r.blockHash()));
        default -> Optional.empty();
      };
    }
  }

  private void reopen(Proposal proposal, ActKind kind, Mined gone) {
    audit.append(
        AuditLog.SERVER,
        kind.name().toLowerCase(Locale.ROOT) + ".removed-by-reorg",
        proposal.key().text(),
        Map.of("block", Long.toString(gone.block()), "transaction", gone.transactionHash()));
    transitions.apply(
        proposal.key(),
        "reorg",
        current -> {
          Optional<Act> act = ActSlots.slot(current, kind);
          if (!act.flatMap(Act::outcome).equals(Optional.of(gone.outcome()))) {
            return Optional.empty();
          }
          Proposal.Draft draft =
              ActSlots.withSlot(current, unknownAgain(act.orElseThrow())).change();
          if (current.chain().map(view -> view.at().number() >= gone.block()).orElse(false)) {
            draft.withoutChain();
          }
          if (current.receipt().map(receipt -> receipt.block() >= gone.block()).orElse(false)) {
            draft.receipt(Optional.empty());
          }
          return Optional.of(draft.build());
        });
  }

  private boolean canonical(Dao dao, Proposal proposal) {
    return logs.block(dao, proposal.content().block())
        .map(ref -> ref.hash().equals(proposal.content().blockHash()))
        .orElse(false);
  }

  private static Proposal rolledBack(Proposal current, long ancestor, boolean removed) {
    Proposal.Draft draft = current.change();
    if (removed) {
      draft.removedByReorg(true);
    }
    if (current.chain().isPresent() && current.chain().get().at().number() > ancestor) {
      draft.withoutChain();
    }
    draft.ballot(current.ballot().flatMap(act -> reopened(act, ancestor)));
    draft.queue(current.queue().flatMap(act -> reopened(act, ancestor)));
    draft.execution(current.execution().flatMap(act -> reopened(act, ancestor)));
    if (current.receipt().isPresent() && current.receipt().get().block() > ancestor) {
      draft.receipt(Optional.empty());
    }
    return draft.build();
  }

  /**
   * An act whose block may be gone has an unknown outcome again: the chain will be asked. One that
   * a stranger did, or that was never signed, is forgotten instead.
   */
  private static Optional<Act> reopened(Act act, long ancestor) {
    if (act.outcome().isEmpty()) {
      return Optional.of(act);
    }
    boolean doubtful =
        switch (act.outcome().get()) {
          case ActOutcome.Confirmed confirmed -> confirmed.block() > ancestor;
          case ActOutcome.Reverted reverted -> reverted.block() > ancestor;
          case ActOutcome.DoneElsewhere elsewhere -> true;
          case ActOutcome.Unknown unknown -> false;
          case ActOutcome.Abandoned abandoned -> false;
          case ActOutcome.Contrary contrary -> true;
          case ActOutcome.Recalled recalled -> recalled.block() > ancestor;
        };
    if (!doubtful) {
      return Optional.of(act);
    }
    if (act.submission().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(unknownAgain(act));
  }

  private static Act unknownAgain(Act act) {
    return act.withOutcome(
        new ActOutcome.Unknown("The chain was reorganised; it is being asked again."));
  }
}
