package org.prytany.inference.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.prytany.inference.Device;
import org.prytany.inference.generation.Budget;
import org.prytany.inference.generation.GenerationException;
import org.prytany.inference.generation.Writer;

/**
 * Writes in a process that it starts when it is first needed. Whatever becomes of that process,
 * {@link #write} ends with a {@link GenerationException} in its time, and the process is started
 * anew for a later text: after a pause that doubles with every failure. One text at a time.
 */
public final class WriterProcess implements Writer, AutoCloseable {

  private static final Duration LOOK = Duration.ofMillis(100);
  private static final String ENDED = "";
  private static final String NATIVES = "onnxruntime.native.path";

  /** What of our environment the process gets: where programs, its files and a card are. */
  private static final Set<String> VARIABLES =
      Set.of("PATH", "TMPDIR", "LD_LIBRARY_PATH", "CUDA_VISIBLE_DEVICES");

  private final Plan plan;
  private final LongSupplier nanos;
  private volatile @Nullable Child child;
  private int failures;
  private long restUntil;
  private boolean closed;

  /**
   * How the process is started, and how long it is waited for.
   *
   * @param command words that start it
   * @param log what it says beside its answers; begun anew with each process
   * @param loading until it has read its model, at most
   * @param answering for one text, on the clock, at most; what its budget allows beyond is cut off
   * @param firstRest after the first failure; doubled with each further one
   * @param longestRest between two starts
   */
  public record Plan(
      List<String> command,
      Path log,
      Duration loading,
      Duration answering,
      Duration firstRest,
      Duration longestRest) {

    public Plan {
      command = List.copyOf(command);
    }

    /** For a server: five minutes to load and to write, a rest of a second to ten minutes. */
    public Plan(List<String> command, Path log) {
      this(
          command,
          log,
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofSeconds(1),
          Duration.ofMinutes(10));
    }
  }

  public WriterProcess(Plan plan) {
    this(plan, System::nanoTime);
  }

  WriterProcess(Plan plan, LongSupplier nanos) {
    this.plan = plan;
    this.nanos = nanos;
    this.restUntil = nanos.getAsLong();
  }

  /**
   * The words that start the process of this package: nicer to all others than any, with little
   * memory of Java's own, and ended where that does not do.
   *
   * @param libraries class path of this module and all that it needs
   * @param registry folder of the operator's models
   * @param sha256 of the model, as the registry counts it
   * @param work folder in which native libraries are unpacked; it need not be there yet
   * @param device what the model has to run on: a card, or else the processor
   */
  public static List<String> command(
      String libraries, Path registry, String model, String sha256, Path work, Device device) {
    List<String> words = new ArrayList<>();
    Path nice = Path.of("/usr/bin/nice");
    if (Files.isExecutable(nice)) {
      words.addAll(List.of(nice.toString(), "-n", "19"));
    }
    words.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "-DDJL_CACHE_DIR=" + work.toAbsolutePath()));
    // Where an operator has the runtime's libraries for a card, as docs/gpu.md says.
    String natives = System.getProperty(NATIVES);
    if (natives != null) {
      words.add("-D" + NATIVES + "=" + natives);
    }
    words.addAll(
        List.of(
            "-cp",
            libraries,
            WriterMain.class.getName(),
            registry.toString(),
            model,
            sha256,
            "1",
            (device == Device.CUDA ? device : Device.CPU).word()));
    return words;
  }

  @Override
  public synchronized Draft write(List<String> evidence, List<String> effects, Budget budget) {
    if (closed) {
      throw new GenerationException("writer-closed", "The server is stopping.");
    }
    if (nanos.getAsLong() - restUntil < 0) {
      throw new GenerationException(
          "writer-rests", "The model's process failed and is started again later.");
    }
    try {
      Child running = running();
      running.say(
          Lines.task(new Lines.Task(evidence, effects, budget.tokens(), budget.cpuNanos())));
      JsonNode answer = answer(running, plan.answering(), budget);
      if (answer.has("refused")) {
        // It works, and says that it cannot write about this.
        failures = 0;
        throw refused(answer);
      }
      Draft draft = Lines.draft(answer);
      failures = 0;
      return draft;
    } catch (IOException e) {
      failed();
      throw new GenerationException(
          "writer-failed", "The model's process failed (" + e.getMessage() + ").", e);
    } catch (InterruptedException e) {
      end();
      Thread.currentThread().interrupt();
      throw new GenerationException("writer-interrupted", "Writing was interrupted.", e);
    }
  }

  /** Ends the process until it is needed again: a model that does nothing keeps its memory. */
  public synchronized void rest() {
    end();
  }

  /** Whether the process said something that nobody asked for. */
  boolean hasUnasked() {
    Child running = child;
    return running != null && !running.lines.isEmpty();
  }

  private Child running() throws IOException, InterruptedException {
    Child known = child;
    // What it said after its last answer belongs to nothing.
    if (known != null && known.process.isAlive() && known.lines.isEmpty()) {
      return known;
    }
    end();
    Child started = new Child(plan);
    child = started;
    JsonNode said = answer(started, plan.loading(), null);
    if (said.has("refused")) {
      failed();
      throw refused(said);
    }
    if (!said.has("ready")) {
      throw new IOException("it did not say that it is ready");
    }
    return started;
  }

  private static GenerationException refused(JsonNode said) {
    return new GenerationException(
        said.path("refused").asText(), printable(said.path("why").asText()));
  }

  /** The next line of the process, or an exception in its time. */
  private JsonNode answer(Child running, Duration patience, @Nullable Budget budget)
      throws IOException, InterruptedException {
    long end = nanos.getAsLong() + patience.toNanos();
    boolean told = false;
    while (nanos.getAsLong() - end < 0) {
      String line = running.lines.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      if (line != null && line.startsWith("{")) {
        return Lines.read(line);
      }
      if (ENDED.equals(line)) {
        throw new IOException("it ended");
      }
      if (budget != null && !told && budget.cancelled().getAsBoolean()) {
        running.say(Lines.cancel());
        told = true;
      }
    }
    throw new IOException("it did not answer within " + patience.toSeconds() + " s");
  }

  private void failed() {
    end();
    failures++;
    long rest = plan.firstRest().toNanos() << Math.min(failures - 1, 20);
    restUntil = nanos.getAsLong() + Math.min(rest, plan.longestRest().toNanos());
  }

  private void end() {
    Child running = child;
    if (running != null) {
      running.end();
      child = null;
    }
  }

  @Override
  public void close() {
    // Not synchronized: who is writing waits for the process, and is let go by its end.
    Child running = child;
    if (running != null) {
      running.end();
    }
    synchronized (this) {
      closed = true;
      end();
    }
  }

  private static String printable(String text) {
    String plain = text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    return plain.length() <= 300 ? plain : plain.substring(0, 300) + "…";
  }

  /** A process and the lines that it says. */
  private static final class Child {

    private static final int MOST_LINES = 16;

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(MOST_LINES);
    private final BlockingQueue<byte[]> told = new LinkedBlockingQueue<>();

    Child(Plan plan) throws IOException {
      ProcessBuilder builder = new ProcessBuilder(plan.command());
      builder.redirectError(ProcessBuilder.Redirect.to(plan.log().toFile()));
      // It needs nothing of ours: neither keys nor addresses that stand in variables.
      builder.environment().keySet().removeIf(name -> !VARIABLES.contains(name));
      process = builder.start();
      Thread.ofPlatform().daemon().name("prytany-writer-answers").start(this::read);
      Thread.ofPlatform().daemon().name("prytany-writer-tasks").start(this::tell);
    }

    /** Beside who waits: a process that does not read would hold him in the writing. */
    private void tell() {
      try (OutputStream out = process.getOutputStream()) {
        while (process.isAlive()) {
          byte[] line = told.poll(1, TimeUnit.SECONDS);
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
      lines.clear();
      lines.add(ENDED);
    }

    void say(byte[] line) {
      told.add(line);
    }

    void end() {
      process.destroyForcibly();
    }
  }
}
