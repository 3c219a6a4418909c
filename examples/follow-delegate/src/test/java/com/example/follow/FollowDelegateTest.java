package com.example.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.spi.Address;
import org.prytany.spi.Circumstances;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.Voting;
import org.prytany.testkit.SampleProposal;
import org.prytany.testkit.SampleSituation;
import org.prytany.testkit.VoteStrategyConformance;

/** What every strategy has to keep, and what this one promises. */
class FollowDelegateTest extends VoteStrategyConformance {

  private static final Address DELEGATE = SampleProposal.account(0x44);

  @Override
  protected VoteStrategy plugin() {
    return new FollowDelegate(DELEGATE.toString());
  }

  @Test
  void it_votes_as_its_delegate_did_and_waits_until_then() {
    assertThat(decision(Optional.empty(), 86_400)).isInstanceOf(VoteDecision.NotYet.class);
    assertThat(decision(Optional.empty(), 60)).isInstanceOf(VoteDecision.Escalate.class);
    assertThat(decision(Optional.of(Support.AGAINST), 86_400))
        .isInstanceOfSatisfying(
            VoteDecision.Cast.class, cast -> assertThat(cast.support()).isEqualTo(Support.AGAINST));
  }

  private VoteDecision decision(Optional<Support> voted, long seconds) {
    List<Voting.CastVote> votes =
        voted.stream()
            .map(support -> new Voting.CastVote(DELEGATE, Optional.of(support), BigInteger.TEN))
            .toList();
    return plugin()
        .decide(
            SampleSituation.of()
                .secondsToDeadline(seconds)
                .circumstances(
                    new Circumstances(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(
                            new Voting(
                                "Demo DAO",
                                Optional.empty(),
                                Instant.ofEpochSecond(0),
                                votes,
                                List.of(DELEGATE)))))
                .situation());
  }
}
