package org.prytany.governance.writing;

import java.util.List;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Span;

/**
 * What a model is to write about.
 *
 * @param description the raw description; spans point into it
 * @param evidence sentences of the digest, cited by their number from 1
 * @param effects what the calls do, a line each
 */
public record WritingTask(
    ProposalKey proposal,
    String description,
    List<Evidence> evidence,
    List<String> effects,
    WritingKey key) {

  public WritingTask {
    evidence = List.copyOf(evidence);
    effects = List.copyOf(effects);
  }

  /** A sentence as the digest shows it, and where the text has it. */
  public record Evidence(String text, Span span) {}
}
