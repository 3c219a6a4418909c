package org.prytany.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.settings.Secret;
import org.prytany.settings.Settings;
import org.prytany.store.Store;
import org.prytany.store.StoreCopy;
import org.prytany.store.StoreSettings;

/**
 * Tries the store as the server would, and changes nothing in it. An embedded one is left alone.
 */
final class StoreCheck {

  private static final String SUBJECT = "store";

  private StoreCheck() {}

  static List<Remark> look(Settings settings) {
    StoreSettings store =
        new StoreSettings(
            settings.store().uri().map(Secret::reveal),
            StoreSettings.DEFAULT_DATABASE,
            settings.dataDir(),
            settings.daos().stream()
                .map(entry -> entry.dao().chainId())
                .collect(Collectors.toSet()),
            settings.mayEmbedStore());
    try {
      return store.mongodbUri().isPresent() ? tried(store) : List.of(embedded(store));
    } catch (PrytanyException e) {
      return List.of(Remark.wrong(SUBJECT, String.valueOf(e.getMessage())));
    }
  }

  private static List<Remark> tried(StoreSettings settings) {
    Remark kept =
        Remark.ok(SUBJECT, "It was tried and kept its word: " + Store.tried(settings) + ".");
    try (StoreCopy store = StoreCopy.open(settings)) {
      return store.form() == StoreCopy.presentForm()
          ? List.of(kept)
          : List.of(
              kept,
              Remark.note(
                  SUBJECT,
                  "It has form "
                      + store.form()
                      + ", of an older version. The next start brings it to form "
                      + StoreCopy.presentForm()
                      + ", which older versions cannot read: make a backup before (`prytany"
                      + " backup`)."));
    }
  }

  /** A running server has its file open, and opening it here would make one where none is. */
  private static Remark embedded(StoreSettings settings) {
    settings.requireAllowed();
    Optional<Path> there = existing(settings.dataDirectory());
    return there.isPresent() && Files.isDirectory(there.get()) && Files.isWritable(there.get())
        ? Remark.ok(SUBJECT, "The embedded store goes into " + settings.dataDirectory() + ".")
        : Remark.wrong(
            SUBJECT,
            "The embedded store cannot be written into "
                + settings.dataDirectory()
                + ": let the server's user write there, or set prytany.data-dir.");
  }

  private static Optional<Path> existing(Path path) {
    Optional<Path> at = Optional.of(path.toAbsolutePath().normalize());
    while (at.isPresent() && !Files.exists(at.get())) {
      at = at.flatMap(here -> Optional.ofNullable(here.getParent()));
    }
    return at;
  }
}
