package org.prytany.app.view;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.governance.proposal.Reckoned;
import org.prytany.governance.proposal.Reckoned.Came;
import org.prytany.governance.proposal.Reckoned.What;

/** Counts what became of duties, from what is stored with each proposal. */
public final class KeptViews {

  private static final int MOST_MISSED = 5;

  private KeptViews() {}

  /**
   * @param summaries of one DAO
   * @param whole reads a proposal; asked for a few of those with something missed
   */
  public static KeptView of(
      List<ProposalSummary> summaries, Function<ProposalSummary, Optional<Proposal>> whole) {
    return new KeptView(
        count(summaries, What.VOTE),
        count(summaries, What.PAYOUT),
        summaries.stream()
            .filter(summary -> !summary.removedByReorg())
            .filter(summary -> summary.reckoned().containsValue(Came.MISSED))
            .sorted(ProposalSummary.NEWEST_FIRST)
            .limit(MOST_MISSED)
            .flatMap(summary -> whole.apply(summary).stream())
            .flatMap(KeptViews::missed)
            .sorted(Comparator.comparing(KeptView.Missed::at).reversed())
            .toList());
  }

  /** How many of a kind came out so. */
  public static int count(List<ProposalSummary> summaries, What what, Came came) {
    return (int)
        summaries.stream()
            .filter(summary -> !summary.removedByReorg())
            .filter(summary -> summary.reckoned().get(what) == came)
            .count();
  }

  private static KeptView.Count count(List<ProposalSummary> summaries, What what) {
    int met = count(summaries, what, Came.MET);
    int missed = count(summaries, what, Came.MISSED);
    return new KeptView.Count(met + missed, met, missed, count(summaries, what, Came.DROPPED));
  }

  private static Stream<KeptView.Missed> missed(Proposal proposal) {
    return proposal.reckoned().stream()
        .filter(its -> its.came() == Came.MISSED)
        .map(its -> missed(proposal, its));
  }

  private static KeptView.Missed missed(Proposal proposal, Reckoned reckoned) {
    return new KeptView.Missed(
        reckoned.what().name().toLowerCase(Locale.ROOT),
        proposal.key().proposalId().toString(),
        ProposalViews.headline(proposal),
        Checksummed.in(reckoned.reason()),
        reckoned.at().toString());
  }
}
