package org.prytany.alerts.subscription;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.voters.VoteLog;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/**
 * What an account votes on one proposal: its logs in the chain's order, with what was taken out.
 */
final class Standing {

  /** Of a chain whose pace was not measured. */
  private static final double SECONDS_PER_BLOCK = 12;

  private final VoteLog first;
  private final Map<String, BigInteger> weights = new TreeMap<>();
  private long block;
  private boolean cast;

  Standing(VoteLog first) {
    this.first = first;
    this.block = first.block();
  }

  void add(VoteLog vote) {
    vote.parts().forEach(part -> weights.merge(part.direction(), part.weight(), BigInteger::add));
    if (!vote.takes()) {
      block = vote.block();
      cast = true;
    }
  }

  /** Whether it cast a vote: others may only have taken theirs out. */
  boolean isThere() {
    return cast;
  }

  ProposalKey proposal() {
    return first.proposal();
  }

  Address voter() {
    return first.voter();
  }

  /** The directions; where there are several, with what part of its votes each has. */
  String words() {
    Map<String, BigInteger> some = new TreeMap<>(weights);
    some.values().removeIf(weight -> weight.signum() <= 0);
    BigInteger all = some.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    if (some.size() < 2) {
      return String.join("", some.isEmpty() ? weights.keySet() : some.keySet());
    }
    return some.entrySet().stream()
        .map(
            part ->
                part.getKey()
                    + " with "
                    + part.getValue().multiply(BigInteger.valueOf(100)).divide(all)
                    + " %")
        .collect(Collectors.joining(" and "));
  }

  /** When its newest vote was cast, reckoned from the block at which the proposal was read. */
  Instant at(ChainView view, Instant now) {
    double seconds =
        view.clockIsTimestamp()
            ? SECONDS_PER_BLOCK
            : view.pulse().secondsPerTimepoint().orElse(SECONDS_PER_BLOCK);
    long ago = Math.round((view.at().number() - block) * seconds);
    Instant at = Instant.ofEpochSecond(view.at().timestamp()).minus(Duration.ofSeconds(ago));
    return at.isAfter(now) ? now : at;
  }
}
