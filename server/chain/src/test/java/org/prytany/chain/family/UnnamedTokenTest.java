package org.prytany.chain.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;

/** Forks of Compound's governors name the function that tells their token after that token. */
class UnnamedTokenTest {
  @Test
  void theContractThatCountsVotesIsFoundWhateverTheFunctionIsCalled() {
    try (LocalChain chain = LocalChain.start();
        ChainAdapters adapters =
            new ChainAdapters(
                Map.of(chain.chainId(), URI.create(chain.rpcUrl())), RpcOptions.DEFAULT)) {
      FamilyScene scene = CompoundScene.alphaOfAnotherToken(chain);
      Dao dao = scene.dao();
      assertThat(adapters.families().votesToken(dao)).contains(new Address(scene.token().address));
      assertThat(adapters.families().of(dao).limits())
          .noneMatch(limit -> limit.startsWith("No vote is decided"));
      long before = chain.blockNumber().longValueExact() - 1;
      assertThat(adapters.reader().votingPower(dao, new Address(chain.account(1)), before))
          .isPositive();
    }
  }
}
