package org.prytany.governance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.sending.ActStages.Stage;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.statement.TreasurerStatement.Kind;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;

/**
 * A backup of the store, of every age, is restored beside the signer and the chain as they are now:
 * whatever happened after the backup happens once all the same, and what was taken back stays so.
 */
class RestoredStoreTest {

  /** How far it had come when the store was lost. */
  private enum Lost {
    PAID,
    REJECTED,
    WITHDRAWN_AND_REJECTED_AGAIN,
    VOTE_IN_THE_POOL,
    QUEUEING_IN_THE_POOL,
    PAYOUT_IN_THE_POOL
  }

  private static final int TURNS_AFTER = 30;

  @TestFactory
  List<DynamicTest> nothingIsDoneTwiceAndNothingTakenBackCountsAgain() {
    List<DynamicTest> cases = new ArrayList<>();
    for (Lost lost : Lost.values()) {
      int ages = new Story(lost, Integer.MAX_VALUE).run();
      for (int age = 0; age < ages; age++) {
        int backup = age;
        cases.add(
            DynamicTest.dynamicTest(
                lost + ", backup after step " + backup, () -> new Story(lost, backup).restored()));
      }
    }
    assertThat(cases).hasSizeGreaterThan(60);
    return cases;
  }

  /** A proposal from its first block to what became of it, with a backup made after one step. */
  private static final class Story {
    private final World world = new World();
    private final Lost lost;
    private final int age;
    private final List<TreasurerStatement> said = new ArrayList<>();
    private final ProposalContent content;
    private Optional<Runnable> backup = Optional.empty();
    private int steps;

    Story(Lost lost, int age) {
      this.lost = lost;
      this.age = age;
      content = world.chain.propose(world.dao, 1, "Do we like blue?");
    }

    /**
     * @return how many steps it took
     */
    int run() {
      kept();
      turnsUntil(
          Lost.VOTE_IN_THE_POOL, () -> world.chain.vote(content.key(), World.VOTER).isPresent());
      world.chain.become(content, ProposalState.SUCCEEDED);
      turnsUntil(Lost.QUEUEING_IN_THE_POOL, () -> is(ProposalState.QUEUED));
      say(Kind.APPROVE, World.TREASURER_A);
      say(Kind.APPROVE, World.TREASURER_B);
      switch (lost) {
        case REJECTED -> say(Kind.REJECT, World.TREASURER_A);
        case WITHDRAWN_AND_REJECTED_AGAIN -> {
          say(Kind.REJECT, World.TREASURER_A);
          say(Kind.WITHDRAW, World.TREASURER_A);
          say(Kind.REJECT, World.TREASURER_B);
        }
        case PAID, VOTE_IN_THE_POOL, QUEUEING_IN_THE_POOL, PAYOUT_IN_THE_POOL ->
            turnsUntil(Lost.PAYOUT_IN_THE_POOL, () -> is(ProposalState.EXECUTED));
      }
      return steps;
    }

    void restored() {
      run();
      backup.orElseThrow().run();
      world.killAt = Optional.empty();
      world.restart();
      for (int turn = 0; turn < TURNS_AFTER; turn++) {
        world.turn(1);
        handInAgain();
      }

      assertThat(world.chain.count(World.VOTER)).as("votes").isEqualTo(1);
      assertThat(callsByNonce().values())
          .as("one call a nonce")
          .allMatch(calls -> calls.size() == 1);
      assertThat(world.keys.acts()).as("acts that were ever signed").isLessThanOrEqualTo(3);
      Proposal stored = world.stored(content);
      assertThat(stored.chain().orElseThrow().state()).isEqualTo(world.chain.state(content.key()));
      if (lost == Lost.REJECTED || lost == Lost.WITHDRAWN_AND_REJECTED_AGAIN) {
        assertThat(world.chain.state(content.key())).isEqualTo(ProposalState.QUEUED);
        assertThat(world.chain.count(World.EXECUTOR)).as("queueing alone").isEqualTo(1);
      } else {
        assertThat(world.chain.state(content.key())).isEqualTo(ProposalState.EXECUTED);
        assertThat(world.chain.count(World.EXECUTOR)).as("queueing and paying").isEqualTo(2);
      }
      assertThat(world.audit.verify().intact()).isTrue();
    }

    private void turnsUntil(Lost inThePool, BooleanSupplier done) {
      for (int turn = 0; turn < 20 && !done.getAsBoolean(); turn++) {
        if (lost == inThePool) {
          world.killAt = Optional.of(Stage.BROADCAST);
        }
        try {
          world.turn(1);
        } catch (World.Killed e) {
          world.restart();
        }
        kept();
      }
      assertThat(done.getAsBoolean()).isTrue();
      world.killAt = Optional.empty();
    }

    private void say(Kind kind, Address treasurer) {
      List<String> lifts = kind == Kind.WITHDRAW ? List.of(said.getLast().name()) : List.of();
      TreasurerStatement statement =
          World.signed(
              world.approvals.prepare(
                  world.stored(content),
                  kind,
                  treasurer,
                  lifts,
                  "our words",
                  kind.bindsEffects() ? world.chain.time + 100_000 : 0));
      world.approvals.submit(statement);
      said.add(statement);
      kept();
    }

    private void kept() {
      if (steps++ == age) {
        backup = Optional.of(world.store.backup());
      }
    }

    /** Whoever read the store knows what treasurers signed. */
    private void handInAgain() {
      for (TreasurerStatement statement : said) {
        if (statement.kind() == Kind.APPROVE || statement.kind() == Kind.WITHDRAW) {
          try {
            world.approvals.submit(statement);
          } catch (PrytanyException e) {
            continue;
          }
        }
      }
    }

    private boolean is(ProposalState state) {
      return world.chain.state(content.key()) == state;
    }

    private Map<String, Set<String>> callsByNonce() {
      Map<String, Set<String>> calls = new HashMap<>();
      for (String raw : world.chain.handedOver) {
        String[] parts =
            new String(HexFormat.of().parseHex(raw.substring(2)), StandardCharsets.UTF_8)
                .split("\\|", -1);
        calls.computeIfAbsent(parts[0] + "/" + parts[1], n -> new HashSet<>()).add(parts[2]);
      }
      return calls;
    }
  }
}
