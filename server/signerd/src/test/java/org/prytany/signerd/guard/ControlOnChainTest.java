package org.prytany.signerd.guard;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.DeployedSafe;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.signerd.journal.Journal;
import org.prytany.spi.Address;

/** Invariant: a module that a Safe gets after an approval takes that approval away. */
class ControlOnChainTest {
  private static final Path ARTIFACTS =
      Path.of("../../contracts/node_modules/@safe-global/safe-contracts/build/artifacts/contracts");
  private static final ApprovalState NOT_SINCE =
      new ApprovalState(List.of(), List.of(), List.of(), List.of(), List.of(), 1);

  @TempDir Path folder;

  @Test
  void aNewModuleOfASafeIsSeenByTheSignersOwnEndpoint() {
    try (LocalChain chain = LocalChain.start();
        Journal journal =
            Journal.open(
                folder.resolve("journal"),
                folder.resolve("signer.witness"),
                false,
                InstantSource.system());
        ChainAdapters own =
            new ChainAdapters(
                Map.of(chain.chainId(), URI.create(chain.rpcUrl())), RpcOptions.DEFAULT)) {
      DemoDao demo = DemoDao.deploy(chain);
      DeployedSafe safe =
          DeployedSafe.deploy(chain, ARTIFACTS, List.of(demo.addresses().timelock()), 1, List.of());
      Dao dao =
          Dao.onlyRead(
                  "demo",
                  "Demo DAO",
                  chain.chainId(),
                  new Address(demo.addresses().governor()),
                  new Address(demo.addresses().timelock()))
              .withFunds(Set.of(new Address(safe.address())));
      Control control = new Control(own.control(), journal);
      assertThatCode(() -> control.require(dao, NOT_SINCE)).doesNotThrowAnyException();

      safe.setting("enableModule", new org.web3j.abi.datatypes.Address(chain.account(4)));

      assertThatThrownBy(() -> control.require(dao, NOT_SINCE))
          .isInstanceOf(PrytanyException.class)
          .hasMessageContaining(chain.account(4).toLowerCase(java.util.Locale.ROOT))
          .hasMessageContaining("0 treasurers approved since, and 1 are needed");
    }
  }
}
