package org.prytany.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** The example of docs/writing-a-plugin.md is a plugin that the suite passes. */
class FollowDelegateTest extends VoteStrategyConformance {

  private static final Address DELEGATE = SampleProposal.account(0x44);

  @Override
  protected VoteStrategy plugin() {
    return new FollowDelegate(DELEGATE);
  }

  @Test
  void it_votes_as_its_delegate_did_and_waits_until_then() {
    assertThat(decision(Optional.empty(), 86_400)).isInstanceOf(VoteDecision.NotYet.class);
    assertThat(decision(Optional.empty(), 60)).isInstanceOf(VoteDecision.Escalate.class);
    assertThat(decision(Optional.of(Support.AGAINST), 86_400))
        .isInstanceOfSatisfying(
            VoteDecision.Cast.class, cast -> assertThat(cast.support()).isEqualTo(Support.AGAINST));
  }

  @Test
  void the_docs_have_it_as_it_is() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/org/prytany/testkit/FollowDelegate.java"));
    assertThat(Files.readString(Path.of("..", "..", "docs", "writing-a-plugin.md")))
        .contains(source.substring(source.indexOf("/** Votes as")));
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
                                "Demo DAO", Optional.empty(), Instant.ofEpochSecond(0), votes))))
                .situation());
  }
}
