package org.prytany.governance.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.GovernorReader.LifecycleEvent;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.Reckoned;
import org.prytany.governance.proposal.Reckoned.Came;
import org.prytany.governance.proposal.Reckoned.What;
import org.prytany.governance.world.MemoryStore.Proposals.Fault;
import org.prytany.governance.world.World;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;

/** What became of each vote and payout is said once, with its reason. */
class ReckoningTest {

  private final World world = new World();

  private Optional<Came> came(ProposalContent content, What what) {
    return world.stored(content).reckoned(what).map(Reckoned::came);
  }

  private String reason(ProposalContent content, What what) {
    return world.stored(content).reckoned(what).orElseThrow().reason();
  }

  private ProposalContent proposed(String text) {
    world.turn(1);
    ProposalContent content = world.chain.propose(world.dao, 1, text);
    world.turn(6);
    return content;
  }

  private void ends(ProposalContent content, ProposalState state) {
    world.chain.time = Math.max(world.chain.time, content.voteEnd() + 1);
    world.chain.become(content, state);
    world.turn(3);
  }

  private List<AuditEntry> missed() {
    return world.store.audit.entries.stream()
        .filter(entry -> entry.act().endsWith(".missed"))
        .toList();
  }

  @Test
  void aVoteThatIsOnTheChainAndAPayoutThatWasMadeAreMet() {
    ProposalContent content = proposed("We ask for 7 USDC.");
    assertThat(world.stored(content).reckoned()).isEmpty();
    ends(content, ProposalState.SUCCEEDED);
    assertThat(came(content, What.VOTE)).contains(Came.MET);
    world.turn(3);
    world.approve(content);
    world.chain.time += 1_000;
    world.turn(5);
    assertThat(world.chain.state(content.key())).isEqualTo(ProposalState.EXECUTED);
    assertThat(came(content, What.PAYOUT)).contains(Came.MET);
    assertThat(missed()).isEmpty();
  }

  @TestFactory
  List<DynamicTest> eachWayToLoseAVoteIsNamed() {
    return List.of(
        lost("no policy plugin", world -> world.strategy = Optional.empty(), "No policy plugin"),
        lost(
            "no digest plugin, and the rules vote FOR",
            world -> world.digester = Optional.empty(),
            "The text and the effects are not compared yet"),
        lost(
            "the signer is down",
            world ->
                world.atStage =
                    Optional.of(
                        (stage, act) ->
                            world.keys.refusal =
                                Optional.of(
                                    new PrytanyException(
                                        FailureCode.SIGNER_UNAVAILABLE,
                                        "the signer does not answer"))),
            "the signer does not answer"),
        lost("no gas", world -> world.chain.poor.add(World.VOTER), "not enough coin"),
        lost("the simulation fails", world -> world.chain.simulationDown = true, "simulat"),
        lost(
            "the strategy fails",
            world ->
                world.strategy =
                    Optional.of(
                        World.strategy(
                            s -> {
                              throw new IllegalStateException();
                            })),
            "failed: IllegalStateException"),
        lost(
            "it asks for time",
            world ->
                world.strategy =
                    Optional.of(World.strategy(s -> new VoteDecision.NotYet("slow", "thinking"))),
            "thinking"),
        lost(
            "the store is down while there is time",
            world -> world.store.proposals.fault = Fault.DOWN,
            "STORE_UNAVAILABLE"),
        lost("the chain is down while there is time", world -> world.chain.down = true, "CHAIN"));
  }

  private static DynamicTest lost(String name, Consumer<World> fault, String why) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          var test = new ReckoningTest();
          World world = test.world;
          world.turn(1);
          world.restart();
          ProposalContent content = world.chain.propose(world.dao, 1, "Do we like blue?");
          world.line.look(world.dao);
          fault.accept(world);
          world.restart();
          for (int i = 0; i < 20; i++) {
            world.chain.time = Math.min(world.chain.time + 20_000, content.voteEnd() - 60);
            world.turn(1);
          }
          assertThat(world.chain.vote(content.key(), World.VOTER)).isEmpty();
          world.store.proposals.fault = Fault.NONE;
          world.chain.down = false;
          test.ends(content, ProposalState.DEFEATED);
          world.chain.time += 10_000;
          world.turn(2);
          assertThat(test.came(content, What.VOTE)).contains(Came.MISSED);
          assertThat(test.reason(content, What.VOTE)).contains(why);
          assertThat(test.missed())
              .singleElement()
              .satisfies(
                  entry -> {
                    assertThat(entry.act()).isEqualTo("vote.missed");
                    assertThat(entry.details().get("reason")).contains(why);
                  });
          assertThat(world.store.duties.open())
              .as("nothing of it is left over")
              .noneMatch(duty -> duty.kind() == DutyKind.DECIDE);
        });
  }

  @Test
  void aServerThatDidNotRunMissedItAndSaysSo() {
    world.turn(1);
    ProposalContent content = world.chain.propose(world.dao, 1, "Do we like blue?");
    world.chain.become(content, ProposalState.DEFEATED);
    world.chain.time = content.voteEnd() + 5_000;
    world.turn(2);
    assertThat(came(content, What.VOTE)).contains(Came.MISSED);
    assertThat(reason(content, What.VOTE)).contains("did not run");
  }

  @Test
  void whatWasOverBeforeTheServerWasThereWasNeverDue() {
    ProposalContent content = world.chain.propose(world.dao, 1, "Do we like blue?");
    world.chain.become(content, ProposalState.EXECUTED);
    world.chain.somebody(LifecycleEvent.Kind.EXECUTED, World.STRANGER, content);
    world.chain.time = content.voteEnd() + 5_000;
    world.turn(3);
    assertThat(came(content, What.VOTE)).contains(Came.NEVER_DUE);
    assertThat(came(content, What.PAYOUT)).contains(Came.NEVER_DUE);
    assertThat(missed()).isEmpty();
  }

  @Test
  void whatWasTakenFromThisServerIsDropped() {
    world.strategy = Optional.of(World.strategy(s -> new VoteDecision.Refrain("r", "not ours")));
    world.restart();
    ProposalContent refrained = proposed("Do we like blue?");
    ends(refrained, ProposalState.DEFEATED);
    assertThat(came(refrained, What.VOTE)).contains(Came.DROPPED);
    assertThat(reason(refrained, What.VOTE)).contains("not ours");

    world.strategy = Optional.of(World.strategy(s -> new VoteDecision.Escalate("r", "people")));
    world.restart();
    ProposalContent byHand = world.chain.propose(world.dao, 2, "Do we like red?");
    world.turn(2);
    world.chain.voteByHand(byHand, World.VOTER, Support.AGAINST);
    ends(byHand, ProposalState.DEFEATED);
    assertThat(came(byHand, What.VOTE)).contains(Came.DROPPED);

    ProposalContent cancelled = world.chain.propose(world.dao, 3, "Do we like green?");
    world.turn(2);
    ends(cancelled, ProposalState.CANCELED);
    assertThat(came(cancelled, What.VOTE)).contains(Came.DROPPED);
    assertThat(came(cancelled, What.PAYOUT)).contains(Came.NEVER_DUE);
    assertThat(missed()).isEmpty();
  }

  @Test
  void aPayoutByAStrangerIsDroppedAndOneThatNobodyMadeIsMissed() {
    ProposalContent content = proposed("We ask for 7 USDC.");
    ends(content, ProposalState.SUCCEEDED);
    world.turn(3);
    world.approve(content);
    world.chain.poor.add(World.EXECUTOR);
    world.chain.time += 1_000;
    world.turn(3);
    assertThat(came(content, What.PAYOUT)).isEmpty();
    world.chain.time += 90_000;
    world.turn(3);
    assertThat(came(content, What.PAYOUT)).contains(Came.MISSED);
    assertThat(reason(content, What.PAYOUT)).contains("not enough coin");

    // It is made late: that does not undo that it was late.
    world.chain.poor.clear();
    world.turn(8);
    assertThat(world.chain.state(content.key())).isEqualTo(ProposalState.EXECUTED);
    assertThat(came(content, What.PAYOUT)).contains(Came.MISSED);
    assertThat(missed()).hasSize(1);
  }

  @Test
  void neitherARestartNorASecondServerNorAReorgCountsAnythingTwice() {
    world.strategy = Optional.empty();
    world.restart();
    ProposalContent content = proposed("Do we like blue?");
    ends(content, ProposalState.DEFEATED);
    List<Reckoned> first = world.stored(content).reckoned();
    assertThat(first).extracting(Reckoned::came).containsExactly(Came.MISSED, Came.NEVER_DUE);
    // Services over the same store are another server.
    for (int i = 0; i < 3; i++) {
      world.restart();
      world.turn(2);
    }
    assertThat(world.stored(content).reckoned()).isEqualTo(first);
    assertThat(missed()).hasSize(1);

    // The blocks that ended it go, and with them what was said; then there is a policy.
    world.strategy =
        Optional.of(World.strategy(s -> new VoteDecision.Cast(Support.AGAINST, "r", "now")));
    world.restart();
    world.chain.reorganise(10);
    world.chain.become(content, ProposalState.ACTIVE);
    world.chain.deadlines.put(content.key(), world.chain.time + 100_000);
    world.turn(8);
    assertThat(world.chain.vote(content.key(), World.VOTER)).isPresent();
    assertThat(world.stored(content).reckoned()).isEmpty();
    ends(content, ProposalState.DEFEATED);
    assertThat(came(content, What.VOTE)).contains(Came.MET);
    assertThat(world.stored(content).reckoned()).hasSize(2);
  }
}
