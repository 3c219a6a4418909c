package org.prytany.chain.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.Proposal;
import org.prytany.spi.Address;

/** What fifteen DAOs of one chain ask for in twenty seconds, with an open proposal each. */
class RequestCountTest {

  private static int asked(boolean batches) {
    try (EndpointWorld world = new EndpointWorld(1, 15)) {
      world.node().batches = batches;
      for (int block = 0; block < 300; block++) {
        world.chain.mine();
      }
      for (Dao dao : world.daos) {
        world.chain.propose(dao.governor(), 1);
      }
      for (int turn = 0; turn < 4; turn++) {
        world.turn();
        for (Proposal proposal : world.shelf.proposals.values()) {
          Dao dao =
              world.daos.stream()
                  .filter(its -> its.governor().equals(proposal.key().governor()))
                  .findFirst()
                  .orElseThrow();
          world.adapters.reader().glance(dao, proposal.content());
          if (turn == 0) {
            // As the page's balances are.
            world.adapters.reader().balance(dao, Optional.empty(), Address.ZERO);
          }
        }
      }
      assertThat(world.problems).isEmpty();
      assertThat(world.shelf.proposals).hasSize(15);
      return world.requests();
    }
  }

  @Test
  void fifteenDaosNeedFewRequestsFromTheFirstTurnOn() {
    assertThat(asked(true)).isLessThanOrEqualTo(150);
  }

  @Test
  void anEndpointWithoutBatchesIsAskedMoreOftenAndNotWithoutEnd() {
    assertThat(asked(false)).isLessThanOrEqualTo(540);
  }

  /** Votes are only shown: one question a DAO, in minutes, and none before proposals are read. */
  @Test
  void readingVotesTakesOneRequestOfEachDaoAndThenNoneForMinutes() {
    try (EndpointWorld world = new EndpointWorld(1, 15)) {
      for (Dao dao : world.daos) {
        world.chain.propose(dao.governor(), 1);
      }
      for (int block = 0; block < 100; block++) {
        world.chain.mine();
      }
      world.readVotes();
      assertThat(world.requests()).isZero();

      world.turns(2);
      int before = world.requests();
      world.readVotes();
      assertThat(world.requests() - before).isEqualTo(15);
      assertThat(world.shelf.cursor(ScriptedChain.ID, world.dao().governor()))
          .hasValueSatisfying(read -> assertThat(read.end()).isPresent());

      world.turns(3);
      int after = world.requests();
      world.readVotes();
      assertThat(world.requests()).isEqualTo(after);
    }
  }
}
