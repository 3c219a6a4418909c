package org.prytany.bench.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What processes take of the machine at one time, all of them together; 0 where the system does not
 * say.
 *
 * @param megabytes resident
 * @param files open ones, sockets included
 */
record Usage(long megabytes, long threads, long files) {

  static Usage of(List<Long> processes) {
    List<Long> all = new ArrayList<>();
    for (long pid : processes) {
      all.add(pid);
      ProcessHandle.of(pid)
          .ifPresent(handle -> handle.descendants().map(ProcessHandle::pid).forEach(all::add));
    }
    return new Usage(
        sum(all, pid -> status(pid, "VmRSS:")) / 1024,
        sum(all, pid -> status(pid, "Threads:")),
        sum(all, Usage::openFiles));
  }

  private static long sum(List<Long> processes, ToLongFunction<Long> of) {
    return processes.stream().mapToLong(of).sum();
  }

  private static long status(long pid, String key) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith(key))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  private static long openFiles(long pid) {
    try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return files.count();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }
}
