package org.prytany.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.prytany.governance.plugin.ProposalAside;
import org.prytany.link.Deaths.Call;
import org.prytany.link.Deaths.Plugin;
import org.prytany.link.Said.Kind;

class DeathsTest {

  private static final Plugin STRATEGY = new Plugin(Kind.STRATEGY, "one");
  private static final Plugin NOTIFIER = new Plugin(Kind.NOTIFIER, "three");
  private static final Plugin DIGESTER = new Plugin(Kind.DIGESTER, "two");

  private final AtomicLong nanos = new AtomicLong();
  private final Deaths deaths = new Deaths(nanos::get);
  private long link = 1;

  @Test
  void threeEndsThatOnePluginAloneWasAskedAtAreItsDoing() {
    for (int i = 0; i < 3; i++) {
      assertThat(deaths.blame(STRATEGY)).isEmpty();
      Call well = ask(STRATEGY, "naming whom it follows");
      deaths.closed(well);
      ask(STRATEGY, "deciding");
      next();
    }

    assertThat(deaths.blame(STRATEGY).orElseThrow()).contains("3 times", "it was deciding");
    assertThat(deaths.blame(new Plugin(Kind.STRATEGY, "mended"))).isEmpty();
  }

  @Test
  void anEndWhileValuesAreOnTrialIsNobodysWhoWasAsked() {
    for (int i = 0; i < 3; i++) {
      ask(STRATEGY, "deciding");
      deaths.trying(link, true);
      next();
    }
    assertThat(deaths.blame(STRATEGY)).isEmpty();

    for (int i = 0; i < 3; i++) {
      ask(STRATEGY, "deciding");
      deaths.trying(link, true);
      deaths.trying(link, false);
      next();
    }
    assertThat(deaths.blame(STRATEGY)).isPresent();
  }

  @Test
  void oneEndCountsOnceHoweverManyAsked() {
    for (int i = 0; i < 5; i++) {
      ask(STRATEGY, "deciding");
    }
    next();
    next();

    assertThat(deaths.blame(STRATEGY)).isEmpty();
  }

  @Test
  void anEndThatAnotherPluginWasAskedAtAsWellProvesNothing() {
    for (int i = 0; i < 4; i++) {
      ask(STRATEGY, "deciding");
      ask(DIGESTER, "digesting");
      next();
    }

    assertThat(deaths.blame(STRATEGY)).isEmpty();
    assertThat(deaths.blame(DIGESTER)).isEmpty();
  }

  @Test
  void whomTheServerEndedItForIsTheCause() {
    for (int i = 0; i < 3; i++) {
      ask(STRATEGY, "deciding");
      deaths.killed(link, Optional.of(Kind.DIGESTER));
      next();
      ask(STRATEGY, "deciding");
      deaths.killed(link, Optional.empty());
      next();
    }
    assertThat(deaths.blame(STRATEGY)).isEmpty();

    for (int i = 0; i < 3; i++) {
      ask(STRATEGY, "deciding");
      ask(DIGESTER, "digesting");
      deaths.killed(link, Optional.of(Kind.STRATEGY));
      next();
    }
    assertThat(deaths.blame(STRATEGY)).isPresent();
  }

  @Test
  void aDigestersTextsAreStrangers() {
    for (int i = 0; i < 4; i++) {
      ask(DIGESTER, "digesting");
      next();
    }

    assertThat(deaths.blame(DIGESTER)).isEmpty();
  }

  @Test
  void endsThatLieFarApartAreNoReason() {
    for (int i = 0; i < 6; i++) {
      ask(STRATEGY, "deciding");
      next();
      nanos.addAndGet(Duration.ofMinutes(40).toNanos());
    }

    assertThat(deaths.blame(STRATEGY)).isEmpty();
  }

  @Test
  void theNextProcessIsTreatedSoThatItsEndHasOneCause() {
    assertThat(deaths.care(link)).as("nobody was asked").isEqualTo(Care.NONE);

    ask(STRATEGY, "deciding");
    ask(STRATEGY, "naming its rules");
    assertThat(deaths.care(link)).as("one plugin").isEqualTo(new Care(true, true, false));

    ask(DIGESTER, "digesting");
    assertThat(deaths.care(link)).as("two").isEqualTo(new Care(true, true, true));

    deaths.killed(link, Optional.of(Kind.DIGESTER));
    assertThat(deaths.care(link)).as("by the server").isEqualTo(new Care(true, false, false));

    next();
    assertThat(deaths.care(link)).as("the next").isEqualTo(Care.NONE);
  }

  @Test
  void aProposalThatEndsAStrategyThreeTimesIsPutAsideAndTheStrategyIsNot() {
    for (int i = 0; i < 5; i++) {
      assertThat(isAside(STRATEGY, "hostile")).isEqualTo(i > 2);
      ask(STRATEGY, "deciding", "hostile");
      next();
    }

    assertThat(deaths.blame(STRATEGY)).isEmpty();
    assertThat(isAside(STRATEGY, "honest")).isFalse();
    assertThat(isAside(new Plugin(Kind.STRATEGY, "mended"), "hostile")).isFalse();
  }

  @Test
  void threeProposalsThatAStrategyEndsAtAreItsDoing() {
    for (String proposal : List.of("one", "one", "another", "another")) {
      ask(STRATEGY, "deciding", proposal);
      next();
      assertThat(deaths.blame(STRATEGY)).isEmpty();
    }
    ask(STRATEGY, "deciding", "a third");
    next();

    assertThat(deaths.blame(STRATEGY)).isPresent();
  }

  @Test
  void whoseCallWasGivenUpIsSuspectedUntilTheProcessEnds() {
    for (int i = 0; i < 4; i++) {
      deaths.givenUp(ask(DIGESTER, "digesting"));
      ask(STRATEGY, "deciding");
      assertThat(deaths.care(link)).isEqualTo(new Care(true, true, true));
      next();
    }
    assertThat(deaths.blame(STRATEGY)).isEmpty();

    for (int i = 0; i < 3; i++) {
      deaths.givenUp(ask(STRATEGY, "deciding"));
      ask(STRATEGY, "deciding");
      next();
    }
    assertThat(deaths.blame(STRATEGY)).as("nobody else was").isPresent();
  }

  @Test
  void noticesThatQuoteStrangersSilenceNoNotifier() {
    for (int i = 0; i < 9; i++) {
      String notice = "notice " + i / 3;
      assertThat(isAside(NOTIFIER, notice)).isFalse();
      ask(NOTIFIER, "writing a notice", notice);
      next();
    }
    assertThat(isAside(NOTIFIER, "notice 2")).isTrue();
    assertThat(isAside(NOTIFIER, "another")).isFalse();
    assertThat(deaths.blame(NOTIFIER)).isEmpty();

    for (int i = 0; i < 3; i++) {
      assertThat(deaths.blame(NOTIFIER)).isEmpty();
      ask(NOTIFIER, "writing a notice", "notice 2 in our words", true);
      next();
    }
    assertThat(deaths.blame(NOTIFIER).orElseThrow())
        .contains("while it was writing a notice in the server's own words");
  }

  @Test
  void threeNoticesInOurOwnWordsAreAsMuchAsOneThreeTimes() {
    for (String notice : List.of("one", "another", "a third")) {
      assertThat(deaths.blame(NOTIFIER)).isEmpty();
      ask(NOTIFIER, "writing a notice", notice, true);
      next();
    }
    assertThat(isAside(NOTIFIER, "one")).isFalse();
    assertThat(deaths.blame(NOTIFIER)).isPresent();
  }

  @Test
  void whatANotifierWritesBesideOneThatQuotesIsNoProof() {
    for (int i = 0; i < 9; i++) {
      ask(NOTIFIER, "writing a notice", "ours", true);
      Call quoting = ask(NOTIFIER, "writing a notice", "quoting " + i);
      if (i % 3 > 0) {
        deaths.givenUp(quoting);
      }
      if (i % 3 > 1) {
        deaths.killed(link, Optional.of(Kind.NOTIFIER));
      }
      ask(NOTIFIER, "writing a notice", "also ours", true);
      next();
    }
    assertThat(deaths.blame(NOTIFIER)).isEmpty();
  }

  private boolean isAside(Plugin plugin, String about) {
    try {
      deaths.requireNotAside(plugin, "its-id", about);
      return false;
    } catch (ProposalAside e) {
      assertThat(e).hasMessageContaining("'its-id'");
      return true;
    }
  }

  private Call ask(Plugin plugin, String what) {
    return ask(plugin, what, "");
  }

  private Call ask(Plugin plugin, String what, String about) {
    return ask(plugin, what, about, false);
  }

  private Call ask(Plugin plugin, String what, String about, boolean ours) {
    Call call = new Call(link, plugin, what, about, ours);
    deaths.opened(call);
    return call;
  }

  private void next() {
    deaths.ran(++link);
  }
}
