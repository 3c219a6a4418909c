package org.prytany.chain.family;

import org.prytany.contracts.localchain.LocalChain;

/** OpenZeppelin's functions, with proposals that are announced and counted as Agora's. */
class TypedFamilyTest extends FamilyConformance {
  @Override
  FamilyScene deploy(LocalChain local) {
    return OpenZeppelinScene.typed(local);
  }
}
