package org.prytany.signerd.guard;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.approval.ChainTime;
import org.prytany.governance.approval.DecisionRules;
import org.prytany.governance.approval.TreasurerJournal;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.governor.VoteCall;
import org.prytany.governance.hash.Keccak256;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Decided;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalIds;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.sending.SigningRequest;
import org.prytany.governance.signing.Seals;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.governance.statement.OperatorDecision;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.Shares;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;

/**
 * What has to speak for an act before it is signed: chain, seals, treasurers and limits, each asked
 * by the signer itself.
 */
final class Grounds {

  private final OwnChain chain;
  private final Ledger ledger;
  private final Seals seals;
  private final TreasurerJournal treasurers;
  private final Set<Address> operators;
  private final SignatureCheck signatures;
  private final Limits limits;
  private final Control control;
  private final InstantSource clock;
  private final KeyWatch watch;

  Grounds(
      OwnChain chain,
      Ledger ledger,
      Seals seals,
      TreasurerJournal treasurers,
      Set<Address> operators,
      SignatureCheck signatures,
      Limits limits,
      Control control,
      InstantSource clock,
      KeyWatch watch) {
    this.chain = chain;
    this.ledger = ledger;
    this.seals = seals;
    this.treasurers = treasurers;
    this.operators = operators;
    this.signatures = signatures;
    this.limits = limits;
    this.control = control;
    this.clock = clock;
    this.watch = watch;
  }

  /**
   * @return what the act moves out of the treasury, and whether it may be begun yet
   * @throws org.prytany.governance.failure.PrytanyException SIGNING_REFUSED for the first thing
   *     that stands against it
   */
  Limits.Leaving require(Dao dao, SigningRequest request) {
    Proposal asked = request.proposal();
    TransactionTerms terms = request.terms();
    ChainView view = chain.reader().view(dao, asked.content());
    watch.requireTime(terms.from(), Instant.ofEpochSecond(view.at().timestamp()));
    return switch (request.kind()) {
      case VOTE -> {
        requireVote(dao, asked, terms, view);
        yield Limits.Leaving.NOTHING;
      }
      case QUEUE -> {
        requireQueue(dao, asked, terms, view);
        yield Limits.Leaving.NOTHING;
      }
      case EXECUTE -> requireExecution(dao, asked, terms, view);
    };
  }

  static void requireContent(Dao dao, ProposalContent content) {
    Refusal.unless(
        content.key().chainId() == dao.chainId() && content.key().governor().equals(dao.governor()),
        "the proposal belongs to another chain or governor than the DAO's");
    content
        .malformed()
        .ifPresent(
            why -> {
              throw Refusal.because(why);
            });
    String description = content.descriptionHex();
    Refusal.unless(
        description.matches("0x([0-9a-fA-F]{2})*+")
            && ("0x"
                    + HexFormat.of()
                        .formatHex(Keccak256.of(HexFormat.of().parseHex(description.substring(2)))))
                .equalsIgnoreCase(content.descriptionHash()),
        "the proposal's text does not have the hash that it is executed with");
  }

  void requireId(Dao dao, ProposalContent content) {
    switch (chain.ids().check(dao, content)) {
      case ProposalIds.Answer.Belongs belongs -> {}
      case ProposalIds.Answer.Differs differs -> throw Refusal.because(differs.why());
      case ProposalIds.Answer.Unknown unknown -> throw Refusal.because(unknown.why());
    }
  }

  private void requireVote(Dao dao, Proposal asked, TransactionTerms terms, ChainView view) {
    ProposalContent content = asked.content();
    Refusal.unless(
        view.state() == ProposalState.ACTIVE,
        "the signer's endpoint says that the proposal is " + view.state() + ", not ACTIVE");
    Refusal.unless(
        chain.reader().voteOf(dao, content, terms.from()).isEmpty(),
        "the chain has a vote of " + terms.from() + " already");
    Decided decided =
        asked
            .decision()
            .orElseThrow(() -> Refusal.because("no decision is recorded for this proposal"));
    Refusal.unless(
        seals.stands(content.key(), Seals.Subject.DECISION, decided.canonical(), decided.seal()),
        "the recorded decision is not the one that was made here last: its seal does not count");
    Refusal.unless(
        decided.contentHash().equals(content.contentHash()),
        "the recorded decision is about other content");
    if (!(decided.decision() instanceof VoteDecision.Vote vote)) {
      throw Refusal.because(
          "the recorded decision is not to vote, but "
              + decided.decision().getClass().getSimpleName());
    }
    switch (VoteCall.of(chain.reader(), chain.calls(), dao, content, terms.from(), vote)) {
      case VoteCall.Cannot cannot -> throw Refusal.because(cannot.why());
      case VoteCall.Made made -> requireCall(made.call(), terms);
    }
    requirePeople(dao, known(dao, asked, view, vote), vote);
  }

  /**
   * A vote for it was decided by its effects: they have to be what the signer sees, too. Where the
   * text could not be compared with them, nothing but an operator's own signature stands for that.
   */
  private Proposal known(Dao dao, Proposal asked, ChainView view, VoteDecision.Vote vote) {
    ProposalContent content = asked.content();
    if (!vote.goes(Support.FOR)) {
      return Proposal.fresh(content).change().chain(view).build();
    }
    Optional<OperatorDecision> signed =
        treasurers.decisions(content.key()).stream()
            .filter(decision -> operators.contains(decision.operator()))
            .max(Comparator.comparingLong(OperatorDecision::sequence))
            .filter(decision -> decision.support() == Support.FOR)
            .filter(decision -> vote.rule().equals(OperatorDecision.RULE));
    return signed.isPresent() && asked.verdict().isEmpty()
        ? unread(dao, content, view, signed.get())
        : seen(dao, asked, view);
  }

  /** The proposal as this process knows it, where nobody compared its text. */
  Proposal unread(Dao dao, ProposalContent content, ChainView view, OperatorDecision decision) {
    return Proposal.fresh(content)
        .change()
        .chain(view)
        .effects(Optional.of(effects(dao, content, decision.effectsHash())))
        .build();
  }

  /** Where an operator decided, nothing else is voted; and nobody else decides in their name. */
  private void requirePeople(Dao dao, Proposal known, VoteDecision.Vote vote) {
    DecisionRules.Standing standing =
        DecisionRules.standing(
            dao,
            operators,
            known,
            treasurers.decisions(known.key()),
            signatures,
            ChainTime.of(known, clock));
    switch (standing) {
      case DecisionRules.Standing.None none ->
          Refusal.unless(
              !vote.rule().equals(OperatorDecision.RULE),
              "it is recorded as a person's decision, and no operator signed one");
      case DecisionRules.Standing.Lapsed lapsed ->
          throw Refusal.because(
              "what "
                  + lapsed.decision().operator()
                  + " decided does not count any more, and an operator has to decide again. "
                  + lapsed.why());
      case DecisionRules.Standing.Decided decided ->
          Refusal.unless(
              vote.rule().equals(OperatorDecision.RULE)
                  && vote.shares().equals(Shares.all(decided.decision().support()))
                  && vote.reason().equals(decided.decision().reason()),
              "operator "
                  + decided.decision().operator()
                  + " decided to vote "
                  + decided.decision().support()
                  + " with another reason or direction");
    }
  }

  private void requireQueue(Dao dao, Proposal asked, TransactionTerms terms, ChainView view) {
    Refusal.unless(
        view.state() == ProposalState.SUCCEEDED,
        "the signer's endpoint says that the proposal is " + view.state() + ", not SUCCEEDED");
    Refusal.unless(
        view.isToBeQueued(),
        "the signer's endpoint says that this governor executes without a timelock");
    requireCall(chain.calls().queue(dao, asked.content()), terms);
    requireTreasury(dao, asked.content(), view);
    Proposal seen = seen(dao, asked, view);
    requireNoBlock(seen, approvals(dao, seen));
  }

  private Limits.Leaving requireExecution(
      Dao dao, Proposal asked, TransactionTerms terms, ChainView view) {
    Refusal.unless(
        view.isToBeExecuted(),
        "the signer's endpoint says that the proposal is "
            + view.state()
            + (view.queues() ? ", not QUEUED" : ", not SUCCEEDED"));
    requireCall(chain.calls().execute(dao, asked.content()), terms);
    requireTreasury(dao, asked.content(), view);
    Proposal seen = seen(dao, asked, view);
    long now = ChainTime.of(seen, clock).getEpochSecond();
    Refusal.unless(
        view.etaSeconds().orElse(0) <= now,
        "the timelock ends in " + (view.etaSeconds().orElse(0) - now) + " seconds");
    ApprovalState approvals = approvals(dao, seen);
    requireNoBlock(seen, approvals);
    Refusal.unless(
        approvals.rejections().isEmpty(),
        "treasurers rejected it: "
            + approvals.rejections().stream().map(TreasurerStatement::treasurer).sorted().toList());
    Refusal.unless(
        approvals.approved(),
        approvals.approvals().size()
            + " treasurers' approvals count, and "
            + approvals.needed()
            + " are needed");
    control.require(dao, approvals);
    String act = Act.id(ActKind.EXECUTE, seen.key(), seen.content().contentHash(), terms.from());
    return limits.require(
        dao,
        seen.effects().orElseThrow().effects(),
        approvals,
        ledger.payments(dao).stream().filter(payment -> !payment.act().equals(act)).toList(),
        // An endpoint may name any time: waits and periods go by the clock that dates the journal.
        clock.instant());
  }

  /** The proposal as this process knows it; of the request only a verdict whose seal counts. */
  Proposal seen(Dao dao, Proposal asked, ChainView view) {
    ProposalContent content = asked.content();
    Verdict verdict =
        asked
            .verdict()
            .orElseThrow(() -> Refusal.because("the text was never compared with the effects"));
    Refusal.unless(
        seals.stands(content.key(), Seals.Subject.VERDICT, verdict.canonical(), verdict.seal()),
        "the comparison of text and effects is not the one that was made here last: its seal does"
            + " not count");
    EffectsReport own = effects(dao, content, verdict.effectsHash());
    Refusal.unless(
        verdict.contentHash().equals(content.contentHash()),
        "the comparison of text and effects is about other content");
    Refusal.unless(
        verdict.effectsHash().equals(own.effects().effectsHash()),
        "the signer's own simulation, in block "
            + own.effects().block()
            + ", shows other effects than the comparison of text and effects is about");
    return Proposal.fresh(content)
        .change()
        .chain(view)
        .effects(Optional.of(own))
        .verdict(Optional.of(verdict))
        .statements(treasurers.statements(content.key()))
        .build();
  }

  /**
   * What the signer's own endpoint shows. It may explain a call that the server's endpoint could
   * not explain: then what was shown says less than it might, and that is no contradiction. A call
   * that only the server's endpoint explains is one.
   */
  private EffectsReport effects(Dao dao, ProposalContent content, String shown) {
    EffectsReport own = chain.effects(dao, content);
    return own.effects().effectsHash().equals(shown) ? own : own.withoutAccounts();
  }

  private ApprovalState approvals(Dao dao, Proposal seen) {
    return ApprovalState.of(
        dao, seen, treasurers.roster(dao), ChainTime.of(seen, clock), signatures);
  }

  /** Limits count what leaves the treasury: what another account would pay, they do not see. */
  private void requireTreasury(Dao dao, ProposalContent content, ChainView view) {
    chain
        .reader()
        .executedElsewhere(dao, content, view.at())
        .ifPresent(
            why -> {
              throw Refusal.because("it would be executed from elsewhere. " + why);
            });
  }

  private static void requireNoBlock(Proposal seen, ApprovalState approvals) {
    approvals
        .stop(seen)
        .ifPresent(
            why -> {
              throw Refusal.because("it is stopped. " + why);
            });
  }

  private static void requireCall(PlannedCall expected, TransactionTerms terms) {
    Refusal.unless(
        expected.target().equals(terms.to())
            && expected.valueWei().equals(terms.valueWei())
            && expected
                .calldata()
                .toLowerCase(Locale.ROOT)
                .equals(terms.data().toLowerCase(Locale.ROOT)),
        "the transaction's call is not the one that follows from the proposal and the decision");
  }
}
