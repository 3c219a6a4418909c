package org.prytany.app.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prytany.app.feed.OffChainTest;
import org.prytany.governance.poll.Poll;
import org.prytany.governance.poll.PollDecision;
import org.prytany.governance.poll.PollVote;

/** What of votes off chain a report of some days has. */
class OffChainMarkdownTest {

  private static String days(Instant from, Instant now, Instant to, Poll... polls) {
    return OffChainMarkdown.of(OffChainTest.at(now), List.of(polls), from, to);
  }

  private static String week(Instant now, Poll... polls) {
    return days(now.minus(Duration.ofDays(7)), now, now.plus(Duration.ofDays(7)), polls);
  }

  @Test
  void whatIsOpenIsDueAndWhatEndedHasItsVotesAndOurs() {
    Poll open =
        OffChainTest.decided(OffChainTest.poll("A *grant*", "Pay."), PollDecision.Kind.ESCALATE);
    assertThat(week(OffChainTest.OPEN, open))
        .startsWith("## Example")
        .contains("changes nothing on chain", "**New votes** (1)")
        .contains(
            "- **Last moment for operators to choose**: [A \\*grant\\*](<https://dao.example/")
        .contains("**Voting ends**")
        .doesNotContain("**Voting ended**", "12.5");

    Poll voted =
        OffChainTest.voted(OffChainTest.poll("A grant", "Pay."), PollVote.Status.CONFIRMED);
    assertThat(week(OffChainTest.END.plusSeconds(60), voted))
        .contains(
            "**Voting ended** (1)", "1. “For”: 12.5, 2. “Against”: 1.", "This server voted “For”.")
        .as("what is over is told once")
        .doesNotContain("**New votes**")
        .endsWith("### What is due\n\nNothing.\n\n");
  }

  @Test
  void whatLiesOutsideOfTheDaysIsLeftOut() {
    Instant now = OffChainTest.END.plus(Duration.ofDays(30));
    assertThat(week(now, OffChainTest.poll("A grant", "Pay.")))
        .contains("### What happened\n\nNothing.\n")
        .doesNotContain("A grant");
    assertThat(
            days(
                OffChainTest.OPEN,
                OffChainTest.OPEN,
                OffChainTest.END,
                OffChainTest.poll("A grant", "Pay.")))
        .as("the last moment is not within")
        .doesNotContain("A grant");
  }
}
