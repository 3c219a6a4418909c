package org.prytany.inference.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.prytany.inference.generation.Budget;
import org.prytany.inference.generation.GenerationException;
import org.prytany.inference.generation.Writer;
import org.prytany.inference.generation.Written;

/**
 * Writes in a process that it starts when it is first needed. Whatever becomes of that process,
 * {@link #write} ends with a {@link GenerationException} in its time, and the process is started
 * anew for a later text: after a pause that doubles with every failure. One text at a time.
 */
public final class WriterProcess implements Writer, AutoCloseable {

  private static final String REFUSED = "model-refused";
  private static final Draft NOT_WANTED =
      new Draft(List.of(), new Written("", 0, 0, 0, Written.Stop.CANCELLED));

  private final WriterPlan plan;
  private final LongSupplier nanos;
  private final ReentrantLock one = new ReentrantLock();
  private volatile @Nullable WriterChild child;
  private volatile boolean closed;
  private int failures;
  private long restUntil;
  private long lastUsed;
  private long tasks;

  public WriterProcess(WriterPlan plan) {
    this(plan, System::nanoTime);
  }

  WriterProcess(WriterPlan plan, LongSupplier nanos) {
    this.plan = plan;
    this.nanos = nanos;
    this.restUntil = nanos.getAsLong();
    this.lastUsed = restUntil;
  }

  @Override
  public Draft write(List<String> evidence, List<String> effects, Budget budget) {
    one.lock();
    try {
      return written(evidence, effects, budget);
    } finally {
      lastUsed = nanos.getAsLong();
      one.unlock();
    }
  }

  private Draft written(List<String> evidence, List<String> effects, Budget budget) {
    if (closed) {
      throw closing();
    }
    if (nanos.getAsLong() - restUntil < 0) {
      throw new GenerationException(
          "writer-rests", "The model's process failed and is started again later.");
    }
    JsonNode answer;
    Draft draft = null;
    try {
      WriterChild running = running(budget);
      if (running == null) {
        return NOT_WANTED;
      }
      Lines.Task task =
          new Lines.Task(++tasks, evidence, effects, budget.tokens(), budget.cpuNanos());
      running.say(Lines.task(task));
      answer = answer(running, budget);
      if (Lines.number(answer) != task.number()) {
        throw new IOException("it answered another text");
      }
      if (!answer.has("refused")) {
        draft = Lines.draft(answer);
      }
    } catch (IOException e) {
      failed();
      throw new GenerationException(
          "writer-failed", "The model's process failed (" + e.getMessage() + ").", e);
    } catch (InterruptedException e) {
      end();
      Thread.currentThread().interrupt();
      throw new GenerationException("writer-interrupted", "Writing was interrupted.", e);
    } catch (RuntimeException | Error e) {
      // Nobody waits for its answer any more, which would be the next text's.
      end();
      throw e;
    }
    failures = 0;
    if (draft == null) {
      // It works, and says that it cannot write about this.
      throw refused(answer.path("refused").asText(), answer);
    }
    return draft;
  }

  /**
   * Ends the process until it is needed again, if nobody used it for a while: a model that does
   * nothing keeps its memory. Does not wait for who writes.
   */
  public void rest() {
    if (!one.tryLock()) {
      return;
    }
    try {
      if (nanos.getAsLong() - lastUsed >= plan.unused().toNanos()) {
        end();
      }
    } finally {
      one.unlock();
    }
  }

  /** Whether the process said something that nobody asked for. */
  boolean hasUnasked() {
    WriterChild running = child;
    return running != null && running.hasUnheard();
  }

  /**
   * The process, with its model read.
   *
   * @return null if it still reads, and who waits does not want it any more; it goes on reading
   */
  private @Nullable WriterChild running(Budget budget) throws IOException, InterruptedException {
    WriterChild known = child;
    if (known == null || !known.isFit()) {
      end();
      known =
          new WriterChild(
              plan.command(),
              plan.log(),
              plan.temporary(),
              nanos.getAsLong() + plan.loading().toNanos());
      child = known;
      if (closed) {
        // Who closes has perhaps looked before it was there.
        throw closing();
      }
    }
    if (known.isReady()) {
      return known;
    }
    do {
      JsonNode said = known.next();
      if (said != null) {
        expectReady(said);
        known.setReady();
        return known;
      }
      if (budget.cancelled().getAsBoolean()) {
        return null;
      }
    } while (nanos.getAsLong() - known.loadedBy() < 0);
    throw late(plan.loading());
  }

  private void expectReady(JsonNode said) throws IOException {
    if (said.has("refused")) {
      failed();
      String code = said.path("refused").asText();
      // Whatever else it is, it has seen no text.
      throw refused(code.equals(REFUSED) ? code : "writer-unready", said);
    }
    if (!said.has("ready")) {
      throw new IOException("it did not say that it is ready");
    }
    WriterPlan.Ready ready =
        new WriterPlan.Ready(said.path("ready").asText(), said.path("prompt").asInt());
    if (!ready.equals(plan.ready())) {
      failed();
      throw new GenerationException(
          REFUSED, "The model's process has another model or prompt than the server.");
    }
  }

  private static GenerationException refused(String code, JsonNode said) {
    return new GenerationException(code, printable(said.path("why").asText()));
  }

  private static GenerationException closing() {
    return new GenerationException("writer-closed", "The server is stopping.");
  }

  private static IOException late(Duration patience) {
    return new IOException("it did not answer within " + patience.toSeconds() + " s");
  }

  /** The next line of the process, or an exception in its time. */
  private JsonNode answer(WriterChild running, Budget budget)
      throws IOException, InterruptedException {
    long end = nanos.getAsLong() + plan.answering().toNanos();
    boolean told = false;
    while (nanos.getAsLong() - end < 0) {
      JsonNode answer = running.next();
      if (answer != null) {
        return answer;
      }
      if (!told && budget.cancelled().getAsBoolean()) {
        running.say(Lines.cancel());
        told = true;
      }
    }
    throw late(plan.answering());
  }

  private void failed() {
    end();
    failures++;
    long rest = plan.firstRest().toNanos() << Math.min(failures - 1, 20);
    restUntil = nanos.getAsLong() + Math.min(rest, plan.longestRest().toNanos());
  }

  private void end() {
    WriterChild running = child;
    if (running != null) {
      running.end();
      child = null;
    }
  }

  @Override
  public void close() {
    closed = true;
    // Before the lock: who is writing waits for the process, and is let go by its end.
    WriterChild running = child;
    if (running != null) {
      running.end();
    }
    one.lock();
    try {
      end();
    } finally {
      one.unlock();
    }
  }

  private static String printable(String text) {
    String plain = text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    return plain.length() <= 300 ? plain : plain.substring(0, 300) + "…";
  }
}
