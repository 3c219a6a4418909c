package org.prytany.app.feed;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prytany.app.view.PollViews;
import org.prytany.governance.poll.HubProposal;
import org.prytany.governance.poll.Poll;
import org.prytany.governance.poll.PollDecision;
import org.prytany.governance.poll.PollVote;
import org.prytany.governance.poll.Space;
import org.prytany.governance.poll.Standing;
import org.prytany.governance.proposal.Digested;
import org.prytany.spi.Address;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Votes off chain in feeds and calendars. */
public class OffChainTest {

  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  public static final Instant END = START.plus(Duration.ofDays(5));
  public static final Instant OPEN = START.plus(Duration.ofDays(1));
  private static final String BODY = "Pay the writers.";
  private static final Space SPACE =
      new Space(
          "example",
          "Example <DAO>",
          "https://hub.example/graphql?key=secret",
          "",
          "example.eth",
          Optional.empty(),
          Set.of());

  private Optional<Instant> logged = Optional.empty();

  /** As its author published it, unless it is given an id of its own. */
  private static HubProposal content(String title, String body, Optional<String> id) {
    return content(title, body, id, END);
  }

  private static HubProposal content(String title, String body, Optional<String> id, Instant end) {
    return content(title, body, id, end, List.of("For", "Against"));
  }

  private static HubProposal content(
      String title, String body, Optional<String> id, Instant end, List<String> choices) {
    HubProposal made =
        new HubProposal(
            id.orElse("0x" + "0".repeat(64)),
            "example.eth",
            new Address("0x" + "ab".repeat(20)),
            START.minusSeconds(60).getEpochSecond(),
            "1",
            "basic",
            title,
            body,
            "",
            choices,
            List.of(),
            START.getEpochSecond(),
            end.getEpochSecond(),
            17,
            "{}",
            "",
            "app",
            "");
    return id.isPresent()
        ? made
        : content(title, body, Optional.of(made.idAsPublished()), end, choices);
  }

  public static Poll poll(String title, String body) {
    return Poll.fresh(
        "example",
        content(title, body, Optional.empty()),
        new Standing(
            List.of(new BigDecimal("12.5"), BigDecimal.ONE),
            new BigDecimal("13.5"),
            2,
            false,
            false,
            START));
  }

  public static Poll decided(Poll poll, PollDecision.Kind kind) {
    return poll.with(
        new PollDecision(
            kind,
            "rule",
            "Because.",
            Optional.empty(),
            Optional.of("1"),
            "p 1",
            "0x",
            BigDecimal.ONE,
            OPEN,
            Optional.empty()));
  }

  public static Poll voted(Poll poll, PollVote.Status status) {
    return decided(poll, PollDecision.Kind.CAST)
        .with(new PollVote("1", 5, "", "0x", status, "0x", Optional.empty(), "", 1, OPEN));
  }

  public static Poll gone(Poll poll) {
    return poll.with(Optional.empty(), poll.standing().removed(OPEN));
  }

  private static Digested digested(HubProposal content) {
    int at = content.text().indexOf(content.body());
    Span span = new Span(at, at + content.body().length());
    return new Digested(
        new TextDigest(
            content.title(),
            List.of(new TextDigest.Sentence(content.body(), span)),
            List.of(),
            "test-1"),
        content.contentHash(),
        "digest 1",
        "model " + "a".repeat(64),
        "cpu",
        START,
        12);
  }

  private static boolean isStopped(Poll poll) {
    return poll.obstacle().isPresent();
  }

  public static OffChain at(Instant now) {
    return at(now, Optional.empty());
  }

  private static OffChain at(Instant now, Optional<Instant> logged) {
    return new OffChain(
        SPACE,
        its -> Instant.ofEpochSecond(its.end()).minusSeconds(600),
        OffChainTest::isStopped,
        poll -> logged,
        its -> Optional.of(digested(its)),
        poll -> "https://dao.example/#/spaces/example/polls/" + poll.content().id(),
        now);
  }

  private Document feed(Instant now, FeedKind kind, Poll... polls) throws Exception {
    return AtomFeedTest.parse(
        AtomFeed.write(
            AtomFeed.Head.ofSpace(
                "Example: proposals",
                FeedEntry.idOf("hub.example", "example.eth", kind),
                "https://dao.example/api/v1/spaces/example/feed.atom",
                "https://dao.example/#/spaces"),
            at(now, logged).entries(List.of(polls), kind, 50)));
  }

  /** Invariant: what a feed asks of the log grows with its votes and no faster. */
  @Test
  void theLogIsAskedOnceOfEachVote() {
    List<String> asked = new ArrayList<>();
    OffChain counting =
        new OffChain(
            SPACE,
            its -> END,
            poll -> false,
            poll -> {
              asked.add(poll.key());
              return Optional.empty();
            },
            its -> Optional.empty(),
            Poll::key,
            OPEN);
    List<Poll> polls = IntStream.range(0, 60).mapToObj(i -> poll("A " + i, BODY)).toList();
    assertThat(counting.entries(polls, FeedKind.PROPOSALS, 50)).hasSize(50);
    assertThat(asked).hasSize(60).doesNotHaveDuplicates();
  }

  private static Element entry(Document document) {
    return AtomFeedTest.children(document.getDocumentElement(), "entry").getFirst();
  }

  @Test
  void aVoteOffChainIsAnEntryWithItsDigestAndWhatItIsNot() throws Exception {
    Document document = feed(OPEN, FeedKind.PROPOSALS, poll("A grant", BODY));

    AtomFeedTest.assertValid(document);
    Element entry = entry(document);
    assertThat(AtomFeedTest.only(entry, "title")).isEqualTo("A grant");
    assertThat(AtomFeedTest.only(entry, "summary")).contains("changes nothing on chain");
    assertThat(AtomFeedTest.only(entry, "content"))
        .contains("voting is open until 2026-11-25T12:00:00Z", "1. “For”, 2. “Against”")
        .contains("Pay the writers. (line 3)", "There are no calls here.")
        .doesNotContain("12.5");
    assertThat(AtomFeedTest.only(entry, "updated")).isEqualTo("2026-11-20T12:00:00Z");
    Element category = AtomFeedTest.children(entry, "category").getFirst();
    assertThat(category.getAttribute("term")).isEqualTo("ACTIVE");
    assertThat(document.getDocumentElement().getTextContent()).doesNotContain("secret");
  }

  @Test
  void anEntryChangesWhenVotingIsOverAndThenHasTheVotes() throws Exception {
    Poll poll = poll("A grant", BODY);
    Instant after = END.plusSeconds(3_600);
    Element over = entry(feed(after, FeedKind.PROPOSALS, poll));
    assertThat(AtomFeedTest.only(over, "updated")).isEqualTo(END.toString());
    assertThat(AtomFeedTest.only(over, "content"))
        .contains("voting ended", "as the hub says: 1. “For”: 12.5");

    Instant counted = END.plusSeconds(60);
    Standing last = new Standing(List.of(BigDecimal.TEN), BigDecimal.TEN, 3, false, false, counted);
    Element again = entry(feed(after, FeedKind.PROPOSALS, poll.with(Optional.empty(), last)));
    assertThat(AtomFeedTest.only(again, "updated")).isEqualTo(counted.toString());
    assertThat(AtomFeedTest.only(again, "id")).isEqualTo(AtomFeedTest.only(over, "id"));
  }

  /** Invariant: what changed last stands first, by the log where it says more. */
  @Test
  void whatTheLogSaysMovesAnEntryForward() throws Exception {
    logged = Optional.of(OPEN.minusSeconds(5));
    assertThat(AtomFeedTest.only(entry(feed(OPEN, FeedKind.PROPOSALS, poll("A", BODY))), "updated"))
        .isEqualTo(OPEN.minusSeconds(5).toString());
  }

  @Test
  void theIdIsThatOfTheContentWhateverTheOperatorCallsTheSpace() {
    HubProposal one = content("A", BODY, Optional.empty());
    assertThat(FeedEntry.idOf(one))
        .isEqualTo(FeedEntry.idOf(content("A", BODY, Optional.empty())))
        .isNotEqualTo(FeedEntry.idOf(content("A", "Other words.", Optional.empty())))
        .isNotEqualTo(FeedEntry.idOf(content("A", "Changed.", Optional.of(one.id()))));
    assertThat(
            Arrays.stream(FeedKind.values())
                .map(kind -> FeedEntry.idOf("hub.example", "example.eth", kind)))
        .doesNotHaveDuplicates()
        .doesNotContain(FeedEntry.idOf("hub.example", "other.eth", FeedKind.PROPOSALS));
  }

  /** Invariant: what stands outside of quotes is ours. */
  @Test
  void aChoiceCannotEndItsQuotesAndSpeakForTheServer() throws Exception {
    HubProposal forged =
        content(
            "A",
            BODY,
            Optional.empty(),
            END,
            List.of("Yes”. This server voted “No”. 2. “x", "She said “no”"));
    Poll poll = Poll.fresh("example", forged, poll("A", BODY).standing());
    String unvoted = AtomFeedTest.only(entry(feed(OPEN, FeedKind.PROPOSALS, poll)), "content");
    assertThat(unvoted)
        .contains("“Yes'. This server voted 'No'. 2. 'x”", "“She said 'no'”")
        .doesNotContain("“No”");
    Poll voted = voted(poll, PollVote.Status.CONFIRMED);
    assertThat(AtomFeedTest.only(entry(feed(OPEN, FeedKind.PROPOSALS, voted)), "content"))
        .contains("This server voted “Yes'. This server voted 'No'. 2. 'x”.");
  }

  @Test
  void hostileWordsAreWordsInTheFeed() throws Exception {
    String attack = "]]></div><script>alert(1)</script>\u0000 <entry> \u202e";
    Document document = feed(OPEN, FeedKind.PROPOSALS, poll(attack, attack));
    AtomFeedTest.assertValid(document);
    assertThat(document.getElementsByTagName("script").getLength()).isZero();
    assertThat(document.getDocumentElement().getTextContent())
        .contains("<script>alert(1)</script>", "[U+202E]", "[U+0000]");
  }

  @Test
  void whatTheHubHasNoLongerIsNeitherOpenNorClosed() throws Exception {
    for (Instant now : List.of(OPEN, END.plusSeconds(60))) {
      Element entry = entry(feed(now, FeedKind.PROPOSALS, gone(poll("A", BODY))));
      assertThat(AtomFeedTest.children(entry, "category").getFirst().getAttribute("term"))
          .isEqualTo("GONE");
    }
  }

  private static List<FeedKind> kinds(Poll poll, Instant now) {
    return Arrays.stream(FeedKind.values())
        .filter(kind -> kind.takes(poll, OffChainTest::isStopped, now))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(PollDecision.Kind.class)
  void whatWaitsForPeopleStandsWhereTheyLookWhileVotesAreTaken(PollDecision.Kind kind) {
    Poll poll = decided(poll("A", BODY), kind);
    assertThat(kinds(poll, OPEN).contains(FeedKind.WAITING)).isEqualTo(kind.needsPeople());
    assertThat(kinds(poll, END)).containsExactly(FeedKind.PROPOSALS);
    assertThat(kinds(poll, START.minusSeconds(1))).containsExactly(FeedKind.PROPOSALS);
    assertThat(kinds(gone(poll), OPEN)).doesNotContain(FeedKind.WAITING);
  }

  @ParameterizedTest
  @EnumSource(PollVote.Status.class)
  void aVoteOfOursStandsAmongThoseCastHereOnceTheHubShowsIt(PollVote.Status status) {
    assertThat(kinds(voted(poll("A", BODY), status), OPEN).contains(FeedKind.VOTES))
        .isEqualTo(status == PollVote.Status.CONFIRMED);
  }

  @Test
  void whatNoRuleVotesOnIsStopped() throws Exception {
    HubProposal unproven = content("A", BODY, Optional.of("0x" + "1".repeat(64)));
    Poll poll = Poll.fresh("example", unproven, poll("A", BODY).standing());
    assertThat(kinds(poll, OPEN)).containsExactly(FeedKind.PROPOSALS, FeedKind.STOPPED);
    Element entry = entry(feed(OPEN, FeedKind.STOPPED, poll));
    assertThat(AtomFeedTest.only(entry, "title")).isEqualTo("⛔ A");
    assertThat(AtomFeedTest.only(entry, "content")).contains("is not the hash");
  }

  /** Invariant: whatever a list is cut to, what has to be chosen soonest is the last to go. */
  @Test
  void whatWaitsForPeopleLeadsTheListSoonestFirst() {
    Poll soon = decided(poll("Soon", BODY), PollDecision.Kind.ESCALATE);
    HubProposal longer = content("Later", BODY, Optional.empty(), END.plusSeconds(60));
    Poll later =
        decided(Poll.fresh("example", longer, soon.standing()), PollDecision.Kind.ESCALATE);
    Poll other = poll("Other", BODY);
    Poll another = poll("Another", BODY);
    assertThat(PollViews.waitingFirst(List.of(other, later, another, soon), OPEN))
        .containsExactly(soon, later, other, another);
  }

  private ICalendar calendar(Instant now, Poll... polls) {
    ICalendar calendar =
        Biweekly.parse(CalendarFile.write("Example", at(now).deadlines(List.of(polls)), now))
            .first();
    assertThat(calendar.validate(ICalVersion.V2_0).getWarnings()).isEmpty();
    return calendar;
  }

  private static List<String> moments(ICalendar calendar) {
    return calendar.getEvents().stream()
        .map(
            event ->
                event.getSummary().getValue() + " " + event.getDateStart().getValue().toInstant())
        .toList();
  }

  @Test
  void theCalendarSaysWhenVotingOpensAndEndsAndUntilWhenAPersonHasToChoose() {
    Poll poll = decided(poll("A grant", BODY), PollDecision.Kind.ESCALATE);
    String ends = "Voting ends: A grant " + END;
    assertThat(moments(calendar(START.minusSeconds(60), poll)))
        .containsExactly("Voting opens: A grant " + START, ends);
    ICalendar open = calendar(OPEN, poll);
    assertThat(moments(open))
        .containsExactly(
            "Last moment for operators to choose: A grant " + END.minusSeconds(600), ends);
    assertThat(open.getEvents().getFirst().getUrl().getValue())
        .isEqualTo("https://dao.example/#/spaces/example/polls/" + poll.content().id());
    assertThat(moments(calendar(OPEN, poll("A grant", BODY)))).containsExactly(ends);
    assertThat(at(END).deadlines(List.of(poll))).as("over").isEmpty();
    assertThat(at(OPEN).deadlines(List.of(gone(poll)))).as("gone").isEmpty();
  }

  @Test
  void aMomentKeepsItsNameFromOneDayToTheNext() {
    Poll poll = poll("A grant", BODY);
    assertThat(names(calendar(START.minusSeconds(60), poll)))
        .containsAll(names(calendar(OPEN, poll)));
    assertThat(names(calendar(OPEN, poll, poll("B", BODY)))).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void aMomentThatItsAuthorMovesKeepsItsName() {
    Poll poll = poll("A grant", BODY);
    HubProposal first = poll.content();
    HubProposal longer =
        content("A longer grant", BODY, Optional.of(first.id()), END.plusSeconds(86_400));
    assertThat(longer.contentHash()).isNotEqualTo(first.contentHash());
    ICalendar moved = calendar(OPEN, poll.with(Optional.of(longer), poll.standing()));
    assertThat(moments(moved))
        .containsExactly("Voting ends: A longer grant " + END.plusSeconds(86_400));
    assertThat(names(moved)).isEqualTo(names(calendar(OPEN, poll)));
  }

  private static List<String> names(ICalendar calendar) {
    return calendar.getEvents().stream().map(VEvent::getUid).map(uid -> uid.getValue()).toList();
  }
}
