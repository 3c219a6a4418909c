package org.prytany.governance.digest;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Language models of the operator's that may write for plugins. */
public interface SentenceWriter {

  /**
   * Who may write, e.g. "remote:house org/large prompt 1": another text whenever the same question
   * may be answered by another model. At most 200 characters, no line breaks, no "," and no "|".
   */
  String id();

  /**
   * @param evidence sentences, cited by their number from 1; from 1 to 60
   * @param patience after which no answer is wanted
   * @param cancelled whether none is wanted before that
   * @return sentences as they were written, of which nothing is known to be true; none where the
   *     model is busy, fails, or does not answer in time
   */
  List<Sentence> write(List<String> evidence, Duration patience, BooleanSupplier cancelled);

  /**
   * A sentence of a model's.
   *
   * @param cited numbers of evidence that it names
   */
  record Sentence(String text, List<Integer> cited) {
    public Sentence {
      cited = List.copyOf(cited);
    }
  }
}
