package org.prytany.signerd.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.pause.PauseScope;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.statement.TreasurerStatement.Kind;
import org.prytany.spi.Address;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;

/**
 * The signer's journal is put back from a copy of some age, and something that stopped an act came
 * after the copy. The operator even accepts the rollback, and somebody hands in again what
 * treasurers had signed before.
 */
class RollbackSuiteTest {

  private static final int AGES = 20;

  private final Suite suite = new Suite("rollback");

  /** What came last, and is lost with the rollback. */
  private enum Lost {
    REJECTION,
    PAUSE,
    DECISION,
    BLOCK
  }

  @Test
  void whatARollbackLosesIsNotTakenForNeverSaid(@TempDir Path folder) throws IOException {
    for (Lost lost : Lost.values()) {
      for (int age = 0; age < AGES; age++) {
        attack(folder.resolve(lost + "-" + age), lost, age);
      }
    }
    suite.done(150);
  }

  @Test
  void whatWasSignedBetweenTwoRollbacksCountsAfterTheSecondNoMore(@TempDir Path folder)
      throws IOException {
    for (boolean older : new boolean[] {false, true}) {
      try (GuardWorld world = new GuardWorld(folder.resolve("older-" + older))) {
        world.approve(world.honest(GuardWorld.content()));
        byte[] before = Files.readAllBytes(world.journalFile());
        world.honest(GuardWorld.content());
        restored(world, before);
        byte[] after = Files.readAllBytes(world.journalFile());
        Proposal proposal = world.honest(GuardWorld.content());
        TreasurerStatement alice = world.say(Kind.APPROVE, GuardWorld.ALICE, proposal);
        TreasurerStatement bob = world.say(Kind.APPROVE, GuardWorld.BOB, proposal);
        world.say(Kind.REJECT, GuardWorld.CAROL, proposal);
        for (int i = 0; i < 3; i++) {
          restored(world, older ? before : after);
          Proposal again = world.honest(GuardWorld.content());
          for (TreasurerStatement lost : List.of(alice, bob)) {
            assertThatThrownBy(() -> world.guard.keep(world.dao, again, lost))
                .isInstanceOf(PrytanyException.class);
          }
          world.ready(ActKind.EXECUTE);
          assertThatThrownBy(() -> world.guard.sign(world.request(ActKind.EXECUTE, again)))
              .hasMessageContaining("0 treasurers' approvals count");
          // After each of them it starts as usual.
          world.start(false);
        }
        signedAnewByPeopleWhoKnow(world);
      }
    }
  }

  private static void restored(GuardWorld world, byte[] copy) throws IOException {
    Files.write(world.journalFile(), copy);
    world.journal.close();
    assertThatThrownBy(() -> world.start(false)).hasMessageContaining("rolled back");
    world.start(true);
  }

  private void attack(Path folder, Lost lost, int age) throws IOException {
    try (GuardWorld world = new GuardWorld(folder)) {
      List<byte[]> copies = new ArrayList<>();
      Proposal proposal = world.honest(GuardWorld.content());
      TreasurerStatement alice = world.say(Kind.APPROVE, GuardWorld.ALICE, proposal);
      TreasurerStatement bob = world.say(Kind.APPROVE, GuardWorld.BOB, proposal);
      for (int i = 0; i < AGES; i++) {
        copies.add(Files.readAllBytes(world.journalFile()));
        world.honest(GuardWorld.content("# Other " + i, new Address("0x" + "12".repeat(20))));
      }
      lose(world, lost, proposal);
      ActKind kind = lost == Lost.DECISION ? ActKind.VOTE : ActKind.EXECUTE;
      world.ready(kind);
      suite.nothing(lost + " before " + age, () -> world.guard.sign(world.request(kind, proposal)));
      Files.write(world.journalFile(), copies.get(age));
      world.journal.close();
      assertThatThrownBy(() -> world.start(false)).hasMessageContaining("rolled back");
      world.start(true);
      suite.nothing(
          lost + " accepted at " + age, () -> world.guard.sign(world.request(kind, proposal)));
      for (TreasurerStatement again : List.of(alice, bob)) {
        assertThatThrownBy(() -> world.guard.keep(GuardWorld.DAO, proposal, again))
            .isInstanceOf(PrytanyException.class);
      }
      suite.nothing(
          lost + " handed in again at " + age,
          () -> world.guard.sign(world.request(kind, proposal)));
      if (lost == Lost.REJECTION) {
        signedAnewByPeopleWhoKnow(world);
      }
    }
  }

  private static void lose(GuardWorld world, Lost lost, Proposal proposal) {
    switch (lost) {
      case REJECTION -> world.say(Kind.REJECT, GuardWorld.BOB, proposal);
      case PAUSE -> world.pause(PauseScope.ALL, GuardWorld.CAROL);
      case DECISION ->
          world.sealed(
              GuardWorld.decided(
                  proposal.content(), new VoteDecision.Cast(Support.AGAINST, "person", "no")),
              proposal.content());
      case BLOCK ->
          world.sealed(world.verdict(proposal.content(), GuardWorld.red()), proposal.content());
    }
  }

  /** The way on: everything that was worked out is made anew, and treasurers sign again. */
  private static void signedAnewByPeopleWhoKnow(GuardWorld world) {
    Proposal again = world.honest(GuardWorld.content());
    world.approve(again);
    assertThat(Optional.of(world.guard.sign(world.request(ActKind.EXECUTE, again)))).isPresent();
  }
}
