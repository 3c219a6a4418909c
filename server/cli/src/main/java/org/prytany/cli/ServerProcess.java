package org.prytany.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A server in a process of its own, ended by its own process id. */
public final class ServerProcess implements AutoCloseable {

  /** How the server begins the line in which it says why it does not start. */
  private static final String REFUSED = "prytany: start refused: ";

  /** What the virtual machine says last (-XX:+ExitOnOutOfMemoryError). */
  private static final String NO_MEMORY = "Terminating due to java.lang.OutOfMemoryError";

  private static final Duration REFUSING = Duration.ofSeconds(40);
  private static final Duration LOOK = Duration.ofMillis(200);

  /** In which a server that is starting takes some processor time. */
  private static final Duration WINDOW = Duration.ofMinutes(3);

  private final ChildProcess child;
  private final URI address;
  private final DataClaim claim;

  private ServerProcess(ChildProcess child, URI address, DataClaim claim) {
    this.child = child;
    this.address = address;
    this.claim = claim;
  }

  /**
   * What to start.
   *
   * @param data folder for logs, session keys and the server's work area
   * @param config the operator's file
   * @param port HTTP port on loopback
   * @param prefix words before the program's own, e.g. "taskset", "-c", "0"; usually none
   * @param variables environment variables beside those that every server gets
   */
  public record Settings(
      Path data,
      OperatorConfig config,
      int port,
      List<String> prefix,
      Map<String, String> variables) {

    public Settings {
      prefix = List.copyOf(prefix);
      variables = Map.copyOf(variables);
    }

    /** A server that may use the whole machine. */
    public Settings(Path data, OperatorConfig config, int port) {
      this(data, config, port, List.of(), Map.of());
    }
  }

  /**
   * Starts a server; it may not answer yet.
   *
   * @throws CommandFailure if the port is taken, or another server runs with the data folder
   */
  public static ServerProcess start(Installation installation, Settings settings) {
    refuseTakenPort(settings.port());
    ServerLaunch.requireReadable(installation);
    try {
      Path data = Files.createDirectories(settings.data().toAbsolutePath());
      DataClaim claim = PluginState.claim(data);
      try {
        ChildProcess child = ServerLaunch.start(installation, settings, data, claim);
        URI address = URI.create("http://127.0.0.1:" + settings.port());
        return new ServerProcess(child, address, claim);
      } catch (IOException | RuntimeException e) {
        claim.close();
        throw e;
      }
    } catch (IOException e) {
      throw new CommandFailure(
          "The server could not be started: " + e.getMessage(),
          "Check that the data folder is writable and has space.",
          e);
    }
  }

  /**
   * Refuses a port that somebody else listens on.
   *
   * @throws CommandFailure naming the port
   */
  public static void refuseTakenPort(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new CommandFailure(
          "Port " + port + " is taken by another program.",
          "Choose another with --port, or end that program.",
          e);
    }
  }

  /** A port that is free now. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it answers, e.g. "http://127.0.0.1:8080". */
  public URI address() {
    return address;
  }

  /** The file with what the server printed. */
  public Path console() {
    return child.console();
  }

  public boolean isAlive() {
    return child.isAlive();
  }

  public long pid() {
    return child.pid();
  }

  /**
   * Waits until a path answers 200.
   *
   * @throws CommandFailure if the server refuses to start, ends before, or the time is over
   */
  public void awaitOk(String path, Duration limit) {
    awaitOk(path, StartWait.within(limit, words -> {}));
  }

  /**
   * As {@link #awaitOk(String, Duration)}.
   *
   * @param wait how long, and who is told meanwhile
   */
  public void awaitOk(String path, StartWait wait) {
    StartPatience patience = new StartPatience(WINDOW, System.nanoTime());
    try (ApiClient api = new ApiClient(address)) {
      ApiClient.Look answer = api.look(path);
      while (answer.status() != 200) {
        requireStarting();
        wait.look(
            "The server",
            System.nanoTime(),
            patience,
            child.processorTime(),
            missing(answer.body()),
            remedy());
        ChildProcess.pause(LOOK);
        answer = api.look(path);
      }
      // The application server may answer a moment before the application refuses.
      requireNotRefused();
    }
  }

  /** Parts that keep it from being ready, as its health says. */
  private static Set<String> missing(JsonNode health) {
    Set<String> missing = new TreeSet<>();
    for (JsonNode check : health.path("checks")) {
      missing.addAll(List.of(check.path("data").path("missing").asText().split(", ")));
    }
    missing.remove("");
    return missing;
  }

  private void requireStarting() {
    requireNotRefused();
    if (!child.isAlive()) {
      // What it said last may have been written after the look before.
      requireNotRefused();
      throw new CommandFailure("The server ended while it started. " + lastError(), remedy());
    }
  }

  /**
   * @throws CommandFailure with the server's own words, if it refused to start; it has ended then
   */
  public void requireNotRefused() {
    Optional<String> refusal =
        child.said().stream()
            .filter(line -> line.contains(REFUSED))
            .map(line -> line.substring(line.indexOf(REFUSED) + REFUSED.length()).strip())
            .findFirst();
    if (refusal.isPresent()) {
      child.endWithin(REFUSING);
      throw new CommandFailure("start refused: " + refusal.get(), remedy());
    }
  }

  /**
   * Says it if the server ended because it had no memory left; its virtual machine ends then rather
   * than go on with some of its threads.
   *
   * @throws CommandFailure naming what to give it
   */
  public void requireMemoryLeft() {
    if (child.said().stream().anyMatch(line -> line.startsWith(NO_MEMORY))) {
      throw new CommandFailure(
          "The server ran out of memory and ended.",
          "Start it again; give it more with the environment variable JVM_ARGS=-Xmx2g if it stays"
              + " so. "
              + remedy());
    }
  }

  /**
   * For whoever works with a server that answered before.
   *
   * @throws CommandFailure with its exit code and last error, if it has ended
   */
  public void requireRunning() {
    if (!child.isAlive()) {
      throw ended();
    }
  }

  /** Waits until it ends by itself, and says so. */
  public CommandFailure untilItEnds() throws InterruptedException {
    child.waitFor();
    return ended();
  }

  private CommandFailure ended() {
    requireMemoryLeft();
    String error = lastError();
    return new CommandFailure(
        "The server has ended, with exit code "
            + child.exitCode()
            + (error.isEmpty() ? "." : ". " + Columns.safe(error)),
        "Start it again with the same command. " + remedy() + ".");
  }

  private String remedy() {
    return "What the server said is in " + console();
  }

  private String lastError() {
    return child.said().stream()
        .filter(line -> line.contains("[ERROR"))
        .reduce((first, second) -> second)
        .orElse("");
  }

  /** Waits until the server ends, and gives its exit code. */
  public int waitFor() throws InterruptedException {
    return child.waitFor();
  }

  /** Ends it at once, as kill -9 does. */
  public void kill() {
    child.kill();
    claim.close();
  }

  @Override
  public void close() {
    child.close();
    claim.close();
  }
}
