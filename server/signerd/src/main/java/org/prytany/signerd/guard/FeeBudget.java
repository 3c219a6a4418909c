package org.prytany.signerd.guard;

import java.math.BigInteger;
import java.time.Instant;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/**
 * What an account's fees may cost in a day. What others can bring about (proposals to vote on, to
 * queue, to execute) may not use all of it up, so that something is left to take back what may not
 * happen.
 *
 * @param dayWei the most, in wei
 */
record FeeBudget(BigInteger dayWei) {

  /** The shares of the day, in quarters. */
  private static final int PAYMENTS = 2;

  private static final int VOTES = 3;
  private static final int ALL = 4;

  /** How much of the day an act of a kind may leave used up, in wei: votes cannot wait. */
  BigInteger of(ActKind kind) {
    return quarters(kind == ActKind.VOTE ? VOTES : PAYMENTS);
  }

  /** How much of the day taking back may leave used up, in wei: all of it. */
  BigInteger takingBack() {
    return quarters(ALL);
  }

  private BigInteger quarters(int share) {
    return dayWei.multiply(BigInteger.valueOf(share)).divide(BigInteger.valueOf(ALL));
  }

  /**
   * @param most what the transaction can cost
   * @param share of the day
   * @throws PrytanyException FEE_TOO_HIGH: asked again later, it may be signed
   */
  static void require(
      Ledger ledger, Purse purse, long nonce, BigInteger most, BigInteger share, Instant now) {
    BigInteger all = ledger.feesWith(purse, nonce, most, now);
    if (all.compareTo(share) > 0) {
      // No reason to take back what is signed: the day passes.
      throw new PrytanyException(
          FailureCode.FEE_TOO_HIGH,
          "Nothing was signed: with it the fees of "
              + purse.account()
              + " could come to "
              + all
              + " wei within a day, and for this at most "
              + share
              + " are configured. It is asked again as the day passes; to have it sooner, raise"
              + " prytany.signer.daily-fee-wei.");
    }
  }
}
