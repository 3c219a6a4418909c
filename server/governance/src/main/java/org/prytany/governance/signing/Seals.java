package org.prytany.governance.signing;

import org.prytany.spi.ProposalKey;

/**
 * Seals what this server worked out and will be asked to stand by later, when it is made: with a
 * key that neither the store nor the server has. What somebody changed in the store, or put back
 * from an older time, has no seal that counts.
 */
public interface Seals {

  /** For a server without a signer: it signs nothing, so nothing has to stand. */
  Seals NONE =
      new Seals() {
        @Override
        public String seal(ProposalKey proposal, Subject subject, String statement) {
          return "";
        }

        @Override
        public boolean stands(
            ProposalKey proposal, Subject subject, String statement, String seal) {
          return true;
        }
      };

  /**
   * @param statement the record in canonical form; the latest one sealed for a proposal and subject
   *     is the only one that counts
   * @return the seal, to be stored beside the record
   * @throws org.prytany.governance.failure.PrytanyException SIGNER_UNAVAILABLE
   */
  String seal(ProposalKey proposal, Subject subject, String statement);

  /**
   * Whether a record would count now. What does not is worked out and sealed again, so that a crash
   * between sealing and storing, or a restored store, needs no person.
   *
   * @throws org.prytany.governance.failure.PrytanyException SIGNER_UNAVAILABLE
   */
  boolean stands(ProposalKey proposal, Subject subject, String statement, String seal);

  /** What is sealed. */
  enum Subject {
    /** How to vote: Decided. */
    DECISION,
    /** What the comparison of text and effects found: Verdict. */
    VERDICT
  }
}
