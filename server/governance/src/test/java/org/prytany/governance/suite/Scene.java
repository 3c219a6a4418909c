package org.prytany.governance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.GovernorReader.LifecycleEvent;
import org.prytany.governance.proposal.ActSlots;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.statement.TreasurerStatement.Kind;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

/** A proposal in which an act of one kind is due, and everything that can be done to it. */
final class Scene {

  static final Address TREASURER_C = World.address(0x23);

  final World world = new World();
  final ActKind kind;
  final ProposalContent content;
  final Address account;
  private int restarts;

  Scene(ActKind kind) {
    this.kind = kind;
    this.account = kind == ActKind.VOTE ? World.VOTER : World.EXECUTOR;
    world.dao = dao(2, true, World.TREASURER_A, World.TREASURER_B, TREASURER_C);
    world.restart();
    if (kind == ActKind.QUEUE) {
      // What is queued pays something that its text does not say, and a treasurer overrode that.
      world.chain.effects = List.of(pays(5));
    }
    content = world.digested(1, "Do we like blue?");
    switch (kind) {
      case VOTE -> world.decisions.step(world.dao, stored());
      case QUEUE -> {
        world.chain.become(content, ProposalState.SUCCEEDED);
        refresh();
        say(Kind.OVERRIDE, World.TREASURER_A, List.of());
      }
      case EXECUTE -> {
        world.chain.somebody(LifecycleEvent.Kind.QUEUED, World.STRANGER, content);
        refresh();
        approve();
      }
    }
  }

  /** The DAO as the operator might configure it. */
  static Dao dao(int threshold, boolean acting, Address... treasurers) {
    Dao usual = World.dao(Set.of());
    return new Dao(
        usual.id(),
        usual.name(),
        usual.chainId(),
        usual.governor(),
        usual.treasury(),
        0,
        acting ? usual.voter() : Optional.empty(),
        acting ? usual.executor() : Optional.empty(),
        Set.of(treasurers),
        threshold,
        Set.of(),
        Map.of());
  }

  static Effect pays(long wei) {
    return new Effect(
        Effect.Kind.TRANSFER,
        Address.ZERO,
        Optional.of(World.dao(Set.of()).treasury()),
        Optional.of(World.STRANGER),
        Optional.of(org.prytany.spi.Token.NATIVE),
        BigInteger.valueOf(wei),
        "",
        "");
  }

  Proposal stored() {
    return world.stored(content);
  }

  Optional<Act> act() {
    return ActSlots.slot(stored(), kind);
  }

  Optional<ActOutcome> outcome() {
    return act().flatMap(Act::outcome);
  }

  void refresh() {
    world.tally.refresh(world.dao, stored());
  }

  void say(Kind said, Address treasurer, List<String> lifts) {
    long expiry = said.bindsEffects() ? world.chain.time + 100_000 : 0;
    TreasurerStatement statement =
        world.approvals.prepare(stored(), said, treasurer, lifts, "our words", expiry);
    world.approvals.submit(World.signed(statement));
  }

  void approve() {
    say(Kind.APPROVE, World.TREASURER_A, List.of());
    say(Kind.APPROVE, World.TREASURER_B, List.of());
  }

  /** One step of the line for this act. */
  void step() {
    switch (kind) {
      case VOTE -> world.ballots.step(world.dao, stored());
      case QUEUE -> world.queues.step(world.dao, stored());
      case EXECUTE -> world.executions.step(world.dao, stored());
    }
  }

  /** One step; the process may end in it, or the chain, the store or the signer not answer. */
  boolean tryStep() {
    try {
      step();
      return true;
    } catch (World.Killed e) {
      restart();
      return false;
    } catch (PrytanyException e) {
      return false;
    }
  }

  void restart() {
    restarts++;
    world.restart();
  }

  /** Rounds of the line: the chain goes on, is looked at, decided upon, acted upon. */
  void rounds(int count) {
    for (int i = 0; i < count; i++) {
      world.chain.mine();
      try {
        world.intake.poll(world.dao);
        refresh();
        if (kind == ActKind.VOTE) {
          world.decisions.step(world.dao, stored());
        }
      } catch (PrytanyException e) {
        // It is tried again in the next round.
        continue;
      }
      tryStep();
    }
  }

  int restarts() {
    return restarts;
  }

  /** How often what the act is for was done by our bytes, as the chain has it. */
  long doneByUs() {
    return world.keys.signedActs.stream()
        .map(World::hash)
        .distinct()
        .filter(hash -> world.chain.receipts.containsKey(hash))
        .filter(hash -> world.chain.receipts.get(hash).receipt().succeeded())
        .count();
  }

  /** Whether the chain has what the act is for. */
  boolean doneOnChain() {
    ProposalState state = world.chain.state(content.key());
    return switch (kind) {
      case VOTE -> world.chain.vote(content.key(), account).isPresent();
      case QUEUE -> state == ProposalState.QUEUED || state == ProposalState.EXECUTED;
      case EXECUTE -> state == ProposalState.EXECUTED;
    };
  }

  /** What is stored as the outcome is what the chain shows. */
  void outcomeIsTheChains(String which) {
    outcome()
        .ifPresent(
            known -> {
              switch (known) {
                case ActOutcome.Confirmed confirmed -> {
                  assertThat(doneOnChain()).as(which).isTrue();
                  assertThat(world.chain.receipts)
                      .as(which)
                      .containsKey(confirmed.transactionHash());
                }
                case ActOutcome.DoneElsewhere elsewhere ->
                    assertThat(doneOnChain()).as(which).isTrue();
                case ActOutcome.Recalled recalled -> assertThat(doneByUs()).as(which).isZero();
                case ActOutcome.Abandoned abandoned -> assertThat(doneByUs()).as(which).isZero();
                case ActOutcome.Contrary contrary -> assertThat(doneOnChain()).as(which).isTrue();
                case ActOutcome.Reverted reverted -> assertThat(doneByUs()).as(which).isZero();
                case ActOutcome.Unknown unknown -> assertThat(unknown.why()).isNotEmpty();
              }
            });
    assertThat(doneByUs()).as(which).isLessThanOrEqualTo(1);
    // No nonce was signed for two acts, and none of those used is left out.
    assertThat(world.keys.nonces.getOrDefault(account, new java.util.TreeMap<>()).values())
        .as(which)
        .doesNotContainNull();
  }
}
