package org.prytany.governance.sending;

import java.util.Optional;
import org.prytany.spi.Address;

/** Reads from the chain whether what an act is for has been done, by whomever. */
public interface Readback {

  /** What the chain has; empty if it is not done. */
  Optional<Found> find();

  /** Why it can no longer be done; empty while it can. */
  Optional<String> tooLate();

  /**
   * @param transactionHash where it was done; empty if the chain does not say
   * @param by who did it
   * @param asIntended whether it is what the act intended: a vote may have another direction
   * @param what plain English, e.g. "voted AGAINST with 400 votes"
   */
  record Found(Optional<String> transactionHash, Address by, boolean asIntended, String what) {}
}
