package org.prytany.chain.writes;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.prytany.spi.Address;

/**
 * Everything that a run leaves otherwise than it found it. A value that is written and put back is
 * not here.
 *
 * @param accounts only those that change
 */
public record Writes(Map<Address, Account> accounts) {

  public Writes {
    accounts = Map.copyOf(accounts);
  }

  /** A word or an amount, before and after. */
  public record Change(BigInteger before, BigInteger after) {

    /** What came to it; negative where it got less. */
    BigInteger delta() {
      return after.subtract(before);
    }
  }

  /**
   * What changes of one account.
   *
   * @param balance its native coin in wei
   * @param nonce whether it sent a transaction or created a contract
   * @param code whether it got, changed or lost code
   * @param ended whether it is gone
   * @param slots its storage, by slot
   */
  public record Account(
      Optional<Change> balance,
      boolean nonce,
      boolean code,
      boolean ended,
      Map<BigInteger, Change> slots) {

    public Account {
      slots = Map.copyOf(slots);
    }
  }
}
