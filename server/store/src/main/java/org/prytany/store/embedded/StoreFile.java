package org.prytany.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/** Opens the store file: reads it through before anything can write to it. */
final class StoreFile {

  static final String NAME = "prytany.store";
  static final String WITNESS_NAME = "prytany.store.version";

  /**
   * Kilobytes that may be unwritten before H2 writes by itself. More than any one command writes
   * (16 MB), so that a version on disk never holds half of a command.
   */
  private static final int BUFFER_KB = 65_536;

  private final Path file;
  private final Path witness;

  StoreFile(Path directory) {
    this.file = directory.resolve(NAME);
    this.witness = directory.resolve(WITNESS_NAME);
  }

  Path path() {
    return file;
  }

  Path witnessPath() {
    return witness;
  }

  /**
   * @throws PrytanyException STORE_CORRUPT if the file is damaged or older than its witness, and it
   *     is left as it is; STORE_UNAVAILABLE if another process has it, or it cannot be read
   */
  MVStore open() {
    if (!Files.exists(file)) {
      create();
    }
    long version = readThrough();
    try (CommitWitness unsealed = CommitWitness.open(witness)) {
      // From here on the file changes.
      unsealed.record(version);
      return builder(file).open();
    } catch (MVStoreException e) {
      throw failure(e);
    } catch (IOException e) {
      throw new PrytanyException(
          FailureCode.STORE_UNAVAILABLE,
          "The file " + witness + " cannot be written. Check its permissions and the disk.",
          e);
    }
  }

  /**
   * A new store gets its name only when it is complete: an empty store file is thus always a
   * damaged one, and never a new one.
   */
  private void create() {
    Path unfinished = file.resolveSibling(NAME + ".new");
    try {
      Files.createDirectories(file.getParent());
      if (Files.exists(witness)) {
        throw new PrytanyException(
            FailureCode.STORE_CORRUPT,
            "The store file "
                + file
                + " is missing, but "
                + witness.getFileName()
                + " says that there was one. Restore both from a backup; to start with an empty"
                + " store, move the latter away.");
      }
      Files.deleteIfExists(unfinished);
      MVStore store = builder(unfinished).open();
      store.commit();
      long version = store.getCurrentVersion();
      store.close();
      try (CommitWitness first = CommitWitness.open(witness)) {
        first.record(version);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new PrytanyException(
          FailureCode.STORE_UNAVAILABLE,
          "The store file "
              + file
              + " cannot be made ("
              + e.getClass().getSimpleName()
              + "). Check that prytany.data-dir is a directory that this account may write to,"
              + " and that the disk has space.",
          e);
    } catch (MVStoreException e) {
      throw failure(e);
    }
  }

  /** Reads every entry without being able to write, and answers the version found. */
  private long readThrough() {
    CommitWitness.Testimony testimony;
    try {
      testimony = CommitWitness.read(witness);
    } catch (IOException e) {
      throw new PrytanyException(
          FailureCode.STORE_CORRUPT,
          "The file "
              + witness
              + ", which says how new the store file "
              + file
              + " has to be, is missing or damaged ("
              + e.getMessage()
              + "). Nothing was changed. Restore both files from the same backup.",
          e);
    }
    long stored;
    try (MVStore store = builder(file).readOnly().open()) {
      stored = store.getCurrentVersion();
      for (String name : store.getMapNames()) {
        MVMap<Object, Object> map = store.openMap(name);
        map.forEach((key, value) -> {});
      }
    } catch (MVStoreException e) {
      throw failure(e);
    } catch (RuntimeException e) {
      throw corrupt("its content cannot be read", e);
    }
    if (stored < testimony.version()) {
      throw corrupt(
          "it holds version "
              + stored
              + ", but version "
              + testimony.version()
              + " was acknowledged: writes are missing, as after a cut-off copy or an old backup",
          new IllegalStateException("older than its witness"));
    }
    try {
      if (testimony.contradicts(file)) {
        throw corrupt(
            "it is not the file that was closed last: it was changed or damaged since",
            new IllegalStateException("other hash than its witness"));
      }
    } catch (IOException e) {
      throw corrupt("it cannot be read to its end", e);
    }
    return stored;
  }

  private static MVStore.Builder builder(Path path) {
    return new MVStore.Builder()
        .fileName(path.toString())
        .autoCommitDisabled()
        .autoCommitBufferSize(BUFFER_KB);
  }

  private PrytanyException failure(MVStoreException e) {
    if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
      return new PrytanyException(
          FailureCode.STORE_UNAVAILABLE,
          "The store file "
              + file
              + " is in use by another server. Stop that one, or give this one its own"
              + " prytany.data-dir.",
          e);
    }
    if (e.getErrorCode() == DataUtils.ERROR_READING_FAILED
        && e.getCause() instanceof IOException
        && !Files.isReadable(file)) {
      return new PrytanyException(
          FailureCode.STORE_UNAVAILABLE,
          "The store file " + file + " may not be read by this account. Check its permissions.",
          e);
    }
    return corrupt("H2 reports error " + e.getErrorCode(), e);
  }

  private PrytanyException corrupt(String why, Throwable cause) {
    return new PrytanyException(
        FailureCode.STORE_CORRUPT,
        "The store file "
            + file
            + " is damaged: "
            + why
            + ". Nothing was changed in it. Restore it and "
            + witness.getFileName()
            + " from the same backup. Without one, move both away: proposals are read again from the"
            + " chain, but the record of what was signed is lost, so first make sure that the keys'"
            + " earlier transactions are settled.",
        cause);
  }
}
