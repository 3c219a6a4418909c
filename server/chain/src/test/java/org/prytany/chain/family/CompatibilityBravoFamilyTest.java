package org.prytany.chain.family;

import org.prytany.contracts.localchain.LocalChain;

/** OpenZeppelin 4.9.6 with GovernorCompatibilityBravo. */
class CompatibilityBravoFamilyTest extends FamilyConformance {
  @Override
  FamilyScene deploy(LocalChain local) {
    return OpenZeppelinScene.compatible(local);
  }
}
