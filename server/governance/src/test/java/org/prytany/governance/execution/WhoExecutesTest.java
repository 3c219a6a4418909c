package org.prytany.governance.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.governance.act.Act;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.GovernorReader.LifecycleEvent;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.sending.ActStages.Stage;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.world.World;

/**
 * A payout is signed, and it is not told any more who executes it. Invariant: nothing leaves then,
 * and nothing is taken back but for what is known to stand against it.
 */
class WhoExecutesTest {
  private final World world = new World();
  private ProposalContent content;

  @BeforeEach
  void signedAndNotToldAnyMore() {
    content = world.digested(1, "Do we like blue?");
    world.chain.somebody(LifecycleEvent.Kind.QUEUED, World.STRANGER, content);
    world.line.look(world.dao);
    world.approve(content);
    world.atStage =
        Optional.of(
            (stage, act) -> {
              if (stage == Stage.SIGNED) {
                world.chain.elsewhere =
                    () -> {
                      throw new PrytanyException(FailureCode.CHAIN_UNAVAILABLE, "not told");
                    };
              }
            });
    world.tick();
    world.atStage = Optional.empty();
    world.turn(6);
    assertThat(world.keys.signedActs).hasSize(1).noneMatch(world.chain.handedOver::contains);
    assertThat(recall()).isEmpty();
    assertThat(world.keys.signedRecalls).isEmpty();
  }

  private Optional<?> recall() {
    return world.stored(content).execution().flatMap(Act::recall);
  }

  @Test
  void itGoesWhenThatIsToldAgain() {
    world.chain.elsewhere = Optional::empty;

    world.turn(6);

    assertThat(world.chain.state(content.key())).isEqualTo(ProposalState.EXECUTED);
    assertThat(world.keys.signedActs).hasSize(1);
    assertThat(world.keys.signedRecalls).isEmpty();
  }

  @Test
  void itIsTakenBackWhereTheContractSaysThatItIsAnother() {
    world.chain.elsewhere = () -> Optional.of("elsewhere");
    world.chain.mining = false;

    world.turn(6);

    assertThat(recall()).isPresent();
  }

  /** What people say needs no chain that answers. */
  @Test
  void itIsTakenBackWhereATreasurerRejectsIt() {
    world.approvals.submit(
        world.statement(content, TreasurerStatement.Kind.REJECT, World.TREASURER_B, "wait"));
    world.chain.mining = false;

    world.turn(6);

    assertThat(recall()).isPresent();
  }
}
