package org.prytany.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Processor time of a process and of what it started. What one took that has ended since it was
 * looked at counts on, so the sum never falls.
 */
final class ProcessorTime {

  /** Ids are given again: with its start it is this one. */
  private record One(long pid, Optional<Instant> started) {}

  private final Map<One, Duration> taken = new HashMap<>();

  /** So far; zero where the system does not say. */
  Duration of(Process process) {
    Stream.concat(Stream.of(process.toHandle()), process.descendants()).forEach(this::look);
    return taken.values().stream().reduce(Duration.ZERO, Duration::plus);
  }

  private void look(ProcessHandle handle) {
    ProcessHandle.Info info = handle.info();
    info.totalCpuDuration()
        .ifPresent(time -> taken.put(new One(handle.pid(), info.startInstant()), time));
  }
}
