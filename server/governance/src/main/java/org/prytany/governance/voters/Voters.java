package org.prytany.governance.voters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.prytany.governance.voters.VoteLog.Part;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/**
 * Who voted on a proposal, from the store alone. The voters of proposals that were asked for lately
 * are kept until more is read, since the same page is looked at by many.
 */
public final class Voters {

  /** Of an account that voted in many parts the newest ones say enough. */
  private static final int MOST_REASONS = 5;

  private final VoteRepository kept;
  private final int mostVotes;

  /** By when it was asked for, the one that was longest ago first. */
  private final Map<ProposalKey, Roll> rolls = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param read of the cursor when they were read
   * @param sums by direction
   * @param voters the heaviest first
   */
  private record Roll(long read, List<Part> sums, List<Voter> voters, int votes) {}

  /**
   * Some of the voters.
   *
   * @param sums by direction, of all voters
   * @param all how many accounts voted
   * @param voters with the reasons of their newest votes, and no others
   * @param next how many to leave out for those that follow; empty at the end
   */
  public record Page(List<Part> sums, int all, List<Voter> voters, Optional<Integer> next) {}

  /**
   * @param mostVotes how many logs are kept in memory, of all proposals together
   */
  public Voters(VoteRepository kept, int mostVotes) {
    this.kept = kept;
    this.mostVotes = mostVotes;
  }

  /**
   * The heaviest voters.
   *
   * @param after how many of the heaviest to leave out
   * @param limit at most so many
   */
  public Page page(ProposalKey proposal, int after, int limit) {
    Roll roll = roll(proposal);
    int from = Math.min(after, roll.voters().size());
    int to = (int) Math.min(roll.voters().size(), (long) from + limit);
    return new Page(
        roll.sums(),
        roll.voters().size(),
        withReasons(roll.voters().subList(from, to)),
        to < roll.voters().size() ? Optional.of(to) : Optional.empty());
  }

  /** One account's vote; none where it has not voted. */
  public Page of(ProposalKey proposal, Address account) {
    Roll roll = roll(proposal);
    List<Voter> found =
        roll.voters().stream().filter(voter -> voter.account().equals(account)).toList();
    return new Page(roll.sums(), roll.voters().size(), withReasons(found), Optional.empty());
  }

  private synchronized Roll roll(ProposalKey proposal) {
    long read =
        kept.cursor(proposal.chainId(), proposal.governor()).map(VoteCursor::version).orElse(0L);
    Roll known = rolls.get(proposal);
    if (known != null && known.read() == read) {
      return known;
    }
    Roll fresh = roll(read, kept.of(proposal));
    rolls.put(proposal, fresh);
    while (rolls.size() > 1 && rolls.values().stream().mapToLong(Roll::votes).sum() > mostVotes) {
      rolls.remove(rolls.keySet().iterator().next());
    }
    return fresh;
  }

  private static Roll roll(long read, List<VoteLog> votes) {
    List<Voter> voters =
        votes.stream().collect(Collectors.groupingBy(VoteLog::voter)).values().stream()
            .map(Voter::of)
            .sorted(Voter.LARGEST_FIRST)
            .toList();
    List<Part> parts = voters.stream().flatMap(voter -> voter.parts().stream()).toList();
    return new Roll(read, Voter.added(parts), voters, votes.size());
  }

  private List<Voter> withReasons(List<Voter> voters) {
    List<VoteLog> newest = voters.stream().flatMap(voter -> newest(voter).stream()).toList();
    Map<String, VoteLog> whole =
        kept.whole(newest).stream().collect(Collectors.toMap(VoteLog::id, Function.identity()));
    return voters.stream()
        .map(
            voter -> {
              List<VoteLog> votes = new ArrayList<>(voter.votes());
              votes.replaceAll(vote -> whole.getOrDefault(vote.id(), vote));
              return new Voter(voter.account(), voter.parts(), voter.weight(), votes);
            })
        .toList();
  }

  private static List<VoteLog> newest(Voter voter) {
    List<VoteLog> own = voter.votes().stream().filter(vote -> !vote.takes()).toList();
    return own.subList(Math.max(0, own.size() - MOST_REASONS), own.size());
  }
}
