package org.prytany.acceptance.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Speaks to the host probe over HTTP. */
public final class Probe {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Of an answer: whoever hangs is named before the test's own time ends. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String server = "http://127.0.0.1:" + System.getProperty("acceptance.port");

  /** A line of the plugin list. */
  public record Status(String file, String id, String version, String state, String reason) {}

  /** Gives the host a new list of WARs that may be used. */
  public void list(Path... wars) throws IOException, InterruptedException {
    StringBuilder hashes = new StringBuilder();
    for (Path war : wars) {
      hashes.append(Wars.sha256(war)).append('\n');
    }
    put("/host-probe/listed", hashes.toString());
  }

  public List<Status> plugins() throws IOException, InterruptedException {
    return get("/host-probe/plugins")
        .lines()
        .map(line -> line.split("\\|", 5))
        .map(part -> new Status(part[0], part[1], part[2], part[3], part[4]))
        .toList();
  }

  /** The status of a WAR that is there and is not gone. */
  public Optional<Status> plugin(String file) throws IOException, InterruptedException {
    return plugins().stream()
        .filter(status -> status.file().equals(file))
        .min((a, b) -> Boolean.compare(a.state().equals("GONE"), b.state().equals("GONE")));
  }

  /** Waits until a WAR's status is as wanted. */
  public Status await(String file, Predicate<Status> wanted)
      throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      Optional<Status> status = plugin(file).filter(wanted);
      if (status.isPresent()) {
        return status.get();
      }
      Thread.sleep(200);
    }
    throw new AssertionError(
        file
            + " did not come to the status wanted; there is:\n"
            + plugins().stream().map(Status::toString).collect(Collectors.joining("\n")));
  }

  /** Waits until some status is as wanted. */
  public Status awaitAny(Predicate<Status> wanted) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      Optional<Status> status = plugins().stream().filter(wanted).findFirst();
      if (status.isPresent()) {
        return status.get();
      }
      Thread.sleep(200);
    }
    throw new AssertionError(
        "nothing came to the status wanted; there is:\n"
            + plugins().stream().map(Status::toString).collect(Collectors.joining("\n")));
  }

  /** Waits until no plugin of this WAR runs. */
  public void awaitGone(String file) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      if (plugin(file).filter(status -> !status.state().equals("GONE")).isEmpty()) {
        return;
      }
      Thread.sleep(200);
    }
    throw new AssertionError(file + " is still there: " + plugin(file));
  }

  public String decision() throws IOException, InterruptedException {
    return get("/host-probe/decision");
  }

  public String digest() throws IOException, InterruptedException {
    return get("/host-probe/digest");
  }

  public String queue() throws IOException, InterruptedException {
    return get("/host-probe/queue");
  }

  public String install(String file) throws IOException, InterruptedException {
    return put("/host-probe/install", file);
  }

  /** Loaders seen so far, and loaders left after forced collections. */
  public int[] loaders() throws IOException, InterruptedException {
    return Arrays.stream(get("/host-probe/loaders").split(" ", -1))
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  /** What the process holds. */
  public record Held(long metaspaceBytes, int threads) {}

  /** After {@link #loaders}, which has garbage collected. */
  public Held held() throws IOException, InterruptedException {
    String[] held = get("/host-probe/process").split(" ", -1);
    return new Held(Long.parseLong(held[0]), Integer.parseInt(held[1]));
  }

  /** Waits until a health check answers 200. */
  public void awaitHealth(String path) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (status(path) != 200) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(path + " stays down");
      }
      Thread.sleep(200);
    }
  }

  public int status(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(server + path)).timeout(LONGEST).GET().build())
        .statusCode();
  }

  /** Asks with a host name of one's own, and gives all that comes back. */
  public String raw(String host, String path) throws IOException {
    try (Socket socket =
        new Socket(
            InetAddress.getLoopbackAddress(),
            Integer.parseInt(System.getProperty("acceptance.port")))) {
      String request =
          "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private String get(String path) throws IOException, InterruptedException {
    return body(HttpRequest.newBuilder(URI.create(server + path)).timeout(LONGEST).GET().build());
  }

  private String put(String path, String body) throws IOException, InterruptedException {
    return body(
        HttpRequest.newBuilder(URI.create(server + path))
            .timeout(LONGEST)
            .header("Content-Type", "text/plain")
            .PUT(BodyPublishers.ofString(body))
            .build());
  }

  private String body(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = send(request);
    if (response.statusCode() >= 300) {
      throw new AssertionError(
          request.uri() + " answered " + response.statusCode() + ": " + response.body());
    }
    return response.body();
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, BodyHandlers.ofString());
  }
}
