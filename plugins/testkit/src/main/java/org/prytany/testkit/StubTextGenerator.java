package org.prytany.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prytany.judging.DigestCheck;
import org.prytany.spi.Bounds;
import org.prytany.spi.DigestContext;
import org.prytany.spi.FeatureScorer;
import org.prytany.spi.TextDigest;
import org.prytany.spi.TextEmbedder;
import org.prytany.spi.TextGenerator;

/**
 * Answers what it was told to, within the bounds that the host keeps: so often, so much, and only
 * for evidence that is the text's own. It proves nothing: tell it what the text bears out.
 */
public final class StubTextGenerator implements TextGenerator {

  private final String text;
  private final List<Generated> answer;
  private final List<List<TextDigest.Sentence>> asked = new ArrayList<>();

  private StubTextGenerator(String text, List<Generated> answer) {
    this.text = text;
    this.answer = List.copyOf(answer);
  }

  /** For one digest of a text; it answers nothing yet. */
  public static StubTextGenerator of(String text) {
    return new StubTextGenerator(text, List.of());
  }

  /**
   * The same with one more sentence in each answer.
   *
   * @param evidence indices into what it is given, from 0; where fewer are given it is left out
   */
  public StubTextGenerator writes(String sentence, Integer... evidence) {
    List<Generated> more = new ArrayList<>(answer);
    more.add(new Generated(sentence, List.of(evidence)));
    return new StubTextGenerator(text, more);
  }

  /** A digest context with it, beside a stub embedder. */
  public DigestContext context() {
    return beside(StubTextEmbedder.context());
  }

  /** The same services, and it. */
  DigestContext beside(DigestContext services) {
    return new DigestContext() {
      @Override
      public TextEmbedder embedder() {
        return services.embedder();
      }

      @Override
      public Optional<FeatureScorer> scorer() {
        return services.scorer();
      }

      @Override
      public Optional<TextGenerator> generator() {
        return Optional.of(StubTextGenerator.this);
      }
    };
  }

  /** What it was shown, call by call. */
  public List<List<TextDigest.Sentence>> asked() {
    synchronized (asked) {
      return List.copyOf(asked);
    }
  }

  @Override
  public List<Generated> generate(List<TextDigest.Sentence> evidence) {
    List<TextDigest.Sentence> given =
        Bounds.list("evidence", TextDigest.Sentence.class, evidence, MOST_EVIDENCE);
    int length = given.stream().mapToInt(each -> each.text().length()).sum();
    synchronized (asked) {
      if (given.isEmpty() || length > LONGEST_EVIDENCE || asked.size() >= MOST_CALLS) {
        return List.of();
      }
      asked.add(given);
    }
    if (given.stream().anyMatch(each -> DigestCheck.fault(each, text).isPresent())) {
      return List.of();
    }
    return answer.stream()
        .filter(each -> each.evidence().stream().allMatch(index -> index < given.size()))
        .toList();
  }
}
