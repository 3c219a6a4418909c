package org.prytany.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.alerts.channel.Channel;
import org.prytany.alerts.channel.Payload;
import org.prytany.alerts.channel.Webhook;
import org.prytany.alerts.watch.Health;
import org.prytany.alerts.watch.Watch;
import org.prytany.alerts.watch.WatchPlan;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.Transmission;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Alert.Kind;
import org.prytany.governance.alert.Delivery;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.signing.KeyBounds;
import org.prytany.governance.signing.TransactionTerms;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;

/** What people have to know is told once, and nothing of what was before the first start. */
class WatchTest {

  private static final Address ACCOUNT = new Address("0x" + "11".repeat(20));

  private static final WatchPlan PLAN =
      new WatchPlan(
          List.of(Duration.ofDays(3), Duration.ofDays(1), Duration.ofHours(6)),
          Duration.ofMinutes(10),
          BigInteger.TEN.pow(17));

  private final Stored stored = new Stored();
  private final MemoryOutbox outbox = new MemoryOutbox();
  private final Map<String, String> problems = new HashMap<>();
  private final List<Health.Wallet> wallets = new ArrayList<>();
  private final List<Health.Key> keys = new ArrayList<>();
  private Instant now = Examples.NOW;
  private Set<Kind> wanted = Kind.unlessNamed();
  private Watch watch = watch();

  private Watch watch() {
    return watch("ops", dao("demo", Examples.GOVERNOR));
  }

  private static Dao dao(String id, Address governor) {
    Dao read = Examples.dao();
    return new Dao(
        id,
        read.name(),
        read.chainId(),
        governor,
        read.treasury(),
        0,
        Optional.of(ACCOUNT),
        Optional.of(ACCOUNT),
        Set.of(new Address("0x" + "21".repeat(20))),
        1,
        Set.of(),
        Map.of());
  }

  private Health health() {
    return new Health() {
      @Override
      public Map<String, String> problems() {
        return Map.copyOf(problems);
      }

      @Override
      public List<Wallet> wallets() {
        return List.copyOf(wallets);
      }

      @Override
      public List<Key> keys() {
        return List.copyOf(keys);
      }
    };
  }

  private Watch watch(String name, Dao dao) {
    Channel channel =
        new Webhook(
            new Webhook.Target(
                name,
                wanted,
                java.net.URI.create("http://127.0.0.1:9/"),
                Optional.empty(),
                Payload.JSON,
                Optional.empty()),
            () -> now);
    return new Watch(
        new Watch.Sources(
            stored, stored, stored, DaoDirectory.of(List.of(dao)), MemoryPolls.NO_SPACES, health()),
        outbox,
        List.of(channel),
        PLAN,
        () -> now);
  }

  private List<Alert> told() {
    return outbox.latest(100).stream().map(Delivery::alert).toList();
  }

  private List<Kind> kinds() {
    return told().stream().map(Alert::kind).toList();
  }

  /** What is new is read at the second look that sees it. */
  private void pass(Duration time) {
    now = now.plus(time);
    watch.look();
    watch.look();
  }

  @BeforeEach
  void aProposal() {
    stored.proposal(7, ProposalState.ACTIVE, OptionalLong.empty());
  }

  @Test
  void whoFollowsIsToldOfWhatIsNewOfVotesAndBeforeVotingEnds() {
    wanted = EnumSet.of(Kind.NEW_PROPOSAL, Kind.VOTING_ENDS, Kind.VOTE_CAST);
    watch = watch();
    now = Examples.NOW.minus(Duration.ofDays(4));
    pass(Duration.ZERO);
    for (String act : List.of("proposal.created", "vote.confirmed", "vote.intended")) {
      stored.logged(now, act, Stored.key(7).text(), Map.of());
      stored.logged(now, act, Stored.key(7).text(), Map.of());
    }
    pass(Duration.ofMinutes(1));
    assertThat(kinds()).containsExactlyInAnyOrder(Kind.NEW_PROPOSAL, Kind.VOTE_CAST);

    pass(Duration.ofDays(2));
    pass(Duration.ofHours(1));
    assertThat(kinds()).filteredOn(Kind.VOTING_ENDS::equals).hasSize(1);
    assertThat(told().getFirst().deadline()).contains(Examples.NOW.plusSeconds(60));
    pass(Duration.ofHours(24));
    assertThat(kinds()).filteredOn(Kind.VOTING_ENDS::equals).hasSize(2);
    stored.proposal(7, ProposalState.DEFEATED, OptionalLong.empty());
    pass(Duration.ofHours(19));
    assertThat(kinds()).filteredOn(Kind.VOTING_ENDS::equals).hasSize(2);
  }

  @Test
  void whatIsOverIsNoNewProposal() {
    wanted = EnumSet.of(Kind.NEW_PROPOSAL);
    watch = watch();
    stored.proposal(7, ProposalState.EXECUTED, OptionalLong.empty());
    pass(Duration.ZERO);
    stored.logged(now, "proposal.created", Stored.key(7).text(), Map.of());
    pass(Duration.ofMinutes(1));
    assertThat(told()).isEmpty();
  }

  @Test
  void whatLiesBeforeTheFirstStartIsNotTold() {
    for (int i = 0; i < 500; i++) {
      stored.logged(now, "duty.needs-people", Stored.key(7).text(), Map.of("problem", "old"));
    }
    stored.due(7, DutyKind.DECIDE, now.plus(Duration.ofHours(2)));
    pass(Duration.ofMinutes(1));
    pass(Duration.ofMinutes(1));
    assertThat(told()).isEmpty();

    stored.logged(now, "duty.needs-people", Stored.key(7).text(), Map.of("problem", "new"));
    pass(Duration.ofMinutes(1));
    assertThat(told())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.kind()).isEqualTo(Kind.NEEDS_PEOPLE);
              assertThat(alert.detail()).isEqualTo("new");
              assertThat(alert.headline()).contains("Grant by evil.example");
              assertThat(alert.dao()).isEqualTo("demo");
            });
  }

  @Test
  void serversWithDifferentChannelsAndDaosTellEachWhatItHasToTell() {
    Address other = new Address("0x" + "61".repeat(20));
    stored.proposal(8, ProposalState.ACTIVE, OptionalLong.empty(), other);
    List<Watch> servers =
        List.of(
            watch("ops", dao("demo", Examples.GOVERNOR)),
            watch("chat", dao("demo", Examples.GOVERNOR)),
            watch("ops", dao("other", other)));
    servers.forEach(Watch::look);
    for (var key : List.of(Stored.key(7), Stored.key(8, other))) {
      stored.logged(now, "duty.needs-people", key.text(), Map.of("problem", "new"));
    }
    for (Watch server : servers) {
      server.look();
      server.look();
    }
    assertThat(outbox.latest(9))
        .extracting(delivery -> delivery.channel() + " " + delivery.alert().dao())
        .containsExactlyInAnyOrder("ops demo", "chat demo", "ops other");
  }

  @Test
  void aServerWithoutChannelsLeavesTheLogToOthers() {
    Watch mute =
        new Watch(
            new Watch.Sources(
                stored, stored, stored, Examples.daos(), MemoryPolls.NO_SPACES, health()),
            outbox,
            List.of(),
            PLAN,
            () -> now);
    watch.look();
    stored.logged(now, "duty.needs-people", Stored.key(7).text(), Map.of("problem", "new"));
    for (int i = 0; i < 3; i++) {
      mute.look();
    }
    pass(Duration.ofMinutes(1));
    assertThat(kinds()).containsExactly(Kind.NEEDS_PEOPLE);
  }

  /** By the log's own order, whatever clock dated the entries or reads them. */
  @Test
  void clocksThatJumpADayBothWaysHoldNothingBackAndSkipNothing() {
    watch.look();
    List<Integer> jumps = List.of(0, 1, -1, 1, 0, -1, -1, 1, 1, 0);
    for (int i = 0; i < jumps.size(); i++) {
      Instant wrong = now.plus(Duration.ofDays(jumps.get(i)));
      stored.logged(wrong, "duty.needs-people", Stored.key(7).text(), Map.of("problem", "n" + i));
      now = now.plus(Duration.ofDays(jumps.get(jumps.size() - 1 - i)));
      pass(Duration.ofSeconds(15));
      assertThat(told()).hasSize(i + 1);
      now = now.minus(Duration.ofDays(jumps.get(jumps.size() - 1 - i)));
    }
    assertThat(told()).extracting(Alert::detail).doesNotHaveDuplicates();
    int taken = 0;
    while (outbox.claim("ops", "n", now, Duration.ofMinutes(2)).isPresent()) {
      taken++;
    }
    assertThat(taken).as("all are due at once").isEqualTo(10);
  }

  @Test
  void aFirstStartWithAClockThatWasAheadDoesNotSilenceReminders() {
    now = now.plus(Duration.ofDays(1));
    watch.look();
    now = now.minus(Duration.ofDays(1));
    pass(Duration.ofMinutes(1));
    stored.due(7, DutyKind.DECIDE, now.plus(Duration.ofHours(7)));
    pass(Duration.ofMinutes(61));
    assertThat(kinds()).containsExactly(Kind.VOTE_DUE);
  }

  @Test
  void aHistoryThatIsReadIsNotTold() {
    watch.look();
    for (int id = 100; id < 10_100; id++) {
      ProposalState state = id % 2 == 0 ? ProposalState.EXECUTED : ProposalState.DEFEATED;
      stored.proposal(id, state, OptionalLong.empty());
      String key = Stored.key(id).text();
      stored.logged(now, "proposal.state", key, Map.of("from", "", "to", state.name()));
      stored.logged(now, "execute.done-elsewhere", key, Map.of("by", ACCOUNT.hex()));
      stored.logged(now, "verdict.blocks", key, Map.of("findings", "RED X"));
      stored.logged(now, "duty.needs-people", key, Map.of("kind", "DIGEST", "problem", "p"));
    }
    stored.logged(now, "verdict.blocks", Stored.key(7).text(), Map.of("findings", "RED X"));
    pass(Duration.ofMinutes(1));
    assertThat(kinds()).as("only what is open").containsExactly(Kind.STOPPED);
  }

  @Test
  void aStopIsToldAgainOnlyWhenItHasAnotherReason() {
    watch.look();
    for (String findings : List.of("RED X", "RED X", "RED X, RED Y")) {
      stored.logged(now, "verdict.blocks", Stored.key(7).text(), Map.of("findings", findings));
    }
    pass(Duration.ofMinutes(1));
    assertThat(kinds()).containsExactly(Kind.STOPPED, Kind.STOPPED);
  }

  @Test
  void whatWasExecutedIsToldOnceWhoeverDidIt() {
    watch.look();
    stored.proposal(7, ProposalState.EXECUTED, OptionalLong.empty());
    String key = Stored.key(7).text();
    stored.logged(now, "execute.confirmed", key, Map.of("outcome", "Confirmed[...]"));
    stored.logged(now, "proposal.state", key, Map.of("from", "QUEUED", "to", "EXECUTED"));
    pass(Duration.ofMinutes(1));
    assertThat(kinds()).containsExactly(Kind.PAYOUT_DONE);
    assertThat(told().getFirst().detail()).doesNotContain("[");
  }

  @Test
  void eachEntryIsToldOnceAlsoAfterACrashBeforeThePositionWasKept() {
    watch.look();
    stored.logged(now, "verdict.blocks", Stored.key(7).text(), Map.of("findings", "RED X"));
    stored.logged(now, "execute.reverted", Stored.key(7).text(), Map.of("outcome", "Reverted"));
    stored.logged(now, "vote.nonce-taken", Stored.key(7).text(), Map.of("nonce", "3"));
    stored.logged(now, "execute.confirmed", Stored.key(7).text(), Map.of());
    stored.logged(now, "plugin.started", "digest", Map.of());
    pass(Duration.ofMinutes(1));
    assertThat(kinds())
        .containsExactlyInAnyOrder(
            Kind.STOPPED, Kind.PAYOUT_FAILED, Kind.NONCE_GAP, Kind.PAYOUT_DONE);

    MemoryOutbox before = outbox;
    watch = watch();
    pass(Duration.ofMinutes(1));
    assertThat(before.latest(100)).hasSize(4);
  }

  @Test
  void whatChangedAboutADaosAccountsIsTold() {
    watch.look();
    String dao = Examples.dao().id();
    String what = "Safe threshold of 0x12 was 3 and is 1.";
    stored.logged(now, "posture.seen", dao, Map.of());
    stored.logged(now, "posture.changed", dao, Map.of("changes", what));
    stored.logged(now, "posture.changed", "another", Map.of("changes", what));
    pass(Duration.ofMinutes(1));
    assertThat(told())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.kind()).isEqualTo(Kind.ACCOUNTS_CHANGED);
              assertThat(alert.dao()).isEqualTo(dao);
              assertThat(alert.detail()).contains(what);
              assertThat(alert.next()).contains("approve once more");
            });
  }

  @Test
  void remindersComeOnceAtEachTimeAndOnlyTheLatestIsTold() {
    watch.look();
    stored.due(7, DutyKind.DECIDE, now.plus(Duration.ofDays(4)));
    pass(Duration.ofHours(1));
    assertThat(told()).isEmpty();
    pass(Duration.ofHours(24));
    pass(Duration.ofHours(1));
    assertThat(kinds()).containsExactly(Kind.VOTE_DUE);
    // The server was away: the reminder of a day before is not told any more.
    pass(Duration.ofHours(66));
    assertThat(told()).hasSize(2);
    assertThat(told().getFirst().id()).contains("PT6H");
    assertThat(told().getFirst().deadline()).contains(Examples.NOW.plus(Duration.ofDays(4)));
    pass(Duration.ofHours(20));
    assertThat(told()).as("after the deadline").hasSize(2);
  }

  @Test
  void aDeadlineThatMovesIsRemindedOfAnew() {
    watch.look();
    Instant first = now.plus(Duration.ofHours(30));
    stored.due(7, DutyKind.DECIDE, first);
    pass(Duration.ofHours(8));
    pass(Duration.ofHours(17));
    assertThat(told()).hasSize(2);

    Instant later = first.plus(Duration.ofDays(1));
    stored.due(7, DutyKind.DECIDE, later);
    pass(Duration.ofHours(1));
    assertThat(told()).as("the new deadline is more than a day ahead").hasSize(2);
    pass(Duration.ofHours(5));
    pass(Duration.ofHours(18));
    assertThat(told()).hasSize(4);
    assertThat(told())
        .extracting(alert -> alert.deadline().orElseThrow())
        .containsExactlyInAnyOrder(first, first, later, later);
  }

  @Test
  void aDeadlineThatMovesWithEachBlockFloodsNobody() {
    watch.look();
    for (int minute = 0; minute < 2 * 24 * 60; minute++) {
      stored.due(7, DutyKind.DECIDE, now.plus(Duration.ofHours(5)).plusSeconds(minute % 7));
      pass(Duration.ofMinutes(1));
    }
    // It moves by two days, and by three hours at least from one reminder to the next.
    assertThat(told().size()).isBetween(2, 48 / 3);
  }

  /** Two servers on one store may both have noticed it. */
  @Test
  void whatWasMissedIsToldOnceWithItsReason() {
    watch.look();
    Map<String, String> why = Map.of("state", "DEFEATED", "reason", "No policy plugin is running.");
    stored.logged(now, "vote.missed", Stored.key(7).text(), why);
    stored.logged(now, "vote.missed", Stored.key(7).text(), why);
    stored.logged(now, "payout.missed", Stored.key(7).text(), Map.of("reason", "No coin."));
    pass(Duration.ofMinutes(1));
    assertThat(kinds()).containsExactlyInAnyOrder(Kind.VOTE_MISSED, Kind.PAYOUT_FAILED);
    assertThat(told())
        .extracting(Alert::detail)
        .anyMatch(said -> said.endsWith(" now. No policy plugin is running."))
        .anyMatch(said -> said.endsWith("not paid in time. No coin."));
  }

  @Test
  void aPayoutThatWaitsForApprovalsIsToldWhenItIsQueuedAndBeforeItOpens() {
    watch.look();
    Instant opens = now.plus(Duration.ofHours(30));
    stored.proposal(7, ProposalState.QUEUED, OptionalLong.of(opens.getEpochSecond()));
    stored.logged(
        now, "proposal.state", Stored.key(7).text(), Map.of("from", "SUCCEEDED", "to", "QUEUED"));
    pass(Duration.ofMinutes(1));
    pass(Duration.ofHours(7));
    assertThat(kinds()).containsExactly(Kind.WAITS_FOR_APPROVAL, Kind.WAITS_FOR_APPROVAL);
    assertThat(told()).extracting(Alert::deadline).containsOnly(Optional.of(opens));
    assertThat(told().getFirst().detail()).contains("0 of 1 approvals");
  }

  @Test
  void aPayoutThatOpensSoonAfterItIsQueuedIsToldOnce() {
    watch.look();
    long opens = now.plus(Duration.ofHours(2)).getEpochSecond();
    stored.proposal(7, ProposalState.QUEUED, OptionalLong.of(opens));
    stored.logged(
        now, "proposal.state", Stored.key(7).text(), Map.of("from", "SUCCEEDED", "to", "QUEUED"));
    pass(Duration.ofMinutes(1));
    pass(Duration.ofMinutes(1));
    assertThat(kinds()).containsExactly(Kind.WAITS_FOR_APPROVAL);
  }

  /** Attack: the timelock opened long ago, and nobody says that it lets the payout lapse. */
  @Test
  void aPayoutThatLapsesSoonIsRemindedOfWithWhatHoldsIt() {
    stored.proposal(7, ProposalState.QUEUED, OptionalLong.of(now.getEpochSecond() - 60));
    Instant last = now.plus(Duration.ofDays(12));
    Instant over = last.plus(Duration.ofDays(2));
    stored.due(7, DutyKind.EXECUTE, last, over, "The wallet is empty.");
    watch.look();
    pass(Duration.ofDays(8));
    assertThat(told()).isEmpty();
    pass(Duration.ofDays(2));
    assertThat(kinds()).containsExactly(Kind.PAYOUT_DUE);
    pass(Duration.ofDays(1).plusHours(12));
    assertThat(kinds()).containsExactly(Kind.PAYOUT_DUE, Kind.PAYOUT_DUE);
    assertThat(told())
        .allSatisfy(
            alert -> {
              assertThat(alert.deadline()).contains(last);
              assertThat(alert.detail())
                  .contains("It can be executed no more after " + over)
                  .contains("0 of 1 approvals");
              assertThat(alert.next()).contains("approve or reject");
            });
  }

  /** Its place in the line is no time until which it has to be paid. */
  @Test
  void aPayoutThatNeverLapsesIsNotSaidToLapse() {
    stored.proposal(7, ProposalState.QUEUED, OptionalLong.of(now.getEpochSecond() - 60));
    stored.due(7, DutyKind.EXECUTE, now.plus(Duration.ofHours(30)));
    watch.look();
    pass(Duration.ofHours(7));
    assertThat(told()).isEmpty();
  }

  @Test
  void whatPeopleHaveToDecideSaysUntilWhen() {
    watch.look();
    Instant last = now.plus(Duration.ofDays(5));
    stored.due(7, DutyKind.DECIDE, last);
    stored.logged(now, "verdict.blocks", Stored.key(7).text(), Map.of("findings", "RED X"));
    Map<String, String> why = Map.of("kind", "DECIDE", "problem", "too large");
    stored.logged(now, "duty.needs-people", Stored.key(7).text(), why);
    pass(Duration.ofMinutes(1));
    assertThat(told()).hasSize(2).extracting(Alert::deadline).containsOnly(Optional.of(last));
    assertThat(told())
        .extracting(Alert::next)
        .anyMatch(next -> next.contains("./prytany decide demo 7 VOTE"));
  }

  @Test
  void aVoteThatIsSignedIsNobodysToDecideUntilAnything() {
    watch.look();
    Act signed =
        Act.intended(
                ActKind.VOTE,
                Stored.key(7),
                "0x",
                ACCOUNT,
                new PlannedCall(ACCOUNT, BigInteger.ZERO, "0x"),
                "voted",
                now)
            .withOwn(
                new Transmission(
                    List.of(
                        new Act.Submission(
                            0,
                            "0x00",
                            "0x" + "77".repeat(32),
                            new TransactionTerms.Fees(BigInteger.ONE, BigInteger.ONE))),
                    Optional.of(now),
                    Optional.of(now)));
    Proposal voted =
        stored.proposals.get(Stored.key(7)).change().ballot(Optional.of(signed)).build();
    stored.proposals.put(voted.key(), voted);
    stored.due(7, DutyKind.VOTE, now.plus(Duration.ofDays(30)));
    stored.logged(now, "verdict.blocks", Stored.key(7).text(), Map.of("findings", "RED X"));
    pass(Duration.ofMinutes(1));
    assertThat(told()).extracting(Alert::deadline).containsExactly(Optional.empty());
  }

  @Test
  void whatLastsIsToldOnceADay() {
    wallets.add(new Health.Wallet("demo", "voter", ACCOUNT, BigInteger.TEN.pow(16)));
    problems.put("demo", "CHAIN_UNAVAILABLE: no answer");
    for (int i = 0; i < 48; i++) {
      pass(Duration.ofMinutes(60));
    }
    assertThat(kinds().stream().filter(Kind.WALLET_LOW::equals)).hasSizeBetween(2, 3);
    assertThat(kinds().stream().filter(Kind.NOT_READY::equals)).hasSizeBetween(2, 3);
    assertThat(told())
        .filteredOn(alert -> alert.kind() == Kind.WALLET_LOW)
        .allSatisfy(alert -> assertThat(alert.detail()).contains("0.01"));
  }

  @Test
  void aShortHiccupIsNotTold() {
    problems.put("demo", "CHAIN_UNAVAILABLE");
    pass(Duration.ofMinutes(1));
    pass(Duration.ofMinutes(8));
    problems.clear();
    pass(Duration.ofMinutes(1));
    problems.put("demo", "CHAIN_UNAVAILABLE");
    pass(Duration.ofMinutes(9));
    assertThat(told()).isEmpty();
  }

  @Test
  void aChannelHearsOnlyWhatItWants() {
    wanted = Set.of(Kind.PAYOUT_FAILED);
    watch = watch();
    watch.look();
    stored.logged(now, "verdict.blocks", Stored.key(7).text(), Map.of());
    stored.logged(now, "execute.reverted", Stored.key(7).text(), Map.of());
    pass(Duration.ofMinutes(1));
    assertThat(kinds()).containsExactly(Kind.PAYOUT_FAILED);
  }

  @Test
  void whatIsVotedIsNotReminded() {
    watch.look();
    Proposal voted =
        stored
            .proposals
            .get(Stored.key(7))
            .change()
            .ballot(
                Optional.of(
                    Act.intended(
                            ActKind.VOTE,
                            Stored.key(7),
                            "0x",
                            ACCOUNT,
                            new PlannedCall(ACCOUNT, BigInteger.ZERO, "0x"),
                            "voted",
                            now)
                        .withOutcome(
                            new org.prytany.governance.act.ActOutcome.DoneElsewhere(
                                Optional.empty(), ACCOUNT.hex()))))
            .build();
    stored.proposals.put(voted.key(), voted);
    stored.due(7, DutyKind.DECIDE, now.plus(Duration.ofDays(1)).plusSeconds(30));
    pass(Duration.ofMinutes(1));
    assertThat(told()).isEmpty();
  }

  private static final Instant KEY_END = Examples.NOW.plus(Duration.ofDays(10));

  private void key(Optional<Instant> revoked) {
    stored.proposals.keySet().removeIf(known -> !known.equals(Stored.key(1)));
    keys.clear();
    keys.add(
        new Health.Key(
            "demo",
            "voter",
            new KeyBounds("voting", ACCOUNT, true, Set.of("demo"), Optional.of(KEY_END), revoked)));
  }

  private List<String> toldOf(Kind kind) {
    return told().stream()
        .filter(alert -> alert.kind() == kind)
        .map(alert -> alert.detail() + " " + alert.next())
        .toList();
  }

  /** Invariant: nobody learns of a key's end by a vote that was missed. */
  @Test
  void aKeyThatEndsIsToldAWeekAndADayBeforeAndEachDayAfter() {
    key(Optional.empty());
    watch.look();
    assertThat(told()).isEmpty();

    now = KEY_END.minus(Duration.ofDays(7));
    watch.look();
    watch.look();
    assertThat(toldOf(Kind.KEY_ENDING))
        .singleElement()
        .asString()
        .contains("may only vote, until " + KEY_END + ": 7 days are left", "prytany.key.*.until");

    now = KEY_END.minus(Duration.ofHours(23));
    watch.look();
    assertThat(toldOf(Kind.KEY_ENDING)).hasSize(2);
    assertThat(toldOf(Kind.KEY_ENDING)).anyMatch(text -> text.contains("less than a day is left"));

    now = KEY_END;
    watch.look();
    watch.look();
    now = KEY_END.plus(Duration.ofDays(1));
    watch.look();
    assertThat(toldOf(Kind.KEY_ENDED)).hasSize(2);
    assertThat(toldOf(Kind.KEY_ENDED)).allMatch(text -> text.contains("No vote is due now."));
  }

  /** The voting of proposal 1 ends 60 seconds from when its chain was read. */
  @Test
  void aVoteForWhichAKeyComesTooLateIsToldAtOnce() {
    stored.proposal(1, ProposalState.ACTIVE, OptionalLong.empty());
    key(Optional.empty());
    watch.look();
    assertThat(told()).as("voting ends before the key does").isEmpty();

    keys.clear();
    keys.add(
        new Health.Key(
            "demo",
            "voter",
            new KeyBounds(
                "voting",
                ACCOUNT,
                true,
                Set.of("demo"),
                Optional.of(now.plusSeconds(30)),
                Optional.empty())));
    watch.look();
    assertThat(told())
        .filteredOn(alert -> alert.proposal().isPresent())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.kind()).isEqualTo(Kind.KEY_ENDING);
              assertThat(alert.detail()).contains("a vote that is not cast before is not cast");
              assertThat(alert.deadline()).contains(now.plusSeconds(30));
            });
  }

  @Test
  void aRevokedKeyIsToldAtOnceWithTheVotesThatAreOpen() {
    stored.proposal(1, ProposalState.ACTIVE, OptionalLong.empty());
    key(Optional.of(now));
    watch.look();
    assertThat(toldOf(Kind.KEY_ENDED))
        .hasSize(2)
        .allMatch(text -> text.contains("was revoked at") && text.contains("Name another account"))
        .anyMatch(text -> text.contains("1 proposal is open on which it has not voted"))
        .anyMatch(text -> text.contains("This proposal's voting is not over"));
  }
}
