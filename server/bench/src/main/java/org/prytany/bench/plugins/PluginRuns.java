package org.prytany.bench.plugins;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.prytany.bench.side.Samples;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Installation;
import org.prytany.cli.OwnServer;

/**
 * A plugin put in service, renewed and taken out again and again in a running server, while another
 * one is asked all the time; and what a call costs ({@link CallRuns}).
 */
public final class PluginRuns {

  private static final String NAME = "prytany-treasury.war";

  /** What the other plugin is asked: short, so that it is asked often. */
  private static final ObjectNode TEXT =
      ApiClient.JSON
          .createObjectNode()
          .put(
              "body",
              "# Pay for the library\n\nWe propose to pay 100 USDC for the library. It is paid"
                  + " once.\n");

  private final Installation installation;
  private final PrintWriter out;

  public PluginRuns(Installation installation, PrintWriter out) {
    this.installation = installation;
    this.out = out;
  }

  /**
   * Measures.
   *
   * @param rounds how often the plugin is deployed, renewed and undeployed; at least 2
   * @return the figures, and under "failedCalls" how many calls of the other plugin failed
   */
  public ObjectNode measure(int rounds) throws IOException {
    ObjectNode report = ApiClient.JSON.createObjectNode();
    report.set("calls", new CallRuns(out).measure());
    Path folder = Files.createTempDirectory("prytany-bench");
    try {
      Path first = installation.plugin("treasury");
      Path next = renewed(first, folder.resolve(NAME));
      try (OwnServer server =
              OwnServer.start(
                  installation,
                  new OwnServer.Wishes(Map.of(), List.of(), Map.of(), List.of(first, next)));
          ApiClient api = server.digests().client()) {
        report.set("redeploys", redeploys(rounds, first, next, server, api));
      }
    } finally {
      OwnServer.delete(folder);
    }
    return report;
  }

  private ObjectNode redeploys(int rounds, Path first, Path next, OwnServer server, ApiClient api)
      throws IOException {
    ServedPlugins plugins = new ServedPlugins(api, server.plugins());
    List<Double> deploys = new ArrayList<>();
    List<Double> updates = new ArrayList<>();
    List<Double> undeploys = new ArrayList<>();
    Held atFirst = null;
    Held atHalf = null;
    Others others = new Others(api);
    Thread asking = Thread.ofPlatform().name("bench-others").start(others::ask);
    try {
      for (int round = 1; round <= rounds; round++) {
        deploys.add(plugins.put(first, OwnServer.sha256(first), NAME));
        updates.add(plugins.put(next, OwnServer.sha256(next), NAME));
        undeploys.add(plugins.take(NAME));
        if (round == 1) {
          atFirst = held(server);
        } else if (round == (rounds + 1) / 2) {
          atHalf = held(server);
        }
      }
    } finally {
      others.end();
      join(asking);
    }
    Held last = held(server);
    ObjectNode report = ApiClient.JSON.createObjectNode();
    out.printf(
        Locale.ROOT,
        "A plugin of a running server, %d times, another one asked meanwhile:%n",
        rounds);
    tell(report, "deploy", deploys);
    tell(report, "update", updates);
    tell(report, "undeploy", undeploys);
    out.printf(
        Locale.ROOT,
        "  the other one was asked %,d times, %d of them failed%s%n",
        others.asked.get(),
        others.failed.get(),
        others.words.isEmpty() ? "" : ": " + others.words);
    out.printf(
        Locale.ROOT,
        "  the plugins' process after the first round: %s%n  at half: %s%n  at the end: %s%n",
        atFirst,
        atHalf == null ? "not looked at" : atHalf,
        last);
    out.flush();
    return report
        .put("rounds", rounds)
        .put("otherCalls", others.asked.get())
        .put("failedCalls", others.failed.get())
        .put("heldAtFirst", String.valueOf(atFirst))
        .put("heldAtHalf", String.valueOf(atHalf))
        .put("heldAtEnd", String.valueOf(last));
  }

  /** Asks the plugin that stays, one call after the other. */
  private static final class Others {
    private final ApiClient api;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile String words = "";

    Others(ApiClient api) {
      this.api = api;
    }

    void ask() {
      while (!ended.get()) {
        try {
          // Each another text: one that was digested before would be answered without the plugin.
          ObjectNode text = TEXT.deepCopy();
          text.put("body", TEXT.path("body").asText() + "\nPart " + asked.get() + ".\n");
          api.post("/api/v1/digest", text);
        } catch (IOException | RuntimeException e) {
          failed.incrementAndGet();
          words = String.valueOf(e.getMessage());
        }
        asked.incrementAndGet();
        ServedPlugins.pause();
      }
    }

    void end() {
      ended.set(true);
    }
  }

  private static Held held(OwnServer server) throws IOException {
    return Held.of(
        ProcessHandle.of(server.pid()).stream()
            .flatMap(ProcessHandle::children)
            .filter(one -> one.info().command().orElse("").endsWith("java"))
            .findFirst()
            .orElseThrow(
                () ->
                    new CommandFailure(
                        "The plugins' process is not found.", "Run the command again."))
            .pid());
  }

  private void tell(ObjectNode report, String what, List<Double> millis) {
    Samples samples = Samples.of(millis);
    out.printf(
        Locale.ROOT,
        "  %-9s p50 %,.0f ms, p95 %,.0f ms%n",
        what,
        samples.percentile(0.5),
        samples.percentile(0.95));
    report
        .put(what + "P50Millis", samples.percentile(0.5))
        .put(what + "P95Millis", samples.percentile(0.95));
  }

  /** The same plugin in another file: what an update is to the host. */
  static Path renewed(Path war, Path to) throws IOException {
    try (ZipFile from = new ZipFile(war.toFile());
        ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(to))) {
      for (ZipEntry entry : from.stream().map(ZipEntry.class::cast).toList()) {
        zip.putNextEntry(new ZipEntry(entry.getName()));
        from.getInputStream(entry).transferTo(zip);
      }
      zip.putNextEntry(new ZipEntry("WEB-INF/classes/renewed.txt"));
      zip.write("renewed".getBytes(StandardCharsets.US_ASCII));
    }
    return to;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("Interrupted.", "Run the command again.", e);
    }
  }
}
