package org.prytany.chain.family;

import org.prytany.contracts.localchain.LocalChain;

/** Venus' first GovernorBravo, as published. */
class BravoFamilyTest extends FamilyConformance {
  @Override
  FamilyScene deploy(LocalChain local) {
    return CompoundScene.bravo(local);
  }
}
