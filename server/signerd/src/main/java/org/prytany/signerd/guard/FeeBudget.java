package org.prytany.signerd.guard;

import java.math.BigInteger;
import java.time.InstantSource;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/**
 * What an account's fees may cost in a day. Nothing is begun that could not be taken back within
 * it: each act that may still be mined counts as if taking it back cost the most that one
 * transaction may. So what is taken back is never refused for the day's sake.
 */
final class FeeBudget {

  private static final BigInteger QUARTERS = BigInteger.valueOf(4);

  private final Ledger ledger;
  private final BigInteger oneWei;
  private final BigInteger dayWei;
  private final InstantSource clock;

  /**
   * How much of a day a transaction may leave used up by what is signed.
   *
   * @param quarters of it
   */
  enum Share {
    /** Queueing and executing: they can wait for the next day. */
    PAYMENTS(2),
    /** Votes: the chain does not wait for them. */
    VOTES(3);

    private final BigInteger quarters;

    Share(int quarters) {
      this.quarters = BigInteger.valueOf(quarters);
    }

    static Share of(ActKind kind) {
      return kind == ActKind.VOTE ? VOTES : PAYMENTS;
    }
  }

  /**
   * @param oneWei the most that one transaction may cost, in wei
   * @param dayWei the most that a day may cost, in wei
   */
  FeeBudget(Ledger ledger, BigInteger oneWei, BigInteger dayWei, InstantSource clock) {
    this.ledger = ledger;
    this.oneWei = oneWei;
    this.dayWei = dayWei;
    this.clock = clock;
  }

  /**
   * Whether a transaction that is never taken back fits.
   *
   * @param most what it can cost, in wei; one that costs no more than what is signed with the same
   *     nonce always fits
   */
  boolean fits(Purse purse, long nonce, BigInteger most, Share share) {
    return most.compareTo(ledger.fee(purse, nonce)) <= 0
        || ledger.feesWith(purse, nonce, most, clock.instant()).compareTo(most(share)) <= 0;
  }

  /**
   * As {@link #fits}.
   *
   * @throws PrytanyException FEE_TOO_HIGH if it does not fit: asked again later, it may be signed
   */
  void require(Purse purse, long nonce, BigInteger most, Share share) {
    if (!fits(purse, nonce, most, share)) {
      throw tooHigh(
          purse,
          "with it the fees of "
              + purse.account()
              + " could come to "
              + ledger.feesWith(purse, nonce, most, clock.instant())
              + " wei within a day, and for this at most "
              + most(share)
              + " are configured");
    }
  }

  /**
   * The same for an act, which has to leave as much as taking back everything that is open may
   * cost. A form of an act that has the nonce already needs no more than that.
   *
   * @throws PrytanyException FEE_TOO_HIGH as above
   */
  void requireAct(Purse purse, long nonce, BigInteger most, Share share) {
    require(purse, nonce, most, share);
    if (ledger.fee(purse, nonce).signum() != 0) {
      return;
    }
    // What a false count left behind does not stop the account for good, which may never come
    // there: it goes on with one act at a time, so that no second false count adds more to it.
    BigInteger reserved =
        ledger.openBefore(purse, nonce)
            ? ledger.reservedWithStranded(purse, nonce, oneWei, clock.instant())
            : ledger.reservedWith(purse, nonce, oneWei, clock.instant());
    if (reserved.compareTo(dayWei) > 0) {
      throw tooHigh(
          purse,
          "to take back everything that "
              + purse.account()
              + " would have open with it could cost "
              + reserved
              + " wei within a day, and at most "
              + dayWei
              + " are configured");
    }
  }

  private static PrytanyException tooHigh(Purse purse, String why) {
    // No reason to take back what is signed: what is open is mined, and the day passes.
    return new PrytanyException(
        FailureCode.FEE_TOO_HIGH,
        "Nothing was signed: "
            + why
            + ". It is asked again as transactions of "
            + purse.account()
            + " are mined and the day passes; to have it sooner, raise"
            + " prytany.signer.daily-fee-wei.");
  }

  private BigInteger most(Share share) {
    return dayWei.multiply(share.quarters).divide(QUARTERS);
  }
}
