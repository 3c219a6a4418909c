package org.prytany.governance.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.decision.ProposerHistory.Answer;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.Announcements.Code;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.world.MemoryAnnouncements;
import org.prytany.governance.world.MemoryChain;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;
import org.prytany.spi.Circumstances.History;

/** What is told of a proposer is the whole of it, as the chain has it now, or nothing. */
class ProposerHistoryTest {

  private final MemoryChain chain = new MemoryChain();
  private final MemoryAnnouncements announcements = new MemoryAnnouncements(chain);
  private Instant now = Instant.EPOCH;
  private final ProposerHistory histories = new ProposerHistory(announcements, () -> now);
  private final Dao dao = World.dao(Set.of());

  private ProposalContent proposed(int id, ProposalState state) {
    announcements.counted = Optional.of(BigInteger.valueOf(id));
    return proposed(BigInteger.valueOf(id), state);
  }

  private ProposalContent proposed(BigInteger id, ProposalState state) {
    announcements.states.put(id, state);
    return chain.propose(dao, id, "text " + id, 10_000);
  }

  private void proposed(int id, ProposalState state, Address proposer) {
    chain.shows(by(proposer, proposed(id, state)));
  }

  private static ProposalContent by(Address proposer, ProposalContent its) {
    return its.with(proposer, its.voteStart(), its.voteEnd(), its.proposedAt());
  }

  private BlockRef head() {
    return chain.head(dao);
  }

  private Answer asked(ProposalContent proposal) {
    return histories.of(dao, proposal, head(), false);
  }

  private static Answer known(int proposed, int executed, int defeated, int canceled) {
    return new Answer.Known(new History(proposed, executed, defeated, canceled));
  }

  private void mine(long blocks) {
    for (long i = 0; i < blocks; i++) {
      chain.mineNow();
    }
  }

  @Test
  void earlierProposalsOfTheSameAccountAreCountedByWhatTheGovernorSaysNow() {
    proposed(1, ProposalState.EXECUTED);
    proposed(2, ProposalState.DEFEATED);
    proposed(3, ProposalState.CANCELED, World.STRANGER);
    proposed(4, ProposalState.EXPIRED);
    ProposalContent own = proposed(5, ProposalState.ACTIVE);
    proposed(6, ProposalState.CANCELED);

    assertThat(asked(own)).isEqualTo(known(3, 1, 1, 0));
    announcements.states.put(BigInteger.TWO, ProposalState.EXECUTED);
    announcements.states.put(BigInteger.valueOf(4), ProposalState.CANCELED);
    assertThat(asked(own)).isEqualTo(known(3, 2, 0, 1));
  }

  @Test
  void aNewcomerHasProposedNothingBefore() {
    proposed(1, ProposalState.EXECUTED, World.STRANGER);
    assertThat(asked(proposed(2, ProposalState.ACTIVE))).isEqualTo(known(0, 0, 0, 0));
  }

  /** Attack: an endpoint leaves an announcement out that the governor counts. */
  @Test
  void aGapInWhatTheGovernorCountsIsNoHistory() {
    ProposalContent hidden = proposed(1, ProposalState.DEFEATED);
    proposed(2, ProposalState.DEFEATED);
    ProposalContent own = proposed(3, ProposalState.ACTIVE);
    announcements.counted = Optional.of(BigInteger.valueOf(3));
    announcements.code = Code.UNCHANGING;
    announcements.beganBefore = true;
    assertThat(asked(own)).isEqualTo(known(2, 0, 2, 0));

    chain.withoutLogsOf(hidden);
    assertThat(asked(own)).isInstanceOf(Answer.Unknown.class);
    chain.put(hidden);
    announcements.counted = Optional.of(BigInteger.valueOf(4));
    assertThat(asked(own)).isInstanceOf(Answer.Unknown.class);
  }

  /** Attack: the same where ids are hashes, and only their number is known. */
  @Test
  void fewerAnnouncementsThanTheGovernorCountsAreNoHistory() {
    proposed(hash(1), ProposalState.DEFEATED);
    ProposalContent own = proposed(hash(2), ProposalState.ACTIVE);
    announcements.code = Code.UNCHANGING;
    announcements.counted = Optional.of(BigInteger.TWO);
    assertThat(asked(own)).isEqualTo(known(1, 0, 1, 0));
    for (int other : List.of(1, 3)) {
      announcements.counted = Optional.of(BigInteger.valueOf(other));
      isUnknown(own, "count of proposals");
    }
  }

  /** Attack: the one answer that would show what is missing is not given. */
  @Test
  void aCountThatIsNotToldIsNoneOnlyWhereTheCodeHasNone() {
    proposed(hash(1), ProposalState.DEFEATED);
    ProposalContent own = proposed(hash(2), ProposalState.ACTIVE);
    announcements.counted = Optional.empty();
    assertThat(asked(own)).isEqualTo(known(1, 0, 1, 0));
    announcements.code = Code.UNCHANGING;
    isUnknown(own, "count of proposals");
  }

  /** Attack: ids that are counted, and a governor that tells no count, or a lower one. */
  @Test
  void countedIdsHaveNoGapAndACount() {
    ProposalContent second = proposed(2, ProposalState.DEFEATED);
    ProposalContent own = proposed(3, ProposalState.ACTIVE);
    for (Optional<BigInteger> told :
        List.of(
            Optional.<BigInteger>empty(),
            Optional.of(BigInteger.ONE),
            Optional.of(BigInteger.valueOf(4)))) {
      announcements.counted = told;
      isUnknown(own, "count of proposals");
    }
    announcements.counted = Optional.of(BigInteger.valueOf(3));
    assertThat(asked(own)).isEqualTo(known(1, 0, 1, 0));
    proposed(1, ProposalState.DEFEATED);
    chain.withoutLogsOf(second);
    announcements.counted = Optional.of(BigInteger.valueOf(3));
    isUnknown(own, "count of proposals");
  }

  /** Attack: it was by hash before, and counts from 1 since other code answers for it. */
  @Test
  void whatIsCountedFromOneIsTheWholeOnlyOfCodeThatWasNoOther() {
    mine(1);
    ProposalContent own = proposed(1, ProposalState.ACTIVE);
    announcements.beganBefore = true;
    announcements.code = Code.UNCHANGING;
    assertThat(asked(own)).isEqualTo(known(0, 0, 0, 0));
    announcements.code = Code.CHANGEABLE;
    isUnknown(own, "code may have been another");
  }

  /** Attack: earlier code announced in a form that nobody reads. */
  @Test
  void codeThatWasReplacedIsNoHistory() {
    mine(2);
    ProposalContent own = proposed(1, ProposalState.ACTIVE);
    announcements.code = Code.CHANGEABLE;
    isUnknown(own, "code may have been another");
    announcements.changes.add(1L);
    ProposerHistory anew = new ProposerHistory(announcements, () -> now);
    assertThat(anew.of(dao, own, head(), false)).isEqualTo(known(0, 0, 0, 0));
    announcements.changes.add(2L);
    ProposerHistory again = new ProposerHistory(announcements, () -> now);
    assertThat(again.of(dao, own, head(), false)).isInstanceOf(Answer.Unknown.class);
  }

  @Test
  void mixedIdsAreNoHistory() {
    proposed(hash(1), ProposalState.DEFEATED);
    isUnknown(proposed(1, ProposalState.ACTIVE), "Some of the governor's ids are counted");
  }

  private void isUnknown(ProposalContent own, String why) {
    assertThat(asked(own))
        .isInstanceOfSatisfying(Answer.Unknown.class, its -> assertThat(its.why()).contains(why));
  }

  private static BigInteger hash(int number) {
    return BigInteger.TWO.pow(200).add(BigInteger.valueOf(number));
  }

  @Test
  void aHistoryThatMayBeginBeforeTheFirstBlockIsNone() {
    proposed(5, ProposalState.DEFEATED);
    ProposalContent own = proposed(6, ProposalState.ACTIVE);
    announcements.beganBefore = true;
    assertThat(asked(own)).isInstanceOf(Answer.Unknown.class);
  }

  @Test
  void whatNobodyCanReadMayBeTheProposersOwn() {
    ProposalContent other = proposed(1, ProposalState.DEFEATED);
    announcements.unreadable.add(other.block());
    assertThat(asked(proposed(2, ProposalState.ACTIVE))).isInstanceOf(Answer.Unknown.class);
  }

  /** Attack: the store says of a proposal that it is somebody else's, or that there is another. */
  @Test
  void whatIsStoredAddsNothingAndNamesNobody() {
    proposed(1, ProposalState.EXECUTED, World.STRANGER);
    ProposalContent own = proposed(2, ProposalState.ACTIVE);
    assertThat(asked(by(World.STRANGER, own))).isInstanceOf(Answer.Unknown.class);

    ProposalContent madeUp = proposed(3, ProposalState.ACTIVE);
    chain.withoutLogsOf(madeUp);
    assertThat(asked(madeUp)).isInstanceOf(Answer.Unknown.class);
  }

  /** Attack: an endpoint shows an announcement that never was, or one of them twice. */
  @Test
  void whatTheGovernorDoesNotKnowIsNoProposal() {
    ProposalContent invented = proposed(1, ProposalState.EXECUTED);
    ProposalContent own = proposed(2, ProposalState.ACTIVE);
    announcements.states.remove(BigInteger.ONE);
    assertThat(asked(own)).isInstanceOf(Answer.Unknown.class);
    announcements.states.put(BigInteger.ONE, ProposalState.EXECUTED);
    chain.put(invented);
    assertThat(asked(own)).isInstanceOf(Answer.Unknown.class);
  }

  @Test
  void aReorganisationTakesBackWhatWasRemembered() {
    mine(1);
    proposed(1, ProposalState.EXECUTED);
    mine(2 * ReadAnnouncements.SETTLED);
    ProposalContent before = proposed(2, ProposalState.ACTIVE);
    assertThat(asked(before)).isEqualTo(known(1, 1, 0, 0));

    chain.reorganise((int) head().number());
    ProposalContent own = proposed(1, ProposalState.ACTIVE);
    assertThat(asked(own)).isInstanceOf(Answer.NotYet.class);
    assertThat(asked(own)).isEqualTo(known(0, 0, 0, 0));
  }

  @Test
  void aReorganisationBetweenTwoPartsIsNotReadOver() {
    mine(1);
    proposed(1, ProposalState.EXECUTED);
    mine(3 * ReadAnnouncements.SETTLED);
    ProposalContent before = proposed(2, ProposalState.ACTIVE);
    chain.bears = 100;
    BlockRef at = head();
    announcements.before = () -> announcements.before = () -> chain.reorganise((int) at.number());
    assertThat(histories.of(dao, before, at, false)).isInstanceOf(Answer.NotYet.class);

    ProposalContent own = proposed(1, ProposalState.ACTIVE);
    Answer answer;
    do {
      answer = asked(own);
    } while (answer instanceof Answer.NotYet);
    assertThat(answer).isEqualTo(known(0, 0, 0, 0));
  }

  /** Attack: an endpoint whose nodes are not of one mind about the newest blocks. */
  @Test
  void aReorganisationOfTheLastBlocksLeavesWhatIsSettled() {
    proposed(1, ProposalState.EXECUTED);
    chain.bears = 10;
    mine(20 * ReadAnnouncements.MOST_PARTS);
    ProposalContent own = proposed(2, ProposalState.ACTIVE);
    mine(ReadAnnouncements.SETTLED);
    while (asked(own) instanceof Answer.NotYet) {
      mine(1);
    }
    int[] parts = {0};
    announcements.each =
        () -> {
          if (++parts[0] == 12) {
            chain.reorganise((int) ReadAnnouncements.SETTLED / 2);
          }
        };
    assertThat(asked(own)).isInstanceOf(Answer.NotYet.class);
    assertThat(parts[0]).isEqualTo(12);
    int before = announcements.requests;
    assertThat(asked(own)).isEqualTo(known(1, 1, 0, 0));
    assertThat(announcements.requests - before)
        .isLessThanOrEqualTo((int) (2 * (ReadAnnouncements.SETTLED / 10 + 4)));
  }

  /** Attack: an endpoint that takes its time; other votes wait behind. */
  @Test
  void noRangeIsBegunWhenTheTurnIsOver() {
    ProposalContent own = proposed(1, ProposalState.ACTIVE);
    chain.bears = 10;
    mine(2 * ReadAnnouncements.SETTLED);
    announcements.each = () -> now = now.plus(ReadAnnouncements.LONGEST_TURN);
    int before = announcements.requests;
    assertThat(asked(own)).isInstanceOf(Answer.NotYet.class);
    assertThat(announcements.requests - before).isEqualTo(1);
  }

  @Test
  void whoIsInAHurryReadsNoMoreThanTheLastBlocks() {
    proposed(1, ProposalState.EXECUTED);
    chain.bears = 100;
    mine(800 + ReadAnnouncements.SETTLED);
    ProposalContent own = proposed(2, ProposalState.ACTIVE);
    assertThat(histories.of(dao, own, head(), true)).isInstanceOf(Answer.NotYet.class);
    assertThat(announcements.requests).isLessThanOrEqualTo(2 * ProposerHistory.MOST_HURRIED);
    histories.ahead(dao, head());
    mine(20);
    assertThat(histories.of(dao, own, head(), true)).isEqualTo(known(1, 1, 0, 0));
  }

  @Test
  void endpointsThatDifferAreAPersonsToLookAt() {
    ProposalContent own = proposed(1, ProposalState.ACTIVE);
    announcements.each =
        () -> {
          throw new PrytanyException(FailureCode.CHAIN_ANSWER_INVALID, "show different logs");
        };
    isUnknown(own, "show different logs");
  }

  @Test
  void anotherBlockOfTheSameNumberIsAnotherAnswer() {
    ProposalContent own = proposed(1, ProposalState.ACTIVE);
    mine(3);
    BlockRef at = head();
    chain.reorganise(2);
    assertThat(histories.of(dao, own, at, false)).isInstanceOf(Answer.NotYet.class);
  }

  @Test
  void aLongHistoryIsReadInBoundedTurnsAndOnce() {
    proposed(1, ProposalState.EXECUTED);
    chain.bears = 10;
    mine(10 * ReadAnnouncements.MOST_PARTS + ReadAnnouncements.SETTLED);
    ProposalContent own = proposed(2, ProposalState.ACTIVE);
    List<Integer> turns = new ArrayList<>();
    Answer answer;
    do {
      int before = announcements.requests;
      answer = asked(own);
      turns.add(announcements.requests - before);
    } while (answer instanceof Answer.NotYet);

    assertThat(answer).isEqualTo(known(1, 1, 0, 0));
    assertThat(turns)
        .hasSizeGreaterThan(1)
        .allMatch(its -> its <= 4 * ReadAnnouncements.MOST_PARTS);
    int before = announcements.requests;
    assertThat(asked(own)).isEqualTo(answer);
    // The settled part is not read again: what is left is the tail, block by block of ten.
    assertThat(announcements.requests - before)
        .isLessThanOrEqualTo((int) (2 * (ReadAnnouncements.SETTLED / 10 + 2) + 2));
  }

  /** Attack: an account that proposed without end. */
  @Test
  void ofWhomThereAreTenThousandNobodyIsAskedAbout() {
    ProposalContent first = proposed(hash(1), ProposalState.DEFEATED);
    List<ProposalContent> more = new ArrayList<>();
    for (int id = 2; id <= 10_000; id++) {
      more.add(same(first, id));
    }
    more.subList(0, ProposerHistory.MOST_PROPOSALS - 1).forEach(this::announced);
    ProposalContent own = proposed(hash(20_000), ProposalState.ACTIVE);
    announcements.counted = Optional.empty();
    assertThat(asked(own))
        .isEqualTo(known(ProposerHistory.MOST_PROPOSALS, 0, ProposerHistory.MOST_PROPOSALS, 0));

    more.subList(ProposerHistory.MOST_PROPOSALS - 1, more.size()).forEach(this::announced);
    assertThat(asked(own)).isInstanceOf(Answer.Unknown.class);
    assertThat(announcements.together).containsExactly(ProposerHistory.MOST_PROPOSALS);
  }

  private void announced(ProposalContent its) {
    announcements.states.put(its.key().proposalId(), ProposalState.DEFEATED);
    chain.put(its);
  }

  private static ProposalContent same(ProposalContent its, int id) {
    return new ProposalContent(
        new org.prytany.spi.ProposalKey(its.key().chainId(), its.key().governor(), hash(id)),
        its.proposer(),
        its.targets(),
        its.valuesWei(),
        its.calldatas(),
        its.descriptionHex(),
        its.descriptionHash(),
        its.voteStart(),
        its.voteEnd(),
        its.transactionHash(),
        its.block(),
        its.blockHash());
  }

  @Test
  void anEndpointThatRefusesIsAskedAgain() {
    ProposalContent own = proposed(1, ProposalState.ACTIVE);
    chain.failingFrom = 0;
    assertThat(asked(own))
        .isInstanceOfSatisfying(
            Answer.NotYet.class, its -> assertThat(its.why()).contains("too many requests"));
    chain.failingFrom = Long.MAX_VALUE;
    assertThat(asked(own)).isEqualTo(known(0, 0, 0, 0));
  }
}
