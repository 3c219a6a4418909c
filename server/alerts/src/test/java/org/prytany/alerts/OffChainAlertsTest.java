package org.prytany.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prytany.alerts.channel.Message;
import org.prytany.alerts.channel.Payload;
import org.prytany.alerts.channel.Webhook;
import org.prytany.alerts.watch.Health;
import org.prytany.alerts.watch.Watch;
import org.prytany.alerts.watch.WatchPlan;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Alert.Kind;
import org.prytany.governance.alert.Delivery;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.poll.Poll;
import org.prytany.governance.poll.PollDecision;
import org.prytany.governance.poll.PollVote;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.Address;

/** What people have to know of votes off chain, which are of no DAO. */
class OffChainAlertsTest {
  private static final Address VOTER = new Address("0x" + "77".repeat(20));
  private static final Instant END = Examples.NOW.plus(Duration.ofDays(5));

  private final Stored stored = new Stored();
  private final MemoryPolls polls = new MemoryPolls();
  private final MemoryOutbox outbox = new MemoryOutbox();
  private Instant now = Examples.NOW;
  private Watch watch = watch("ops", Kind.unlessNamed(), Optional.of(VOTER), Examples.daos());

  private static final Health NOTHING =
      new Health() {
        @Override
        public Map<String, String> problems() {
          return Map.of();
        }

        @Override
        public List<Wallet> wallets() {
          return List.of();
        }

        @Override
        public List<Key> keys() {
          return List.of();
        }
      };

  private Watch watch(
      String channel, Set<Kind> wanted, Optional<Address> voter, DaoDirectory daos) {
    Webhook webhook =
        new Webhook(
            new Webhook.Target(
                channel,
                wanted,
                URI.create("http://127.0.0.1:9/"),
                Optional.empty(),
                Payload.JSON,
                Optional.empty()),
            () -> now);
    return new Watch(
        new Watch.Sources(stored, stored, stored, daos, polls.space(voter), NOTHING),
        outbox,
        List.of(webhook),
        new WatchPlan(
            List.of(Duration.ofDays(3), Duration.ofDays(1)),
            Duration.ofMinutes(10),
            BigInteger.TEN),
        () -> now);
  }

  private List<Alert> told() {
    return outbox.latest(100).stream().map(Delivery::alert).toList();
  }

  /** What is new is read at the second look that sees it. */
  private void pass(Duration time) {
    now = now.plus(time);
    watch.look();
    watch.look();
  }

  private Poll open() {
    return MemoryPolls.open(1, Examples.NOW, END);
  }

  private static PollDecision decided(PollDecision.Kind kind) {
    return new PollDecision(
        kind,
        "rule",
        "Because.",
        Optional.empty(),
        Optional.of("1"),
        "p 1",
        "0x",
        BigDecimal.ONE,
        Examples.NOW,
        Optional.empty());
  }

  private static PollVote voted(PollVote.Status status) {
    return new PollVote("1", 5, "", "0x", status, "0x", Optional.empty(), "", 1, Examples.NOW);
  }

  /** Invariant: an entry that is of no DAO is told, and keeps nothing behind it from being told. */
  @Test
  void whatWaitsForPeopleOffChainIsToldAndHoldsNothingUp() {
    pass(Duration.ZERO);
    stored.logged(now, "poll.needs-people", "demo:0x01", Map.of("title", "T", "reason", "why"));
    stored.proposal(7, ProposalState.ACTIVE, OptionalLong.empty());
    stored.logged(now, "duty.needs-people", Stored.key(7).text(), Map.of("problem", "new"));
    pass(Duration.ofMinutes(1));
    pass(Duration.ofMinutes(1));
    assertThat(told()).extracting(Alert::dao).containsExactlyInAnyOrder("", "demo");
    assertThat(told()).extracting(Alert::detail).contains("Vote off chain demo:0x01: why");
  }

  /** Invariant: whatever is told of a vote off chain leads to that vote's page. */
  @Test
  void whatIsToldOfAVoteOffChainLeadsToItsPage() throws Exception {
    pass(Duration.ZERO);
    polls.put(open());
    stored.logged(now, "poll.needs-people", open().key(), Map.of("title", "T"));
    stored.logged(now, "poll.vote-missed", open().key(), Map.of("title", "T"));
    pass(Duration.ofDays(2));
    assertThat(told())
        .extracting(Alert::kind)
        .containsExactlyInAnyOrder(Kind.NEEDS_PEOPLE, Kind.VOTE_MISSED, Kind.VOTE_DUE);
    for (Alert alert : told()) {
      Message message = Message.of(alert, "", Optional.of("https://dao.example"), true);
      assertThat(message.page())
          .contains("https://dao.example/#/spaces/demo/polls/" + open().content().id());
      try (Receiver receiver = new Receiver()) {
        Examples.webhook(receiver, Payload.JSON).send("ops:a", message);
        JsonNode body = new JsonMapper().readTree(receiver.taken.getFirst().body());
        assertThat(body.path("space").asText()).isEqualTo("demo");
        assertThat(body.path("poll").asText()).isEqualTo(open().content().id());
      }
    }
  }

  @Test
  void aServerThatServesNoDaoTellsOfVotesOffChain() {
    watch = watch("ops", Kind.unlessNamed(), Optional.of(VOTER), DaoDirectory.of(List.of()));
    pass(Duration.ZERO);
    stored.logged(now, "poll.vote-missed", "demo:0x01", Map.of("title", "T"));
    pass(Duration.ofMinutes(1));
    assertThat(told()).extracting(Alert::kind).containsExactly(Kind.VOTE_MISSED);
  }

  /** Who follows a DAO by mail follows no space. */
  @Test
  void readersOfADaoAreNotToldOfSpaces() {
    watch = watch("@readers", Kind.followed(), Optional.of(VOTER), Examples.daos());
    polls.put(open());
    pass(Duration.ZERO);
    stored.logged(now, "poll.needs-people", "demo:0x01", Map.of("title", "T"));
    pass(Duration.ofDays(4));
    assertThat(told()).isEmpty();
  }

  @Test
  void aVoteThatIsNotDecidedIsRemindedOfAtEachTimeOnce() {
    pass(Duration.ZERO);
    polls.put(open());
    pass(Duration.ofDays(1));
    assertThat(told()).isEmpty();
    pass(Duration.ofDays(1));
    pass(Duration.ofHours(1));
    assertThat(told())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.kind()).isEqualTo(Kind.VOTE_DUE);
              assertThat(alert.headline()).isEqualTo("Off chain 1");
              assertThat(alert.detail()).contains(open().key()).contains("not decided");
              assertThat(alert.next()).contains("./prytany choose");
              assertThat(alert.deadline()).contains(END.minusSeconds(60));
            });
    pass(Duration.ofDays(2));
    assertThat(told()).hasSize(2);
    pass(Duration.ofDays(2));
    assertThat(told()).as("voting is over").hasSize(2);
  }

  @Test
  void whatWasDueBeforeTheFirstStartOrIsNotOpenIsNotRemindedOf() {
    polls.put(open());
    now = END.minus(Duration.ofHours(2));
    pass(Duration.ZERO);
    assertThat(told()).as("it came near before the first start").isEmpty();
    polls.put(MemoryPolls.open(2, now.plusSeconds(60), now.plus(Duration.ofHours(30))));
    polls.put(gone(MemoryPolls.open(3, now, now.plus(Duration.ofHours(30)))));
    pass(Duration.ZERO);
    assertThat(told()).isEmpty();
    pass(Duration.ofHours(7));
    assertThat(told()).extracting(Alert::headline).containsExactly("Off chain 2");
  }

  private static Poll gone(Poll poll) {
    return poll.with(Optional.empty(), poll.standing().removed(Examples.NOW));
  }

  @ParameterizedTest
  @EnumSource(PollDecision.Kind.class)
  void onlyWhoDecidedNotToVoteIsNotReminded(PollDecision.Kind kind) {
    pass(Duration.ZERO);
    polls.put(open().with(decided(kind)));
    pass(Duration.ofDays(2));
    assertThat(told()).hasSize(kind == PollDecision.Kind.REFRAIN ? 0 : 1);
  }

  @ParameterizedTest
  @EnumSource(PollVote.Status.class)
  void aVoteIsRemindedOfUntilTheHubShowsOne(PollVote.Status status) {
    pass(Duration.ZERO);
    polls.put(open().with(decided(PollDecision.Kind.CAST)).with(voted(status)));
    pass(Duration.ofDays(2));
    assertThat(told()).hasSize(status.isFinal() ? 0 : 1);
  }

  @Test
  void aSpaceThatIsOnlyReadHasNoVoteToRemindOfButAnEnd() {
    Set<Kind> wanted = EnumSet.of(Kind.VOTE_DUE, Kind.VOTING_ENDS);
    watch = watch("ops", wanted, Optional.empty(), Examples.daos());
    pass(Duration.ZERO);
    polls.put(open().with(decided(PollDecision.Kind.REFRAIN)));
    pass(Duration.ofDays(2));
    assertThat(told()).extracting(Alert::kind).containsExactly(Kind.VOTING_ENDS);
    assertThat(told().getFirst().deadline()).contains(END);
  }
}
