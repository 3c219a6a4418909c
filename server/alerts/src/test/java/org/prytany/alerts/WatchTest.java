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
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Alert.Kind;
import org.prytany.governance.alert.Delivery;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.duty.DutyKind;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.Address;

/** What people have to know is told once, and nothing of what was before the first start. */
class WatchTest {

  private static final Address ACCOUNT = new Address("0x" + "11".repeat(20));

  private final Stored stored = new Stored();
  private final MemoryOutbox outbox = new MemoryOutbox();
  private final Map<String, String> problems = new HashMap<>();
  private final List<Health.Wallet> wallets = new ArrayList<>();
  private Instant now = Examples.NOW;
  private Set<Kind> wanted = EnumSet.allOf(Kind.class);
  private Watch watch = watch();

  private Watch watch() {
    Dao read = Examples.dao();
    Dao dao =
        new Dao(
            read.id(),
            read.name(),
            read.chainId(),
            read.governor(),
            read.treasury(),
            0,
            Optional.of(ACCOUNT),
            Optional.of(ACCOUNT),
            Set.of(new Address("0x" + "21".repeat(20))),
            1,
            Set.of(),
            Map.of());
    Health health =
        new Health() {
          @Override
          public Map<String, String> problems() {
            return Map.copyOf(problems);
          }

          @Override
          public List<Wallet> wallets() {
            return List.copyOf(wallets);
          }
        };
    Channel channel =
        new Webhook(
            new Webhook.Target(
                "ops",
                wanted,
                java.net.URI.create("http://127.0.0.1:9/"),
                Optional.empty(),
                Payload.JSON,
                Optional.empty()),
            () -> now);
    return new Watch(
        new Watch.Sources(stored, stored, stored, DaoDirectory.of(List.of(dao)), health),
        outbox,
        List.of(channel),
        new WatchPlan(
            List.of(Duration.ofDays(3), Duration.ofDays(1), Duration.ofHours(6)),
            Duration.ofMinutes(10),
            BigInteger.TEN.pow(17)),
        () -> now);
  }

  private List<Alert> told() {
    return outbox.latest(100).stream().map(Delivery::alert).toList();
  }

  private List<Kind> kinds() {
    return told().stream().map(Alert::kind).toList();
  }

  private void pass(Duration time) {
    now = now.plus(time);
    watch.look();
  }

  @BeforeEach
  void aProposal() {
    stored.proposal(7, ProposalState.ACTIVE, OptionalLong.empty());
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
  void aVoteThatWasNeitherCastNorRefrainedFromWasMissed() {
    watch.look();
    stored.proposal(7, ProposalState.DEFEATED, OptionalLong.empty());
    Map<String, String> ended = Map.of("from", "ACTIVE", "to", "DEFEATED");
    stored.logged(now, "proposal.state", Stored.key(7).text(), ended);
    stored.logged(now, "vote.missed", Stored.key(7).text(), Map.of("state", "DEFEATED"));
    pass(Duration.ofMinutes(1));
    assertThat(kinds()).containsExactly(Kind.VOTE_MISSED);
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
                    org.prytany.governance.act.Act.intended(
                            org.prytany.governance.act.ActKind.VOTE,
                            Stored.key(7),
                            "0x",
                            ACCOUNT,
                            new org.prytany.spi.PlannedCall(ACCOUNT, BigInteger.ZERO, "0x"),
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
}
