package org.prytany.governance.search;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/**
 * Keeps the entries up with the proposals, beside the line: nothing that decides, votes or pays
 * waits for it or reads it. Each entry says what it was made from, so what was changed, restored,
 * configured otherwise or written by an older version is noticed.
 */
public final class SearchIndex {

  private static final Logger LOG = System.getLogger(SearchIndex.class.getName());

  /** Answers about similar proposals; each has a few keys. */
  private static final int MOST_KEPT = 500;

  private final ProposalRepository proposals;
  private final SearchRepository entries;

  /** Those that could not be read: tried again behind all others. */
  private final Set<ProposalKey> unread = ConcurrentHashMap.newKeySet();

  /** What the entries of a DAO were when none was stale; none while some are. */
  private final Map<String, Integer> settled = new ConcurrentHashMap<>();

  private final Map<ProposalKey, Kept> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ProposalKey, Kept> eldest) {
          return size() > MOST_KEPT;
        }
      };

  private record Kept(int settled, int most, Optional<List<ProposalKey>> similar) {}

  public SearchIndex(ProposalRepository proposals, SearchRepository entries) {
    this.proposals = proposals;
    this.entries = entries;
  }

  /**
   * Reads proposals of a DAO whose entries are stale or missing, newest first. One that cannot be
   * read keeps no other one from being found.
   *
   * @param most to be read now
   * @return how many are left
   */
  public int catchUp(Dao dao, int most) {
    Map<ProposalKey, String> known = entries.madeFrom(dao.chainId(), dao.governor());
    List<ProposalSummary> behind =
        proposals.summaries(dao.chainId(), dao.governor()).stream()
            .filter(its -> !SearchEntry.madeFrom(dao, its).equals(known.get(its.key())))
            .sorted(Comparator.comparing(its -> unread.contains(its.key())))
            .toList();
    if (behind.isEmpty()) {
      settled.put(dao.id(), known.hashCode());
    } else {
      settled.remove(dao.id());
    }
    long read = behind.stream().limit(most).filter(its -> read(dao, its.key())).count();
    return (int) (behind.size() - read);
  }

  private boolean read(Dao dao, ProposalKey key) {
    try {
      proposals.find(key).map(proposal -> SearchEntry.of(dao, proposal)).ifPresent(entries::put);
      unread.remove(key);
      return true;
    } catch (RuntimeException e) {
      if (unread.add(key)) {
        LOG.log(Level.WARNING, "proposal " + key.text() + " is not searched; tried again", e);
      }
      return false;
    }
  }

  /** Proposals of DAOs that have all that is looked for, newest block first. */
  public List<ProposalKey> find(SearchQuery query, List<Dao> daos, int most) {
    return entries.find(
        query,
        daos.stream()
            .collect(
                Collectors.groupingBy(
                    Dao::chainId, Collectors.mapping(Dao::governor, Collectors.toSet()))),
        most);
  }

  /**
   * Earlier proposals of the DAO whose titles are like that of this one, the likest first; empty
   * where its own title is not known (yet). An answer is kept until entries of the DAO change.
   */
  public Optional<List<ProposalKey>> similar(Dao dao, ProposalKey key, int most) {
    Optional<Integer> now = Optional.ofNullable(settled.get(dao.id()));
    return now.flatMap(state -> kept(key))
        .filter(its -> now.get() == its.settled() && its.most() == most)
        .map(Kept::similar)
        .orElseGet(() -> read(dao, key, most, now));
  }

  private Optional<List<ProposalKey>> read(
      Dao dao, ProposalKey key, int most, Optional<Integer> now) {
    Optional<List<ProposalKey>> similar =
        new SimilarTitles(entries.titles(dao.chainId(), dao.governor())).before(key, most);
    now.ifPresent(state -> keep(key, new Kept(state, most, similar)));
    return similar;
  }

  private Optional<Kept> kept(ProposalKey key) {
    synchronized (kept) {
      return Optional.ofNullable(kept.get(key));
    }
  }

  private void keep(ProposalKey key, Kept answer) {
    synchronized (kept) {
      kept.put(key, answer);
    }
  }

  /**
   * Proposals that would pay an account, newest block first.
   *
   * @param daos whose proposals are looked for, as far as they are on that chain
   * @param before block before which they were proposed
   */
  public List<ProposalKey> paying(
      long chainId, Address account, List<Dao> daos, long before, int most) {
    Set<Address> governors =
        daos.stream()
            .filter(dao -> dao.chainId() == chainId)
            .map(Dao::governor)
            .collect(Collectors.toSet());
    return entries.paying(new SearchRepository.Payments(chainId, account, governors, before), most);
  }
}
