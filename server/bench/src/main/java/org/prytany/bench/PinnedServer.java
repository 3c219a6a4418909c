package org.prytany.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.prytany.cli.ApiClient;
import org.prytany.cli.Installation;
import org.prytany.cli.OwnServer;

/** A short-lived server without a chain that may use the first few cores of the machine alone. */
final class PinnedServer implements AutoCloseable {

  private final OwnServer server;
  private final boolean pinned;

  private PinnedServer(OwnServer server, boolean pinned) {
    this.server = server;
    this.pinned = pinned;
  }

  /**
   * @param cores how many; the JVM is told, and taskset holds it to them where there is one
   * @param device cpu, cuda or auto
   */
  static PinnedServer start(Installation installation, int cores, String device)
      throws IOException {
    List<String> prefix = taskset(cores);
    OwnServer.Wishes wishes =
        new OwnServer.Wishes(
            Map.of("prytany.inference.device", device),
            prefix,
            Map.of("JVM_ARGS", "-XX:ActiveProcessorCount=" + cores));
    return new PinnedServer(OwnServer.start(installation, wishes), !prefix.isEmpty());
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
    return server.digests().client();
  }

  /** Whether the operating system holds it to its cores, or the JVM alone was told. */
  boolean pinned() {
    return pinned;
  }

  /**
   * The most resident memory so far of the server and of its plugins' process, each by itself and
   * then together, in MB; 0 where the system does not say.
   */
  long peakMemoryMegabytes() {
    List<ProcessHandle> all = new ArrayList<>();
    ProcessHandle.of(server.pid())
        .ifPresent(
            handle -> {
              all.add(handle);
              handle.descendants().forEach(all::add);
            });
    return all.stream().mapToLong(PinnedServer::peakKilobytes).sum() / 1024;
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
  }
}
