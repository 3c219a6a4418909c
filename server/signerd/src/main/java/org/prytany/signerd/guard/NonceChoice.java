package org.prytany.signerd.guard;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.signerd.guard.Ledger.Mark;
import org.prytany.signerd.guard.Ledger.Standing;

/**
 * Which nonce an act is signed with: its own for as long as the chain can take it, and otherwise
 * the lowest that is free.
 */
final class NonceChoice {

  /** A count of this many is no count: no account on any chain has sent as many. */
  private static final long NO_COUNT = 1L << 32;

  private final OwnChain chain;
  private final Ledger ledger;
  private final long furthestCount;
  private final InstantSource clock;

  NonceChoice(OwnChain chain, Ledger ledger, long furthestCount, InstantSource clock) {
    this.chain = chain;
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
    long count = chain.transactions().transactionCount(dao, purse.account());
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
   * @throws PrytanyException SIGNING_REFUSED if the act may not be signed (again);
   *     CONCURRENT_CHANGE if it may be when the chain has said the same for long enough
   */
  long of(Dao dao, Optional<Standing> before, TransactionTerms terms, Purse purse, long count) {
    Instant now = clock.instant();
    long free = ledger.free(purse, ledger.lowest(purse, count, now));
    if (before.isEmpty()) {
      return free;
    }
    Standing standing = before.get();
    long nonce = standing.nonce();
    // Whatever became of its nonces: an endpoint that is wrong about that brings no second call
    // out.
    Refusal.unless(
        sameCall(standing.terms(), Ledger.compact(terms)),
        "another transaction (nonce "
            + nonce
            + ") was signed for this act before; only the same call may be signed, with other fees"
            + (standing.kind() == ActKind.VOTE
                ? ". Decide the vote as it was decided then, in the same words, or cast it by hand"
                : ""));
    requireNotGivenUp(standing, count);
    // Behind a nonce that nobody has signed for it could never be mined: an endpoint once named too
    // high a count. The act can happen once, whichever of its nonces comes first.
    long signed = Optional.ofNullable(standing.nonces().get(nonce)).map(Mark::sequence).orElse(0L);
    boolean stranded = free < nonce && ledger.wasTooHigh(purse, nonce, signed);
    if (nonce >= count && !stranded) {
      return nonce;
    }
    for (String hash : standing.hashes()) {
      Refusal.unless(
          chain.transactions().receipt(dao, hash).isEmpty(),
          "transaction " + hash + " was signed for this act before, and is mined");
    }
    for (long used : standing.nonces().headMap(count).keySet()) {
      if (!ledger.wentElsewhere(purse, used, standing)) {
        // No reason to take back what is signed: a lower count, or a receipt, may follow.
        throw new PrytanyException(
            FailureCode.CONCURRENT_CHANGE,
            "Nothing was signed: the signer's endpoint says that nonce "
                + used
                + " of "
                + purse.account()
                + " is used, and by nothing that was signed for this act. Ask again: the act gets"
                + " another nonce when that has held for "
                + Depth.DEEP.toMinutes()
                + " minutes of the signer's and of the chain's time, in at least "
                + Depth.LOOKS
                + " looks"
                + (chain.second(dao).isPresent() ? " and at the server's endpoint too." : "."));
      }
    }
    return free;
  }

  /**
   * The nonce of an act that the chain comes to next: what is given up is given up there.
   *
   * @throws PrytanyException SIGNING_REFUSED if the chain is past all of them
   */
  static long next(Standing standing, long count) {
    SortedMap<Long, Mark> open = standing.nonces().tailMap(count);
    Refusal.unless(
        !open.isEmpty(),
        "the chain has used nonce " + standing.nonce() + " already: nothing is left to give up");
    return open.firstKey();
  }

  private static void requireNotGivenUp(Standing standing, long count) {
    standing
        .nonces()
        .tailMap(count)
        .forEach(
            (nonce, mark) ->
                Refusal.unless(
                    mark.cancelled().isEmpty(),
                    "its nonce " + nonce + " was given up, and the chain has not used it yet"));
  }

  private static boolean sameCall(TransactionTerms one, TransactionTerms other) {
    return one.to().equals(other.to())
        && one.valueWei().equals(other.valueWei())
        && one.data().equals(other.data());
  }
}
