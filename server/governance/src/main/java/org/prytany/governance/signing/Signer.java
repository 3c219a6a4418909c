package org.prytany.governance.signing;

import java.util.OptionalLong;
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

  /**
   * The nonce that an act was signed with before, also where the signature was lost in a crash: it
   * is never signed with another one. Empty if it was not signed.
   */
  OptionalLong signedNonce(Act act);
}
