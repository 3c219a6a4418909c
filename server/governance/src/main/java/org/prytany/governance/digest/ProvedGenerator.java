package org.prytany.governance.digest;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.proof.SentenceProof;
import org.prytany.governance.proof.TextEvidence;
import org.prytany.spi.Bounds;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;
import org.prytany.spi.TextGenerator;

/**
 * Writes for one digest. The plugin believes nothing of the model's but what the text bears out,
 * and the host nothing of the plugin's: evidence is the text's own or there is no answer, the calls
 * are counted, and all of them together take no longer than the patience.
 */
final class ProvedGenerator implements TextGenerator {

  private static final Logger LOG = System.getLogger(ProvedGenerator.class.getName());

  private final SentenceWriter writer;
  private final String text;
  private final long deadline;
  private final ReentrantLock one = new ReentrantLock();
  private final List<String> written = new ArrayList<>();
  private final List<String> own = new ArrayList<>();
  private int calls;
  private volatile boolean over;
  private volatile boolean asked;
  private @Nullable TextEvidence read;

  /**
   * @param text that the plugin was given
   * @param patience for all calls of the digest together
   */
  ProvedGenerator(SentenceWriter writer, String text, Duration patience) {
    this.writer = writer;
    this.text = text;
    this.deadline = System.nanoTime() + patience.toNanos();
  }

  @Override
  public List<Generated> generate(List<TextDigest.Sentence> evidence) {
    List<TextDigest.Sentence> given =
        Bounds.list("evidence", TextDigest.Sentence.class, evidence, MOST_EVIDENCE);
    int length = given.stream().mapToInt(each -> each.text().length()).sum();
    if (given.isEmpty() || length > LONGEST_EVIDENCE || over) {
      return List.of();
    }
    try {
      if (!one.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return List.of();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
    try {
      return answered(given);
    } finally {
      one.unlock();
    }
  }

  private List<Generated> answered(List<TextDigest.Sentence> given) {
    long left = deadline - System.nanoTime();
    if (calls >= MOST_CALLS || over || left <= 0) {
      return List.of();
    }
    calls++;
    if (ReadCheck.anyFault(given, text)) {
      return List.of();
    }
    asked = true;
    List<String> lines = given.stream().map(TextDigest.Sentence::text).toList();
    synchronized (written) {
      // What comes after the model's like may be the model's.
      lines.stream().filter(each -> !GeneratedCheck.isWritten(each, written)).forEach(own::add);
    }
    List<SentenceWriter.Sentence> answer;
    // Whoever writes looks at it from a thread of its own.
    Thread asking = Thread.currentThread();
    try {
      answer = writer.write(lines, Duration.ofNanos(left), () -> over || asking.isInterrupted());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "no sentences were written for a plugin: {0}", e.getMessage());
      return List.of();
    }
    List<Generated> proved = new ArrayList<>();
    for (SentenceWriter.Sentence sentence : answer) {
      proved(sentence.text(), given).ifPresent(proved::add);
    }
    return List.copyOf(proved);
  }

  /** Its evidence is where the host finds it borne out, whatever the model cites. */
  private Optional<Generated> proved(String sentence, List<TextDigest.Sentence> given) {
    if (read == null) {
      read = new TextEvidence(text);
    }
    SentenceProof proof = read.proof(sentence);
    if (!proof.shown()) {
      return Optional.empty();
    }
    List<Integer> evidence =
        IntStream.range(0, given.size())
            .filter(
                i -> proof.evidence().stream().anyMatch(span -> meet(given.get(i).span(), span)))
            .boxed()
            .toList();
    // What the model did not read proves nothing.
    boolean allGiven =
        proof.evidence().stream()
            .allMatch(span -> given.stream().anyMatch(each -> meet(each.span(), span)));
    if (evidence.isEmpty() || !allGiven) {
      return Optional.empty();
    }
    synchronized (written) {
      written.add(sentence);
    }
    return Optional.of(new Generated(sentence, evidence));
  }

  private static boolean meet(Span one, Span other) {
    return one.start() < other.end() && other.start() < one.end();
  }

  /** No answer is given or waited for any more. */
  void end() {
    over = true;
  }

  /** Whether a model was asked, so that the digest depends on it. */
  boolean asked() {
    return asked;
  }

  /** What is wrong with a digest that the plugin made; empty if nothing. */
  Optional<String> fault(TextDigest digest) {
    synchronized (written) {
      return GeneratedCheck.fault(digest, written, own, text);
    }
  }
}
