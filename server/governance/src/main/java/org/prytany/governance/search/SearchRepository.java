package org.prytany.governance.search;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/** Keeps what proposals are found by. All of it can be made again from the proposals. */
public interface SearchRepository {

  /** What each entry of a governor was made from: {@link SearchEntry#madeFrom}. */
  Map<ProposalKey, String> madeFrom(long chainId, Address governor);

  /** Stores an entry in the place of the one before. */
  void put(SearchEntry entry);

  /**
   * Proposals that have every part, newest block first.
   *
   * @param of governors whose proposals alone are looked for, by chain
   */
  List<ProposalKey> find(SearchQuery query, Map<Long, Set<Address>> of, int most);

  /** The titles of all proposals of a governor that have one. */
  List<Title> titles(long chainId, Address governor);

  /**
   * A proposal's title.
   *
   * @param words as {@link SearchEntry#title}
   */
  record Title(ProposalKey key, long block, Set<String> words) {

    public Title {
      words = Set.copyOf(words);
    }
  }

  /** Proposals that would pay an account, newest block first. */
  List<ProposalKey> paying(Payments asked, int most);

  /**
   * Which payments are asked for.
   *
   * @param governors whose proposals alone are looked for
   * @param before block before which they were proposed
   */
  record Payments(long chainId, Address account, Set<Address> governors, long before) {

    public Payments {
      governors = Set.copyOf(governors);
    }
  }
}
