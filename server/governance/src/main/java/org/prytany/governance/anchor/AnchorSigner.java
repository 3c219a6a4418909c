package org.prytany.governance.anchor;

import java.util.Set;
import org.prytany.governance.act.Act;
import org.prytany.spi.Address;

/** Signs anchors: transactions of nothing from one account to itself, in one form. */
public interface AnchorSigner {

  /** Accounts it can sign for. */
  Set<Address> accounts();

  /**
   * Signs an anchor, with a nonce that the signer chooses. The same head is signed with the same
   * nonce again, with fees that may only rise; where they do not, the bytes that stand are the
   * answer. A later head takes the nonce of an earlier one that the chain has not used.
   *
   * @throws org.prytany.governance.failure.PrytanyException SIGNING_REFUSED with the reason;
   *     FEE_TOO_HIGH when it could cost more than the signer lets an anchor cost;
   *     SIGNER_UNAVAILABLE when the signer does not answer, and it is unknown whether it signed;
   *     CHAIN_UNAVAILABLE when the signer's own endpoint does not answer
   */
  Act.Submission anchor(AnchorRequest request);
}
