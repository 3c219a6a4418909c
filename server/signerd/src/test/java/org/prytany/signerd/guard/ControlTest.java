package org.prytany.signerd.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prytany.governance.act.ActKind.EXECUTE;
import static org.prytany.signerd.guard.GuardWorld.ALICE;
import static org.prytany.signerd.guard.GuardWorld.BOB;
import static org.prytany.signerd.guard.GuardWorld.CAROL;
import static org.prytany.signerd.guard.GuardWorld.DAO;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.posture.Posture;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.statement.TreasurerStatement.Kind;
import org.prytany.signerd.journal.Journal;
import org.prytany.signerd.journal.Recorded;

/**
 * Invariant: no payout is signed on approvals that were given before something changed about who
 * may move what the DAO's accounts have, by the signer's own endpoint, whatever the server says.
 */
class ControlTest {
  @TempDir Path folder;
  private GuardWorld world;
  private Proposal proposal;

  @BeforeEach
  void approved() {
    world = new GuardWorld(folder);
    owners("alice", "1");
    proposal = world.honest(GuardWorld.content());
    world.ready(EXECUTE);
    world.approve(proposal);
    later();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void owners(String owners, String threshold) {
    world.chain.control.clear();
    world.chain.control.add(new Posture.Fact(DAO.treasury(), "Safe owners", owners));
    world.chain.control.add(new Posture.Fact(DAO.treasury(), "Safe threshold", threshold));
  }

  private void later() {
    world.now = world.now.plus(Duration.ofMinutes(1));
  }

  private void refused(String why) {
    assertThatThrownBy(() -> world.guard.sign(world.request(EXECUTE, proposal)))
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining(why);
  }

  @Test
  void nothingChangedAndItIsSigned() {
    assertThat(world.guard.sign(world.request(EXECUTE, proposal)).nonce()).isEqualTo(7);
  }

  @Test
  void anotherOwnerTakesApprovalsAwayUntilTheyAreGivenAgain() {
    owners("alice, mallory", "1");
    refused("Safe owners of " + DAO.treasury() + " was alice and is alice, mallory");
    later();
    world.say(Kind.APPROVE, ALICE, proposal);
    refused("1 treasurers approved since, and 2 are needed");
    world.say(Kind.APPROVE, CAROL, proposal);

    assertThat(world.guard.sign(world.request(EXECUTE, proposal)).nonce()).isEqualTo(7);
  }

  /** An approval that comes after the change but before anybody noticed it counts. */
  @Test
  void aChangeIsNoticedWhenSomebodyApproves() {
    owners("alice, mallory", "1");
    for (var treasurer : java.util.List.of(ALICE, BOB)) {
      world.say(Kind.APPROVE, treasurer, proposal);
      later();
      owners("alice, mallory", "1");
    }
    refused("1 treasurers approved since");
    world.say(Kind.APPROVE, CAROL, proposal);

    assertThat(world.guard.sign(world.request(EXECUTE, proposal)).nonce()).isEqualTo(7);
  }

  @Test
  void aChangeIsRememberedWhenTheSignerStartsAgainAndWhenItIsUndone() {
    owners("alice, mallory", "1");
    refused("is alice, mallory");
    world.start(false);
    refused("is alice, mallory");
    later();
    owners("alice", "1");
    refused("was alice, mallory and is alice");
  }

  @Test
  void whatIsNotToldIsNoChangeAndHidesNone() {
    owners(Posture.NOT_KNOWN, "1");
    assertThat(world.guard.sign(world.request(EXECUTE, proposal)).nonce()).isEqualTo(7);
    later();
    owners("mallory", "1");
    refused("was alice and is mallory");
  }

  /** A Safe may name as many owners as fit into an answer, of which the journal takes a hash. */
  @Test
  void howeverMuchAContractSaysOfItselfTheSignerStartsAgainAndSeesItChange() {
    String many = "0x" + "ab".repeat(20) + (", 0x" + "ab".repeat(20)).repeat(199_999);
    owners(many, "1");
    refused("a list of 200000 (");
    world.start(false);
    refused("a list of 200000 (");
    later();
    owners(many.replaceFirst("ab", "ac"), "1");
    refused("was a list of 200000 (");
    assertThat(world.lines()).allMatch(line -> line.toString().length() < 20_000);
    later();
    world.approve(proposal);
    assertThat(world.guard.sign(world.request(EXECUTE, proposal)).nonce()).isEqualTo(7);
  }

  @Test
  void changesAreToldInFewSentencesWhateverThereIsToTell() {
    world.guard.sign(world.request(EXECUTE, proposal));
    for (int i = 0; i < 300; i++) {
      world.chain.control.add(
          new Posture.Fact(DAO.treasury(), "role " + i, "mallory ".repeat(400)));
    }
    later();
    refused("And 251 more have changed.");
    assertThat(world.lines())
        .extracting(Journal.Line::what)
        .filteredOn(Recorded.Controlled.class::isInstance)
        .map(Recorded.Controlled.class::cast)
        .allSatisfy(
            seen ->
                assertThat(seen.changes())
                    .hasSizeLessThanOrEqualTo(50)
                    .allMatch(one -> one.length() <= 1000));
  }

  /** Invariant: one answer that does not come hides no change. */
  @Test
  void whoIsNotLookedAtForOnceHasChangedAllTheSame() {
    Posture.Fact before = new Posture.Fact(GuardWorld.address(GuardWorld.ALICE), "code", "old");
    Posture.Fact after = new Posture.Fact(GuardWorld.address(GuardWorld.ALICE), "code", "new");
    world.chain.control.add(before);
    assertThat(world.guard.sign(world.request(EXECUTE, proposal)).nonce()).isEqualTo(7);
    world.chain.control.remove(before);
    assertThat(world.guard.sign(world.request(EXECUTE, proposal)).nonce()).isEqualTo(7);
    later();
    world.chain.control.add(after);
    refused("was old and is new");
  }

  /** People can say what they want to; nothing is paid before the accounts were looked at. */
  @Test
  void whoApprovesWhileNothingCanBeLookedAtApprovesBeforeWhatIsSeenLater() {
    world.chain.controlSilent = true;
    world.say(Kind.APPROVE, CAROL, proposal);
    refused("It does not answer");
    later();
    world.chain.controlSilent = false;
    owners("alice, mallory", "1");
    refused("0 treasurers approved since");
  }

  @Test
  void onlyWhatIsNewIsRecorded() {
    world.guard.sign(world.request(EXECUTE, proposal));

    assertThat(world.lines())
        .filteredOn(line -> line.what() instanceof Recorded.Controlled)
        .hasSize(1);
  }
}
