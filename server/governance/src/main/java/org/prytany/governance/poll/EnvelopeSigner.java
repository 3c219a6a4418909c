package org.prytany.governance.poll;

/** Signs votes off chain: messages of one form, in a domain of their own. */
public interface EnvelopeSigner {

  /**
   * Signs a vote. The same vote is signed again with the same bytes; another choice of the same
   * account on the same proposal never is.
   *
   * @return "0x" and 65 bytes
   * @throws org.prytany.governance.failure.PrytanyException SIGNING_REFUSED with the reason;
   *     SIGNER_UNAVAILABLE when the signer does not answer, and it is unknown whether it signed
   */
  String signVote(EnvelopeRequest request);
}
