package org.prytany.governance.sending;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.prytany.governance.act.Act;
import org.prytany.governance.signing.KeyBounds;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.spi.Address;

/**
 * The only key-holder. It believes neither the store nor the caller: what it signs it works out
 * itself, from the chain at its own endpoint, from people's signatures and from what it sealed.
 */
public interface Signer {

  /** Accounts it can sign for. */
  Set<Address> accounts();

  /** Which of them may not do everything, and until when they may do what they may. */
  default List<KeyBounds> bounds() {
    return List.of();
  }

  /**
   * Signs an act, with a nonce that the signer chooses: the account's lowest one that neither the
   * chain nor its ledger has used. The same act is signed with the same nonce again, with fees that
   * may only rise (a replacement). It gets another nonce only after the chain used that one up for
   * something else and shows that the act is not done.
   *
   * @throws org.prytany.governance.failure.PrytanyException SIGNING_REFUSED with the reason;
   *     KEY_BOUNDED, KEY_ENDED or KEY_REVOKED when the account's key may not do that, or nothing
   *     any more; SIGNER_UNAVAILABLE when the signer does not answer, and it is unknown whether it
   *     signed; CHAIN_UNAVAILABLE when the signer's own endpoint does not answer
   */
  Act.Submission sign(SigningRequest request);

  /**
   * Signs the transfer of nothing from the account to itself that takes the place of a signed act's
   * nonce. It may always be signed while the chain has not used the nonce, and ends the act: after
   * it the act itself is not signed with that nonce again.
   *
   * @param terms to the account itself, value 0, no data; fees have to be high enough to replace
   * @throws org.prytany.governance.failure.PrytanyException as {@link #sign}
   */
  Act.Submission cancel(Act act, TransactionTerms terms);

  /**
   * The nonce that an act was signed with last, also where the signature was lost in a crash. Empty
   * if it was never signed.
   */
  OptionalLong signedNonce(Act act);
}
