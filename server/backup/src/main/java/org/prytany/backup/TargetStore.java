package org.prytany.backup;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.PrivateFiles;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.store.StoreCopy;
import org.prytany.store.embedded.EmbeddedStore;

/** The store that a backup is put into. */
final class TargetStore {

  private final ServerFiles server;
  private final boolean replace;

  /**
   * @param replace whether what is in it may go
   */
  TargetStore(ServerFiles server, boolean replace) {
    this.server = server;
    this.replace = replace;
  }

  /** What {@link #opened} would do, in one sentence. */
  String intention() {
    if (server.embedded() && StoreOpening.file(server).isEmpty()) {
      return "A new embedded store would be made in " + server.settings().dataDir() + ".";
    }
    try (StoreCopy store = StoreOpening.open(server)) {
      requireNobodyWorks(store);
      if (store.free()) {
        return "The backup would be put into " + store.description() + ".";
      }
      requireReplace(store.description() + " is not empty.");
      return server.embedded()
          ? store.description() + " would be moved aside, and a new one made."
          : "All documents in " + store.description() + " would be deleted and replaced.";
    }
  }

  /**
   * An open store that may be emptied and filled.
   *
   * @throws CommandFailure if it is not empty and may not be replaced, or a server uses it
   */
  StoreCopy opened(PrintWriter say) throws IOException {
    Optional<Path> file = StoreOpening.file(server);
    if (file.isEmpty()) {
      // A file that says how new the store has to be may be left of one that is gone.
      return server.embedded() ? fresh(say) : configured();
    }
    StoreCopy store;
    try {
      store = StoreCopy.open(server.store());
    } catch (PrytanyException e) {
      if (e.code() != FailureCode.STORE_CORRUPT) {
        throw new CommandFailure(
            String.valueOf(e.getMessage()),
            "Stop the server, then run the same command again. Nothing was changed.",
            e);
      }
      requireReplace(String.valueOf(e.getMessage()));
      return fresh(say);
    }
    try {
      if (store.free()) {
        return store;
      }
      requireReplace(store.description() + " is not empty.");
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
    store.close();
    return fresh(say);
  }

  private StoreCopy configured() {
    StoreCopy store = StoreOpening.open(server);
    try {
      requireNobodyWorks(store);
      if (!store.free()) {
        requireReplace(store.description() + " is not empty.");
      }
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private StoreCopy fresh(PrintWriter say) throws IOException {
    Path data = server.settings().dataDir();
    List<Path> files = List.of(EmbeddedStore.file(data), EmbeddedStore.versionFile(data));
    String suffix = freeSuffix(files);
    for (Path old : files) {
      if (Files.exists(old)) {
        Path aside = aside(old, suffix);
        Files.move(old, aside);
        say.println("Moved aside: " + aside);
      }
    }
    StoreCopy store = StoreOpening.open(server);
    PrivateFiles.own(EmbeddedStore.file(data));
    PrivateFiles.own(EmbeddedStore.versionFile(data));
    return store;
  }

  /** Two restores may come within one second, and neither may lose what the other moved aside. */
  private static String freeSuffix(List<Path> files) {
    String first =
        ".before-restore-"
            + Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
    String suffix = first;
    for (int i = 2; isTaken(files, suffix); i++) {
      suffix = first + "-" + i;
    }
    return suffix;
  }

  private static boolean isTaken(List<Path> files, String suffix) {
    return files.stream().anyMatch(file -> Files.exists(aside(file, suffix)));
  }

  private static Path aside(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private void requireReplace(String why) {
    if (!replace) {
      throw new CommandFailure(
          "The store is left as it is: " + why,
          "If the backup is to take its place, back it up too, and give --replace.");
    }
  }

  /** Servers on other machines may share a database. */
  private static void requireNobodyWorks(StoreCopy store) {
    store
        .workedOnUntil(Instant.now())
        .ifPresent(
            until -> {
              throw new CommandFailure(
                  "A server works on a duty in " + store.description() + " until " + until + ".",
                  "Stop every server of this store. If one was killed just now, wait until then."
                      + " Nothing was changed.");
            });
  }
}
