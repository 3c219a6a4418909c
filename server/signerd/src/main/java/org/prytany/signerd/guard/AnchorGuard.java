package org.prytany.signerd.guard;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongBiFunction;
import org.prytany.governance.act.Act;
import org.prytany.governance.anchor.Anchor;
import org.prytany.governance.anchor.AnchorPlan;
import org.prytany.governance.anchor.AnchorRequest;
import org.prytany.governance.anchor.AnchorSigner;
import org.prytany.governance.audit.AuditHead;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.governance.signing.TransactionTerms.Fees;
import org.prytany.signerd.guard.FeeBudget.Share;
import org.prytany.signerd.journal.Recorded;
import org.prytany.spi.Address;

/**
 * Signs anchors of the audit log and nothing else. The transaction is made here: from the
 * configured account to itself, without value, its data the domain of anchors, a number and a hash.
 * So whoever asks chooses no more than these two and what it pays, up to a limit of its own.
 */
public final class AnchorGuard implements AnchorSigner {

  /** The highest entry that an account's first anchor may name: a log of 500 GB. */
  static final long MOST_AT_FIRST = 1_000_000_000;

  private static final long MOST_DAYS = 36_500;

  /** So many entries may a log grow by in a day: more than a hundred in each second of it. */
  static final long MOST_A_DAY = 10_000_000;

  private final Rules rules;
  private final OwnChain chain;
  private final Transactions transactions;
  private final Ledger ledger;
  private final ToLongBiFunction<Dao, Purse> count;
  private final FeeBudget budget;
  private final Settlement settlement;
  private final Set<Address> keys;
  private final KeyWatch watch;
  private final InstantSource clock;

  /**
   * What the signer's own configuration says.
   *
   * @param plan empty: no anchor is signed
   * @param maxFeeWei the most that one anchor may cost, gas limit times fee cap, in wei
   */
  public record Rules(Optional<AnchorPlan> plan, BigInteger maxFeeWei) {}

  /**
   * @param count what an account's transaction count is, at the signer's own endpoint
   * @param budget also of the account that anchors
   * @param settlement asked before something is refused for what fees may cost
   * @param keys accounts whose keys the signer holds
   * @param watch what single keys may not do
   */
  AnchorGuard(
      Rules rules,
      OwnChain chain,
      Transactions transactions,
      Ledger ledger,
      ToLongBiFunction<Dao, Purse> count,
      FeeBudget budget,
      Settlement settlement,
      Set<Address> keys,
      KeyWatch watch,
      InstantSource clock) {
    this.rules = rules;
    this.chain = chain;
    this.transactions = transactions;
    this.ledger = ledger;
    this.count = count;
    this.budget = budget;
    this.settlement = settlement;
    this.keys = keys;
    this.watch = watch;
    this.clock = clock;
  }

  @Override
  public Set<Address> accounts() {
    return keys;
  }

  @Override
  public synchronized Act.Submission anchor(AnchorRequest request) {
    AnchorPlan plan =
        rules
            .plan()
            .orElseThrow(
                () -> refused("no anchors are configured here (prytany.audit.anchor.dao)"));
    require(request.chainId() == plan.dao().chainId(), "anchors are for another chain");
    require(
        request.account().equals(plan.account()),
        "account " + request.account() + " is not the one that anchors");
    require(keys.contains(plan.account()), "the signer holds no key for " + plan.account());
    watch.requireAnchor(plan.account());
    require(
        AuditHead.parse(request.head().text()).filter(request.head()::equals).isPresent()
            && request.head().sequence() > 0,
        "this is no head of an audit log");
    TransactionTerms terms = terms(request);
    requireFees(terms);
    Purse purse = new Purse(plan.dao().chainId(), plan.account());
    Optional<AnchorStanding> last = ledger.anchor(purse);
    Optional<AnchorStanding> same = last.filter(its -> its.head().equals(request.head()));
    if (same.isEmpty() && last.isPresent()) {
      requireNext(plan, last.get(), request.head());
    }
    require(
        last.isPresent() || request.head().sequence() <= MOST_AT_FIRST,
        "no log has "
            + request.head().sequence()
            + " entries, and an anchor of that number would keep all later ones of the account from"
            + " being signed. Find out what the server's log really has");
    long now = count.applyAsLong(plan.dao(), purse);
    // A later anchor is itself a transfer of nothing: it takes back the one whose nonce it takes.
    // One that a false count gave a nonce in the future is left there.
    long nonce = ledger.forAnchor(purse, ledger.lowest(purse, now, clock.instant()));
    Optional<AnchorStanding> standing = same.filter(its -> its.nonce() == nonce);
    if (same.isPresent() && standing.isEmpty()) {
      requireNotMined(plan.dao(), same.get());
    }
    TransactionTerms signed =
        standing
            .map(AnchorStanding::terms)
            .filter(before -> !rises(before.fees(), terms.fees()))
            .orElse(terms);
    if (!budget.fits(purse, nonce, signed.mostFeeWei(), Share.PAYMENTS)) {
      settlement.settle(plan.dao());
    }
    budget.require(purse, nonce, signed.mostFeeWei(), Share.PAYMENTS);
    Act.Submission submission = transactions.signed(signed, nonce);
    boolean known =
        same.filter(its -> its.hashes().contains(submission.transactionHash())).isPresent();
    if (!known) {
      ledger.record(
          new Recorded.Anchored(request.head(), nonce, now, signed, submission.transactionHash()));
    }
    return submission;
  }

  private static TransactionTerms terms(AnchorRequest request) {
    return new TransactionTerms(
        request.chainId(),
        request.account(),
        request.account(),
        BigInteger.ZERO,
        new Anchor(request.head()).data(),
        request.gasLimit(),
        request.fees());
  }

  private void requireFees(TransactionTerms terms) {
    require(
        terms.gasLimit().signum() > 0
            && terms.fees().tip().signum() >= 0
            && terms.fees().most().compareTo(terms.fees().tip()) >= 0,
        "the anchor's gas limit or fees make no sense");
    if (terms.mostFeeWei().compareTo(rules.maxFeeWei()) > 0) {
      throw new PrytanyException(
          FailureCode.FEE_TOO_HIGH,
          "No anchor was signed: it could cost "
              + terms.mostFeeWei()
              + " wei in fees, and at most "
              + rules.maxFeeWei()
              + " are configured for one (prytany.signer.anchor-fee-wei).");
    }
  }

  private void requireNext(AnchorPlan plan, AnchorStanding last, AuditHead head) {
    require(
        head.sequence() > last.head().sequence(),
        "entry "
            + last.head().sequence()
            + " ("
            + last.head().hash()
            + ") was anchored before, and a log only grows; entry "
            + head.sequence()
            + " ("
            + head.hash()
            + ") is not after it. Find out whether the log was rolled back; if that is accepted,"
            + " name another anchor account, or wait until the log is longer");
    // Whole days, begun ones too, of a difference that cannot overflow.
    long days = Math.max(0, Duration.between(last.first(), clock.instant()).toDays()) + 1;
    require(
        head.sequence() - last.head().sequence() <= MOST_A_DAY * Math.min(days, MOST_DAYS),
        "entry "
            + last.head().sequence()
            + " was anchored at "
            + last.first()
            + ", and no log grows to entry "
            + head.sequence()
            + " since then: at most "
            + MOST_A_DAY
            + " entries a day are taken. Find out what the server's log really has");
    Instant next = last.first().plus(plan.period());
    require(
        !clock.instant().isBefore(next),
        "an anchor was signed at " + last.first() + ", and the next one is due at " + next);
  }

  private void requireNotMined(Dao dao, AnchorStanding same) {
    for (String hash : same.hashes()) {
      require(
          chain.transactions().receipt(dao, hash).isEmpty(),
          "transaction " + hash + " anchors this entry, and is mined");
    }
  }

  private static boolean rises(Fees before, Fees now) {
    return now.most().compareTo(before.most()) > 0 && now.tip().compareTo(before.tip()) > 0;
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw refused(otherwise);
    }
  }

  private static PrytanyException refused(String why) {
    return Refusal.because(why);
  }
}
