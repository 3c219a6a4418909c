package org.prytany.chain.family;

import org.prytany.contracts.localchain.LocalChain;

/** Uniswap's GovernorAlpha, as published. */
class AlphaFamilyTest extends FamilyConformance {
  @Override
  FamilyScene deploy(LocalChain local) {
    return CompoundScene.alpha(local);
  }
}
