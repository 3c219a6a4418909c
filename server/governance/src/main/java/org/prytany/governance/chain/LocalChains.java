package org.prytany.governance.chain;

import java.util.Set;

/** Chains on which nothing is at stake. */
public final class LocalChains {

  /** Chain ids of development nodes: anvil and hardhat, and the old default of ganache. */
  public static final Set<Long> IDS = Set.of(31337L, 1337L);

  private LocalChains() {}
}
