package org.prytany.inference.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.prytany.inference.Device;
import org.prytany.inference.generation.Budget;
import org.prytany.inference.generation.GenerationException;
import org.prytany.inference.generation.ModelWriter;
import org.prytany.inference.registry.ModelEntry;
import org.prytany.inference.registry.ModelRegistry;
import org.prytany.inference.registry.ModelRole;
import org.prytany.inference.registry.RegistryException;

/**
 * The process in which a model writes: FOLDER NAME SHA256 THREADS DEVICE. It reads tasks from its
 * input and answers on its output, one at a time, and ends with its input. It has no keys, no
 * settings, and opens no connection.
 */
public final class WriterMain {

  private static final int REFUSED = 3;
  private static final Path END_FIRST = Path.of("/proc/self/oom_score_adj");

  private final PrintStream out;
  private final BlockingQueue<JsonNode> tasks = new LinkedBlockingQueue<>();
  private final AtomicBoolean cancelled = new AtomicBoolean();

  private WriterMain(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] args) throws InterruptedException {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false);
    // Whatever a library prints is no answer.
    System.setOut(System.err);
    endFirst();
    new WriterMain(out).run(args);
  }

  /** Where memory runs out, the kernel ends this process before the server. */
  private static void endFirst() {
    try {
      Files.writeString(END_FIRST, "1000");
    } catch (IOException | RuntimeException e) {
      System.err.println("the kernel is not told to end this process first: " + e.getMessage());
    }
  }

  private void run(String[] args) throws InterruptedException {
    Thread reading = new Thread(this::read, "prytany-writer-input");
    reading.setDaemon(true);
    reading.start();
    try (ModelWriter writer = opened(args)) {
      say(Lines.ready(args[2], writer.promptVersion()));
      while (true) {
        answer(writer, Lines.task(tasks.take()));
      }
    } catch (RegistryException e) {
      refuse("model-refused", e.getMessage() + " " + e.remedy());
    } catch (GenerationException e) {
      refuse(e.code(), String.valueOf(e.getMessage()));
    }
  }

  private void refuse(String code, String why) {
    say(Lines.refused(code, why));
    System.exit(REFUSED);
  }

  private static ModelWriter opened(String[] args) {
    ModelRegistry registry = new ModelRegistry(Path.of(args[0]));
    ModelEntry entry = registry.entry(args[1]);
    if (entry.role() != ModelRole.WRITE || !entry.sha256().equals(args[2])) {
      throw new GenerationException(
          "model-refused",
          "The model " + entry.name() + " is another one than when the server started.");
    }
    return ModelWriter.open(
        registry.verified(entry), Integer.parseInt(args[3]), Device.parse(args[4]));
  }

  private void answer(ModelWriter writer, Lines.Task task) {
    var threads = ManagementFactory.getThreadMXBean();
    try {
      say(
          Lines.draft(
              task.number(),
              writer.write(
                  task.evidence(),
                  task.effects(),
                  new Budget(
                      task.tokens(),
                      task.cpuNanos(),
                      threads::getCurrentThreadCpuTime,
                      cancelled::get))));
    } catch (GenerationException e) {
      say(Lines.refused(task.number(), e.code(), String.valueOf(e.getMessage())));
    }
  }

  private synchronized void say(byte[] line) {
    out.write(line, 0, line.length);
    out.flush();
  }

  /** Ends the process with its input: whoever started it is gone then. */
  private void read() {
    try (InputStream in = System.in) {
      for (String line = Lines.next(in); line != null; line = Lines.next(in)) {
        JsonNode node = Lines.read(line);
        cancelled.set(node.has("cancel"));
        if (!node.has("cancel")) {
          tasks.add(node);
        }
      }
    } catch (IOException e) {
      System.err.println("what was asked for could not be read: " + e.getMessage());
    }
    System.exit(0);
  }
}
