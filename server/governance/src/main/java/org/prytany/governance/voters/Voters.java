package org.prytany.governance.voters;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.prytany.governance.voters.VoteLog.Part;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/**
 * Who voted on a proposal, from the store alone. The heaviest voters of proposals that were asked
 * for lately are kept until more is read, since the same page is looked at by many.
 */
public final class Voters {

  private final VoteRepository kept;
  private final int most;
  private final int mostOfOne;

  /** By when it was asked for, the one that was longest ago first. */
  private final Map<ProposalKey, Roll> rolls = new LinkedHashMap<>(16, 0.75f, true);

  /** One reads a proposal's votes, and whoever asks for the same meanwhile waits for that alone. */
  private final ConcurrentHashMap<ProposalKey, Reading> readings = new ConcurrentHashMap<>();

  /**
   * @param cursor with which they were read
   * @param sums by direction, of all voters
   * @param all how many accounts voted
   * @param voters the heaviest, in order
   */
  private record Roll(long cursor, long era, List<Part> sums, int all, List<Voter> voters) {}

  /** A lock, and how many need it. */
  private static final class Reading {
    private int needed;
  }

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
   * @param most how many voters are kept in memory, of all proposals together
   * @param mostOfOne how many of the heaviest of one proposal are kept, and listed
   */
  public Voters(VoteRepository kept, int most, int mostOfOne) {
    this.kept = kept;
    this.most = most;
    this.mostOfOne = Math.min(most, mostOfOne);
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
        roll.all(),
        withReasons(roll.voters().subList(from, to), roll.era()),
        to < roll.voters().size() ? Optional.of(to) : Optional.empty());
  }

  /** One account's vote, however light; none where it has not voted. */
  public Page of(ProposalKey proposal, Address account) {
    Roll roll = roll(proposal);
    Count count = new Count(1);
    kept.each(proposal, roll.era(), account, count::add);
    return new Page(
        roll.sums(),
        roll.all(),
        withReasons(count.roll(roll.cursor(), roll.era()).voters(), roll.era()),
        Optional.empty());
  }

  private Roll roll(ProposalKey proposal) {
    Optional<VoteCursor> cursor = kept.cursor(proposal.chainId(), proposal.governor());
    long read = cursor.map(VoteCursor::version).orElse(0L);
    long era = cursor.map(VoteCursor::era).orElse(1L);
    Reading reading =
        readings.compute(
            proposal,
            (key, known) -> {
              Reading its = known == null ? new Reading() : known;
              its.needed++;
              return its;
            });
    try {
      synchronized (reading) {
        Optional<Roll> known = known(proposal).filter(its -> its.cursor() == read);
        return known.orElseGet(() -> keep(proposal, read(proposal, read, era)));
      }
    } finally {
      readings.computeIfPresent(proposal, (key, its) -> --its.needed == 0 ? null : its);
    }
  }

  private Roll read(ProposalKey proposal, long read, long era) {
    Count count = new Count(mostOfOne);
    kept.each(proposal, era, count::add);
    return count.roll(read, era);
  }

  private Optional<Roll> known(ProposalKey proposal) {
    synchronized (rolls) {
      return Optional.ofNullable(rolls.get(proposal));
    }
  }

  private Roll keep(ProposalKey proposal, Roll fresh) {
    synchronized (rolls) {
      rolls.put(proposal, fresh);
      while (rolls.values().stream().mapToLong(roll -> roll.voters().size()).sum() > most) {
        rolls.remove(rolls.keySet().iterator().next());
      }
    }
    return fresh;
  }

  /** Counts all voters, and keeps the heaviest. */
  private static final class Count {
    private final int most;
    private final PriorityQueue<Voter> heaviest =
        new PriorityQueue<>(Voter.LARGEST_FIRST.reversed());
    private final Map<String, BigInteger> sums = Voter.sums();
    private Optional<Voter.Sum> current = Optional.empty();
    private int all;

    Count(int most) {
      this.most = most;
    }

    void add(VoteLog vote) {
      if (current.filter(its -> its.account().equals(vote.voter())).isEmpty()) {
        end();
        current = Optional.of(new Voter.Sum(vote));
      }
      current.ifPresent(its -> its.add(vote));
    }

    private void end() {
      current
          .map(Voter.Sum::voter)
          .ifPresent(
              voter -> {
                all++;
                voter
                    .parts()
                    .forEach(part -> sums.merge(part.direction(), part.weight(), BigInteger::add));
                heaviest.add(voter);
                if (heaviest.size() > most) {
                  heaviest.remove();
                }
              });
      current = Optional.empty();
    }

    Roll roll(long read, long era) {
      end();
      return new Roll(
          read,
          era,
          Voter.parts(sums),
          all,
          heaviest.stream().sorted(Voter.LARGEST_FIRST).toList());
    }
  }

  private List<Voter> withReasons(List<Voter> voters, long era) {
    List<VoteLog> newest =
        voters.stream()
            .flatMap(voter -> voter.newest().stream())
            .filter(vote -> !vote.takes())
            .toList();
    Map<String, VoteLog> whole =
        kept.whole(newest, era).stream()
            .collect(Collectors.toMap(VoteLog::id, Function.identity()));
    return voters.stream()
        .map(voter -> voter.saying(vote -> whole.getOrDefault(vote.id(), vote)))
        .toList();
  }
}
