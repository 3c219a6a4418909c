package org.prytany.governance.sending;

import java.util.Optional;
import org.prytany.governance.proposal.Proposal;

/**
 * What an act needs in order to leave the house. It is asked before every signature and before
 * every broadcast, of a first form, of a replacement and of the same bytes again alike: what would
 * not be signed now is not sent now.
 */
public interface Mandate extends Readback {

  /**
   * Asks the chain why it has to wait, e.g. because its timelock is not over, and brings what is
   * stored about effects up to date on the way. What is signed already is held and not taken back,
   * unless it {@link #waitsLong}: the contract itself refuses it until then.
   *
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE and the like
   */
  Optional<String> notYet();

  /**
   * Whether what {@link #notYet} told last goes on for so long that what is signed is taken back
   * meanwhile: every later act of the account would have to wait for its nonce.
   */
  default boolean waitsLong() {
    return false;
  }

  /**
   * Why it may not leave, by what is stored in this moment: the decision, the comparison of text
   * and effects, people's statements; and by what the chain said last. What is signed already is
   * taken back.
   */
  Optional<String> forbidden(Proposal stored);

  /**
   * As {@link #forbidden}, in the compare-and-swap that records the leaving: what the chain said
   * before has to be what it says of its newest block now.
   *
   * @throws org.prytany.governance.failure.PrytanyException CONCURRENT_CHANGE where the chain went
   *     on so that nothing may leave before it is asked anew; CHAIN_UNAVAILABLE and the like
   */
  default Optional<String> forbiddenNow(Proposal stored) {
    return forbidden(stored);
  }

  /** Told when the chain would refuse its call now, and nothing of it is signed. */
  default void wouldFail() {}
}
