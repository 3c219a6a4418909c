package org.prytany.app.rest;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.prytany.app.view.DutyView;
import org.prytany.governance.approval.ApprovalService;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.duty.DutyRepository;
import org.prytany.spi.ProposalKey;

/** What is due now, and who has to do it. */
@RequestScoped
public class Dues {

  @Inject private DaoDirectory daos;
  @Inject private DaoLookup lookup;
  @Inject private DutyRepository duties;
  @Inject private ApprovalService approvals;
  @Inject private Clock clock;

  /** Of all DAOs, soonest first. */
  List<DutyView> all() {
    return new DueList(
            key -> daos.find(key.chainId(), key.governor()), lookup::found, approvals::shownRoster)
        .of(duties.open(), clock.instant());
  }

  /** Of one DAO, by the governor's decimal id of the proposal. */
  Map<String, List<DutyView>> of(Dao dao) {
    return all().stream()
        .filter(duty -> duty.dao().equals(dao.id()))
        .collect(groupingBy(DutyView::proposalId));
  }

  /** The proposals of a DAO for which people have to do something. */
  Set<ProposalKey> waiting(Dao dao) {
    return all().stream()
        .filter(duty -> duty.dao().equals(dao.id()) && !duty.by().equals(DutyView.SERVER))
        .map(
            duty ->
                new ProposalKey(dao.chainId(), dao.governor(), new BigInteger(duty.proposalId())))
        .collect(toSet());
  }
}
