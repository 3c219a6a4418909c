package org.prytany.governance.writing;

import java.time.Instant;
import java.util.List;
import org.prytany.spi.ProposalKey;

/**
 * What a model wrote, as it wrote it. Nobody has checked it, so nobody is shown it: {@link
 * WrittenText#of} says what of it may be shown.
 *
 * @param millis how long it took, on the clock
 */
public record Drafted(
    ProposalKey proposal, WritingKey key, List<Sentence> sentences, Instant madeAt, long millis) {

  public Drafted {
    sentences = List.copyOf(sentences);
  }

  /**
   * One sentence.
   *
   * @param cited numbers of its evidence, from 1
   */
  public record Sentence(String text, List<Integer> cited) {
    public Sentence {
      cited = List.copyOf(cited);
    }
  }
}
