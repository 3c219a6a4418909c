package org.prytany.governance.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/**
 * Keeps the entries up with the proposals, beside the line: nothing that decides, votes or pays
 * waits for it or reads it. What was changed, restored or written by an older version is noticed by
 * the proposal's version.
 */
public final class SearchIndex {

  private final ProposalRepository proposals;
  private final SearchRepository entries;

  public SearchIndex(ProposalRepository proposals, SearchRepository entries) {
    this.proposals = proposals;
    this.entries = entries;
  }

  /**
   * Reads proposals of a DAO that have no entry of their present version, newest first.
   *
   * @param most to be read now
   * @return how many are left
   */
  public int catchUp(Dao dao, int most) {
    Map<ProposalKey, Long> known = entries.versions(dao.chainId(), dao.governor());
    List<ProposalSummary> behind =
        proposals.summaries(dao.chainId(), dao.governor()).stream()
            .filter(summary -> !Long.valueOf(summary.version()).equals(known.get(summary.key())))
            .toList();
    behind.stream()
        .limit(most)
        .flatMap(summary -> proposals.find(summary.key()).stream())
        .map(proposal -> SearchEntry.of(dao, proposal))
        .forEach(entries::put);
    return Math.max(0, behind.size() - most);
  }

  /** Proposals that have all that is looked for, newest block first; of one DAO or of all. */
  public List<ProposalKey> find(SearchQuery query, Optional<Dao> dao, int most) {
    return entries.find(
        query, dao.map(its -> new SearchRepository.Governor(its.chainId(), its.governor())), most);
  }

  /** Proposals of the DAO's chain that would pay an account, newest block first. */
  public List<ProposalKey> paying(Dao dao, Address account, int most) {
    return entries.paying(dao.chainId(), account, most);
  }
}
