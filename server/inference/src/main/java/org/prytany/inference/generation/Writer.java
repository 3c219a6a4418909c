package org.prytany.inference.generation;

import java.util.List;

/**
 * Writes sentences from evidence. What it writes is not checked for truth: only that nothing but
 * small words is its own, and that each sentence cites evidence.
 */
public interface Writer {

  /**
   * @param evidence sentences of a proposal, cited by their number from 1; from 1 to 60
   * @param effects what the proposal's calls do, a line each; read, but never copied from
   * @throws GenerationException if there is more than the model can read, or it fails
   */
  Draft write(List<String> evidence, List<String> effects, Budget budget);

  /**
   * A sentence as written.
   *
   * @param text without its citations
   * @param cited numbers of its evidence, in the order in which they are cited; at least one
   */
  record Sentence(String text, List<Integer> cited) {}

  /**
   * Finished sentences; what was begun when the answer had to stop is left out.
   *
   * @param sentences may be none
   * @param written the answer as it came
   */
  record Draft(List<Sentence> sentences, Written written) {}
}
