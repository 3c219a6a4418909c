package org.prytany.governance.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;

/** An id proves calls and text; what else a log says, the governor has to confirm. */
class FalseLogsTest {

  private static final Address SOMEBODY = World.address(0x44);

  private final World world = new World();

  private IntakeService.IntakeResult poll() {
    return world.intake.poll(world.dao);
  }

  private static ProposalContent forged(ProposalContent honest) {
    return honest.with(
        SOMEBODY, honest.voteStart() - 50_000, honest.voteEnd() + 500_000, OptionalLong.of(1));
  }

  private ProposalContent at(ProposalContent honest, long block) {
    return new ProposalContent(
        honest.key(),
        honest.proposer(),
        honest.targets(),
        honest.valuesWei(),
        honest.calldatas(),
        honest.descriptionHex(),
        honest.descriptionHash(),
        honest.voteStart(),
        honest.voteEnd(),
        honest.transactionHash(),
        block,
        world.chain.block(world.dao, block).orElseThrow().hash());
  }

  private long told(String act) {
    return world.store.audit.acts().stream().filter(act::equals).count();
  }

  @Test
  void timesAndProposerAreTheGovernorsWhateverTheLogSays() {
    ProposalContent honest = world.chain.propose(world.dao, 1, "Text");
    world.chain.shows(forged(honest));

    poll();

    assertThat(world.stored(honest).content()).isEqualTo(honest);
  }

  @Test
  void whatWasStoredFromAFalseLogIsCorrectedOnceItIsSeenOnTheChain() {
    ProposalContent honest = world.chain.propose(world.dao, 1, "Text");
    world.chain.records.clear();
    world.chain.shows(forged(honest));
    poll();
    assertThat(world.stored(honest).content().proposer()).isEqualTo(SOMEBODY);
    world.tally.refresh(world.dao, world.stored(honest));
    world.chain.records.put(honest.key(), honest);

    world.chain.time += Duration.ofMinutes(6).toSeconds();
    poll();
    poll();

    assertThat(world.stored(honest).content()).isEqualTo(honest);
    assertThat(told("proposal.corrected")).isEqualTo(1);
    AuditEntry entry = world.store.audit.last().orElseThrow();
    assertThat(entry.details())
        .containsEntry("voteEnd", honest.voteEnd() + 500_000 + " → " + honest.voteEnd())
        .containsEntry("proposer", SOMEBODY.hex() + " → " + honest.proposer().hex());
  }

  @Test
  void whatWasComparedWithAFalseProposerIsComparedAgain() {
    String reserved = "Text#proposer=" + SOMEBODY.hex();
    ProposalContent honest = world.chain.propose(world.dao, 1, reserved);
    world.chain.records.clear();
    world.chain.shows(forged(honest));
    poll();
    world.tally.refresh(world.dao, world.stored(honest));
    world.digests.step(world.dao, world.stored(honest));
    assertThat(findings(honest)).contains(FindingCode.PROPOSER_PROTECTED);
    world.chain.records.put(honest.key(), honest);

    world.chain.time += Duration.ofMinutes(6).toSeconds();
    poll();
    world.line.look(world.dao);
    Duty again =
        world.store.duties.open().stream()
            .filter(duty -> duty.kind() == DutyKind.DIGEST)
            .findFirst()
            .orElseThrow();
    assertThat(again.proposal()).isEqualTo(honest.key());
    world.digests.step(world.dao, world.stored(honest));

    assertThat(findings(honest))
        .contains(FindingCode.PROPOSER_CONTRADICTED)
        .doesNotContain(FindingCode.PROPOSER_PROTECTED);
  }

  private List<FindingCode> findings(ProposalContent content) {
    return world.stored(content).verdict().orElseThrow().findings().stream()
        .map(its -> FindingCode.named(its.code()).orElseThrow())
        .toList();
  }

  @Test
  void nothingIsCorrectedWhereTheGovernorSaysTheSame() {
    ProposalContent honest = world.chain.propose(world.dao, 1, "Text");
    poll();
    world.tally.refresh(world.dao, world.stored(honest));
    long version = world.stored(honest).version();
    world.chain.time += Duration.ofMinutes(6).toSeconds();
    poll();

    assertThat(world.stored(honest).version()).isEqualTo(version);
    assertThat(told("proposal.corrected")).isZero();
  }

  @Test
  void aLogOfABlockInWhichItWasNotProposedIsKeptOutAndToldOnce() {
    ProposalContent honest = world.chain.propose(world.dao, 1, "Text");
    world.chain.mine();
    world.chain.withoutLogsOf(honest);
    ProposalContent later = at(honest, honest.block() + 1);
    world.chain.put(later);

    assertThat(poll().fresh()).isZero();
    world.chain.mine();
    poll();
    assertThat(told("proposal.refused")).isEqualTo(1);

    world.chain.put(honest);
    world.chain.mine();
    poll();

    assertThat(world.stored(honest).content()).isEqualTo(honest);
    world.chain.mine();
    poll();
    assertThat(told("proposal.refused")).isEqualTo(1);
  }

  /** While one endpoint was asked alone, it also said what the governor says. */
  @Test
  void aFalseBlockThatWasStoredIsReplacedWhenTheTrueLogIsShown() {
    ProposalContent honest = world.chain.propose(world.dao, 1, "Text");
    world.chain.mine();
    world.chain.withoutLogsOf(honest);
    ProposalContent later = at(honest, honest.block() + 1);
    world.chain.put(later);
    world.chain.records.clear();
    poll();
    assertThat(world.stored(honest).content().block()).isEqualTo(later.block());

    world.chain.records.put(honest.key(), honest);
    world.chain.put(honest);
    world.chain.mine();
    poll();

    assertThat(world.stored(honest).content()).isEqualTo(honest);
    assertThat(told("proposal.created-again")).isEqualTo(1);
  }

  /** The end of voting that the log says lies half a million seconds behind the true one. */
  @Test
  void dutiesGoByTheEndOfVotingThatTheGovernorSays() {
    ProposalContent honest = world.chain.propose(world.dao, 1, "Do we like blue?");
    world.chain.records.clear();
    world.chain.shows(forged(honest));
    world.chain.deadlines.put(honest.key(), honest.voteEnd());
    world.line.look(world.dao);

    Map<DutyKind, Duty> due = new java.util.EnumMap<>(DutyKind.class);
    world.store.duties.open().forEach(duty -> due.put(duty.kind(), duty));
    assertThat(world.stored(honest).chain().orElseThrow().state()).isEqualTo(ProposalState.ACTIVE);
    assertThat(due.values())
        .isNotEmpty()
        .allMatch(duty -> duty.latestSafe().getEpochSecond() < honest.voteEnd());
  }
}
