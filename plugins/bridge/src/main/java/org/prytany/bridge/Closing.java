package org.prytany.bridge;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.prytany.spi.Plugin;

/**
 * Tells plugins that they are out of service. The host knows by this class's name that whoever is
 * called from it is ending, and not starting.
 */
final class Closing {

  private static final Logger LOG = System.getLogger(Closing.class.getName());

  /** So long a plugin may take, in seconds; others are to be closed, and the process may end. */
  private static final long PATIENCE = 5;

  private Closing() {}

  /** Closes it; whatever it throws, and however long it takes, is said and no more. */
  static void close(Plugin plugin) {
    close(plugin, PATIENCE);
  }

  static void close(Plugin plugin, long seconds) {
    try {
      Bounded.within(
          seconds,
          "plugin-close",
          () -> {
            plugin.close();
            return true;
          });
    } catch (TimeoutException e) {
      LOG.log(Level.WARNING, "a plugin does not close in {0} seconds, and is left to it", seconds);
    } catch (ExecutionException e) {
      // Its words may have what was set for it.
      String thrown = Objects.requireNonNullElse(e.getCause(), e).getClass().getName();
      LOG.log(Level.WARNING, "a plugin does not close: it throws {0}", thrown);
    }
  }
}
