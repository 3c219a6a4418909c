package org.prytany.governance.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.governance.governor.GovernorReader.LifecycleEvent;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.Token;

class ReceiptServiceTest {

  private final World world = new World();
  private ProposalContent content;

  @BeforeEach
  void digested() {
    world.chain.effects = List.of(pays(5));
    content = world.digested(1, "Pay somebody.");
    world.chain.somebody(LifecycleEvent.Kind.QUEUED, World.STRANGER, content);
    world.tally.refresh(world.dao, world.stored(content));
  }

  private Effect pays(long wei) {
    return new Effect(
        Effect.Kind.TRANSFER,
        Address.ZERO,
        Optional.of(world.dao.treasury()),
        Optional.of(World.STRANGER),
        Optional.of(Token.NATIVE),
        BigInteger.valueOf(wei),
        "",
        "");
  }

  private ExecutionReceipt executedByAStranger() {
    world.chain.somebody(LifecycleEvent.Kind.EXECUTED, World.STRANGER, content);
    world.tally.refresh(world.dao, world.stored(content));
    world.receipts.step(world.dao, world.stored(content));
    return world.stored(content).receipt().orElseThrow();
  }

  private void simulatedAgain(long wei) {
    world.chain.effects = List.of(pays(wei));
    world.chain.mine();
    world.digests.refreshEffects(world.dao, world.stored(content));
  }

  @Test
  void whatWasApprovedAndMovedIsAsSimulated() {
    world.approve(content);

    assertThat(executedByAStranger().asSimulated()).isTrue();
  }

  @Test
  void whatWasSimulatedLaterThanTheApprovalIsNeverCalledAsSimulated() {
    world.approve(content);
    simulatedAgain(500);

    ExecutionReceipt receipt = executedByAStranger();

    assertThat(receipt.asSimulated()).isFalse();
    assertThat(receipt.difference())
        .startsWith("Treasurers approved other effects than were simulated last. Approved: ")
        .contains("0.000000000000000005 ETH")
        .contains("everything moved as it said");
    assertThat(world.store.audit.acts()).contains("receipt.differs");
  }

  @Test
  void effectsThatCameBackToTheApprovedOnesAreApproved() {
    world.approve(content);
    simulatedAgain(500);
    simulatedAgain(5);

    assertThat(executedByAStranger().asSimulated()).isTrue();
  }

  @Test
  void whatNobodyApprovedIsHeldAgainstTheLastSimulation() {
    simulatedAgain(500);

    assertThat(executedByAStranger().asSimulated()).isTrue();
  }
}
