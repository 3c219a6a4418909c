package org.prytany.chain.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;

class OtherTreasuryTest {
  /**
   * Invariant as in RoutedBravoFamilyTest. Attack: a governor whose timelock is not, or since
   * updateTimelock is no longer, the configured treasury.
   */
  @Test
  void whatAnotherTimelockExecutesIsExecutedFromElsewhere() {
    try (LocalChain chain = LocalChain.start();
        ChainAdapters adapters =
            new ChainAdapters(
                Map.of(chain.chainId(), URI.create(chain.rpcUrl())), RpcOptions.DEFAULT)) {
      FamilyScene scene = OpenZeppelinScene.withTimelock(chain);
      scene.propose("# Pay Alice");
      Dao mistaken =
          Dao.onlyRead(
              "scene",
              "Scene",
              chain.chainId(),
              scene.dao().governor(),
              new Address(scene.token().address));
      ProposalContent content =
          adapters.logs().proposals(mistaken, 0, chain.blockNumber().longValueExact()).getLast();

      assertThat(
              adapters
                  .reader()
                  .executedElsewhere(mistaken, content, adapters.logs().head(mistaken))
                  .orElse("nothing told"))
          .contains(scene.dao().treasury().hex());
    }
  }
}
