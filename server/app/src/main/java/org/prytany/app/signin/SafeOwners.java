package org.prytany.app.signin;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.prytany.governance.approval.ContractSignatures;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;

/**
 * Who owns the treasurers that are Safes, as last read. A Safe cannot sign in: its owners hand in
 * what they signed for it, and have to get through as a treasurer does.
 */
public final class SafeOwners {

  private static final Logger LOG = System.getLogger(SafeOwners.class.getName());

  private final Collection<Dao> daos;
  private final ContractSignatures contracts;
  private volatile Map<Treasurer, Set<Address>> known = Map.of();

  private record Treasurer(long chainId, Address account) {}

  public SafeOwners(Collection<Dao> daos, ContractSignatures contracts) {
    this.daos = daos;
    this.contracts = contracts;
  }

  /** Reads all of them; of a chain that does not answer, what was known stays. Never throws. */
  public void refresh() {
    Map<Treasurer, Set<Address>> now = new LinkedHashMap<>();
    for (Dao dao : daos) {
      for (Address account : dao.treasurers()) {
        now.computeIfAbsent(new Treasurer(dao.chainId(), account), this::read);
      }
    }
    known = Map.copyOf(now);
  }

  private Set<Address> read(Treasurer treasurer) {
    try {
      return contracts.owners(treasurer.chainId(), treasurer.account());
    } catch (PrytanyException e) {
      // That the chain does not answer is told elsewhere.
      return known.getOrDefault(treasurer, Set.of());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "the owners of a treasurer could not be read; it is tried again", e);
      return known.getOrDefault(treasurer, Set.of());
    }
  }

  /** Whether the account owned one of them when they were last read. */
  public boolean has(Address account) {
    return known.values().stream().anyMatch(owners -> owners.contains(account));
  }
}
