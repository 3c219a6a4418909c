package org.prytany.store;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Where the store is.
 *
 * @param mongodbUri connection string of a MongoDB server, a secret; empty: the embedded store
 * @param database name of the database
 * @param dataDirectory where the embedded store keeps its file; made if it is missing
 * @param chainIds EIP-155 ids of all chains that are served
 * @param allowEmbeddedForRealChains whether the embedded store may serve a chain that is not local
 */
public record StoreSettings(
    Optional<String> mongodbUri,
    String database,
    Path dataDirectory,
    Set<Long> chainIds,
    boolean allowEmbeddedForRealChains) {

  /** The database's name unless configured otherwise. */
  public static final String DEFAULT_DATABASE = "prytany";

  public StoreSettings {
    chainIds = Set.copyOf(chainIds);
  }

  /** The embedded store in a directory, for local chains. */
  public static StoreSettings embedded(Path dataDirectory, Set<Long> chainIds) {
    return new StoreSettings(Optional.empty(), DEFAULT_DATABASE, dataDirectory, chainIds, false);
  }

  /**
   * @throws org.prytany.governance.failure.PrytanyException CONFIGURATION_INVALID if these are for
   *     the embedded store and it may not serve one of the chains
   */
  public void requireAllowed() {
    EmbeddedStorePolicy.check(this);
  }

  /** Leaves the connection string out: it carries a password. */
  @Override
  public String toString() {
    return "StoreSettings["
        + mongodbUri.map(uri -> "MongoDB (connection string not shown)").orElse("embedded")
        + ", database="
        + database
        + ", dataDirectory="
        + dataDirectory
        + ", chainIds="
        + chainIds
        + "]";
  }
}
