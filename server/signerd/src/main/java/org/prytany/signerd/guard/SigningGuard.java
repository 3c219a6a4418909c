package org.prytany.signerd.guard;

import java.math.BigInteger;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.approval.StatementKeeper;
import org.prytany.governance.approval.TreasurerJournal;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.pause.PauseOrder;
import org.prytany.governance.pause.PauseState;
import org.prytany.governance.poll.Space;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.sending.Signer;
import org.prytany.governance.sending.SigningRequest;
import org.prytany.governance.signing.KeyBounds;
import org.prytany.governance.signing.Seals;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.governance.statement.Kept;
import org.prytany.governance.statement.OperatorDecision;
import org.prytany.governance.statement.Roster;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.signerd.guard.FeeBudget.Share;
import org.prytany.signerd.guard.Ledger.Standing;
import org.prytany.signerd.journal.Journal;
import org.prytany.signerd.journal.Recorded;
import org.prytany.signerd.keys.KeySource;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/**
 * Signs a transaction only if everything that speaks for it holds now, and finds that out itself:
 * the proposal's state, id and effects from its own endpoint, what people want from their
 * signatures in its own journal, what was decided from its own seals. What a request says is what
 * is asked for, and speaks for nothing.
 */
public final class SigningGuard implements Signer, StatementKeeper {

  private static final System.Logger LOG = System.getLogger(SigningGuard.class.getName());

  private final InstantSource dates;
  private final Rules rules;
  private final OwnChain chain;
  private final Transactions transactions;
  private final KeySource keys;
  private final Ledger ledger;
  private final Settlement settlement;
  private final Sealer seals;
  private final TreasurerJournal treasurers;
  private final Control control;
  private final Grounds grounds;
  private final NonceChoice nonces;
  private final FeeBudget budget;
  private final KeyWatch watch;
  private final Map<Purse, Object> purses = new ConcurrentHashMap<>();

  /**
   * What the signer's own configuration says.
   *
   * @param daos those that it signs for; a request for any other is refused
   * @param operators who may decide votes that the rules leave to people
   * @param maxFeeWei the most that one transaction may cost, gas limit times fee cap, in wei
   * @param dayFeesWei the most that one account's transactions may cost within a day, in wei
   * @param furthestCount how far above what is known an account's transaction count may be
   * @param keys what single keys may not do
   */
  public record Rules(
      Set<Dao> daos,
      Set<Address> operators,
      BigInteger maxFeeWei,
      BigInteger dayFeesWei,
      long furthestCount,
      KeyRules keys) {
    public Rules {
      daos = Set.copyOf(daos);
      operators = Set.copyOf(operators);
    }

    /** Where every key may do what its account is configured for. */
    public Rules(
        Set<Dao> daos,
        Set<Address> operators,
        BigInteger maxFeeWei,
        BigInteger dayFeesWei,
        long furthestCount) {
      this(daos, operators, maxFeeWei, dayFeesWei, furthestCount, KeyRules.NONE);
    }
  }

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
      Clocks clocks) {
    this.dates = clocks.dates();
    this.rules = rules;
    this.chain = chain;
    this.keys = keys;
    this.transactions = new Transactions(keys);
    this.ledger = new Ledger(journal);
    KeptEntries kept = new KeptEntries(journal);
    this.control = new Control(chain.control(), journal);
    journal.replay(
        line -> {
          ledger.apply(line);
          control.apply(line);
          kept.apply(line);
        });
    this.watch = new KeyWatch(rules.keys(), ledger, dates);
    watch.requireNamesOfOld();
    this.settlement = new Settlement(chain, ledger, clocks.nanos());
    this.nonces = new NonceChoice(chain, ledger, rules.furthestCount(), dates);
    this.budget = new FeeBudget(ledger, rules.maxFeeWei(), rules.dayFeesWei(), dates);
    this.seals = new Sealer(ledger, rules.daos(), sealKey);
    this.treasurers = new TreasurerJournal(kept, signatures, dates, rules.operators());
    this.grounds =
        new Grounds(
            chain,
            ledger,
            seals,
            treasurers,
            rules.operators(),
            signatures,
            limits,
            control,
            dates,
            watch);
    for (Dao dao : rules.daos()) {
      if (kept.lostSince(dao)) {
        treasurers.restart(dao, kept.epoch());
      }
      treasurers.list(dao);
    }
  }

  public Seals seals() {
    return seals;
  }

  /** Signs anchors with the same journal, so that no nonce of theirs is another's. */
  public AnchorGuard anchors(AnchorGuard.Rules its) {
    return new AnchorGuard(
        its,
        chain,
        transactions,
        ledger,
        nonces::count,
        budget,
        settlement,
        keys.accounts(),
        watch,
        dates);
  }

  /**
   * Signs votes off chain, with the same journal.
   *
   * @param spaces in which it may
   */
  public PollGuard polls(Collection<Space> spaces) {
    return new PollGuard(
        new PollGuard.Rules(spaces, rules.operators()), keys, ledger, dates, watch);
  }

  /**
   * Looks what became of the nonces that are not certain, also while nobody asks for a signature: a
   * chain that does not answer is asked the next time.
   */
  public void look() {
    try {
      watch.all();
    } catch (PrytanyException e) {
      // Who asks for a signature, or for the keys, is told.
      LOG.log(System.Logger.Level.WARNING, "revoked keys: {0}", e.getMessage());
    }
    for (Dao dao : rules.daos()) {
      try {
        settlement.settle(dao);
      } catch (PrytanyException e) {
        // Who asks for a signature is told; here nothing waits for it.
        continue;
      }
    }
  }

  @Override
  public Set<Address> accounts() {
    return keys.accounts();
  }

  @Override
  public List<KeyBounds> bounds() {
    return watch.all();
  }

  @Override
  public Act.Submission sign(SigningRequest request) {
    Dao dao = own(request.dao());
    ProposalContent content = request.proposal().content();
    TransactionTerms terms = request.terms();
    Grounds.requireContent(dao, content);
    requireTerms(dao, terms);
    requireKey(terms.from());
    watch.require(dao, request.kind(), terms.from());
    Purse purse = new Purse(terms.chainId(), terms.from());
    synchronized (purses.computeIfAbsent(purse, its -> new Object())) {
      // All of it at once for one account: two acts must not see the same nonce free.
      long said = treasurers.sequence();
      requireNoPause(dao, request.kind());
      grounds.requireId(dao, content);
      String act = Act.id(request.kind(), content.key(), content.contentHash(), terms.from());
      // An account that was replaced prices what it has open anew, and begins nothing.
      requireAccount(dao, request.kind(), terms.from(), ledger.standing(act).isPresent());
      // At every act, so that a payment counts from soon after it was made.
      settlement.settle(dao);
      Limits.Leaving leaving = grounds.require(dao, request);
      return signed(dao, request, act, purse, leaving, said);
    }
  }

  /**
   * @param said the sequence of what treasurers had said last before anything was looked at
   */
  private Act.Submission signed(
      Dao dao, SigningRequest request, String act, Purse purse, Limits.Leaving leaving, long said) {
    TransactionTerms terms = request.terms();
    long count = nonces.count(dao, purse);
    Optional<Standing> standing = ledger.standing(act);
    long nonce = nonces.of(dao, standing, terms, purse, count);
    boolean anew = standing.filter(before -> before.nonce() == nonce).isPresent();
    requireAccount(dao, request.kind(), terms.from(), anew);
    if (!anew && leaving.early().isPresent()) {
      throw Refusal.because(leaving.early().get());
    }
    TransactionTerms last = terms;
    if (anew) {
      // The call is the same, but only its hash was kept.
      TransactionTerms before = Ledger.whole(standing.orElseThrow().terms(), terms.data());
      boolean raised =
          terms.fees().most().compareTo(before.fees().most()) > 0
              && terms.fees().tip().compareTo(before.fees().tip()) > 0;
      last = raised ? terms : before;
    }
    // The chain is not asked any more: what treasurers say waits until it is signed, or came
    // before.
    synchronized (treasurers) {
      requireNothingSaidSince(said);
      // What was revoked while the chain was slow to answer does not sign any more.
      watch.require(dao, request.kind(), terms.from());
      budget.requireAct(purse, nonce, last.mostFeeWei(), Share.of(request.kind()));
      Act.Submission submission = transactions.signed(last, nonce);
      // The same bytes may move more by now.
      if (!ledger.recorded(act, submission.transactionHash(), leaving.spent())) {
        ledger.record(
            new Recorded.Signed(
                act,
                request.kind(),
                request.proposal().key(),
                dao.id(),
                nonce,
                count,
                last,
                submission.transactionHash(),
                leaving.spent()));
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

  @Override
  public Act.Submission cancel(Act act, TransactionTerms terms) {
    Dao dao =
        rules.daos().stream()
            .filter(
                own ->
                    own.chainId() == act.proposal().chainId()
                        && own.governor().equals(act.proposal().governor()))
            .findFirst()
            .orElseThrow(() -> Refusal.because("no DAO is configured for " + act.proposal()));
    Refusal.unless(terms.chainId() == dao.chainId(), "the transaction is for another chain");
    Refusal.unless(
        terms.from().equals(act.account()) && terms.to().equals(act.account()),
        "it is no transfer from the account to itself");
    Refusal.unless(
        terms.valueWei().signum() == 0 && terms.data().equals("0x"),
        "it is no transfer of nothing");
    requireFees(terms);
    Purse purse = new Purse(terms.chainId(), terms.from());
    synchronized (purses.computeIfAbsent(purse, its -> new Object())) {
      Standing standing =
          ledger
              .standing(act.id())
              .orElseThrow(() -> Refusal.because("nothing was ever signed for this act"));
      long count = nonces.count(dao, purse);
      long nonce = NonceChoice.next(standing, count);
      TransactionTerms last =
          Optional.ofNullable(standing.nonces().get(nonce))
              .flatMap(Ledger.Mark::cancelled)
              .filter(fees -> fees.most().compareTo(terms.fees().most()) > 0)
              .map(terms::with)
              .orElse(terms);
      // The fees of before with the gas of now.
      requireFees(last);
      Act.Submission submission = transactions.signed(last, nonce);
      if (!ledger.knows(purse, nonce, submission.transactionHash())) {
        ledger.record(
            new Recorded.Cancelled(
                act.id(),
                terms.chainId(),
                terms.from(),
                nonce,
                last.fees(),
                Optional.of(last.gasLimit()),
                submission.transactionHash()));
      }
      return submission;
    }
  }

  @Override
  public OptionalLong signedNonce(Act act) {
    return ledger
        .standing(act.id())
        .map(
            standing ->
                standing.nonces().keySet().stream()
                    .mapToLong(Long::longValue)
                    .filter(nonce -> ledger.open(purse(act), nonce))
                    .max()
                    .orElse(standing.nonce()))
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  private static Purse purse(Act act) {
    return new Purse(act.proposal().chainId(), act.account());
  }

  // What treasurers sign: kept here, and counted from here.

  @Override
  public Kept keep(Dao dao, Proposal proposal, TreasurerStatement statement) {
    Dao own = own(dao);
    ProposalContent content = proposal.content();
    Grounds.requireContent(own, content);
    Proposal seen = Proposal.fresh(content);
    // Anybody can hand one in: who signed it is found out before the chain is asked anything.
    treasurers.requireSaid(own, seen, statement);
    grounds.requireId(own, content);
    if (statement.kind().bindsEffects()) {
      seen = grounds.seen(own, proposal, chain.reader().view(own, content));
      // What changed before counts as changed before.
      control.lookIfTold(own);
    }
    return treasurers.keep(own, seen, statement);
  }

  @Override
  public Kept keep(Dao dao, Proposal proposal, OperatorDecision decision) {
    Dao own = own(dao);
    ProposalContent content = proposal.content();
    Grounds.requireContent(own, content);
    Proposal seen = Proposal.fresh(content);
    treasurers.requireSaid(own, seen, decision);
    grounds.requireId(own, content);
    if (OperatorDecision.bindsEffects(decision.support())) {
      ChainView view = chain.reader().view(own, content);
      seen =
          proposal.verdict().isEmpty()
              ? grounds.unread(own, content, view, decision)
              : grounds.seen(own, proposal, view);
    }
    return treasurers.keep(own, seen, decision);
  }

  @Override
  public List<OperatorDecision> decisions(Dao dao, ProposalKey proposal) {
    return treasurers.decisions(own(dao), proposal);
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
    Refusal.unless(
        rules.daos().contains(asked),
        "the DAO '"
            + asked.id()
            + "' is not configured here as the server says. Server and signer read the same file:"
            + " start both again after a change");
    return asked;
  }

  private void requireTerms(Dao dao, TransactionTerms terms) {
    Refusal.unless(terms.chainId() == dao.chainId(), "the transaction is for another chain");
    Refusal.unless(terms.to().equals(dao.governor()), "the transaction does not call the governor");
    Refusal.unless(terms.valueWei().signum() == 0, "the transaction sends value");
    requireFees(terms);
  }

  private void requireFees(TransactionTerms terms) {
    Refusal.unless(
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

  private static void requireAccount(Dao dao, ActKind kind, Address from, boolean otherwise) {
    Optional<Address> role = kind == ActKind.VOTE ? dao.voter() : dao.executor();
    Refusal.unless(
        otherwise || role.filter(from::equals).isPresent(),
        "account "
            + from
            + " is not the configured "
            + (kind == ActKind.VOTE ? "voter" : "executor")
            + " of '"
            + dao.id()
            + "'");
  }

  private void requireKey(Address account) {
    Refusal.unless(
        keys.accounts().contains(account), "the signer holds no key for account " + account);
  }

  private void requireNoPause(Dao dao, ActKind kind) {
    treasurers
        .pauses(dao)
        .stopping(kind)
        .ifPresent(
            pause -> {
              throw Refusal.because("it is paused: " + pause.name() + " (" + pause.reason() + ")");
            });
  }
}
