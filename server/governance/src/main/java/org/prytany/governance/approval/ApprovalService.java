package org.prytany.governance.approval;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.duty.DutyRepository;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.Transitions;
import org.prytany.governance.statement.Roster;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.spi.Address;

/** Takes treasurers' signed statements and says what is still missing. */
public final class ApprovalService {

  /** How long a page waits for the signer to say who the treasurers are. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final DaoDirectory daos;
  private final StatementKeeper keeper;
  private final Transitions transitions;
  private final DutyRepository duties;
  private final AuditLog audit;
  private final InstantSource clock;
  private final ShownRosters shown;

  public ApprovalService(
      DaoDirectory daos,
      StatementKeeper keeper,
      Transitions transitions,
      DutyRepository duties,
      AuditLog audit,
      InstantSource clock) {
    this.daos = daos;
    this.keeper = keeper;
    this.transitions = transitions;
    this.duties = duties;
    this.audit = audit;
    this.clock = clock;
    shown = new ShownRosters(keeper, clock, PATIENCE);
  }

  /**
   * Has a statement verified and kept where the signer is, then stores it to be shown.
   *
   * @return where the approval stands with it
   * @throws PrytanyException APPROVAL_REFUSED naming what is wrong, also for a statement that was
   *     handed in before; NOT_FOUND for an unknown proposal; SIGNER_UNAVAILABLE
   */
  public ApprovalState submit(TreasurerStatement statement) {
    Proposal proposal = transitions.current(statement.proposal());
    Dao dao = dao(proposal);
    requireOpen(proposal);
    try {
      keeper.keep(dao, proposal, statement);
    } catch (PrytanyException e) {
      // It may have been kept before a crash, and not stored.
      mirrored(dao, proposal);
      throw e;
    } finally {
      shown.forget(dao);
    }
    Proposal stored = mirrored(dao, proposal);
    wake(stored, clock.instant());
    return state(stored);
  }

  /** Who the treasurers of a DAO are for the signer. Exceptions as {@link #mirrored}. */
  public Roster roster(Dao dao) {
    return keeper.roster(dao);
  }

  /**
   * The same to be shown, shared by all who read within a moment: while the signer does not answer,
   * as it said last, so that a page can still be read. Nothing is signed by it.
   */
  public Roster shownRoster(Dao dao) {
    return shown.of(dao);
  }

  /** Where a proposal's approval stands now. */
  public ApprovalState state(Proposal proposal) {
    Dao dao = dao(proposal);
    return ApprovalState.of(
        dao, proposal, keeper.roster(dao), ChainTime.of(proposal, clock), SignatureCheck.TRUSTED);
  }

  /**
   * A statement for a treasurer to sign, about the proposal as it is now.
   *
   * @param treasurer who will sign it
   * @param lifts of a withdrawal, the rejection; of an override, the findings, all that block now
   *     if empty
   * @param expiry Unix seconds; 0 for the usual one
   * @throws PrytanyException APPROVAL_REFUSED if there is nothing to sign yet; SIGNER_UNAVAILABLE
   */
  public TreasurerStatement prepare(
      Proposal proposal,
      TreasurerStatement.Kind kind,
      Address treasurer,
      List<String> lifts,
      String reason,
      long expiry) {
    Dao dao = dao(proposal);
    boolean binds = kind.bindsEffects();
    if (binds && proposal.effects().isEmpty()) {
      throw refused("the proposal's effects are not known yet: wait for its simulation");
    }
    boolean allFindings = kind == TreasurerStatement.Kind.OVERRIDE && lifts.isEmpty();
    Instant now = ChainTime.of(proposal, clock);
    return new TreasurerStatement(
        kind,
        proposal.key(),
        binds ? EffectWords.of(proposal.effects().orElseThrow().effects()) : List.of(),
        allFindings ? proposal.verdict().map(FindingNames::blocking).orElse(List.of()) : lifts,
        reason,
        treasurer,
        TreasurerStatement.executorOf(dao),
        keeper.roster(dao).nextCounter(treasurer),
        binds ? (expiry == 0 ? Expiry.usual(proposal, now) : expiry) : 0,
        proposal.content().contentHash(),
        proposal.content().actionsHash(),
        binds
            ? proposal.effects().orElseThrow().effects().effectsHash()
            : TreasurerStatement.NO_EFFECTS,
        "",
        Optional.empty());
  }

  /**
   * The proposal with exactly the statements that the signer keeps: what the store lacks or has too
   * much is put right, and the log has it before the store.
   *
   * @throws PrytanyException SIGNER_UNAVAILABLE
   */
  public Proposal mirrored(Dao dao, Proposal proposal) {
    List<TreasurerStatement> kept = keeper.statements(dao, proposal.key());
    for (TreasurerStatement statement : kept) {
      if (!proposal.statements().contains(statement)) {
        audit.append(
            statement.treasurer().hex(),
            "treasurer." + statement.kind().word(),
            proposal.key().text(),
            Map.ofEntries(
                Map.entry("contentHash", statement.contentHash()),
                Map.entry("actionsHash", statement.actionsHash()),
                Map.entry("effectsHash", statement.effectsHash()),
                Map.entry("effects", String.join("; ", statement.effects())),
                Map.entry("lifts", String.join("; ", statement.lifts())),
                Map.entry("counter", Long.toString(statement.counter())),
                Map.entry("expiry", Long.toString(statement.expiry())),
                Map.entry("reason", statement.reason()),
                Map.entry("signature", statement.signature()),
                Map.entry("kept", Long.toString(statement.sequence()))));
      }
    }
    return transitions.apply(
        proposal.key(),
        "approval",
        current -> {
          // Asked again in here: somebody else's statement may have been kept meanwhile.
          List<TreasurerStatement> now = keeper.statements(dao, proposal.key());
          return now.equals(current.statements())
              ? Optional.empty()
              : Optional.of(current.change().statements(now).build());
        });
  }

  private static void requireOpen(Proposal proposal) {
    if (proposal.removedByReorg()) {
      throw refused("the block that proposed it is no longer part of the chain");
    }
    if (proposal.chain().isPresent() && proposal.chain().get().state().isFinal()) {
      throw refused("the proposal is " + proposal.chain().get().state() + ": nothing can follow");
    }
  }

  /** Payouts that waited for this statement need not wait for their next turn. */
  private void wake(Proposal proposal, Instant now) {
    boolean toQueue = proposal.chain().filter(ChainView::isToBeQueued).isPresent();
    boolean toExecute = proposal.chain().filter(ChainView::isToBeExecuted).isPresent();
    if (!toQueue && !toExecute) {
      return;
    }
    duties.schedule(
        new Duty(
            proposal.key(),
            toQueue ? DutyKind.QUEUE : DutyKind.EXECUTE,
            now,
            now.plus(Duration.ofDays(1)),
            now.plus(Duration.ofDays(1)),
            Optional.empty(),
            now,
            0,
            ""));
  }

  private Dao dao(Proposal proposal) {
    return daos.find(proposal.key().chainId(), proposal.key().governor())
        .orElseThrow(
            () ->
                new PrytanyException(
                    FailureCode.NOT_FOUND, "no DAO is configured for " + proposal.key()));
  }

  private static PrytanyException refused(String why) {
    return new PrytanyException(FailureCode.APPROVAL_REFUSED, "Not accepted: " + why + ".");
  }
}
