package org.prytany.governance.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/** The entries keep up, whatever the store answers of single proposals. */
class SearchIndexTest {

  private final World world = new World();
  private final List<ProposalKey> unreadable = new ArrayList<>();
  private final Map<ProposalKey, String> made = new HashMap<>();
  private final SearchIndex index = new SearchIndex(proposals(), entries());

  private ProposalRepository proposals() {
    return new ProposalRepository() {
      @Override
      public Optional<Proposal> find(ProposalKey key) {
        if (unreadable.contains(key)) {
          throw new PrytanyException(FailureCode.STORE_CORRUPT, "cannot be read");
        }
        return world.store.proposals.find(key);
      }

      @Override
      public boolean insert(Proposal proposal) {
        return world.store.proposals.insert(proposal);
      }

      @Override
      public Optional<Proposal> compareAndSwap(Proposal proposal) {
        return world.store.proposals.compareAndSwap(proposal);
      }

      @Override
      public List<ProposalSummary> summaries(long chainId, Address governor) {
        return world.store.proposals.summaries(chainId, governor);
      }

      @Override
      public List<Proposal> of(long chainId, Address governor) {
        return world.store.proposals.of(chainId, governor);
      }
    };
  }

  private SearchRepository entries() {
    return new SearchRepository() {
      @Override
      public Map<ProposalKey, String> madeFrom(long chainId, Address governor) {
        return made;
      }

      @Override
      public void put(SearchEntry entry) {
        made.put(entry.key(), entry.madeFrom());
      }

      @Override
      public List<ProposalKey> find(SearchQuery query, Map<Long, Set<Address>> of, int most) {
        return List.of();
      }

      @Override
      public List<ProposalKey> paying(Payments asked, int most) {
        return List.of();
      }

      @Override
      public List<Title> titles(long chainId, Address governor) {
        return List.of();
      }
    };
  }

  private ProposalContent propose(int number) {
    ProposalContent content = world.chain.propose(world.dao, number, "Text");
    world.intake.poll(world.dao);
    return content;
  }

  @Test
  void proposalsThatCannotBeReadKeepNoOtherFromBeingFound() {
    ProposalContent old = propose(1);
    for (int number = 2; number <= 4; number++) {
      unreadable.add(propose(number).key());
    }
    Dao dao = world.dao;

    assertThat(index.catchUp(dao, 2)).isEqualTo(4);
    assertThat(index.catchUp(dao, 2)).isEqualTo(3);
    assertThat(made).containsOnlyKeys(old.key());

    unreadable.clear();
    index.catchUp(dao, 2);
    assertThat(index.catchUp(dao, 2)).isZero();
    assertThat(made).hasSize(4);
  }

  @Test
  void whatIsConfiguredOtherwiseIsReadAgain() {
    propose(1);
    assertThat(index.catchUp(world.dao, 9)).isZero();
    Map<ProposalKey, String> before = Map.copyOf(made);

    Dao labelled = world.dao.withLabels(Map.of(World.address(7), "Tide workshop"));
    index.catchUp(labelled, 9);

    assertThat(made).isNotEqualTo(before);
  }
}
