package org.prytany.signerd.guard;

import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.prytany.governance.act.TransactionSubmitter;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.signerd.guard.Ledger.Standing;

/**
 * Which nonce an act is signed with: its own for as long as the chain can take it, and otherwise
 * the lowest that is free.
 */
final class NonceChoice {

  /** A count of this many is no count: no account on any chain has sent as many. */
  private static final long NO_COUNT = 1L << 32;

  private final TransactionSubmitter transactions;
  private final Ledger ledger;
  private final long furthestCount;
  private final InstantSource clock;

  NonceChoice(
      TransactionSubmitter transactions, Ledger ledger, long furthestCount, InstantSource clock) {
    this.transactions = transactions;
    this.ledger = ledger;
    this.furthestCount = furthestCount;
    this.clock = clock;
  }

  /**
   * An account's transaction count as the signer's endpoint names it.
   *
   * @throws org.prytany.governance.failure.PrytanyException SIGNING_REFUSED if it cannot be
   */
  long count(Dao dao, Purse purse) {
    long count = transactions.transactionCount(dao, purse.account());
    OptionalLong highest = ledger.highest(purse);
    boolean absurd =
        count < 0
            || count >= NO_COUNT
            || (highest.isPresent() && count - furthestCount > highest.getAsLong());
    Refusal.unless(
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

  /**
   * @param terms of the call that is to be signed
   * @throws org.prytany.governance.failure.PrytanyException SIGNING_REFUSED if the act may not be
   *     signed (again)
   */
  long of(Dao dao, Optional<Standing> before, TransactionTerms terms, Purse purse, long count) {
    long lowest = ledger.lowest(purse, count, clock.instant());
    if (before.isEmpty()) {
      return ledger.free(purse, lowest);
    }
    Standing standing = before.get();
    // Behind a nonce that nobody has signed for it could never be mined: an endpoint once named too
    // high a count. The act can happen once, whichever of its nonces comes first.
    boolean stranded =
        ledger.free(purse, lowest) < standing.nonce() && ledger.wasTooHigh(purse, standing.nonce());
    if (standing.nonce() >= count && !stranded) {
      Refusal.unless(
          standing.cancelled().isEmpty(),
          "its nonce " + standing.nonce() + " was given up, and the chain has not used it yet");
      Refusal.unless(
          sameCall(standing.terms(), Ledger.compact(terms)),
          "another transaction (nonce "
              + standing.nonce()
              + ") was signed for this act before; only the same one with other fees may be signed");
      return standing.nonce();
    }
    for (String hash : standing.hashes()) {
      Refusal.unless(
          transactions.receipt(dao, hash).isEmpty(),
          "transaction " + hash + " was signed for this act before, and is mined");
    }
    if (stranded) {
      Refusal.unless(
          sameCall(standing.terms(), Ledger.compact(terms)),
          "another transaction (nonce "
              + standing.nonce()
              + ") was signed for this act before, which the chain may take later; only the same call"
              + " may be signed");
    }
    return ledger.free(purse, lowest);
  }

  private static boolean sameCall(TransactionTerms one, TransactionTerms other) {
    return one.to().equals(other.to())
        && one.valueWei().equals(other.valueWei())
        && one.data().equals(other.data());
  }
}
