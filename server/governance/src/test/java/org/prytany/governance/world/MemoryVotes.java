package org.prytany.governance.world;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.prytany.governance.voters.VoteCursor;
import org.prytany.governance.voters.VoteLog;
import org.prytany.governance.voters.VoteRepository;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/** Votes in memory. */
public final class MemoryVotes implements VoteRepository {
  private final Map<String, VoteLog> votes = new HashMap<>();
  private final Map<String, VoteCursor> cursors = new HashMap<>();

  /** How often a proposal's votes were read. */
  public final AtomicInteger read = new AtomicInteger();

  @Override
  public boolean insert(VoteLog vote) {
    return votes.putIfAbsent(vote.id(), vote) == null;
  }

  @Override
  public List<VoteLog> of(ProposalKey proposal) {
    read.incrementAndGet();
    return votes.values().stream()
        .filter(vote -> vote.proposal().equals(proposal))
        .sorted(Comparator.comparingLong(VoteLog::block).thenComparingLong(VoteLog::index))
        .map(
            its ->
                new VoteLog(
                    proposal,
                    its.voter(),
                    its.parts(),
                    "",
                    its.transactionHash(),
                    its.block(),
                    its.index()))
        .toList();
  }

  @Override
  public List<VoteLog> whole(List<VoteLog> light) {
    return light.stream().map(VoteLog::id).map(votes::get).filter(Objects::nonNull).toList();
  }

  @Override
  public void forget(long chainId, Address governor) {
    votes
        .values()
        .removeIf(
            vote ->
                vote.proposal().chainId() == chainId
                    && vote.proposal().governor().equals(governor));
  }

  @Override
  public Optional<VoteCursor> cursor(long chainId, Address governor) {
    return Optional.ofNullable(cursors.get(chainId + ":" + governor));
  }

  @Override
  public boolean insert(VoteCursor cursor) {
    return cursors.putIfAbsent(cursor.chainId() + ":" + cursor.governor(), cursor) == null;
  }

  @Override
  public boolean compareAndSwap(VoteCursor its) {
    VoteCursor next =
        new VoteCursor(
            its.chainId(), its.governor(), its.version() + 1, its.from(), its.next(), its.end());
    return cursors.computeIfPresent(
            its.chainId() + ":" + its.governor(),
            (id, known) -> known.version() == its.version() ? next : known)
        == next;
  }
}
