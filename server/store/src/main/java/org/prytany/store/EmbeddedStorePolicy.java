package org.prytany.store;

import java.util.Set;
import java.util.TreeSet;
import org.prytany.governance.chain.LocalChains;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/**
 * The embedded store is one file of one process: good for a local chain and for a server that signs
 * nothing, and else only if the operator says so by name.
 */
public final class EmbeddedStorePolicy {

  /** The configuration key that lifts the refusal. */
  static final String KEY = "prytany.store.allow-embedded-for-real-chains";

  private EmbeddedStorePolicy() {}

  /**
   * @throws PrytanyException CONFIGURATION_INVALID naming the chains and the key
   */
  static void check(StoreSettings settings) {
    Set<Long> real = new TreeSet<>(settings.chainIds());
    real.removeAll(LocalChains.IDS);
    if (!real.isEmpty() && !settings.allowEmbeddedForRealChains()) {
      throw new PrytanyException(
          FailureCode.CONFIGURATION_INVALID,
          "No MongoDB is configured, and where votes, payouts or anchors are signed the embedded store"
              + " serves local chains only ("
              + new TreeSet<>(LocalChains.IDS)
              + "), not "
              + real
              + ". Configure prytany.store.uri, or set "
              + KEY
              + "=true if one file on this machine is enough for you.");
    }
  }
}
