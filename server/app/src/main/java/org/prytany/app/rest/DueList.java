package org.prytany.app.rest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.prytany.app.view.DutyView;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.statement.Roster;
import org.prytany.spi.ProposalKey;

/**
 * What is due, as anybody may ask for: each proposal is read once, one after the other, and each
 * DAO's treasurers are asked for once, however many duties there are.
 *
 * @param daos whose a proposal is; empty for a DAO that is served no longer
 * @param proposals reads one; empty if it was not read yet
 * @param rosters who the treasurers of a DAO are
 */
record DueList(
    Function<ProposalKey, Optional<Dao>> daos,
    Function<ProposalKey, Optional<Proposal>> proposals,
    Function<Dao, Roster> rosters) {

  /** These duties, soonest first. */
  List<DutyView> of(List<Duty> duties, Instant now) {
    Map<ProposalKey, List<Duty>> byProposal = new LinkedHashMap<>();
    for (Duty duty : duties) {
      byProposal.computeIfAbsent(duty.proposal(), key -> new ArrayList<>()).add(duty);
    }
    Map<String, Roster> known = new HashMap<>();
    Map<Duty, DutyView> views = new HashMap<>();
    byProposal.forEach(
        (key, its) ->
            daos.apply(key)
                .ifPresent(
                    dao -> {
                      Roster roster = known.computeIfAbsent(dao.id(), id -> rosters.apply(dao));
                      Optional<Proposal> proposal = proposals.apply(key);
                      its.forEach(
                          duty -> views.put(duty, DutyView.of(dao, duty, proposal, roster, now)));
                    }));
    return duties.stream()
        .sorted(Comparator.comparing(Duty::notBefore))
        .flatMap(duty -> Optional.ofNullable(views.get(duty)).stream())
        .toList();
  }
}
