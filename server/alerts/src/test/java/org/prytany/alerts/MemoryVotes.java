package org.prytany.alerts;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.voters.VoteCursor;
import org.prytany.governance.voters.VoteLog;
import org.prytany.governance.voters.VoteRepository;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/** Votes of one governor that were read in one era. */
final class MemoryVotes implements VoteRepository {

  private static final long ERA = 1;

  private final List<VoteLog> logs = new ArrayList<>();

  void cast(ProposalKey proposal, Address voter, String direction, String reason) {
    cast(proposal, voter, direction, 10, reason, 15);
  }

  void cast(
      ProposalKey proposal,
      Address voter,
      String direction,
      long weight,
      String reason,
      long block) {
    insert(
        new VoteLog(
            proposal,
            voter,
            List.of(new VoteLog.Part(direction, BigInteger.valueOf(weight))),
            reason,
            "0x" + "77".repeat(32),
            block,
            logs.size()),
        ERA);
  }

  @Override
  public boolean insert(VoteLog vote, long era) {
    return logs.add(vote);
  }

  @Override
  public void each(ProposalKey proposal, long era, Consumer<VoteLog> taker) {
    logs.stream().filter(vote -> vote.proposal().equals(proposal)).forEach(taker);
  }

  @Override
  public void each(ProposalKey proposal, long era, Address account, Consumer<VoteLog> taker) {
    each(
        proposal,
        era,
        vote -> {
          if (vote.voter().equals(account)) {
            taker.accept(vote);
          }
        });
  }

  @Override
  public List<VoteLog> whole(List<VoteLog> votes, long era) {
    return List.copyOf(votes);
  }

  @Override
  public void forget(long chainId, Address governor, long era) {
    logs.clear();
  }

  @Override
  public Optional<VoteCursor> cursor(long chainId, Address governor) {
    return Optional.of(
        new VoteCursor(chainId, governor, 1, ERA, 1, 13, Optional.<BlockRef>empty()));
  }

  @Override
  public boolean insert(VoteCursor cursor) {
    return false;
  }

  @Override
  public boolean compareAndSwap(VoteCursor cursor) {
    return false;
  }
}
