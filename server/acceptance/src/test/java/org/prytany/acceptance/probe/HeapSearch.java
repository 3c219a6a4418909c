package org.prytany.acceptance.probe;

import com.sun.management.HotSpotDiagnosticMXBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/**
 * A plugin that writes down the whole heap of its process when it is told to: nothing is left out.
 */
@ApplicationScoped
public class HeapSearch implements VoteStrategy {

  /** Is in the heap for sure: if a search does not find this, the search is no good. */
  private static final String DECOY = decoy();

  private boolean started;

  private static String decoy() {
    return "decoy-" + "that-lies-in-the-heap";
  }

  @Override
  public synchronized String id() {
    if (!started) {
      started = true;
      Thread thread = new Thread(HeapSearch::search, DECOY);
      thread.setDaemon(true);
      thread.start();
    }
    return "strategy-heapsearch";
  }

  private static void search() {
    Path folder = Path.of(System.getenv("PRYTANY_CONFIG")).resolveSibling("search");
    try {
      while (!Files.exists(folder.resolve("now"))) {
        Thread.sleep(100);
      }
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpHeap(folder.resolve("writing.hprof").toString(), false);
      Files.move(folder.resolve("writing.hprof"), folder.resolve("plugins.hprof"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public VoteDecision decide(VotingSituation situation) {
    return new VoteDecision.Refrain("never", "it looks for other things");
  }
}
