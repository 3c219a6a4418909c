package org.prytany.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.prytany.cli.ApiClient;
import org.prytany.cli.Installation;
import org.prytany.cli.OperatorConfig;
import org.prytany.cli.OwnServer;
import org.prytany.cli.ServerProcess;

/** A short-lived server without a chain that may use the first few cores of the machine alone. */
final class PinnedServer implements AutoCloseable {

  private static final List<String> PLUGINS = List.of("digest");

  private final ServerProcess server;
  private final Path data;
  private final boolean pinned;

  private PinnedServer(ServerProcess server, Path data, boolean pinned) {
    this.server = server;
    this.data = data;
    this.pinned = pinned;
  }

  /**
   * @param cores how many; the JVM is told, and taskset holds it to them where there is one
   * @param device cpu, cuda or auto
   */
  static PinnedServer start(Installation installation, int cores, String device)
      throws IOException {
    Path data = Files.createTempDirectory("prytany-bench-server");
    Path file = data.resolve("prytany.properties");
    Files.writeString(
        file,
        OwnServer.configuration(installation, PLUGINS)
            + "prytany.inference.device="
            + device
            + "\n",
        StandardCharsets.UTF_8);
    OperatorConfig config = OperatorConfig.read(file);
    for (String plugin : PLUGINS) {
      config.deploy(installation.plugin(plugin));
    }
    List<String> prefix = taskset(cores);
    ServerProcess server =
        ServerProcess.start(
            installation,
            new ServerProcess.Settings(
                data,
                config,
                ServerProcess.freePort(),
                prefix,
                Map.of("JVM_ARGS", "-XX:ActiveProcessorCount=" + cores)));
    PinnedServer started = new PinnedServer(server, data, !prefix.isEmpty());
    try {
      server.awaitOk("/health/ready", Duration.ofMinutes(3));
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
    return started;
  }

  private static List<String> taskset(int cores) {
    String path = System.getenv().getOrDefault("PATH", "");
    boolean there =
        Stream.of(path.split(":", -1)).anyMatch(dir -> Files.isExecutable(Path.of(dir, "taskset")));
    boolean enough = cores <= Runtime.getRuntime().availableProcessors();
    if (!there || !enough) {
      return List.of();
    }
    String list =
        IntStream.range(0, cores).mapToObj(Integer::toString).collect(Collectors.joining(","));
    return List.of("taskset", "-c", list);
  }

  ApiClient api() {
    return new ApiClient(server.address());
  }

  /** Whether the operating system holds it to its cores, or the JVM alone was told. */
  boolean pinned() {
    return pinned;
  }

  /** The most resident memory so far, in MB; 0 where the system does not say. */
  long peakMemoryMegabytes() {
    List<ProcessHandle> all = new ArrayList<>();
    ProcessHandle.of(server.pid())
        .ifPresent(
            handle -> {
              all.add(handle);
              handle.descendants().forEach(all::add);
            });
    return all.stream().mapToLong(PinnedServer::peakKilobytes).max().orElse(0) / 1024;
  }

  private static long peakKilobytes(ProcessHandle handle) {
    try (Stream<String> lines =
        Files.lines(Path.of("/proc", Long.toString(handle.pid()), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    server.close();
    OwnServer.delete(data);
  }
}
