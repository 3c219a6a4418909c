package org.prytany.governance.posture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.GovernorReader.LifecycleEvent;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.proposal.StageOutcome;
import org.prytany.governance.sending.Gates;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;

/**
 * A payout that was approved before something about the DAO's accounts changed waits for people.
 */
class PostureGatesTest {
  private static final Address SAFE = World.address(0x5a);

  private final World world = new World();
  private ProposalContent content;
  private String modules = "";
  private boolean answers = true;

  @BeforeEach
  void queued() {
    PostureReader reader =
        dao -> {
          if (!answers) {
            throw new PrytanyException(FailureCode.CHAIN_UNAVAILABLE, "no answer");
          }
          return new Posture(
              1, List.of(new Posture.Fact(SAFE, "Safe modules", modules)), List.of());
        };
    PostureWatch watch =
        new PostureWatch(reader, new AuditLog(world.store.audit, world.clock), world.clock);
    world.gates = new PostureGates(Gates.OPEN, watch, world.clock);
    world.restart();
    watch.look(world.dao, java.time.Duration.ZERO);
    content = world.digested(1, "Do we like blue?");
    world.chain.somebody(LifecycleEvent.Kind.QUEUED, World.STRANGER, content);
    world.tally.refresh(world.dao, world.stored(content));
  }

  private StageOutcome execute() {
    world.chain.mine();
    world.chain.time += 31;
    return world.executions.step(world.dao, world.stored(content));
  }

  private boolean isExecuted() {
    return world.chain.state(content.key()) == ProposalState.EXECUTED;
  }

  @Test
  void whileNothingChangesItIsPaid() {
    world.approve(content);

    execute();
    execute();

    assertThat(isExecuted()).isTrue();
  }

  @Test
  void aNewModuleHoldsItUntilAsManyAsAreNeededApproveAgain() {
    world.approve(content);
    modules = "0x66";

    assertThat(execute())
        .isInstanceOfSatisfying(
            StageOutcome.Held.class,
            held ->
                assertThat(held.detail())
                    .contains("Safe modules of " + SAFE + " was nothing and is 0x66.")
                    .contains("0 of 2 treasurers have approved since"));
    assertThat(world.keys.acts()).isZero();

    world.chain.time += 10;
    world.approvals.submit(
        world.statement(content, TreasurerStatement.Kind.APPROVE, World.TREASURER_A, ""));
    assertThat(execute()).isInstanceOf(StageOutcome.Held.class);
    world.approvals.submit(
        world.statement(content, TreasurerStatement.Kind.APPROVE, World.TREASURER_B, ""));
    execute();
    execute();

    assertThat(isExecuted()).isTrue();
  }

  @Test
  void whereTheAccountsCannotBeLookedAtNothingIsPaid() {
    world.approve(content);
    answers = false;

    assertThatThrownBy(this::execute).isInstanceOf(PrytanyException.class);
    assertThat(world.keys.acts()).isZero();
    answers = true;
    execute();
    execute();
    assertThat(isExecuted()).isTrue();
  }
}
