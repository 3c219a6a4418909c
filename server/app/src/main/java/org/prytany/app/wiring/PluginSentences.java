package org.prytany.app.wiring;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.prytany.app.writing.WritingModel;
import org.prytany.governance.digest.SentenceWriter;
import org.prytany.governance.hash.CanonicalBytes;
import org.prytany.inference.generation.Budget;
import org.prytany.inference.generation.Writer;

/**
 * Lets plugins use the models that write beside digests, one plugin at a time. The model is asked
 * on a thread of this class: it may be loading, or write for a page, and a plugin waits no longer
 * than its patience whatever the model does.
 */
final class PluginSentences implements SentenceWriter, AutoCloseable {

  private static final int TOKENS = 160;
  private static final int LONGEST_NAMES = 120;

  /** Who would write about evidence of a length; empty: nobody. */
  interface Choosing {
    Optional<Writer> writer(int evidence, boolean busy);
  }

  private final String id;
  private final Choosing choosing;
  private final BooleanSupplier busy;

  /** Held for as long as a model works, also when nobody waits for it any more. */
  private final Semaphore turn = new Semaphore(1);

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("prytany-plugin-sentences").factory());

  PluginSentences(String id, Choosing choosing, BooleanSupplier busy) {
    this.id = id;
    this.choosing = choosing;
    this.busy = busy;
  }

  static PluginSentences of(EngineRoom engines, int busyLoad) {
    var machine = ManagementFactory.getOperatingSystemMXBean();
    return new PluginSentences(
        id(engines.models(), engines.lines()),
        engines::writer,
        () ->
            machine.getSystemLoadAverage() >= (double) busyLoad * machine.getAvailableProcessors());
  }

  /**
   * Names for people, and a hash over all on which it depends who writes, and what.
   *
   * @param routes that lead to the models, in words
   */
  static String id(List<WritingModel> models, List<String> routes) {
    CanonicalBytes bytes = new CanonicalBytes("prytany-plugin-writers-1").size(models.size());
    models.forEach(
        each ->
            bytes.add(each.name()).add(each.sha256()).add(each.promptVersion()).add(each.device()));
    bytes.size(routes.size());
    routes.forEach(bytes::add);
    String names = models.stream().map(WritingModel::name).collect(Collectors.joining(" + "));
    String few = names.length() <= LONGEST_NAMES ? names : names.substring(0, LONGEST_NAMES);
    return few + " " + bytes.sha256();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public List<Sentence> write(List<String> evidence, Duration patience, BooleanSupplier cancelled) {
    long deadline = System.nanoTime() + patience.toNanos();
    BooleanSupplier over = () -> cancelled.getAsBoolean() || System.nanoTime() - deadline > 0;
    int length = evidence.stream().mapToInt(String::length).sum();
    Optional<Writer> writer = choosing.writer(length, busy.getAsBoolean());
    try {
      if (writer.isEmpty() || !turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return List.of();
      }
      Future<List<Sentence>> answer = submitted(writer.get(), evidence, over);
      return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } catch (ExecutionException e) {
      // Without its cause: it would go through a plugin's hands.
      throw new IllegalStateException(String.valueOf(e.getMessage()));
    }
  }

  private Future<List<Sentence>> submitted(
      Writer writer, List<String> evidence, BooleanSupplier over) {
    try {
      return thread.submit(
          () -> {
            try {
              Budget budget = new Budget(TOKENS, Long.MAX_VALUE, () -> 0, over);
              return writer.write(evidence, List.of(), budget).sentences().stream()
                  .map(each -> new Sentence(each.text(), each.cited()))
                  .toList();
            } finally {
              turn.release();
            }
          });
    } catch (RuntimeException e) {
      turn.release();
      throw e;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
