package org.prytany.app.rest;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.prytany.app.view.DaoView;
import org.prytany.app.view.ProposalViews;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.spi.ProposalKey;

/**
 * Which proposals are open, stopped or closed. Of those that are open, what stops them is read once
 * for each version, and again only where treasurers lifted something: that lapses by itself. Of the
 * others nothing is read.
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
    STOPPED_UNLESS_LIFTED,
    FREE;

    static Judged of(Proposal proposal) {
      if (proposal.verdict().isEmpty()) {
        return NOT_YET;
      }
      if (!ProposalViews.blocked(proposal)) {
        return FREE;
      }
      return proposal.statements(TreasurerStatement.Kind.OVERRIDE).findAny().isPresent()
          ? STOPPED_UNLESS_LIFTED
          : STOPPED;
    }
  }

  /**
   * What is asked of a whole proposal.
   *
   * @param reads all of it; empty if it is gone meanwhile
   * @param isLifted whether treasurers lifted all that stops it
   */
  record Whole(Function<ProposalSummary, Optional<Proposal>> reads, Predicate<Proposal> isLifted) {}

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

  boolean is(Standing standing, ProposalSummary summary, Whole whole) {
    return switch (standing) {
      case OPEN -> summary.isUnderWay();
      case CLOSED -> !summary.isUnderWay();
      case STOPPED -> summary.isUnderWay() && isStopped(summary, whole);
    };
  }

  private boolean isStopped(ProposalSummary summary, Whole whole) {
    return switch (judged(summary, whole).orElse(Judged.FREE)) {
      case STOPPED -> true;
      case STOPPED_UNLESS_LIFTED ->
          whole.reads().apply(summary).filter(its -> !whole.isLifted().test(its)).isPresent();
      case NOT_YET, FREE -> false;
    };
  }

  private Optional<Judged> judged(ProposalSummary summary, Whole whole) {
    return judged.of(summary.key(), summary.version(), () -> whole.reads().apply(summary));
  }

  DaoView.Counts counts(List<ProposalSummary> summaries, Whole whole) {
    return new DaoView.Counts(
        summaries.size(),
        count(Standing.OPEN, summaries, whole),
        count(Standing.STOPPED, summaries, whole),
        (int)
            summaries.stream()
                .filter(ProposalSummary::isUnderWay)
                .filter(its -> judged(its, whole).filter(Judged.NOT_YET::equals).isPresent())
                .count(),
        count(Standing.CLOSED, summaries, whole));
  }

  private int count(Standing standing, List<ProposalSummary> summaries, Whole whole) {
    return (int) summaries.stream().filter(its -> is(standing, its, whole)).count();
  }
}
