package org.prytany.app.writing;

import java.util.List;
import java.util.Optional;
import org.prytany.app.view.AddressBook;
import org.prytany.app.view.EffectView;
import org.prytany.app.view.TextViews;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.hash.CanonicalBytes;
import org.prytany.governance.proposal.Digested;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.writing.GivenEvidence;
import org.prytany.governance.writing.WritingKey;
import org.prytany.governance.writing.WritingTask;

/** What a model is given of a proposal: the digest's sentences and what the calls do. */
public final class WritingTasks {

  private static final int MOST_EFFECTS = 30;
  private static final int LONGEST_EFFECT = 400;

  private final Choosing choosing;

  /** Which model writes about a proposal. */
  public interface Choosing {

    /**
     * @param evidence UTF-16 units of the sentences that it would be given
     * @param doubtful whether the digest says of itself that it is
     * @param busy whether the machine is
     * @return empty: none
     */
    Optional<WritingModel> of(int evidence, boolean doubtful, boolean busy);
  }

  public WritingTasks(Choosing choosing) {
    this.choosing = choosing;
  }

  /** One model for all, that waits while the machine is busy. */
  public WritingTasks(WritingModel model) {
    this((evidence, doubtful, busy) -> busy ? Optional.empty() : Optional.of(model));
  }

  /** Whether nothing is written about a proposal while the machine is busy. */
  public boolean waits(WritingTask task, Proposal proposal) {
    return choosing.of(length(task.evidence()), doubtful(proposal), true).isEmpty();
  }

  private static int length(List<WritingTask.Evidence> evidence) {
    return evidence.stream().mapToInt(each -> each.text().length()).sum();
  }

  /** A text that was read in part, or could not be read. */
  private static boolean doubtful(Proposal proposal) {
    return proposal.digest().filter(its -> !its.digest().notes().isEmpty()).isPresent();
  }

  /**
   * Empty where there is nothing to write from: no digest, one that is stale, one without a
   * sentence that a model may read, or no effects yet.
   *
   * @param stale why the digest is stale, as the digest service says
   */
  public Optional<WritingTask> of(Dao dao, Proposal proposal, Optional<String> stale) {
    String content = proposal.content().contentHash();
    Optional<Digested> digested =
        proposal.digest().filter(its -> stale.isEmpty() && its.contentHash().equals(content));
    Optional<EffectsReport> report =
        proposal.effects().filter(its -> its.contentHash().equals(content));
    if (digested.isEmpty() || report.isEmpty()) {
      return Optional.empty();
    }
    List<WritingTask.Evidence> evidence =
        GivenEvidence.of(
            digested.get().digest().sentences().stream()
                .map(each -> new WritingTask.Evidence(each.text(), each.span()))
                .toList(),
            proposal.verdict().map(Verdict::findings).orElse(List.of()));
    if (evidence.isEmpty()) {
      return Optional.empty();
    }
    List<String> effects =
        TextViews.effectList(report.get().effects().effects(), AddressBook.of(dao)).stream()
            .map(EffectView::line)
            .filter(line -> line.length() <= LONGEST_EFFECT)
            .limit(MOST_EFFECTS)
            .toList();
    // Who writes does not depend on how busy the machine is: else it would be written again.
    Optional<WritingModel> chosen = choosing.of(length(evidence), doubtful(proposal), false);
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    WritingModel model = chosen.get();
    WritingKey key =
        new WritingKey(
            model.name(),
            model.sha256(),
            model.promptVersion(),
            model.device(),
            proposal.content().descriptionHash(),
            proposal.content().actionsHash(),
            given(evidence, effects));
    return Optional.of(
        new WritingTask(proposal.key(), proposal.content().description(), evidence, effects, key));
  }

  private static String given(List<WritingTask.Evidence> evidence, List<String> effects) {
    CanonicalBytes bytes = new CanonicalBytes("prytany-writing-given-1").size(evidence.size());
    evidence.forEach(
        each -> bytes.add(each.text()).add(each.span().start()).add(each.span().end()));
    bytes.size(effects.size());
    effects.forEach(bytes::add);
    return bytes.sha256();
  }
}
