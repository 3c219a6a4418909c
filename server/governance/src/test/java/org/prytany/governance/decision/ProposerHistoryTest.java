package org.prytany.governance.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.world.World;
import org.prytany.spi.Circumstances.History;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision.Cast;

/** A rule is told what became of what the same account proposed before, and of nothing else. */
class ProposerHistoryTest {

  private final World world = new World();
  private final List<Optional<History>> told = new ArrayList<>();

  ProposerHistoryTest() {
    world.strategy =
        Optional.of(
            World.strategy(
                situation -> {
                  told.add(situation.circumstances().history());
                  return new Cast(Support.AGAINST, "no", "no");
                }));
  }

  private ProposalContent became(int id, ProposalState state) {
    ProposalContent content = world.digested(id, "Proposal " + id + ".");
    world.chain.become(content, state);
    world.tally.refresh(world.dao, world.stored(content));
    return content;
  }

  private Optional<History> toldOf(ProposalContent content) {
    world.decisions.step(world.dao, world.stored(content));
    return told.getLast();
  }

  @Test
  void earlier_proposals_of_the_same_account_are_counted_by_what_became_of_them() {
    became(1, ProposalState.EXECUTED);
    became(2, ProposalState.EXECUTED);
    became(3, ProposalState.DEFEATED);
    ProposalContent rejected = became(4, ProposalState.SUCCEEDED);
    world.approvals.submit(
        world.statement(
            rejected, TreasurerStatement.Kind.REJECT, World.TREASURER_A, "Not agreed."));
    world.chain.proposer = Optional.of(World.STRANGER);
    became(5, ProposalState.EXECUTED);
    ProposalContent strangers = world.digested(6, "Proposal 6.");
    world.chain.proposer = Optional.empty();
    ProposalContent now = world.digested(7, "Proposal 7.");
    became(8, ProposalState.EXECUTED);

    assertThat(toldOf(now)).contains(new History(4, 2, 1, 1));
    assertThat(toldOf(strangers)).contains(new History(1, 1, 0, 0));
  }

  @Test
  void whoever_proposes_for_the_first_time_has_a_history_of_none() {
    assertThat(toldOf(world.digested(1, "Proposal 1."))).contains(new History(0, 0, 0, 0));
  }

  /** A policy that is tried later is told what was known then, not what became of it since. */
  @Test
  void what_was_told_is_told_again_whatever_became_of_it_since() {
    ProposalContent earlier = became(1, ProposalState.SUCCEEDED);
    ProposalContent content = world.digested(2, "Proposal 2.");
    ProposalContent undecided = world.digested(3, "Proposal 3.");
    toldOf(content);
    world.chain.become(earlier, ProposalState.EXECUTED);
    world.tally.refresh(world.dao, world.stored(earlier));

    assertThat(recalled(content)).contains(new History(1, 0, 0, 0));
    assertThat(recalled(undecided)).contains(new History(2, 1, 0, 0));
  }

  private Optional<History> recalled(ProposalContent content) {
    return world
        .decisions
        .recall(world.dao, world.stored(content))
        .orElseThrow()
        .situation()
        .circumstances()
        .history();
  }

  /** However many there are, a proposal that is over is read whole for its proposer once. */
  @Test
  void what_is_over_is_read_whole_once() {
    world.chain.proposer = Optional.of(World.STRANGER);
    for (int id = 1; id <= 20; id++) {
      became(id, ProposalState.DEFEATED);
    }
    world.chain.proposer = Optional.empty();
    ProposalContent first = world.digested(21, "Proposal 21.");
    ProposalContent second = world.digested(22, "Proposal 22.");
    int of20 = reads(first);
    // The first one is under way: it is read for its proposer, and for who rejects it.
    assertThat(reads(second)).isEqualTo(of20 - 20 + 2);
  }

  private int reads(ProposalContent content) {
    int before = world.store.proposals.wholeReads;
    toldOf(content);
    return world.store.proposals.wholeReads - before;
  }
}
