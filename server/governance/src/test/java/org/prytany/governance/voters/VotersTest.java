package org.prytany.governance.voters;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.prytany.governance.voters.VoteLog.Part;
import org.prytany.governance.world.MemoryVotes;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/** Who voted, the heaviest first, each account once however many logs it has. */
class VotersTest {
  private static final Address GOVERNOR = World.address(0x50);
  private static final ProposalKey KEY = key(1);

  private final MemoryVotes kept = new MemoryVotes();
  private final Voters voters = new Voters(kept, 1_000, 1_000);
  private int logs;

  private static ProposalKey key(long id) {
    return new ProposalKey(31337, GOVERNOR, BigInteger.valueOf(id));
  }

  private static Part part(String direction, long weight) {
    return new Part(direction, BigInteger.valueOf(weight));
  }

  private void vote(ProposalKey key, int voter, String reason, Part... parts) {
    logs++;
    kept.insert(
        new VoteLog(key, World.address(voter), List.of(parts), reason, "0xt" + logs, logs, 0), 1);
  }

  private static List<Address> accounts(Voters.Page page) {
    return page.voters().stream().map(Voter::account).toList();
  }

  @Test
  void theHeaviestStandFirstAndOfTwoAlikeWhoeverVotedFirst() {
    vote(KEY, 1, "", part("for", 5));
    vote(KEY, 2, "", part("against", 50));
    vote(KEY, 3, "", part("for", 5));
    vote(key(2), 4, "", part("for", 500));

    Voters.Page page = voters.page(KEY, 0, 10);

    assertThat(accounts(page))
        .containsExactly(World.address(2), World.address(1), World.address(3));
    assertThat(page.sums()).containsExactly(part("for", 10), part("against", 50));
    assertThat(page.all()).isEqualTo(3);
    assertThat(page.next()).isEmpty();
  }

  @Test
  void pagesFollowEachOtherWithoutGapsAndEnd() {
    for (int voter = 1; voter <= 7; voter++) {
      vote(KEY, voter, "", part("for", voter));
    }

    Voters.Page first = voters.page(KEY, 0, 3);
    Voters.Page second = voters.page(KEY, first.next().orElseThrow(), 3);
    Voters.Page last = voters.page(KEY, second.next().orElseThrow(), 3);

    assertThat(accounts(first)).containsExactly(address(7), address(6), address(5));
    assertThat(accounts(second)).containsExactly(address(4), address(3), address(2));
    assertThat(accounts(last)).containsExactly(address(1));
    assertThat(last.next()).isEmpty();
    assertThat(voters.page(KEY, Integer.MAX_VALUE, Integer.MAX_VALUE).voters()).isEmpty();
  }

  private static Address address(int voter) {
    return World.address(voter);
  }

  /** Fractional counting: parts of one account are one voter, in all directions. */
  @Test
  void whoVotesInPartsIsOneVoterWithAllOfThem() {
    vote(KEY, 1, "first", part("for", 4), part("against", 6));
    vote(KEY, 1, "second", part("for", 1));
    vote(KEY, 2, "", part("abstain", 9));

    Voter both = voters.page(KEY, 0, 10).voters().getFirst();

    assertThat(both.account()).isEqualTo(address(1));
    assertThat(both.weight()).isEqualTo(11);
    assertThat(both.parts()).containsExactly(part("for", 5), part("against", 6));
    assertThat(both.newest()).extracting(VoteLog::reason).containsExactly("first", "second");
  }

  /** Overridable counting: what a delegator votes otherwise is taken out of the delegate's vote. */
  @Test
  void whatDelegatorsVoteOtherwiseIsTakenOutOfTheDelegatesVote() {
    vote(KEY, 1, "mine", part("for", 100));
    for (int delegator = 0; delegator < 7; delegator++) {
      vote(KEY, 1, "", part("for", -10));
    }
    vote(KEY, 2, "no", part("against", 70));

    Voters.Page page = voters.page(KEY, 0, 10);

    assertThat(accounts(page)).containsExactly(address(2), address(1));
    assertThat(page.sums()).containsExactly(part("for", 30), part("against", 70));
    assertThat(page.voters().getLast().newest().getFirst().reason()).isEqualTo("mine");
  }

  @Test
  void aDirectionThatNobodyExplainsStandsBehindTheOthersByItsNumber() {
    vote(KEY, 1, "", part("7", 3));
    vote(KEY, 2, "", part("abstain", 2));
    vote(KEY, 3, "", part("11", 1));

    assertThat(voters.page(KEY, 0, 10).sums())
        .containsExactly(part("abstain", 2), part("7", 3), part("11", 1));
  }

  @Test
  void oneAccountIsFoundWhereverItStands() {
    vote(KEY, 1, "mine", part("for", 1));
    vote(KEY, 2, "", part("for", 9));

    assertThat(voters.of(KEY, address(1)).voters())
        .singleElement()
        .satisfies(voter -> assertThat(voter.newest().getFirst().reason()).isEqualTo("mine"));
    assertThat(voters.of(KEY, address(3)).voters()).isEmpty();
    assertThat(voters.of(KEY, address(3)).all()).isEqualTo(2);
  }

  @Test
  void ofVeryManyPartsTheNewestReasonsAreShown() {
    for (int i = 1; i <= 20; i++) {
      vote(KEY, 1, "reason " + i, part("for", 1));
    }

    List<String> reasons =
        voters.page(KEY, 0, 1).voters().getFirst().newest().stream()
            .map(VoteLog::reason)
            .filter(reason -> !reason.isEmpty())
            .toList();

    assertThat(reasons)
        .containsExactly("reason 16", "reason 17", "reason 18", "reason 19", "reason 20");
  }

  @Test
  void theSameProposalIsReadOnceUntilMoreWasRead() {
    kept.insert(VoteCursor.first(31337, GOVERNOR, 0));
    vote(KEY, 1, "", part("for", 1));
    voters.page(KEY, 0, 10);
    voters.page(KEY, 5, 10);
    assertThat(kept.read).hasValue(1);

    vote(KEY, 2, "", part("for", 1));
    kept.compareAndSwap(kept.cursor(31337, GOVERNOR).orElseThrow());

    assertThat(voters.page(KEY, 0, 10).all()).isEqualTo(2);
    assertThat(kept.read).hasValue(2);
  }

  @Test
  void noMoreIsKeptInMemoryThanAllowed() {
    Voters few = new Voters(kept, 3, 3);
    for (int voter = 1; voter <= 2; voter++) {
      vote(KEY, voter, "", part("for", 1));
      vote(key(2), voter, "", part("for", 1));
    }
    few.page(KEY, 0, 10);
    few.page(key(2), 0, 10);
    few.page(key(2), 0, 10);
    assertThat(kept.read).hasValue(2);

    few.page(KEY, 0, 10);
    assertThat(kept.read).hasValue(3);
  }

  @Test
  void aReasonIsCutBetweenCharactersAndSaysSo() {
    String long1 = "a" + "\ud83d\ude00".repeat(2_000);
    VoteLog vote = new VoteLog(KEY, address(1), List.of(), long1, "0x", 1, 1);

    assertThat(vote.reason()).hasSizeLessThanOrEqualTo(VoteLog.LONGEST_REASON).endsWith("…");
    assertThat(Character.isHighSurrogate(vote.reason().charAt(vote.reason().length() - 2)))
        .isFalse();
    assertThat(Optional.of(new VoteLog(KEY, address(1), List.of(), "short", "0x", 1, 1).reason()))
        .contains("short");
  }

  /** On cheap chains accounts without weight vote without end. */
  @Test
  void ofOneProposalTheHeaviestAreKeptAndAllAreCounted() {
    Voters few = new Voters(kept, 10, 3);
    for (int voter = 1; voter <= 9; voter++) {
      vote(KEY, voter, "mine", part("for", voter));
    }

    Voters.Page page = few.page(KEY, 0, 10);

    assertThat(accounts(page)).containsExactly(address(9), address(8), address(7));
    assertThat(page.all()).isEqualTo(9);
    assertThat(page.sums()).containsExactly(part("for", 45));
    assertThat(page.next()).isEmpty();
    assertThat(few.of(KEY, address(1)).voters())
        .singleElement()
        .satisfies(voter -> assertThat(voter.newest().getFirst().reason()).isEqualTo("mine"));
  }

  /** While one proposal's votes are read, another one's are answered. */
  @Test
  void whoReadsAProposalKeepsNobodyFromAnother() {
    vote(KEY, 1, "", part("for", 1));
    vote(key(2), 2, "", part("for", 2));
    List<Integer> answered = new ArrayList<>();
    kept.reading =
        proposal -> {
          if (proposal.equals(KEY)) {
            answered.add(
                CompletableFuture.supplyAsync(() -> voters.page(key(2), 0, 1).all())
                    .completeOnTimeout(0, 20, TimeUnit.SECONDS)
                    .join());
          }
        };

    voters.page(KEY, 0, 1);

    assertThat(answered).containsExactly(1);
  }
}
