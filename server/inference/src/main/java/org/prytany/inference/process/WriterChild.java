package org.prytany.inference.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process and the lines that it says. */
final class WriterChild {

  private static final Logger LOG = System.getLogger(WriterChild.class.getName());
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration GOING = Duration.ofSeconds(2);
  private static final int MOST_LINES = 16;
  private static final String ENDED = "";
  private static final byte[] NOTHING_MORE = {};

  /** What of our environment the process gets: where programs, its files and a card are. */
  private static final Set<String> VARIABLES =
      Set.of("PATH", "TMPDIR", "LD_LIBRARY_PATH", "CUDA_VISIBLE_DEVICES");

  private final Process process;
  private final Path temporary;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(MOST_LINES);
  private final BlockingQueue<byte[]> told = new LinkedBlockingQueue<>();
  private final long loadedBy;
  private boolean ready;

  /**
   * @param temporary folder of the process's own, emptied here
   * @param loadedBy when it should be ready, on the clock of whoever starts it
   */
  WriterChild(List<String> command, Path log, Path temporary, long loadedBy) throws IOException {
    Files.createDirectories(temporary);
    empty(temporary);
    this.temporary = temporary;
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.to(log.toFile()));
    // It needs nothing of ours: neither keys nor addresses that stand in variables.
    builder.environment().keySet().removeIf(name -> !VARIABLES.contains(name));
    process = builder.start();
    this.loadedBy = loadedBy;
    Thread.ofPlatform().daemon().name("prytany-writer-answers").start(this::read);
    Thread.ofPlatform().daemon().name("prytany-writer-tasks").start(this::tell);
  }

  /** A process leaves what it unpacked, some 24 MB where it was killed. */
  private static void empty(Path temporary) throws IOException {
    try (Stream<Path> left = Files.walk(temporary)) {
      for (Path each : left.sorted(Comparator.reverseOrder()).toList()) {
        if (!each.equals(temporary)) {
          Files.deleteIfExists(each);
        }
      }
    }
  }

  /** Beside who waits: a process that does not read would hold him in the writing. */
  private void tell() {
    try (OutputStream out = process.getOutputStream()) {
      while (process.isAlive()) {
        byte[] line = told.poll(1, TimeUnit.SECONDS);
        if (line != null && line.length == 0) {
          return;
        }
        if (line != null) {
          out.write(line);
          out.flush();
        }
      }
    } catch (IOException e) {
      // It has ended, which its answers say.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (InputStream in = process.getInputStream()) {
      for (String line = Lines.next(in); line != null; line = Lines.next(in)) {
        // What is said without being asked fills the queue, and is left.
        if (!lines.offer(line.isEmpty() ? " " : line)) {
          break;
        }
      }
    } catch (IOException e) {
      // It is gone, or says too much: either way nothing more is heard.
    }
    if (!lines.offer(ENDED)) {
      lines.clear();
      lines.add(ENDED);
    }
  }

  void say(byte[] line) {
    told.add(line);
  }

  /**
   * What it says next.
   *
   * @return null if that is nothing for now
   * @throws IOException if it has ended, or speaks no JSON
   */
  @Nullable JsonNode next() throws IOException, InterruptedException {
    String line = lines.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    if (ENDED.equals(line)) {
      throw new IOException("it ended");
    }
    return line != null && line.startsWith("{") ? Lines.read(line) : null;
  }

  /** Whether it said something that nobody has heard. */
  boolean hasUnheard() {
    return !lines.isEmpty();
  }

  /** Whether it may be waited for, or asked: what it said after its last answer is no answer. */
  boolean isFit() {
    return !ready || (process.isAlive() && lines.isEmpty());
  }

  boolean isReady() {
    return ready;
  }

  void setReady() {
    ready = true;
  }

  long loadedBy() {
    return loadedBy;
  }

  /** Lets it end by itself, ends it where it does not, and takes its files away. */
  void end() {
    told.add(NOTHING_MORE);
    try {
      if (!process.waitFor(GOING.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor(GOING.toMillis(), TimeUnit.MILLISECONDS);
      }
      empty(temporary);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException | UncheckedIOException e) {
      LOG.log(Level.DEBUG, "what a model's process left goes when the next one starts", e);
    }
  }
}
