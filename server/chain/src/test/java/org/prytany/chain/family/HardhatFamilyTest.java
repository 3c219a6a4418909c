package org.prytany.chain.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;

/**
 * The suite on a second client: {@code PRYTANY_HARDHAT} is the address of a fresh {@code hardhat
 * node}, started by whoever runs this; without it nothing is tried.
 */
class HardhatFamilyTest extends FamilyConformance {

  @Override
  LocalChain node() {
    Optional<String> address = Optional.ofNullable(System.getenv("PRYTANY_HARDHAT"));
    Assumptions.assumeTrue(
        address.isPresent(), "PRYTANY_HARDHAT does not name the address of a hardhat node");
    return LocalChain.at(URI.create(address.orElseThrow()));
  }

  @Override
  FamilyScene deploy(LocalChain local) {
    return OpenZeppelinScene.withTimelock(local);
  }

  /**
   * A range that reaches beyond the head is a chain that ends before it, whatever the client says:
   * this one has an empty list, as anvil has, where geth has an error.
   */
  @Test
  void whatLiesBeyondTheHeadIsNeverReadAsNothing() {
    proposed();
    Dao dao = scene().dao();
    BlockRef head = adapters().logs().head(dao);
    assertThat(adapters().logs().proposals(dao, 0, head.number())).isNotEmpty();
    assertThatThrownBy(() -> adapters().logs().proposals(dao, 0, head.number() + 50))
        .hasMessageContaining("ends before block " + (head.number() + 50));
  }
}
