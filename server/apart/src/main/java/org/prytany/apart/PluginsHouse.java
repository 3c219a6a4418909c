package org.prytany.apart;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.prytany.bridge.PluginRegistry;
import org.prytany.host.PluginHost;
import org.prytany.link.FarEnd;

/**
 * Hosts plugins for a server in another process, for as long as that one lives. It holds no key and
 * reaches neither store nor chain: what it knows stands in {@link Orders}.
 */
@ApplicationScoped
public class PluginsHouse {

  private static final Logger LOG = System.getLogger(PluginsHouse.class.getName());

  /** So long the process may take to end by itself, in seconds. */
  private static final long ENDING = 15;

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
    try {
      Orders orders = Orders.of(System.getenv());
      PluginRegistry.Claim claim = PluginRegistry.claim();
      open.push(claim);
      PluginHost host = new PluginHost(orders.host(), claim.registry());
      open.push(host);
      open.push(new FarEnd(host, orders.socket()));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the plugins' process does not start", e);
      // Who started it starts another.
      Runtime.getRuntime().halt(1);
    }
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> Thread.ofPlatform().daemon().start(PluginsHouse::endSoon)));
    Thread.ofPlatform().daemon().name("plugins-server-lives").start(PluginsHouse::endWithServer);
  }

  /** The server holds the other end of this input, and the system closes it when it ends. */
  private static void endWithServer() {
    try {
      while (System.in.read() >= 0) {
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "whether the server lives is not known any more", e);
    }
    Runtime.getRuntime().halt(0);
  }

  /**
   * Beside the hooks: a plugin that calls exit while it starts makes the server wait for itself.
   */
  private static void endSoon() {
    try {
      TimeUnit.SECONDS.sleep(ENDING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }

  void end(@Observes @BeforeDestroyed(ApplicationScoped.class) Object ended) {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        LOG.log(Level.WARNING, "something did not close cleanly", e);
      }
    }
  }
}
