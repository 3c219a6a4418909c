package org.prytany.chain.family;

import org.prytany.contracts.localchain.LocalChain;

/** OpenZeppelin 5.7 with a TimelockController. */
class OpenZeppelinFamilyTest extends FamilyConformance {
  @Override
  FamilyScene deploy(LocalChain local) {
    return OpenZeppelinScene.withTimelock(local);
  }
}
