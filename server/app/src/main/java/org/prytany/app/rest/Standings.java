package org.prytany.app.rest;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.prytany.app.view.DaoView;
import org.prytany.app.view.ProposalViews;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.spi.ProposalKey;

/**
 * Which proposals are open, stopped or closed. Of those that are open, what stops them is read once
 * for each version; of the others nothing is read.
 */
@ApplicationScoped
public class Standings {

  static final int MOST_KEPT = 10_000;

  private final OncePerVersion<ProposalKey, Proposal, Judged> judged =
      new OncePerVersion<>(MOST_KEPT, Proposal::version, Judged::of);

  /** What is said of a proposal's text and calls. */
  private enum Judged {
    NOT_YET,
    STOPPED,
    FREE;

    static Judged of(Proposal proposal) {
      if (proposal.verdict().isEmpty()) {
        return NOT_YET;
      }
      return ProposalViews.blocked(proposal) ? STOPPED : FREE;
    }
  }

  /** How a proposal stands; one that is stopped is open, too. */
  enum Standing {
    OPEN,
    STOPPED,
    CLOSED;

    /**
     * @throws org.prytany.governance.failure.PrytanyException INVALID_INPUT
     */
    static Standing of(String name) {
      return Arrays.stream(values())
          .filter(its -> its.word().equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  Body.invalid(
                      "The query parameter 'standing' should be open, stopped or closed, or be left"
                          + " out for all."));
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param whole reads all of a proposal; empty if it is gone meanwhile
   */
  boolean is(
      Standing standing,
      ProposalSummary summary,
      Function<ProposalSummary, Optional<Proposal>> whole) {
    return switch (standing) {
      case OPEN -> summary.isUnderWay();
      case CLOSED -> !summary.isUnderWay();
      case STOPPED -> isOpenAnd(Judged.STOPPED, summary, whole);
    };
  }

  private boolean isOpenAnd(
      Judged wanted, ProposalSummary summary, Function<ProposalSummary, Optional<Proposal>> whole) {
    return summary.isUnderWay()
        && judged
            .of(summary.key(), summary.version(), () -> whole.apply(summary))
            .filter(wanted::equals)
            .isPresent();
  }

  /**
   * @param whole reads all of a proposal; empty if it is gone meanwhile
   */
  DaoView.Counts counts(
      List<ProposalSummary> summaries, Function<ProposalSummary, Optional<Proposal>> whole) {
    return new DaoView.Counts(
        summaries.size(),
        count(Standing.OPEN, summaries, whole),
        count(Standing.STOPPED, summaries, whole),
        (int) summaries.stream().filter(its -> isOpenAnd(Judged.NOT_YET, its, whole)).count(),
        count(Standing.CLOSED, summaries, whole));
  }

  private int count(
      Standing standing,
      List<ProposalSummary> summaries,
      Function<ProposalSummary, Optional<Proposal>> whole) {
    return (int) summaries.stream().filter(its -> is(standing, its, whole)).count();
  }
}
