package org.prytany.governance.sending;

import java.util.Optional;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.Proposal;

/** What keeps all acts of a kind in the house, whatever their proposal. */
public interface Gates {

  /** Everything may go. */
  Gates OPEN = (dao, kind) -> Optional.empty();

  /** Why acts of this kind may not leave now, e.g. "0x… paused payouts"; empty if they may. */
  Optional<String> closed(Dao dao, ActKind kind);

  /**
   * The same for one proposal.
   *
   * @param stored as it is kept now
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE where the chain has
   *     to be asked and does not answer
   */
  default Optional<String> closed(Dao dao, ActKind kind, Proposal stored) {
    return closed(dao, kind);
  }

  /**
   * Whether everything is done but signing and sending. A signature would use up a nonce for good,
   * so a dry run ends before it.
   */
  default boolean dryRun() {
    return false;
  }
}
