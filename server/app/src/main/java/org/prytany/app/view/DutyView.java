package org.prytany.app.view;

import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.statement.Roster;

/**
 * Something due.
 *
 * @param headline the proposal's title; empty where it was not read yet
 * @param what has to be done, in plain English
 * @param by who has to do it: "server", "treasurers" or "operators"
 * @param latestSafe until when it is safely done in time; empty where it can be done at any time
 * @param problem why the last try did not finish it
 */
public record DutyView(
    String dao,
    String proposalId,
    Optional<String> headline,
    String kind,
    String what,
    @Schema(enumeration = {"server", "treasurers", "operators"}) String by,
    String notBefore,
    Optional<String> latestSafe,
    int attempts,
    boolean leased,
    Optional<String> problem) {

  /** Who does what needs no person. */
  public static final String SERVER = TextViews.lower(DutyWork.By.SERVER);

  /**
   * @param proposal that it is for, if it was read
   * @param roster who the treasurers are
   */
  public static DutyView of(
      Dao dao, Duty duty, Optional<Proposal> proposal, Roster roster, Instant now) {
    DutyWork work =
        proposal
            .map(its -> DutyWork.of(dao, its, duty.kind(), roster, now))
            .orElseGet(() -> new DutyWork(DutyWork.words(duty.kind()), DutyWork.By.SERVER));
    return new DutyView(
        dao.id(),
        duty.proposal().proposalId().toString(),
        proposal.map(ProposalViews::headline),
        duty.kind().name(),
        work.what(),
        TextViews.lower(work.by()),
        duty.notBefore().toString(),
        duty.deadline().map(Instant::toString),
        duty.attempts(),
        duty.leaseOwner().isPresent() && duty.leaseUntil().isAfter(now),
        Optional.of(Checksummed.in(duty.lastProblem())).filter(problem -> !problem.isEmpty()));
  }
}
