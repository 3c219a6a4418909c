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
}
