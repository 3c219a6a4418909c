package org.prytany.backup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.prytany.cli.CommandFailure;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.store.StoreCopy;
import org.prytany.store.embedded.EmbeddedStore;

/** Opens the store of a configuration as it stands, with a remedy for this command's user. */
final class StoreOpening {

  /** Held, so that the level stays: libraries tell of each connection otherwise. */
  private static final List<Logger> QUIET =
      Stream.of("de.bwaldvogel.mongo", "org.mongodb.driver", "org.prytany.store")
          .map(Logger::getLogger)
          .toList();

  static {
    QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
  }

  private StoreOpening() {}

  /** The file of the embedded store that is configured, if it is there. */
  static Optional<Path> file(ServerFiles server) {
    return server.embedded()
        ? Optional.of(EmbeddedStore.file(server.settings().dataDir())).filter(Files::exists)
        : Optional.empty();
  }

  /**
   * @throws CommandFailure if it does not answer, cannot be read, or a server has it
   */
  static StoreCopy open(ServerFiles server) {
    try {
      return StoreCopy.open(server.store());
    } catch (PrytanyException e) {
      throw new CommandFailure(
          String.valueOf(e.getMessage()),
          server.embedded() && e.code() == FailureCode.STORE_UNAVAILABLE
              ? "The embedded store is one process's alone: stop the server, then run the same"
                  + " command again."
              : "`prytany check --config " + server.config() + "` looks at the store.",
          e);
    }
  }
}
