package org.prytany.governance.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.world.World;

class ForeignContentTest {

  private static final String WHY = "The id is not the hash of this content.";

  private final World world = new World();

  private IntakeService.IntakeResult poll() {
    world.chain.mine();
    return world.intake.poll(world.dao);
  }

  private static ProposalContent saying(ProposalContent content, String text) {
    return new ProposalContent(
        content.key(),
        content.proposer(),
        content.targets(),
        content.valuesWei(),
        content.calldatas(),
        "0x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)),
        content.descriptionHash(),
        content.voteStart(),
        content.voteEnd(),
        content.transactionHash(),
        content.block(),
        content.blockHash());
  }

  /** The endpoint shows another text under the id of an honest proposal. */
  private ProposalContent lie(ProposalContent honest) {
    ProposalContent harmless = saying(honest, "We ask for nothing.");
    world.chain.foreign.put(harmless.contentHash(), Optional.of(WHY));
    world.chain.shows(harmless);
    return harmless;
  }

  private long told(String act) {
    return world.store.audit.acts().stream().filter(act::equals).count();
  }

  @Test
  void contentThatDoesNotBelongToItsIdIsNotStoredAndPeopleAreToldOnce() {
    lie(world.chain.propose(world.dao, 1, "We ask for everything."));

    assertThat(poll().fresh()).isZero();
    assertThat(poll().fresh()).isZero();

    assertThat(world.store.proposals.of(world.dao.chainId(), world.dao.governor())).isEmpty();
    assertThat(world.store.duties.open()).isEmpty();
    assertThat(world.store.audit.acts()).containsExactly("proposal.refused");
    AuditEntry entry = world.store.audit.last().orElseThrow();
    assertThat(entry.details()).containsEntry("why", WHY).containsKey("transaction");
  }

  @Test
  void contentOfWhichNothingTellsWhetherItBelongsIsKeptOutAsWell() {
    ProposalContent content = world.chain.propose(world.dao, 1, "Text");
    world.chain.foreign.put(content.contentHash(), Optional.empty());

    assertThat(poll().fresh()).isZero();
    assertThat(world.store.audit.acts()).containsExactly("proposal.not-proven");

    world.chain.foreign.clear();
    assertThat(poll().fresh()).isEqualTo(1);
  }

  @Test
  void otherProposalsAreReadWhileOneIsKeptOut() {
    lie(world.chain.propose(world.dao, 1, "We ask for everything."));
    ProposalContent other = world.chain.propose(world.dao, 2, "Other");

    assertThat(poll().fresh()).isEqualTo(1);
    assertThat(world.stored(other).content()).isEqualTo(other);
  }

  @Test
  void theHonestContentIsFoundWhenTheEndpointShowsItMuchLater() {
    ProposalContent honest = world.chain.propose(world.dao, 1, "We ask for everything.");
    lie(honest);
    poll();
    for (int i = 0; i < 200; i++) {
      world.chain.mine();
    }
    poll();

    world.chain.shows(honest);

    assertThat(poll().fresh()).isEqualTo(1);
    assertThat(world.stored(honest).content()).isEqualTo(honest);
    assertThat(world.store.duties.open()).hasSize(1);
  }

  @Test
  void theHonestContentIsFoundAfterARestart() {
    ProposalContent honest = world.chain.propose(world.dao, 1, "We ask for everything.");
    lie(honest);
    poll();

    world.restart();
    world.chain.shows(honest);

    assertThat(poll().fresh()).isEqualTo(1);
  }

  @Test
  void anEndpointThatLiesByTurnsNeverReplacesTheHonestContent() {
    ProposalContent honest = world.chain.propose(world.dao, 1, "We ask for everything.");
    poll();
    lie(honest);
    world.restart();
    poll();

    assertThat(world.stored(honest).content()).isEqualTo(honest);
    assertThat(told("proposal.refused")).isEqualTo(1);
  }

  @Test
  void falseContentThatWasStoredBeforeIsReplacedByTheHonestOne() {
    ProposalContent honest = world.chain.propose(world.dao, 1, "We ask for everything.");
    ProposalContent harmless = saying(honest, "We ask for nothing.");
    world.chain.shows(harmless);
    poll();
    world.tally.refresh(world.dao, world.stored(honest));
    world.digests.step(world.dao, world.stored(honest));
    world.decisions.step(world.dao, world.stored(honest));
    assertThat(world.stored(honest).decision()).isPresent();

    world.chain.foreign.put(harmless.contentHash(), Optional.of(WHY));
    world.chain.shows(honest);
    world.restart();
    poll();

    assertThat(world.stored(honest).content()).isEqualTo(honest);
    assertThat(world.stored(honest).decision()).isEmpty();
    assertThat(world.stored(honest).digest()).isEmpty();
  }

  @Test
  void whatPeopleSignedOutlivesAnotherContentUnderTheSameNumber() {
    ProposalContent first = world.digested(1, "We ask for nothing.");
    world.approve(first);
    world.approvals.submit(
        world.statement(first, TreasurerStatement.Kind.REJECT, World.TREASURER_A, "no"));
    int said = world.stored(first).statements().size();

    world.chain.reorganise(1);
    ProposalContent second = world.chain.propose(world.dao, 1, "We ask for everything.");
    poll();

    assertThat(world.stored(second).content().description()).isEqualTo("We ask for everything.");
    assertThat(world.stored(second).statements()).hasSize(said);

    world.chain.reorganise(2);
    world.chain.propose(world.dao, 1, "We ask for nothing.");
    poll();
    Proposal back = world.stored(first);
    assertThat(ApprovalState.of(world.dao, back, world.clock.instant()).rejections()).hasSize(1);
  }

  @Test
  void approvalsOfOtherActionsDoNotCountForTheContentThatTookTheirNumber() {
    ProposalContent first = world.digested(1, "Pay.");
    world.approve(first);
    ProposalContent dearer =
        new ProposalContent(
            first.key(),
            first.proposer(),
            first.targets(),
            java.util.List.of(java.math.BigInteger.TEN),
            first.calldatas(),
            first.descriptionHex(),
            first.descriptionHash(),
            first.voteStart(),
            first.voteEnd(),
            first.transactionHash(),
            first.block(),
            first.blockHash());
    world.chain.foreign.put(first.contentHash(), Optional.of(WHY));
    world.chain.shows(dearer);
    world.restart();
    poll();
    world.tally.refresh(world.dao, world.stored(first));
    world.digests.step(world.dao, world.stored(first));

    Proposal stored = world.stored(first);
    assertThat(stored.content()).isEqualTo(dearer);
    assertThat(stored.statements()).hasSize(2);
    assertThat(ApprovalState.of(world.dao, stored, world.clock.instant()).approvals()).isEmpty();
  }

  @Test
  void aVoteThatWasSignedForFalseContentIsTakenBack() {
    ProposalContent honest = world.chain.propose(world.dao, 1, "We ask for everything.");
    ProposalContent harmless = saying(honest, "We ask for nothing.");
    world.chain.shows(harmless);
    poll();
    world.tally.refresh(world.dao, world.stored(honest));
    world.digests.step(world.dao, world.stored(honest));
    world.decisions.step(world.dao, world.stored(honest));
    world.killAt = Optional.of(org.prytany.governance.sending.ActStages.Stage.SUBMISSION_STORED);
    try {
      world.ballots.step(world.dao, world.stored(honest));
    } catch (World.Killed e) {
      assertThat(world.killAt).isEmpty();
    }

    world.chain.foreign.put(harmless.contentHash(), Optional.of(WHY));
    world.chain.shows(honest);
    world.restart();
    poll();
    world.ballots.step(world.dao, world.stored(honest));

    assertThat(world.stored(honest).content()).isEqualTo(honest);
    var vote = world.stored(honest).ballot().orElseThrow();
    assertThat(vote.contentHash()).isEqualTo(harmless.contentHash());
    assertThat(vote.recall()).isPresent();
    assertThat(world.chain.broadcasts).doesNotContain(vote.submission().get().rawTransaction());
  }
}
