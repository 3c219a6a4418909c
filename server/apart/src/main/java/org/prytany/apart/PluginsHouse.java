package org.prytany.apart;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static final Path OOM_SCORE = Path.of("/proc/self/oom_score_adj");

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
    try {
      Orders orders = Orders.of(System.getenv());
      PluginRegistry.Claim claim = PluginRegistry.claim();
      open.push(claim);
      PluginHost host = new PluginHost(orders.host(), claim.registry(), orders.publishers());
      open.push(host);
      open.push(new FarEnd(host, orders.socket()));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the plugins' process does not start", e);
      // Who started it starts another.
      Runtime.getRuntime().halt(1);
    }
    yieldMemory();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::endInOrder));
    Thread.ofPlatform().daemon().name("plugins-server-lives").start(this::endWithServer);
  }

  /** Where the machine has no memory left, Linux ends this process before the server's. */
  private static void yieldMemory() {
    if (Files.isWritable(OOM_SCORE)) {
      try {
        Files.writeString(OOM_SCORE, "500");
      } catch (IOException e) {
        LOG.log(Level.WARNING, "this process is not the first to be ended for its memory", e);
      }
    }
  }

  /**
   * The server holds the other end of this input, and the system closes it when it ends. That is no
   * doing of what is starting.
   */
  private void endWithServer() {
    try {
      while (System.in.read() >= 0) {
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "whether the server lives is not known any more", e);
    }
    endInOrder();
    Runtime.getRuntime().halt(0);
  }

  /** Before the application server comes to it, which it may not in time. */
  private void endInOrder() {
    endSoonBeside();
    closeAll();
  }

  /** Whatever closing waits for: a plugin that calls exit while it starts waits for itself. */
  private static void endSoonBeside() {
    Thread.ofPlatform().daemon().start(PluginsHouse::endSoon);
  }

  private static void endSoon() {
    try {
      TimeUnit.SECONDS.sleep(ENDING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }

  void end(@Observes @BeforeDestroyed(ApplicationScoped.class) Object ended) {
    closeAll();
  }

  private synchronized void closeAll() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        LOG.log(Level.WARNING, "something did not close cleanly", e);
      }
    }
  }
}
