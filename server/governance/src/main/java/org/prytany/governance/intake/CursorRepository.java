package org.prytany.governance.intake;

import java.util.Optional;
import org.prytany.spi.Address;

/** Keeps intake cursors. */
public interface CursorRepository {

  Optional<IntakeCursor> find(long chainId, Address governor);

  /** Stores a first cursor; false if there is one already. */
  boolean insert(IntakeCursor cursor);

  /**
   * Replaces the cursor whose version is {@code cursor.version()} by one with the next version.
   *
   * @return false if somebody else changed it meanwhile
   */
  boolean compareAndSwap(IntakeCursor cursor);
}
