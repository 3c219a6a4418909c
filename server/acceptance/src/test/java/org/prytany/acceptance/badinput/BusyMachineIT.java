package org.prytany.acceptance.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.cli.ApiClient;
import org.prytany.cli.DigestServer;
import org.prytany.cli.ServerProcess;

/** No text is lost because others use the machine. */
@Timeout(value = 30, unit = TimeUnit.MINUTES) // Ends a test that would not end.
class BusyMachineIT {

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  /** Most of the machine goes to others. */
  private static final int OTHERS = 4 * PROCESSORS;

  /** More than are read and may wait: some are turned away and come back. */
  private static final int AT_A_TIME = 3 * PROCESSORS + 4;

  private static final int TEXTS = AT_A_TIME + 4;

  @TempDir private Path folder;

  @Test
  void every_text_is_digested_beside_others_that_use_the_processors() throws Exception {
    Operator operator = new Operator(folder);
    try (ServerProcess server = operator.start()) {
      server.awaitOk("/health/live", Duration.ofMinutes(5));
      awaitDigester(server.address());
      Path in = folder.resolve("in.jsonl");
      Path out = folder.resolve("out.jsonl");
      Files.write(in, texts());
      Operator.Served bulk;
      try (Burners others = new Burners(OTHERS)) {
        bulk =
            operator.run(
                "digest",
                "--jsonl",
                in.toString(),
                "--out",
                out.toString(),
                "--parallel",
                Integer.toString(AT_A_TIME),
                "--key-file",
                Files.writeString(folder.resolve("key"), Operator.DIGEST_KEY).toString(),
                "--server",
                server.address().toString());
      }
      for (String line : Files.readAllLines(out)) {
        JsonNode digest = ApiClient.JSON.readTree(line);
        assertThat(digest.path("error").isMissingNode() || digest.path("error").isNull())
            .as(line)
            .isTrue();
        assertThat(digest.path("summary").asText()).isNotBlank();
      }
      assertThat(bulk.exit()).as(bulk.said()).isZero();
      assertThat(Files.readAllLines(out)).hasSize(TEXTS);
      assertThat(turnedAway(server.address())).as("requests that had to come back").isPositive();
    }
  }

  /** Long enough to be read for a while, none like the other. */
  private static List<String> texts() {
    Random random = new Random(11);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < TEXTS; i++) {
      StringBuilder text = new StringBuilder();
      for (int s = 0; s < 12; s++) {
        text.append("The members propose to pay ").append(random.nextInt(100_000)).append(" USDC");
        for (int w = 0; w < 25; w++) {
          text.append(' ').append(Long.toString(random.nextLong(Long.MAX_VALUE), 36));
        }
        text.append(".\n\n");
      }
      lines.add(
          ApiClient.JSON
              .createObjectNode()
              .put("id", "text " + i)
              .put("body", text.toString())
              .toString());
    }
    return lines;
  }

  private static double turnedAway(URI server) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(server.resolve("/metrics")).build(),
              HttpResponse.BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith("prytany_digests_total"))
          .filter(line -> line.contains("outcome=\"busy\""))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .sum();
    }
  }

  private static void awaitDigester(URI server) throws Exception {
    try (ApiClient api = new DigestServer(server, Optional.of(Operator.DIGEST_KEY)).client()) {
      boolean there = false;
      while (!there) {
        try {
          api.post("/api/v1/digest", ApiClient.JSON.createObjectNode().put("body", "Yes"));
          there = true;
        } catch (ApiClient.Problem e) {
          Thread.sleep(250);
        }
      }
    }
  }

  /** Threads that do nothing but use processors. */
  private static final class Burners implements AutoCloseable {
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();

    Burners(int count) {
      for (int i = 0; i < count; i++) {
        threads.add(Thread.ofPlatform().daemon().name("burner-" + i).start(this::burn));
      }
    }

    private void burn() {
      while (!over.get()) {
        Thread.onSpinWait();
      }
    }

    @Override
    public void close() throws InterruptedException {
      over.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }
}
