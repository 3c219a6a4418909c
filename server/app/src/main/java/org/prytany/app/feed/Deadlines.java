package org.prytany.app.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.prytany.app.view.DutyView;
import org.prytany.app.view.ProposalViews;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;

/**
 * The moments that people have to know of: when voting opens and ends, when a timelock does, and
 * until when they have to act. What can be done at any time has no moment here.
 */
public final class Deadlines {

  private Deadlines() {}

  /**
   * @param duties of that proposal, whoever has to do them
   * @param page where it is shown
   * @return soonest first
   */
  public static List<Deadline> of(
      Dao dao,
      List<Proposal> proposals,
      Function<Proposal, List<DutyView>> duties,
      Function<Proposal, String> page) {
    List<Deadline> all = new ArrayList<>();
    for (Proposal proposal : proposals) {
      String headline = ProposalViews.headline(proposal);
      String shown = page.apply(proposal);
      Optional<String> ends =
          ProposalViews.votingEnds(proposal)
              .filter(end -> isBeforeItsEnd(proposal))
              .map(Instant::toString);
      ProposalViews.opens(proposal)
          .map(Instant::toString)
          .ifPresent(at -> all.add(deadline(proposal, at, "Voting opens", headline, shown)));
      opens(proposal)
          .ifPresent(
              at -> all.add(deadline(proposal, at, "It can be executed from", headline, shown)));
      lapses(proposal)
          .ifPresent(
              at -> all.add(deadline(proposal, at, "It can be executed until", headline, shown)));
      ends.ifPresent(at -> all.add(deadline(proposal, at, "Voting ends", headline, shown)));
      for (DutyView duty : duties.apply(proposal)) {
        if (!duty.by().equals(DutyView.SERVER)) {
          String what = "Last moment for " + duty.by() + " to " + duty.what();
          duty.latestSafe().ifPresent(at -> all.add(deadline(proposal, at, what, headline, shown)));
        }
      }
    }
    return all.stream().sorted(Comparator.comparing(Deadline::at)).toList();
  }

  private static Optional<String> opens(Proposal proposal) {
    return queued(proposal, ChainView::etaSeconds);
  }

  private static Optional<String> lapses(Proposal proposal) {
    return queued(proposal, ChainView::lapsesSeconds);
  }

  private static Optional<String> queued(
      Proposal proposal, Function<ChainView, OptionalLong> seconds) {
    return proposal
        .chain()
        .filter(its -> its.state() == ProposalState.QUEUED)
        .map(seconds)
        .filter(OptionalLong::isPresent)
        .map(at -> Instant.ofEpochSecond(at.getAsLong()).toString());
  }

  private static boolean isBeforeItsEnd(Proposal proposal) {
    return proposal
        .chain()
        .filter(its -> its.state() == ProposalState.PENDING || its.state() == ProposalState.ACTIVE)
        .isPresent();
  }

  private static Deadline deadline(
      Proposal proposal, String at, String what, String headline, String page) {
    String about = FeedEntry.idOf(proposal.key(), proposal.content().contentHash());
    return new Deadline(about, Instant.parse(at), what, headline, page);
  }
}
