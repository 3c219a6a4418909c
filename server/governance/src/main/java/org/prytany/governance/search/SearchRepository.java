package org.prytany.governance.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/** Keeps what proposals are found by. All of it can be made again from the proposals. */
public interface SearchRepository {

  /** Of which version of each proposal of a governor there is an entry. */
  Map<ProposalKey, Long> versions(long chainId, Address governor);

  /** Stores an entry in the place of the one before. */
  void put(SearchEntry entry);

  /** Proposals that have every part, newest block first. */
  List<ProposalKey> find(SearchQuery query, Optional<Governor> of, int most);

  /** Proposals of a chain that would pay an account, newest block first. */
  List<ProposalKey> paying(long chainId, Address account, int most);

  /** A governor whose proposals alone are looked for. */
  record Governor(long chainId, Address address) {}
}
