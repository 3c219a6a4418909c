package org.prytany.signerd.guard;

import java.math.BigInteger;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.approval.ChainTime;
import org.prytany.governance.approval.Kept;
import org.prytany.governance.approval.Roster;
import org.prytany.governance.approval.SignatureCheck;
import org.prytany.governance.approval.TreasurerJournal;
import org.prytany.governance.approval.TreasurerStatement;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.decision.Decided;
import org.prytany.governance.digest.EffectsReport;
import org.prytany.governance.digest.Verdict;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.hash.Keccak256;
import org.prytany.governance.pause.PauseOrder;
import org.prytany.governance.pause.PauseState;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalIds;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.signing.Seals;
import org.prytany.governance.signing.Signer;
import org.prytany.governance.signing.SigningRequest;
import org.prytany.governance.signing.StatementKeeper;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.governance.tally.ChainView;
import org.prytany.signerd.guard.Ledger.Purse;
import org.prytany.signerd.guard.Ledger.Standing;
import org.prytany.signerd.journal.Journal;
import org.prytany.signerd.journal.Recorded;
import org.prytany.signerd.keys.KeySource;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;

/**
 * Signs a transaction only if everything that speaks for it holds now, and finds that out itself:
 * the proposal's state, id and effects from its own endpoint, what people want from their
 * signatures in its own journal, what was decided from its own seals. What a request says is what
 * is asked for, and speaks for nothing.
 */
public final class SigningGuard implements Signer, StatementKeeper {

  private final Rules rules;
  private final OwnChain chain;
  private final Transactions transactions;
  private final KeySource keys;
  private final Ledger ledger;
  private final Settlement settlement;
  private final Sealer seals;
  private final TreasurerJournal treasurers;
  private final SignatureCheck signatures;
  private final Limits limits;
  private final InstantSource clock;
  private final Map<Purse, Object> purses = new ConcurrentHashMap<>();

  /**
   * What the signer's own configuration says.
   *
   * @param daos those that it signs for; a request for any other is refused
   * @param maxFeeWei the most that one transaction may cost, gas limit times fee cap, in wei
   * @param furthestCount how far above what is known an account's transaction count may be
   */
  public record Rules(Set<Dao> daos, BigInteger maxFeeWei, long furthestCount) {
    public Rules {
      daos = Set.copyOf(daos);
    }
  }

  /** A count of this many is no count: no account on any chain has sent as many. */
  private static final long NO_COUNT = 1L << 32;

  /**
   * @param sealKey 32 bytes that neither the store nor the server has
   */
  public SigningGuard(
      Rules rules,
      OwnChain chain,
      KeySource keys,
      Journal journal,
      byte[] sealKey,
      SignatureCheck signatures,
      Limits limits,
      InstantSource clock) {
    this.rules = rules;
    this.chain = chain;
    this.keys = keys;
    this.transactions = new Transactions(keys);
    this.ledger = new Ledger(journal);
    this.settlement = new Settlement(chain.transactions(), ledger);
    this.seals = new Sealer(ledger, rules.daos(), sealKey);
    this.signatures = signatures;
    this.limits = limits;
    this.clock = clock;
    this.treasurers = new TreasurerJournal(new KeptEntries(journal), signatures, clock);
    for (Dao dao : rules.daos()) {
      if (KeptEntries.lostSince(journal, dao)) {
        treasurers.restart(dao);
      }
      treasurers.list(dao);
    }
  }

  public Seals seals() {
    return seals;
  }

  /** Signs anchors with the same journal, so that no nonce of theirs is another's. */
  public AnchorGuard anchors(AnchorGuard.Rules its) {
    return new AnchorGuard(its, chain, transactions, ledger, this::count, keys.accounts(), clock);
  }

  @Override
  public Set<Address> accounts() {
    return keys.accounts();
  }

  @Override
  public Act.Submission sign(SigningRequest request) {
    Dao dao = own(request.dao());
    ProposalContent content = request.proposal().content();
    TransactionTerms terms = request.terms();
    requireContent(dao, content);
    requireTerms(dao, terms);
    requireAccount(dao, request.kind(), terms.from());
    Purse purse = new Purse(terms.chainId(), terms.from());
    synchronized (purses.computeIfAbsent(purse, its -> new Object())) {
      // All of it at once for one account: two acts must not see the same nonce free.
      long said = treasurers.sequence();
      requireNoPause(dao, request.kind());
      requireId(dao, content);
      // At every act, so that a payment counts from soon after it was made.
      settlement.settle(dao);
      ChainView view = chain.reader().view(dao, content);
      List<Recorded.Spent> spent =
          switch (request.kind()) {
            case VOTE -> {
              requireVote(dao, request.proposal(), terms, view);
              yield List.of();
            }
            case QUEUE -> {
              requireQueue(dao, request.proposal(), terms, view);
              yield List.of();
            }
            case EXECUTE -> requireExecution(dao, request.proposal(), terms, view);
          };
      return signed(dao, request, purse, spent, said);
    }
  }

  /**
   * @param said the sequence of what treasurers had said last before anything was looked at
   */
  private Act.Submission signed(
      Dao dao, SigningRequest request, Purse purse, List<Recorded.Spent> spent, long said) {
    ProposalContent content = request.proposal().content();
    TransactionTerms terms = request.terms();
    String act = Act.id(request.kind(), content.key(), content.contentHash(), terms.from());
    long count = count(dao, purse);
    Optional<Standing> standing = ledger.standing(act);
    long nonce = nonce(dao, standing, terms, purse, count);
    TransactionTerms last = terms;
    if (standing.isPresent() && standing.get().nonce() == nonce) {
      TransactionTerms before = standing.get().terms();
      boolean raised =
          terms.fees().most().compareTo(before.fees().most()) > 0
              && terms.fees().tip().compareTo(before.fees().tip()) > 0;
      last = raised ? terms : before;
    }
    // The chain is not asked any more: what treasurers say waits until it is signed, or came
    // before.
    synchronized (treasurers) {
      requireNothingSaidSince(said);
      Act.Submission submission = transactions.signed(last, nonce);
      boolean known =
          standing.isPresent() && standing.get().hashes().contains(submission.transactionHash());
      if (!known) {
        ledger.record(
            new Recorded.Signed(
                act,
                request.kind(),
                content.key(),
                dao.id(),
                nonce,
                count,
                last,
                submission.transactionHash(),
                spent));
      }
      return submission;
    }
  }

  /** What was looked at while the chain was slow to answer may not be what counts any more. */
  private void requireNothingSaidSince(long said) {
    if (treasurers.sequence() != said) {
      throw new PrytanyException(
          FailureCode.CONCURRENT_CHANGE,
          "Nothing was signed: treasurers signed something meanwhile. Ask again.");
    }
  }

  private long nonce(
      Dao dao, Optional<Standing> before, TransactionTerms terms, Purse purse, long count) {
    if (before.isEmpty()) {
      return ledger.free(purse, count);
    }
    Standing standing = before.get();
    if (standing.nonce() >= count) {
      require(
          standing.cancelled().isEmpty(),
          "its nonce " + standing.nonce() + " was given up, and the chain has not used it yet");
      require(
          sameCall(standing.terms(), terms),
          "another transaction (nonce "
              + standing.nonce()
              + ") was signed for this act before; only the same one with other fees may be signed");
      return standing.nonce();
    }
    for (String hash : standing.hashes()) {
      require(
          chain.transactions().receipt(dao, hash).isEmpty(),
          "transaction " + hash + " was signed for this act before, and is mined");
    }
    return ledger.free(purse, count);
  }

  private static boolean sameCall(TransactionTerms one, TransactionTerms other) {
    return one.to().equals(other.to())
        && one.valueWei().equals(other.valueWei())
        && one.data().equalsIgnoreCase(other.data());
  }

  private long count(Dao dao, Purse purse) {
    long count = chain.transactions().transactionCount(dao, purse.account());
    OptionalLong highest = ledger.highest(purse);
    boolean absurd =
        count < 0
            || count >= NO_COUNT
            || (highest.isPresent() && count - rules.furthestCount() > highest.getAsLong());
    require(
        !absurd,
        "the signer's endpoint says that "
            + purse.account()
            + " has sent "
            + count
            + " transactions, which cannot be: the highest known is "
            + (highest.isPresent() ? highest.getAsLong() : "none")
            + ". Check the endpoint; if it is right, raise prytany.signer.furthest-count");
    return count;
  }

  @Override
  public Act.Submission cancel(Act act, TransactionTerms terms) {
    Dao dao =
        rules.daos().stream()
            .filter(
                own ->
                    own.chainId() == act.proposal().chainId()
                        && own.governor().equals(act.proposal().governor()))
            .findFirst()
            .orElseThrow(() -> refused("no DAO is configured for " + act.proposal()));
    require(terms.chainId() == dao.chainId(), "the transaction is for another chain");
    require(
        terms.from().equals(act.account()) && terms.to().equals(act.account()),
        "it is no transfer from the account to itself");
    require(
        terms.valueWei().signum() == 0 && terms.data().equals("0x"),
        "it is no transfer of nothing");
    requireFees(terms);
    Purse purse = new Purse(terms.chainId(), terms.from());
    synchronized (purses.computeIfAbsent(purse, its -> new Object())) {
      Standing standing =
          ledger
              .standing(act.id())
              .orElseThrow(() -> refused("nothing was ever signed for this act"));
      long count = count(dao, purse);
      require(
          standing.nonce() >= count,
          "the chain has used nonce " + standing.nonce() + " already: nothing is left to give up");
      boolean lower =
          standing
              .cancelled()
              .filter(fees -> fees.most().compareTo(terms.fees().most()) > 0)
              .isPresent();
      TransactionTerms last = lower ? terms.with(standing.cancelled().orElseThrow()) : terms;
      Act.Submission submission = transactions.signed(last, standing.nonce());
      ledger.record(
          new Recorded.Cancelled(
              act.id(),
              terms.chainId(),
              terms.from(),
              standing.nonce(),
              last.fees(),
              submission.transactionHash()));
      return submission;
    }
  }

  @Override
  public OptionalLong signedNonce(Act act) {
    return ledger
        .standing(act.id())
        .map(standing -> OptionalLong.of(standing.nonce()))
        .orElseGet(OptionalLong::empty);
  }

  // What treasurers sign: kept here, and counted from here.

  @Override
  public Kept keep(Dao dao, Proposal proposal, TreasurerStatement statement) {
    Dao own = own(dao);
    ProposalContent content = proposal.content();
    requireContent(own, content);
    requireId(own, content);
    Proposal seen = Proposal.fresh(content);
    if (statement.kind().bindsEffects()) {
      seen = seen(own, proposal, chain.reader().view(own, content));
    }
    return treasurers.keep(own, seen, statement);
  }

  @Override
  public Kept keep(Dao dao, PauseOrder order) {
    return treasurers.keep(own(dao), order);
  }

  @Override
  public List<TreasurerStatement> statements(Dao dao, ProposalKey proposal) {
    return treasurers.statements(own(dao), proposal);
  }

  @Override
  public Roster roster(Dao dao) {
    return treasurers.roster(own(dao));
  }

  @Override
  public PauseState pauses(Dao dao) {
    return treasurers.pauses(own(dao));
  }

  // What has to hold.

  private Dao own(Dao asked) {
    require(
        rules.daos().contains(asked),
        "the DAO '"
            + asked.id()
            + "' is not configured here as the server says. Server and signer read the same file:"
            + " start both again after a change");
    return asked;
  }

  private static void requireContent(Dao dao, ProposalContent content) {
    require(
        content.key().chainId() == dao.chainId() && content.key().governor().equals(dao.governor()),
        "the proposal belongs to another chain or governor than the DAO's");
    content
        .malformed()
        .ifPresent(
            why -> {
              throw refused(why);
            });
    String description = content.descriptionHex();
    require(
        description.matches("0x([0-9a-fA-F]{2})*")
            && ("0x"
                    + HexFormat.of()
                        .formatHex(Keccak256.of(HexFormat.of().parseHex(description.substring(2)))))
                .equalsIgnoreCase(content.descriptionHash()),
        "the proposal's text does not have the hash that it is executed with");
  }

  private void requireId(Dao dao, ProposalContent content) {
    switch (chain.ids().check(dao, content)) {
      case ProposalIds.Answer.Belongs belongs -> {}
      case ProposalIds.Answer.Differs differs -> throw refused(differs.why());
      case ProposalIds.Answer.Unknown unknown -> throw refused(unknown.why());
    }
  }

  private void requireTerms(Dao dao, TransactionTerms terms) {
    require(terms.chainId() == dao.chainId(), "the transaction is for another chain");
    require(terms.to().equals(dao.governor()), "the transaction does not call the governor");
    require(terms.valueWei().signum() == 0, "the transaction sends value");
    requireFees(terms);
  }

  private void requireFees(TransactionTerms terms) {
    require(
        terms.gasLimit().signum() > 0
            && terms.fees().tip().signum() >= 0
            && terms.fees().most().compareTo(terms.fees().tip()) >= 0,
        "the transaction's gas limit or fees make no sense");
    if (terms.mostFeeWei().compareTo(rules.maxFeeWei()) > 0) {
      // No reason to take back what is signed: fees fall again.
      throw new PrytanyException(
          FailureCode.FEE_TOO_HIGH,
          "Nothing was signed: it could cost "
              + terms.mostFeeWei()
              + " wei in fees, and at most "
              + rules.maxFeeWei()
              + " are configured for one transaction.");
    }
  }

  private void requireAccount(Dao dao, ActKind kind, Address from) {
    Optional<Address> role = kind == ActKind.VOTE ? dao.voter() : dao.executor();
    require(
        role.filter(from::equals).isPresent(),
        "account "
            + from
            + " is not the configured "
            + (kind == ActKind.VOTE ? "voter" : "executor")
            + " of '"
            + dao.id()
            + "'");
    require(keys.accounts().contains(from), "the signer holds no key for account " + from);
  }

  private void requireNoPause(Dao dao, ActKind kind) {
    treasurers
        .pauses(dao)
        .stopping(kind)
        .ifPresent(
            pause -> {
              throw refused("it is paused: " + pause.name() + " (" + pause.reason() + ")");
            });
  }

  private void requireVote(Dao dao, Proposal asked, TransactionTerms terms, ChainView view) {
    ProposalContent content = asked.content();
    require(
        view.state() == ProposalState.ACTIVE,
        "the signer's endpoint says that the proposal is " + view.state() + ", not ACTIVE");
    require(
        chain.reader().voteOf(dao, content, terms.from()).isEmpty(),
        "the chain has a vote of " + terms.from() + " already");
    Decided decided =
        asked.decision().orElseThrow(() -> refused("no decision is recorded for this proposal"));
    require(
        seals.stands(content.key(), Seals.Subject.DECISION, decided.canonical(), decided.seal()),
        "the recorded decision is not the one that was made here last: its seal does not count");
    require(
        decided.contentHash().equals(content.contentHash()),
        "the recorded decision is about other content");
    if (!(decided.decision() instanceof VoteDecision.Cast cast)) {
      throw refused(
          "the recorded decision is not to vote, but "
              + decided.decision().getClass().getSimpleName());
    }
    Integer number = chain.reader().supports(dao).get(cast.support());
    if (number == null) {
      throw refused("the governor does not take a vote " + cast.support());
    }
    requireCall(chain.calls().vote(dao, content, number, cast.reason()), terms);
    if (cast.support() == Support.FOR) {
      // A vote for it was decided by its effects: they have to be what the signer sees, too.
      seen(dao, asked, view);
    }
  }

  private void requireQueue(Dao dao, Proposal asked, TransactionTerms terms, ChainView view) {
    require(
        view.state() == ProposalState.SUCCEEDED,
        "the signer's endpoint says that the proposal is " + view.state() + ", not SUCCEEDED");
    requireCall(chain.calls().queue(dao, asked.content()), terms);
    Proposal seen = seen(dao, asked, view);
    requireNoBlock(seen, approvals(dao, seen));
  }

  private List<Recorded.Spent> requireExecution(
      Dao dao, Proposal asked, TransactionTerms terms, ChainView view) {
    require(
        view.state() == ProposalState.QUEUED,
        "the signer's endpoint says that the proposal is " + view.state() + ", not QUEUED");
    requireCall(chain.calls().execute(dao, asked.content()), terms);
    Proposal seen = seen(dao, asked, view);
    long now = ChainTime.of(seen, clock).getEpochSecond();
    require(
        view.etaSeconds().orElse(0) <= now,
        "the timelock ends in " + (view.etaSeconds().orElse(0) - now) + " seconds");
    ApprovalState approvals = approvals(dao, seen);
    requireNoBlock(seen, approvals);
    require(
        approvals.rejections().isEmpty(),
        "treasurers rejected it: "
            + approvals.rejections().stream().map(TreasurerStatement::treasurer).sorted().toList());
    require(
        approvals.approved(),
        approvals.approvals().size()
            + " treasurers' approvals count, and "
            + approvals.needed()
            + " are needed");
    String act = Act.id(ActKind.EXECUTE, seen.key(), seen.content().contentHash(), terms.from());
    return limits.require(
        dao,
        seen.effects().orElseThrow().effects(),
        approvals,
        ledger.payments(dao.id()).stream().filter(payment -> !payment.act().equals(act)).toList(),
        // An endpoint may name any time: waits and periods go by the clock that dates the journal.
        clock.instant());
  }

  /** The proposal as this process knows it; of the request only a verdict whose seal counts. */
  private Proposal seen(Dao dao, Proposal asked, ChainView view) {
    ProposalContent content = asked.content();
    Verdict verdict =
        asked.verdict().orElseThrow(() -> refused("the text was never compared with the effects"));
    require(
        seals.stands(content.key(), Seals.Subject.VERDICT, verdict.canonical(), verdict.seal()),
        "the comparison of text and effects is not the one that was made here last: its seal does"
            + " not count");
    EffectsReport own = chain.effects(dao, content);
    require(
        verdict.contentHash().equals(content.contentHash()),
        "the comparison of text and effects is about other content");
    require(
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

  private ApprovalState approvals(Dao dao, Proposal seen) {
    return ApprovalState.of(
        dao, seen, treasurers.roster(dao), ChainTime.of(seen, clock), signatures);
  }

  private static void requireNoBlock(Proposal seen, ApprovalState approvals) {
    approvals
        .stop(seen)
        .ifPresent(
            why -> {
              throw refused("it is stopped. " + why);
            });
  }

  private static void requireCall(PlannedCall expected, TransactionTerms terms) {
    require(
        expected.target().equals(terms.to())
            && expected.valueWei().equals(terms.valueWei())
            && expected
                .calldata()
                .toLowerCase(Locale.ROOT)
                .equals(terms.data().toLowerCase(Locale.ROOT)),
        "the transaction's call is not the one that follows from the proposal and the decision");
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw refused(otherwise);
    }
  }

  static PrytanyException refused(String why) {
    return new PrytanyException(
        FailureCode.SIGNING_REFUSED, "Nothing was signed: " + why + (why.endsWith(".") ? "" : "."));
  }
}
