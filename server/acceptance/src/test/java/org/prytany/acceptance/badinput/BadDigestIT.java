package org.prytany.acceptance.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.cli.ApiClient;
import org.prytany.cli.ServerProcess;
import org.prytany.testkit.Growth;

/** Requests for digests that nobody sends in good faith: a digest or a coded error. */
class BadDigestIT {

  /** Ends a test that would not end; says nothing about speed. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final long MOST_MEMORY_KB = 1_536 * 1_024;
  private static final int MEGABYTE = 1_000_000;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir private Path folder;

  @Test
  void any_request_is_answered_with_a_digest_or_a_coded_error_and_no_thread_stays_behind()
      throws Exception {
    try (ServerProcess server = new Operator(folder).start()) {
      server.awaitOk("/health/live", Duration.ofMinutes(5));
      awaitDigester(server.address());
      for (Map.Entry<String, byte[]> bad : requests().entrySet()) {
        assertCoded(bad.getKey(), post(server.address(), bad.getValue()));
      }
      // Beyond that the application server itself refuses, before anything is read.
      byte[] flood = request("word ".repeat(2 * MEGABYTE));
      assertThat(post(server.address(), flood).statusCode()).isEqualTo(413);
      assertDigest("an honest text afterwards", post(server.address(), request("Pay 5 USDC now.")));
      awaitNoPluginCalls(server);
      assertThat(peakKilobytes(server)).isLessThan(MOST_MEMORY_KB);
    }
  }

  @Test
  void twice_the_text_is_twice_the_work_of_the_server() throws Exception {
    // No busy machine ends a digest that would have been made.
    Operator patient = new Operator(folder).line("prytany.digest.timeout", "240s");
    try (ServerProcess server = patient.start()) {
      server.awaitOk("/health/live", Duration.ofMinutes(5));
      awaitDigester(server.address());
      for (String unit : new String[] {"1\n", "5 USDC to the members, ", "<a of x "}) {
        Growth.assertLinear(
            unit, () -> work(server, unit, 100_000), () -> work(server, unit, 400_000));
      }
    }
  }

  @Test
  void
      a_digest_that_uses_more_of_the_processor_than_the_operator_allows_is_given_up_and_its_thread_ends()
          throws Exception {
    Operator impatient = new Operator(folder).line("prytany.digest.timeout", "1s");
    try (ServerProcess server = impatient.start()) {
      server.awaitOk("/health/live", Duration.ofMinutes(5));
      awaitDigester(server.address());
      HttpResponse<String> answer = post(server.address(), request(longSentences(600)));

      assertThat(answer.statusCode()).as(answer.body()).isGreaterThanOrEqualTo(400);
      assertThat(ApiClient.JSON.readTree(answer.body()).path("code").asText())
          .isEqualTo("PLUGIN_FAULT");
      awaitNoPluginCalls(server);
    }
  }

  /** Processor time of the server for one digest, in nanoseconds. */
  private long work(ServerProcess server, String unit, int length) {
    long before = processorNanos(server);
    try {
      assertDigest(unit, post(server.address(), request(unit.repeat(length / unit.length()))));
    } catch (Exception e) {
      throw new AssertionError("no answer to many of " + unit, e);
    }
    return processorNanos(server) - before;
  }

  private static long processorNanos(ServerProcess server) {
    return processes(server)
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .mapToLong(Duration::toNanos)
        .sum();
  }

  private static Map<String, byte[]> requests() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("nothing", new byte[0]);
    all.put("not JSON", "hello".getBytes(StandardCharsets.UTF_8));
    all.put("a list", "[]".getBytes(StandardCharsets.UTF_8));
    all.put("no body", "{}".getBytes(StandardCharsets.UTF_8));
    all.put("a body of another type", "{\"body\":[1]}".getBytes(StandardCharsets.UTF_8));
    all.put("nested JSON", "{\"body\":".repeat(20_000).getBytes(StandardCharsets.UTF_8));
    all.put(
        "invalid UTF-8", "{\"body\":\"pay \u00ff\u00fe\"}".getBytes(StandardCharsets.ISO_8859_1));
    all.put(
        "a lone surrogate", "{\"body\":\"pay \\ud83d 5 ETH\"}".getBytes(StandardCharsets.UTF_8));
    all.put("an empty text", request(""));
    all.put("one word", request("Yes"));
    all.put("binary", request(binary()));
    all.put("a megabyte on one line", request("x".repeat(MEGABYTE)));
    all.put("100,000 words", request("This sentence asks the members for 5 USDC. ".repeat(12_500)));
    all.put("nested Markdown", request("> ".repeat(10_000) + "- ".repeat(10_000) + "deep"));
    all.put(
        "HTML with scripts",
        request("<script>alert(1)</script><img src=x onerror=alert(2)> ".repeat(5_000)));
    all.put(
        "a long table", request("| a | b |\n|---|---|\n" + "| 5 USDC | 0x12 |\n".repeat(20_000)));
    all.put("another language", request("Wir bitten um 5 ETH für die Dokumentation. ".repeat(200)));
    all.put("more than is allowed", request("word ".repeat(MEGABYTE)));
    for (String calldata :
        new String[] {"0xzz", "a9059cbb", "0xa9059cbb00", "0x" + "f".repeat(999)}) {
      all.put("calldata " + calldata.substring(0, 4), withAction(calldata));
    }
    return all;
  }

  private static byte[] request(String text) {
    return bytes(ApiClient.JSON.createObjectNode().put("body", text));
  }

  private static byte[] withAction(String calldata) {
    ObjectNode request = ApiClient.JSON.createObjectNode().put("body", "Pay 5 USDC to the team.");
    request
        .putArray("actions")
        .addObject()
        .put("target", "no address")
        .put("value", "all of it")
        .put("calldata", calldata);
    return bytes(request);
  }

  private static byte[] bytes(JsonNode request) {
    return request.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String binary() {
    byte[] bytes = new byte[100_000];
    new Random(3).nextBytes(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Different ones, each as long as a sentence that is still embedded may be. */
  private static String longSentences(int count) {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("The members propose");
      for (int w = 0; w < 90; w++) {
        text.append(' ').append(Long.toString(random.nextLong(Long.MAX_VALUE), 36));
      }
      text.append(".\n\n");
    }
    return text.toString();
  }

  private static void assertCoded(String name, HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() == 200) {
      assertDigest(name, answer);
      return;
    }
    JsonNode problem = ApiClient.JSON.readTree(answer.body());
    assertThat(answer.headers().firstValue("Content-Type"))
        .as("%s: %s", name, answer.body())
        .contains("application/problem+json");
    assertThat(problem.path("code").asText()).as(name).matches("[A-Z_]{5,40}");
    assertThat(problem.path("code").asText()).as(name).isNotEqualTo("INTERNAL");
    assertThat(problem.path("detail").asText()).as(name).isNotBlank().doesNotContain("Exception");
  }

  private static void assertDigest(String name, HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as("%s: %s", name, answer.body()).isEqualTo(200);
    JsonNode digest = ApiClient.JSON.readTree(answer.body());
    assertThat(digest.path("contentHash").asText()).as(name).startsWith("0x").hasSize(66);
    assertThat(digest.path("summary").isTextual()).as(name).isTrue();
    assertThat(answer.body()).as(name).doesNotContain("<script>");
  }

  private void awaitDigester(URI server) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    HttpResponse<String> answer = post(server, request("Yes"));
    while (answer.statusCode() != 200 && Instant.now().isBefore(end)) {
      Thread.sleep(250);
      answer = post(server, request("Yes"));
    }
    assertDigest("the first", answer);
  }

  private HttpResponse<String> post(URI server, byte[] body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(server.resolve("/api/v1/digest"))
            .header("Prytany-Key", Operator.DIGEST_KEY)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** The host makes each plugin call on a thread of that name, which ends with the call. */
  private static void awaitNoPluginCalls(ServerProcess server) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    long calls = pluginCalls(server);
    while (calls > 0 && Instant.now().isBefore(end)) {
      Thread.sleep(200);
      calls = pluginCalls(server);
    }
    assertThat(calls).as("threads of plugin calls that did not end").isZero();
  }

  private static long pluginCalls(ServerProcess server) {
    return processes(server)
        .flatMap(pid -> list(Path.of("/proc", Long.toString(pid), "task")))
        .filter(task -> read(task.resolve("comm")).startsWith("plugin-call"))
        .count();
  }

  private static long peakKilobytes(ServerProcess server) {
    return processes(server)
        .flatMap(pid -> read(Path.of("/proc", Long.toString(pid), "status")).lines())
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .max()
        .orElseThrow(() -> new AssertionError("the system does not say how much memory is used"));
  }

  private static Stream<Long> processes(ServerProcess server) {
    return ProcessHandle.of(server.pid()).stream()
        .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
        .map(ProcessHandle::pid);
  }

  private static Stream<Path> list(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList().stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  /** A thread or process may end while it is looked at. */
  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
