package org.prytany.governance.approval;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.pause.PauseOrder;
import org.prytany.governance.statement.Kept;
import org.prytany.governance.statement.OperatorDecision;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.spi.Address;

/** One thing that is kept for a DAO and its treasurers, for good. */
public sealed interface JournalEntry {

  Kept kept();

  /** EIP-155 chain id of the DAO. */
  long chainId();

  /** The governor of the DAO. */
  Address governor();

  /** Who the treasurers are from now on; the first entry of a DAO, and one at each change. */
  record Listed(Kept kept, long chainId, Address governor, Set<Address> treasurers)
      implements JournalEntry {
    public Listed {
      treasurers = Set.copyOf(treasurers);
    }
  }

  /**
   * What was kept after here was lost and nobody knows what it was: everybody is listed anew, so
   * that no approval from before counts, and counters go on beyond all that may have been used.
   *
   * @param epoch of the journal from here on: 1 before anything was ever lost; older entries do not
   *     have it
   */
  record Restarted(Kept kept, long chainId, Address governor, Optional<Long> epoch)
      implements JournalEntry {}

  /**
   * Pauses that a resumption has ended: when it was kept, as many present treasurers had signed
   * that they end as were needed then. They stay ended, whoever is a treasurer later and however
   * many are needed.
   *
   * @param pauses by their names
   */
  record Ended(Kept kept, long chainId, Address governor, List<String> pauses)
      implements JournalEntry {
    public Ended {
      pauses = List.copyOf(pauses);
    }
  }

  /** A statement about a proposal; it has the same {@link Kept}. */
  record Said(TreasurerStatement statement) implements JournalEntry {
    @Override
    public Kept kept() {
      return statement.kept().orElseThrow();
    }

    @Override
    public long chainId() {
      return statement.proposal().chainId();
    }

    @Override
    public Address governor() {
      return statement.proposal().governor();
    }
  }

  /** An order to pause or to resume; it has the same {@link Kept}. */
  record Ordered(PauseOrder order) implements JournalEntry {
    @Override
    public Kept kept() {
      return order.kept().orElseThrow();
    }

    @Override
    public long chainId() {
      return order.chainId();
    }

    @Override
    public Address governor() {
      return order.governor();
    }
  }

  /** How an operator decided a vote; it has the same {@link Kept}. */
  record Chosen(OperatorDecision decision) implements JournalEntry {
    @Override
    public Kept kept() {
      return decision.kept().orElseThrow();
    }

    @Override
    public long chainId() {
      return decision.proposal().chainId();
    }

    @Override
    public Address governor() {
      return decision.proposal().governor();
    }
  }
}
