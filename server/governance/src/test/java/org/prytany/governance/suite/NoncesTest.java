package org.prytany.governance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.world.World;

/**
 * Three votes of one account, on a chain and an endpoint that do to its nonces and fees whatever
 * they can do, for a while: afterwards each vote is on the chain once, no nonce stands for two
 * acts, and none is left out.
 */
class NoncesTest {

  /** What is done to the account's nonces and fees. */
  private enum Trouble {
    STALE_COUNT,
    HIGH_COUNT,
    ABSURD_COUNT,
    FLAPPING_COUNT,
    REORG,
    FOREIGN_TRANSACTION,
    FEE_TIMES_TEN,
    HIGH_TIP,
    ALL_OF_IT
  }

  private static final int SEEDS = 120;

  @TestFactory
  List<DynamicTest> everyVoteIsCastOnceWhateverHappensToNoncesAndFees() {
    List<DynamicTest> cases = new ArrayList<>();
    for (Trouble trouble : Trouble.values()) {
      cases.add(
          DynamicTest.dynamicTest(
              trouble.toString(),
              () -> {
                for (int seed = 0; seed < SEEDS; seed++) {
                  run(trouble + " #" + seed, trouble, new Random(seed));
                }
              }));
    }
    System.out.println(
        "Suite 'nonces': " + cases.size() * SEEDS + " runs in " + cases.size() + " cases");
    return cases;
  }

  private static void run(String which, Trouble trouble, Random random) {
    World world = new World();
    List<ProposalContent> contents = new ArrayList<>();
    for (int id = 1; id <= 3; id++) {
      contents.add(world.digested(id, "Do we like colour " + id + "?"));
    }
    for (int i = 0; i < 70; i++) {
      world.chain.mine();
    }
    world.chain.mining = random.nextBoolean();
    for (int round = 0; round < 12; round++) {
      trouble(world, contents, trouble, random);
      vote(world, contents.get(random.nextInt(3)));
      if (random.nextInt(3) == 0) {
        world.restart();
      }
      if (random.nextBoolean()) {
        world.chain.mine();
      }
    }
    world.chain.falseCount = OptionalLong.empty();
    world.chain.baseFee = 5;
    world.chain.leastTip = 1;
    world.chain.mining = true;
    for (int round = 0; round < 30; round++) {
      world.chain.mine();
      contents.forEach(content -> vote(world, content));
    }

    Set<Long> nonces = new HashSet<>();
    for (ProposalContent content : contents) {
      Act act = world.stored(content).ballot().orElseThrow();
      assertThat(world.chain.vote(content.key(), World.VOTER)).as(which).isPresent();
      assertThat(act.outcome())
          .as(which)
          .get()
          .isInstanceOfAny(ActOutcome.Confirmed.class, ActOutcome.DoneElsewhere.class);
      act.submission().ifPresent(form -> assertThat(nonces.add(form.nonce())).as(which).isTrue());
    }
    long votes =
        world.keys.signedActs.stream()
            .map(World::hash)
            .distinct()
            .filter(world.chain.receipts::containsKey)
            .filter(hash -> world.chain.receipts.get(hash).receipt().succeeded())
            .count();
    assertThat(votes).as(which + ": votes mined").isEqualTo(3);
    assertThat(world.keys.nonces.get(World.VOTER).lastKey())
        .as(which + ": no nonce signed is left above the chain's count")
        .isLessThan(world.chain.count(World.VOTER));
  }

  private static void vote(World world, ProposalContent content) {
    try {
      world.intake.poll(world.dao);
      world.tally.refresh(world.dao, world.stored(content));
      world.decisions.step(world.dao, world.stored(content));
      world.ballots.step(world.dao, world.stored(content));
    } catch (PrytanyException e) {
      // It is tried again.
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  private static void trouble(
      World world, List<ProposalContent> contents, Trouble trouble, Random random) {
    switch (trouble) {
      case STALE_COUNT ->
          world.chain.falseCount =
              OptionalLong.of(Math.max(0, world.chain.count(World.VOTER) - 1 - random.nextInt(3)));
      case HIGH_COUNT ->
          world.chain.falseCount =
              OptionalLong.of(world.chain.count(World.VOTER) + random.nextInt(4));
      case ABSURD_COUNT -> world.chain.falseCount = OptionalLong.of(Long.MAX_VALUE - 1);
      case FLAPPING_COUNT ->
          world.chain.falseCount =
              random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(6));
      case REORG -> reorg(world, contents, random);
      case FOREIGN_TRANSACTION -> {
        if (random.nextInt(3) == 0) {
          world.chain.useNonce(World.VOTER);
        }
      }
      case FEE_TIMES_TEN -> world.chain.baseFee = random.nextBoolean() ? 5 : 50;
      case HIGH_TIP -> world.chain.leastTip = 1 + random.nextInt(60);
      case ALL_OF_IT -> {
        Trouble[] all = Trouble.values();
        trouble(world, contents, all[random.nextInt(all.length - 1)], random);
      }
    }
  }

  /** The newest vote of ours that was mined is not, and waits in no pool any more. */
  private static void reorg(World world, List<ProposalContent> contents, Random random) {
    contents.stream()
        .filter(content -> world.chain.vote(content.key(), World.VOTER).isPresent())
        .filter(
            content ->
                world.stored(content).ballot().flatMap(Act::submission).stream()
                    .anyMatch(form -> form.nonce() == world.chain.count(World.VOTER) - 1))
        .findFirst()
        .ifPresent(
            content -> {
              var vote = world.chain.vote(content.key(), World.VOTER).orElseThrow();
              long deepEnough = world.chain.head(world.dao).number() - vote.block() + 1;
              world.chain.unmine(
                  vote.transactionHash(), World.VOTER, content.key(), ProposalState.ACTIVE);
              world.chain.reorganise((int) Math.max(deepEnough, 1 + random.nextInt(64)));
            });
  }
}
