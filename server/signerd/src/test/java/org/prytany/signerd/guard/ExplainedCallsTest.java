package org.prytany.signerd.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.statement.TreasurerStatement.Kind;
import org.prytany.spi.Address;
import org.prytany.spi.StateDifference;

/** An unknown call that the server's endpoint explains has to be explained by the signer's, too. */
class ExplainedCallsTest {
  @TempDir private Path folder;

  private Proposal judged(GuardWorld world, String server) {
    world.ready(ActKind.EXECUTE);
    world.chain.unknown = Optional.of(server);
    Proposal judged =
        world.honest(GuardWorld.content("# Grant", new Address("0x" + "11".repeat(20))));
    world.guard.keep(
        GuardWorld.DAO, judged, world.statement(Kind.APPROVE, GuardWorld.ALICE, judged));
    world.guard.keep(GuardWorld.DAO, judged, world.statement(Kind.APPROVE, GuardWorld.BOB, judged));
    return judged;
  }

  @Test
  void whatOnlyTheServersEndpointExplainsIsNotSigned() {
    try (GuardWorld world = new GuardWorld(folder)) {
      Proposal judged = judged(world, StateDifference.EXPLAINED);
      world.chain.unknown = Optional.of("");

      assertThatThrownBy(() -> world.guard.sign(world.request(ActKind.EXECUTE, judged)))
          .hasMessageContaining("shows other effects");
    }
  }

  @Test
  void whatBothExplainIsSigned() {
    try (GuardWorld world = new GuardWorld(folder)) {
      Proposal judged = judged(world, StateDifference.EXPLAINED);

      assertThat(world.guard.sign(world.request(ActKind.EXECUTE, judged))).isNotNull();
    }
  }

  @Test
  void whatOnlyTheSignersEndpointExplainsIsStillWhatTreasurersApproved() {
    try (GuardWorld world = new GuardWorld(folder)) {
      Proposal judged = judged(world, "");
      world.chain.unknown = Optional.of(StateDifference.EXPLAINED);

      assertThat(world.guard.sign(world.request(ActKind.EXECUTE, judged))).isNotNull();
    }
  }
}
