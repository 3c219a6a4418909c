package org.prytany.governance.world;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
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

  /** What happens while a proposal's votes are read. */
  public Consumer<ProposalKey> reading = proposal -> {};

  @Override
  public boolean insert(VoteLog vote, long era) {
    return votes.putIfAbsent(era + ":" + vote.id(), vote) == null;
  }

  @Override
  public void each(ProposalKey proposal, long era, Consumer<VoteLog> taker) {
    read.incrementAndGet();
    reading.accept(proposal);
    light(proposal, era).forEach(taker);
  }

  @Override
  public void each(ProposalKey proposal, long era, Address account, Consumer<VoteLog> taker) {
    light(proposal, era).filter(vote -> vote.voter().equals(account)).forEach(taker);
  }

  private Stream<VoteLog> light(ProposalKey proposal, long era) {
    return votes.entrySet().stream()
        .filter(its -> its.getKey().startsWith(era + ":"))
        .map(Map.Entry::getValue)
        .filter(vote -> vote.proposal().equals(proposal))
        .sorted(
            Comparator.comparing(VoteLog::voter)
                .thenComparingLong(VoteLog::block)
                .thenComparingLong(VoteLog::index))
        .map(
            its ->
                new VoteLog(
                    proposal,
                    its.voter(),
                    its.parts(),
                    "",
                    its.transactionHash(),
                    its.block(),
                    its.index()));
  }

  @Override
  public List<VoteLog> whole(List<VoteLog> light, long era) {
    return light.stream()
        .map(vote -> votes.get(era + ":" + vote.id()))
        .filter(Objects::nonNull)
        .toList();
  }

  @Override
  public void forget(long chainId, Address governor, long era) {
    votes
        .entrySet()
        .removeIf(
            its ->
                its.getValue().proposal().chainId() == chainId
                    && its.getValue().proposal().governor().equals(governor)
                    && Long.parseLong(its.getKey().split(":", 2)[0]) < era);
  }

  /** How many logs are stored, of whatever era. */
  public int stored() {
    return votes.size();
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
            its.chainId(),
            its.governor(),
            its.version() + 1,
            its.era(),
            its.from(),
            its.next(),
            its.end());
    return cursors.computeIfPresent(
            its.chainId() + ":" + its.governor(),
            (id, known) -> known.version() == its.version() ? next : known)
        == next;
  }
}
