package org.prytany.store.embedded;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/** The embedded store while it runs: listens on loopback, on a port of the system's choice. */
public final class EmbeddedStore implements AutoCloseable {

  private final MongoServer server;
  private final Path file;

  private EmbeddedStore(MongoServer server, Path file) {
    this.server = server;
    this.file = file;
  }

  /**
   * Opens the store in a directory, or makes a new one there. A killed process loses no
   * acknowledged write either way.
   *
   * @param forced whether a power cut must not lose any either; that costs some milliseconds a
   *     write
   * @throws PrytanyException STORE_CORRUPT if the file is damaged, which is then left as it is;
   *     STORE_UNAVAILABLE if another process has it or it cannot be written
   */
  public static EmbeddedStore open(Path directory, boolean forced) {
    StoreFile storeFile = new StoreFile(directory.toAbsolutePath().normalize());
    MVStore store = storeFile.open();
    try {
      DurableBackend backend =
          new DurableBackend(store, CommitWitness.open(storeFile.witnessPath()), forced);
      MongoServer server = new MongoServer(backend);
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return new EmbeddedStore(server, storeFile.path());
    } catch (IOException | RuntimeException e) {
      store.closeImmediately();
      throw new PrytanyException(
          FailureCode.STORE_UNAVAILABLE,
          "The embedded store could not be started on the loopback address.",
          e);
    }
  }

  /** The store's file in a directory, whether it is there or not. */
  public static Path file(Path directory) {
    return new StoreFile(directory.toAbsolutePath().normalize()).path();
  }

  /** The file beside it that says how new it has to be; whether it is there or not. */
  public static Path versionFile(Path directory) {
    return new StoreFile(directory.toAbsolutePath().normalize()).witnessPath();
  }

  public InetSocketAddress address() {
    return server.getLocalAddress();
  }

  public Path file() {
    return file;
  }

  /** Ends the server and closes the file. */
  @Override
  public void close() {
    server.shutdownNow();
  }
}
