package org.prytany.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prytany.app.status.VotersBoard;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.voters.VoteLog;
import org.prytany.governance.voters.Voter;
import org.prytany.governance.voters.Voters;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/** What readers are told of those who voted. */
class VotersViewTest {
  private static final Address GOVERNOR = new Address("0x" + "60".repeat(20));
  private static final Address OURS = new Address("0x" + "ab".repeat(20));
  private static final Address FOLLOWED = new Address("0x" + "cd".repeat(20));
  private static final Dao DAO =
      new Dao(
          "demo",
          "Demo",
          1,
          GOVERNOR,
          GOVERNOR,
          0,
          Optional.of(OURS),
          Optional.empty(),
          Set.of(),
          1,
          Set.of(),
          Map.of());

  private static Voter voter(Address account, String... reasons) {
    List<VoteLog> votes =
        IntStream.range(0, reasons.length).mapToObj(i -> vote(account, reasons[i], i)).toList();
    return new Voter(
        account,
        votes.getLast().parts(),
        BigInteger.TEN,
        votes.getFirst(),
        votes.size(),
        Optional.empty(),
        votes);
  }

  private static VoteLog vote(Address account, String reason, int index) {
    return new VoteLog(
        new ProposalKey(1, GOVERNOR, BigInteger.ONE),
        account,
        List.of(new VoteLog.Part("for", BigInteger.TEN)),
        reason,
        "0xt" + index,
        100 + index,
        index);
  }

  private static VotersView view(VotersBoard board, Voter... voters) {
    return VotersView.of(
        DAO,
        new Voters.Page(
            List.of(new VoteLog.Part("for", BigInteger.TEN)),
            7,
            List.of(voters),
            Optional.of(voters.length)),
        Optional.of(new BlockRef(300, "0xb", "0xa", 1_800_000_000L)),
        board.followed(),
        board.problem(DAO.id()));
  }

  @Test
  void our_account_and_whom_the_policy_follows_are_marked_and_nobody_else() {
    VotersBoard board = new VotersBoard();
    board.follows(Set.of(FOLLOWED));

    List<VotersView.VoterView> voters =
        view(board, voter(OURS, ""), voter(FOLLOWED, ""), voter(GOVERNOR, "")).largest();

    assertThat(voters).extracting(VotersView.VoterView::ours).containsExactly(true, false, false);
    assertThat(voters)
        .extracting(VotersView.VoterView::followed)
        .containsExactly(false, true, false);
    assertThat(voters.getFirst().account()).isEqualTo(Checksummed.of(OURS));
  }

  @Test
  void reasons_are_those_that_were_given_each_with_its_transaction() {
    VotersView.VoterView voter =
        view(new VotersBoard(), voter(OURS, "first", "  ", "third")).largest().getFirst();

    assertThat(voter.votes()).isEqualTo(3);
    assertThat(voter.transaction()).isEqualTo("0xt2");
    assertThat(voter.block()).isEqualTo(102);
    assertThat(voter.reasons())
        .containsExactly(
            new VotersView.ReasonView("first", "0xt0", 100),
            new VotersView.ReasonView("third", "0xt2", 102));
  }

  @Test
  void what_delegators_took_out_is_said_and_is_no_vote_of_its_own() {
    VoteLog cast = vote(FOLLOWED, "mine", 0);
    Voter voter =
        new Voter(
            FOLLOWED,
            cast.parts(),
            BigInteger.valueOf(6),
            cast,
            1,
            Optional.of(BigInteger.valueOf(4)),
            List.of(cast));

    VotersView.VoterView told = view(new VotersBoard(), voter).largest().getFirst();

    assertThat(told.votes()).isEqualTo(1);
    assertThat(told.taken()).contains("4");
    assertThat(told.transaction()).isEqualTo("0xt0");
    assertThat(view(new VotersBoard(), voter(OURS, "")).largest().getFirst().taken()).isEmpty();
  }

  @Test
  void how_far_votes_were_read_and_why_not_further_is_said() {
    VotersBoard board = new VotersBoard();
    VotersView view = view(board, voter(OURS, ""));
    assertThat(view.readTo()).contains(new DaoView.Synced(300, "2027-01-15T08:00:00Z"));
    assertThat(view.voters()).isEqualTo(7);
    assertThat(view.next()).contains(1);
    assertThat(view.problem()).isEmpty();

    assertThat(board.note("demo", Optional.of("They differ."))).isTrue();
    assertThat(board.note("demo", Optional.of("They differ."))).isFalse();
    assertThat(view(board, voter(OURS, "")).problem()).contains("They differ.");
    assertThat(board.note("demo", Optional.empty())).isTrue();
    assertThat(view(board, voter(OURS, "")).problem()).isEmpty();
  }
}
