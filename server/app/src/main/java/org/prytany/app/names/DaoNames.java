package org.prytany.app.names;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.Change;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.governance.search.SearchEntry;
import org.prytany.governance.voters.Voter;
import org.prytany.governance.voters.Voters;
import org.prytany.spi.Address;

/**
 * Has the accounts looked up that readers of a DAO meet: its treasurers and those that act for it,
 * then who made its newest proposals, whom these pay, and who cast the heaviest votes on them.
 */
public final class DaoNames {

  private static final Logger LOG = System.getLogger(DaoNames.class.getName());

  private static final int PROPOSALS = 50;
  private static final int VOTED_ON = 5;
  private static final int VOTERS_EACH = 20;
  private static final int MOST_ACCOUNTS = 1_000;

  private final ProposalRepository proposals;
  private final Voters voters;
  private final AccountNames names;
  private final Map<String, List<Address>> met = new ConcurrentHashMap<>();

  public DaoNames(ProposalRepository proposals, Voters voters, AccountNames names) {
    this.proposals = proposals;
    this.voters = voters;
    this.names = names;
  }

  /** One turn for each of them; nothing is thrown. */
  public void look(Collection<Dao> daos) {
    for (Dao dao : daos) {
      try {
        List<Address> accounts = accounts(dao);
        met.put(dao.id(), accounts);
        names.look(dao.chainId(), accounts);
      } catch (RuntimeException e) {
        // What is thrown would end the schedule; readers have addresses without.
        LOG.log(Level.WARNING, "names of accounts of DAO " + dao.id() + " were not read", e);
      }
    }
  }

  /** Names by account of those that were met at the last turn and have one. */
  public Map<Address, String> of(Dao dao) {
    return names.of(dao.chainId(), met.getOrDefault(dao.id(), List.of()));
  }

  private List<Address> accounts(Dao dao) {
    Set<Address> accounts = new LinkedHashSet<>(dao.treasurers().stream().sorted().toList());
    dao.voter().ifPresent(accounts::add);
    dao.executor().ifPresent(accounts::add);
    List<Proposal> newest = newest(dao);
    for (Proposal proposal : newest) {
      accounts.add(proposal.content().proposer());
      proposal.effects().stream()
          .flatMap(report -> SearchEntry.payments(dao, report).stream())
          .map(Change.Transfer::to)
          .flatMap(Optional::stream)
          .forEach(accounts::add);
    }
    newest.stream()
        .limit(VOTED_ON)
        .flatMap(proposal -> voters.page(proposal.key(), 0, VOTERS_EACH).voters().stream())
        .map(Voter::account)
        .forEach(accounts::add);
    return new ArrayList<>(accounts).subList(0, Math.min(MOST_ACCOUNTS, accounts.size()));
  }

  private List<Proposal> newest(Dao dao) {
    return proposals.summaries(dao.chainId(), dao.governor()).stream()
        .filter(summary -> !summary.removedByReorg())
        .limit(PROPOSALS)
        .map(ProposalSummary::key)
        .map(proposals::find)
        .flatMap(Optional::stream)
        .toList();
  }
}
