package org.prytany.app.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prytany.app.feed.OffChainTest;
import org.prytany.app.sheet.PollSheets;
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

  /** Invariant: of days that are over the report does not depend on when it is asked for. */
  @Test
  void aVoteThatWasMadeWithinTheDaysIsNewHoweverLateThatIsAsked() {
    Poll poll = OffChainTest.poll("A grant", "Pay.");
    Instant from = OffChainTest.OPEN.minus(Duration.ofDays(4));
    Instant to = OffChainTest.END.minus(Duration.ofDays(1));
    for (Instant now : List.of(to, OffChainTest.END.plus(Duration.ofDays(9)))) {
      assertThat(days(from, now, to, poll))
          .contains("**New votes** (1)", "A grant")
          .doesNotContain("**Voting ended**");
    }
  }

  @Test
  void whatTheHubHasNoLongerIsToldAsThatAndWithoutVotes() {
    Poll gone = OffChainTest.gone(OffChainTest.poll("A grant", "Pay."));
    assertThat(week(OffChainTest.END.plusSeconds(60), gone))
        .contains("**No longer at the hub** (1)", "A grant", "does not have this proposal")
        .doesNotContain("**Voting ended**", "**New votes**", "12.5");
    assertThat(week(OffChainTest.END.plus(Duration.ofDays(30)), gone)).doesNotContain("A grant");
  }

  /** Invariant: strangers who may propose cannot make it longer than a person reads. */
  @Test
  void manyVotesWithLongTitlesAreCutAndCounted() {
    Poll[] polls =
        IntStream.range(0, 130)
            .mapToObj(i -> OffChainTest.poll("\u202e".repeat(4_000) + i, "Pay."))
            .toArray(Poll[]::new);
    String week = week(OffChainTest.OPEN, polls);
    assertThat(week).contains("**New votes** (130)");
    assertThat(week.lines().filter(line -> line.equals("- and 30 more"))).hasSize(2);
    assertThat(week.lines()).allMatch(line -> line.length() < 2_000);
    assertThat(PollSheets.choices(polls[0], OffChainTest.OPEN, 1))
        .isEqualTo("Choices: 1. “For” and 1 more.");
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
