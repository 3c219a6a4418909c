package org.prytany.governance.signing;

import java.util.Set;
import org.prytany.governance.act.Act;
import org.prytany.spi.Address;

/** The only key-holder. */
public interface Signer {

  /** Accounts it can sign for. */
  Set<Address> accounts();

  /**
   * Signs if a recorded decision and the ledger allow it.
   *
   * @throws org.prytany.governance.failure.PrytanyException SIGNING_REFUSED with the reason
   */
  Act.Submission sign(SigningRequest request);
}
