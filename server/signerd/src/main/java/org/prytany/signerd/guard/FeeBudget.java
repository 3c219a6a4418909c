package org.prytany.signerd.guard;

import java.math.BigInteger;
import java.time.InstantSource;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/**
 * What an account's fees may cost in a day. What others can bring about (proposals to vote on, to
 * queue, to execute) may not use all of it up, so that something is left to take back what may not
 * happen.
 */
final class FeeBudget {

  private static final BigInteger QUARTERS = BigInteger.valueOf(4);

  private final Ledger ledger;
  private final BigInteger dayWei;
  private final InstantSource clock;

  /**
   * How much of a day a transaction may leave used up.
   *
   * @param quarters of it
   */
  enum Share {
    /** Queueing and executing: they can wait for the next day. */
    PAYMENTS(2),
    /** Votes: the chain does not wait for them. */
    VOTES(3),
    TAKING_BACK(4);

    private final BigInteger quarters;

    Share(int quarters) {
      this.quarters = BigInteger.valueOf(quarters);
    }

    static Share of(ActKind kind) {
      return kind == ActKind.VOTE ? VOTES : PAYMENTS;
    }
  }

  /**
   * @param dayWei the most, in wei
   */
  FeeBudget(Ledger ledger, BigInteger dayWei, InstantSource clock) {
    this.ledger = ledger;
    this.dayWei = dayWei;
    this.clock = clock;
  }

  /**
   * @param most what the transaction can cost, in wei; one that costs no more than what is signed
   *     with the same nonce always fits
   */
  boolean fits(Purse purse, long nonce, BigInteger most, Share share) {
    return most.compareTo(ledger.fee(purse, nonce)) <= 0
        || ledger.feesWith(purse, nonce, most, clock.instant()).compareTo(most(share)) <= 0;
  }

  /**
   * @throws PrytanyException FEE_TOO_HIGH if it does not fit: asked again later, it may be signed
   */
  void require(Purse purse, long nonce, BigInteger most, Share share) {
    if (!fits(purse, nonce, most, share)) {
      // No reason to take back what is signed: the day passes.
      throw new PrytanyException(
          FailureCode.FEE_TOO_HIGH,
          "Nothing was signed: with it the fees of "
              + purse.account()
              + " could come to "
              + ledger.feesWith(purse, nonce, most, clock.instant())
              + " wei within a day, and for this at most "
              + most(share)
              + " are configured. It is asked again as the day passes; to have it sooner, raise"
              + " prytany.signer.daily-fee-wei.");
    }
  }

  private BigInteger most(Share share) {
    return dayWei.multiply(share.quarters).divide(QUARTERS);
  }
}
