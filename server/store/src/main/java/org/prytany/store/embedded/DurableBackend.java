package org.prytany.store.embedded;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * Puts every write on disk before it is answered. Writes run one at a time, so that what is on disk
 * is always the state between two commands; readers see nothing that a crash could take back.
 *
 * <p>Answers are copied under the lock. The library changes stored documents in place and encodes
 * answers later, so a reader could otherwise get the new version number with the old fields, and
 * its compare-and-swap would then undo a change.
 */
final class DurableBackend extends H2Backend {

  private static final Set<String> READS =
      Set.of(
          "aggregate",
          "buildinfo",
          "connectionstatus",
          "count",
          "distinct",
          "endsessions",
          "find",
          "getlog",
          "getmore",
          "getparameter",
          "hello",
          "ismaster",
          "killcursors",
          "listcollections",
          "listdatabases",
          "listindexes",
          "ping",
          "serverstatus",
          "whatsmyuri");

  /** Every so many writes, half-empty chunks are rewritten so that their space is used again. */
  private static final int WRITES_BETWEEN_COMPACTIONS = 256;

  private static final int COMPACT_BELOW_FILL_PERCENT = 50;
  private static final int COMPACT_BYTES = 4 << 20;

  /** Milliseconds that H2 keeps chunks nobody refers to; readers are short. */
  private static final int RETENTION_MILLIS = 5_000;

  private final MVStore store;
  private final CommitWitness witness;
  private final boolean forced;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private int writes;

  /**
   * @param forced whether each write is also forced through the operating system's buffers: then a
   *     power cut loses none either, at some milliseconds a write
   */
  DurableBackend(MVStore store, CommitWitness witness, boolean forced) {
    super(store);
    this.forced = forced;
    this.store = store;
    this.witness = witness;
    store.setRetentionTime(RETENTION_MILLIS);
  }

  @Override
  public Document handleMessage(MongoMessage message) {
    String command = message.getDocument().keySet().iterator().next().toLowerCase(Locale.ROOT);
    if (READS.contains(command)) {
      lock.readLock().lock();
      try {
        return super.handleMessage(message).cloneDeeply();
      } finally {
        lock.readLock().unlock();
      }
    }
    lock.writeLock().lock();
    try {
      return handleWrite(message);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private Document handleWrite(MongoMessage message) {
    Document answer;
    try {
      answer = super.handleMessage(message);
    } catch (RuntimeException e) {
      // A refused command may have written a part, such as the first of many inserts.
      makeDurable();
      throw e;
    }
    makeDurable();
    answer = answer.cloneDeeply();
    if (++writes % WRITES_BETWEEN_COMPACTIONS == 0) {
      store.compact(COMPACT_BELOW_FILL_PERCENT, COMPACT_BYTES);
    }
    return answer;
  }

  /** An error here reaches the client instead of the answer: the write is not acknowledged. */
  private void makeDurable() {
    if (!store.hasUnsavedChanges()) {
      return;
    }
    try {
      store.commit();
      if (forced) {
        store.sync();
      }
      witness.record(store.getCurrentVersion());
    } catch (IOException | MVStoreException e) {
      // What is in memory is now ahead of the disk: nothing more may be read from it.
      store.closeImmediately();
      throw new MongoServerException("the write could not be put on disk", e);
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try (witness) {
      if (store.isClosed()) {
        return;
      }
      makeDurable();
      // Not made smaller: H2 moves chunks about for that, and loses some (docs/decisions/0143).
      witness.record(store.getCurrentVersion());
      Path file = Path.of(store.getFileStore().getFileName());
      super.close();
      witness.seal(file);
    } catch (IOException e) {
      throw new IllegalStateException("the store's witness file could not be written", e);
    } finally {
      lock.writeLock().unlock();
    }
  }
}
