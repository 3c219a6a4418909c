package org.prytany.governance.statement;

import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;

/** Which counter the next statement or order of an account may have. */
public final class Counters {

  private static final long FURTHEST_AHEAD = 1_000_000;

  private Counters() {}

  /**
   * The counter has to be beyond all earlier ones of the account in this DAO.
   *
   * @throws PrytanyException APPROVAL_REFUSED with the next counter
   */
  public static void requireNext(Roster roster, Address treasurer, long counter) {
    long next = roster.nextCounter(treasurer);
    if (counter < next) {
      throw refused(
          "Its counter "
              + counter
              + " is over: "
              + treasurer
              + " has signed later ones for this DAO. Sign again; the next counter is "
              + next
              + ".");
    }
    // A wild counter would use up all the numbers that are left.
    if (counter - next > FURTHEST_AHEAD) {
      throw refused(
          "Its counter "
              + counter
              + " is far ahead of the next one, "
              + next
              + ". Sign the statement that is shown.");
    }
  }

  private static PrytanyException refused(String why) {
    return new PrytanyException(
        FailureCode.APPROVAL_REFUSED, "What was signed does not count. " + why);
  }
}
