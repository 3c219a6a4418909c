package org.prytany.app.feed;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.prytany.app.sheet.Samples;
import org.prytany.app.view.ApprovalViews;
import org.prytany.app.view.DutyView;
import org.prytany.governance.effects.ChainFacts;
import org.prytany.governance.line.DutyPlanner;
import org.prytany.governance.pace.Pace;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.statement.Roster;

class CalendarFileTest {

  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final Function<Proposal, String> PAGE =
      proposal -> "https://dao.example/#/daos/demo/proposals/" + proposal.key().proposalId();

  private static Proposal open(int id, String text) {
    return Samples.in(Samples.fresh(id, text), ProposalState.ACTIVE, 120, OptionalLong.empty());
  }

  private static List<Deadline> deadlines(Proposal proposal, DutyView... duties) {
    return Deadlines.of(Samples.DAO, List.of(proposal), its -> List.of(duties), PAGE);
  }

  private static DutyView due(String by, String what) {
    return new DutyView(
        "demo",
        "1",
        Optional.empty(),
        "DECIDE",
        what,
        by,
        "2026-11-22T12:00:00Z",
        Optional.of("2026-11-25T12:00:00Z"),
        0,
        false,
        Optional.empty());
  }

  /** As another program reads it; what it finds wrong fails. */
  private static ICalendar read(List<Deadline> deadlines) {
    String text = CalendarFile.write("Demo, the; DAO", deadlines, NOW);
    ICalendar calendar = Biweekly.parse(text).first();
    assertThat(calendar.validate(ICalVersion.V2_0).getWarnings()).isEmpty();
    assertThat(text.split("\r\n"))
        .allSatisfy(
            line -> assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
    return calendar;
  }

  @Test
  void saysWhenVotingEndsWhileItIsOpen() {
    VEvent event = read(deadlines(open(1, "# Repair the pier"))).getEvents().getFirst();
    assertThat(event.getSummary().getValue()).isEqualTo("Voting ends: Repair the pier");
    assertThat(event.getDateStart().getValue().toInstant())
        .isEqualTo(Samples.PROPOSED.plusSeconds(86_400));
    assertThat(event.getUrl().getValue()).isEqualTo("https://dao.example/#/daos/demo/proposals/1");
    assertThat(event.getAlarms()).hasSize(1);
  }

  @Test
  void hasNothingOfAVoteThatIsOver() {
    Proposal over =
        Samples.in(
            Samples.fresh(1, "# Repair the pier"),
            ProposalState.DEFEATED,
            10_000,
            OptionalLong.empty());
    assertThat(deadlines(over)).isEmpty();
  }

  @Test
  void saysUntilWhenPeopleHaveToActAndNothingOfWhatTheServerDoes() {
    List<VEvent> events =
        read(deadlines(
                open(1, "# Repair the pier"), due("operators", "choose"), due("server", "pay out")))
            .getEvents();
    assertThat(events)
        .extracting(event -> event.getSummary().getValue())
        .containsExactly(
            "Voting ends: Repair the pier", "Last moment for operators to choose: Repair the pier");
  }

  /** What the line plans about a payout has no end, whenever it is planned. */
  @Test
  void aPayoutThatWaitsForTreasurersHasNoLastMomentAtAnyTime() {
    Instant eta = Samples.PROPOSED.plusSeconds(172_800);
    Proposal queued =
        Samples.judged(
            Samples.executing(
                Samples.in(
                    Samples.fresh(1, "# Repair the pier"),
                    ProposalState.QUEUED,
                    200,
                    OptionalLong.of(eta.getEpochSecond())),
                List.of(),
                List.of(Samples.payment("1")),
                ChainFacts.NONE),
            List.of());
    for (Instant now : List.of(eta.plusSeconds(60), eta.plusSeconds(864_000))) {
      List<DutyView> duties =
          new DutyPlanner(Pace.standard())
              .plan(Samples.DAO, queued, false, now).stream()
                  .map(
                      duty ->
                          DutyView.of(
                              Samples.DAO, duty, Optional.of(queued), Roster.of(Samples.DAO), now))
                  .toList();
      assertThat(duties).extracting(DutyView::by).contains("treasurers");
      assertThat(read(deadlines(queued, duties.toArray(DutyView[]::new))).getEvents())
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.getSummary().getValue())
                    .isEqualTo("It can be executed from: Repair the pier");
                assertThat(event.getDateStart().getValue().toInstant()).isEqualTo(eta);
              });
    }
  }

  /**
   * Where the timelock lets it lapse, treasurers have to act before, and the calendar says when.
   */
  @Test
  void aPayoutThatLapsesHasItsEndAndALastMomentBeforeIt() {
    Instant eta = Samples.PROPOSED.plusSeconds(172_800);
    Instant end = eta.plusSeconds(1_209_600);
    Proposal queued =
        Samples.judged(
            Samples.executing(
                Samples.in(
                    Samples.fresh(1, "# Repair the pier"),
                    ProposalState.QUEUED,
                    200,
                    OptionalLong.of(eta.getEpochSecond())),
                List.of(),
                List.of(Samples.payment("1")),
                ChainFacts.NONE),
            List.of());
    Proposal lapsing =
        queued
            .change()
            .chain(queued.chain().orElseThrow().lapsing(OptionalLong.of(end.getEpochSecond())))
            .build();
    Instant now = eta.plusSeconds(60);
    List<DutyView> duties =
        new DutyPlanner(Pace.standard())
            .plan(Samples.DAO, lapsing, false, now).stream()
                .map(
                    duty ->
                        DutyView.of(
                            Samples.DAO, duty, Optional.of(lapsing), Roster.of(Samples.DAO), now))
                .toList();

    List<Deadline> all = deadlines(lapsing, duties.toArray(DutyView[]::new));

    assertThat(all)
        .filteredOn(its -> its.what().equals("It can be executed until"))
        .singleElement()
        .satisfies(its -> assertThat(its.at()).isEqualTo(end));
    assertThat(all)
        .filteredOn(its -> its.what().startsWith("Last moment for treasurers"))
        .singleElement()
        .satisfies(its -> assertThat(its.at()).isBefore(end).isAfter(eta));
    assertThat(ApprovalViews.payout(Samples.DAO, lapsing, Roster.of(Samples.DAO), now).until())
        .contains(end.toString());
  }

  @Test
  void keepsAMomentsNameWhenItMoves() {
    List<Deadline> before = deadlines(open(1, "# Pier"), due("operators", "choose"));
    List<Deadline> after =
        before.stream()
            .map(
                its ->
                    new Deadline(
                        its.about(),
                        its.at().plusSeconds(60),
                        its.what(),
                        its.headline(),
                        its.page()))
            .toList();
    assertThat(names(read(after))).isEqualTo(names(read(before))).doesNotHaveDuplicates();
  }

  private static List<String> names(ICalendar calendar) {
    return calendar.getEvents().stream().map(event -> event.getUid().getValue()).toList();
  }

  @Test
  void holdsAgainstStrangersWords() {
    String attack =
        "Vote\\, now; \u202eBEGIN:VEVENT at https://evil.example/x 🏴‍☠️ " + "länger ".repeat(40);
    Proposal proposal = open(1, "# Pier");
    List<VEvent> events =
        read(List.of(new Deadline("urn:uuid:1", NOW, "Voting ends", attack, PAGE.apply(proposal))))
            .getEvents();
    assertThat(events).hasSize(1);
    assertThat(events.getFirst().getSummary().getValue())
        .startsWith("Voting ends: Vote\\, now; [U+202E]BEGIN:VEVENT at https[:]//evil[.]example/x");
  }
}
