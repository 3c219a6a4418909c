package org.prytany.governance.voters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.world.MemoryVotes;
import org.prytany.governance.world.World;
import org.prytany.spi.ProposalKey;

/** Votes are read behind intake, in settled blocks alone, each once, and a few blocks at a time. */
class VoteReadingTest {
  private static final int DEPTH = 10;

  private final World world = new World();
  private final MemoryVotes kept = new MemoryVotes();
  private final List<VoteLog> logged = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private long bears = 1_000;
  private boolean down;
  private Runnable meanwhile = () -> {};
  private Duration later = Duration.ZERO;
  private VoteReading reading = started();

  private VoteReading started() {
    return new VoteReading(
        this::part,
        world.chain,
        world.store.cursors,
        world.store.proposals,
        kept,
        () -> world.clock.instant().plus(later),
        chain -> DEPTH);
  }

  private Optional<VoteLogs.Part> part(Dao dao, long from, long to) {
    asked.add(from + "-" + to);
    meanwhile.run();
    if (down) {
      throw new PrytanyException(FailureCode.CHAIN_UNAVAILABLE, "no answer");
    }
    long end = Math.min(to, from + bears - 1);
    List<VoteLog> found =
        logged.stream().filter(vote -> vote.block() >= from && vote.block() <= end).toList();
    return world.chain.block(dao, end).map(block -> new VoteLogs.Part(found, block));
  }

  private VoteLog vote(ProposalContent content, int voter) {
    long block = world.chain.mine().number();
    VoteLog vote =
        new VoteLog(
            content.key(),
            World.address(voter),
            List.of(new VoteLog.Part("for", BigInteger.valueOf(voter))),
            "because",
            "0xt" + voter,
            block,
            logged.size());
    logged.add(vote);
    return vote;
  }

  private ProposalContent proposed() {
    ProposalContent content = world.chain.propose(world.dao, 1, "Text");
    world.intake.poll(world.dao);
    return content;
  }

  private int turn() {
    // Whatever was read last, it is time for the next turn.
    later = later.plusHours(1);
    return reading.turn(world.dao);
  }

  private void mine(int blocks) {
    for (int i = 0; i < blocks; i++) {
      world.chain.mine();
    }
    world.intake.poll(world.dao);
  }

  private List<Long> read(ProposalKey key) {
    List<Long> blocks = new ArrayList<>();
    long era = kept.cursor(key.chainId(), key.governor()).map(VoteCursor::era).orElse(1L);
    kept.each(key, era, vote -> blocks.add(vote.block()));
    return blocks;
  }

  @Test
  void aVoteIsReadWhenItsBlockIsSettledAndNotBefore() {
    ProposalContent content = proposed();
    VoteLog vote = vote(content, 1);
    mine(DEPTH - 1);

    assertThat(turn()).isZero();
    assertThat(read(content.key())).isEmpty();

    mine(1);
    assertThat(turn()).isEqualTo(1);
    assertThat(read(content.key())).containsExactly(vote.block());
    assertThat(reading.readTo(world.dao).orElseThrow().number()).isEqualTo(vote.block());
  }

  @Test
  void readingBeginsAtTheFirstProposalAndTakesOneRangeATurn() {
    mine(50);
    ProposalContent content = proposed();
    VoteLog first = vote(content, 1);
    VoteLog second = vote(content, 2);
    mine(30);
    bears = 2;

    turn();
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst()).startsWith(content.block() + "-");
    assertThat(read(content.key())).containsExactly(first.block());

    turn();
    assertThat(asked).hasSize(2);
    assertThat(read(content.key())).containsExactly(first.block(), second.block());
  }

  @Test
  void nothingIsAskedWithoutAProposalNorWhileIntakeIsBehind() {
    mine(30);
    turn();
    assertThat(asked).isEmpty();

    proposed();
    for (int i = 0; i < 2 * DEPTH; i++) {
      world.chain.mine();
    }
    turn();
    assertThat(asked).isEmpty();

    world.intake.poll(world.dao);
    turn();
    assertThat(asked).hasSize(1);
  }

  @Test
  void whatFailedIsReadAgainAndStoredOnce() {
    ProposalContent content = proposed();
    vote(content, 1);
    mine(30);
    down = true;
    assertThatThrownBy(this::turn).isInstanceOf(PrytanyException.class);
    down = false;

    assertThat(turn()).isEqualTo(1);
    // A crash after the votes were stored, and before the cursor moved.
    VoteCursor moved = kept.cursor(world.dao.chainId(), world.dao.governor()).orElseThrow();
    kept.compareAndSwap(moved.again(moved.from()));
    reading = started();

    assertThat(turn()).isZero();
    assertThat(read(content.key())).hasSize(1);
  }

  @Test
  void afterAllIsReadTheChainIsLeftAloneLongerWhereNothingIsOpen() {
    ProposalContent content = proposed();
    mine(30);
    turn();
    int before = asked.size();
    mine(30);
    later = later.plusMinutes(10);
    reading.turn(world.dao);
    assertThat(asked).hasSize(before);

    world.chain.become(content, ProposalState.ACTIVE);
    world.line.look(world.dao);
    turn();
    int open = asked.size();
    assertThat(open).isEqualTo(before + 1);
    mine(30);
    later = later.plusMinutes(10);
    reading.turn(world.dao);
    assertThat(asked).hasSize(open + 1);
  }

  @Test
  void aProposalThatWasFoundLateHasItsVotesReadToo() {
    world.chain.mine();
    ProposalContent hidden = world.chain.propose(world.dao, 7, "Hidden");
    world.chain.withoutLogsOf(hidden);
    VoteLog early = vote(hidden, 9);
    ProposalContent shown = proposed();
    mine(30);
    turn();
    assertThat(read(hidden.key())).isEmpty();

    world.store.proposals.insert(Proposal.fresh(hidden));
    turn();

    assertThat(read(hidden.key())).containsExactly(early.block());
    assertThat(shown.block()).isGreaterThan(hidden.block());
  }

  /** Invariant: no vote is shown of a branch that is gone, however deep it was. */
  @Test
  void aChainThatIsAnotherOneWhereReadingEndedIsReadAnew() {
    ProposalContent content = proposed();
    vote(content, 1);
    mine(30);
    turn();
    assertThat(read(content.key())).hasSize(1);

    logged.clear();
    world.chain.reorganise(31);
    world.chain.put(content);
    mine(30);
    turn();

    assertThat(read(content.key())).isEmpty();
  }

  /** Two nodes: one read the branch that is gone, and stores it after the other one began anew. */
  @Test
  void whatAnotherNodeReadOfABranchThatIsGoneIsShownToNobody() {
    ProposalContent content = proposed();
    vote(content, 1);
    mine(30);
    turn();
    VoteLog old = vote(content, 2);
    mine(30);
    List<VoteLog> answered = List.copyOf(logged);
    VoteReading other = started();
    meanwhile =
        () -> {
          meanwhile = () -> {};
          logged.clear();
          world.chain.reorganise(62);
          world.chain.put(content);
          VoteLog mined = vote(content, 3);
          mine(70);
          other.turn(world.dao);
          assertThat(read(content.key())).containsExactly(mined.block());
          logged.clear();
          logged.addAll(answered);
        };

    turn();

    assertThat(read(content.key())).hasSize(1).doesNotContain(old.block());
    assertThat(kept.stored()).isEqualTo(1);
  }
}
