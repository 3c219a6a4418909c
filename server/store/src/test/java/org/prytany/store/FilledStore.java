package org.prytany.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Delivery;
import org.prytany.governance.alert.MailAddress;
import org.prytany.governance.alert.Outbox;
import org.prytany.governance.alert.PushKey;
import org.prytany.governance.alert.Subscription;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.intake.IntakeCursor;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.governance.voters.VoteCursor;

/** A store with something in each of its collections, and whether all of it is there. */
final class FilledStore {

  private static final int ENTRIES = 5;
  private static final IntakeCursor CURSOR =
      new IntakeCursor(
          Samples.CHAIN,
          Samples.GOVERNOR,
          0,
          10,
          List.of(new BlockRef(9, Samples.hash(1), Samples.hash(2), 3)),
          Optional.empty());
  private static final VoteCursor VOTES_READ =
      new VoteCursor(
          Samples.CHAIN,
          Samples.GOVERNOR,
          1,
          3,
          5,
          10,
          Optional.of(new BlockRef(9, Samples.hash(1), Samples.hash(2), 3)));
  private static final Outbox.Reader READER = new Outbox.Reader("chat", "demo");
  private static final Duty DUTY = duty(1, 60);
  private static final Duty CLAIMED = duty(2, 50);

  private static final Subscription SUBSCRIPTION =
      new Subscription(
          "5b",
          0,
          new MailAddress("ann@dao.example"),
          new Subscription.Choice(
              Set.of("demo", "other"),
              Set.of(Alert.Kind.STOPPED, Alert.Kind.VOTE_CAST),
              Set.of(Samples.GOVERNOR)),
          true,
          "",
          "a key",
          Samples.NOW);

  private static final PushKey PUSH_KEY = new PushKey("open", "secret");

  private FilledStore() {}

  static void fill(Store store) {
    assertThat(store.cursors().insert(CURSOR)).isTrue();
    store.proposals().insert(Samples.complete(1));
    store.proposals().insert(Samples.fresh(2));
    store.polls().insert(PollSamples.complete(3));
    store.votes().insert(Samples.vote(1, 5), 1);
    assertThat(store.votes().insert(VOTES_READ)).isTrue();
    store.duties().schedule(DUTY);
    store.duties().schedule(CLAIMED);
    assertThat(store.duties().claim(Samples.VOTING, "node-a", Samples.NOW, Duration.ofSeconds(30)))
        .isPresent();
    store.outbox().begin(READER, new Outbox.Position(0, Samples.NOW));
    store.outbox().add(alert(1), "chat");
    store.outbox().add(alert(2), "mail");
    store.outbox().reached(List.of(READER), 2, Samples.NOW);
    assertThat(store.subscriptions().insert(SUBSCRIPTION)).isTrue();
    assertThat(store.pushKey().keep(PUSH_KEY)).isEqualTo(PUSH_KEY);
    for (int i = 1; i <= ENTRIES; i++) {
      store.audit().append(Samples.entryAfter(store.audit().last(), "act " + i));
    }
  }

  static void requireFilled(Store store) {
    requireFilledBeforePolls(store);
    assertThat(store.polls().find(PollSamples.complete(3).key()))
        .contains(PollSamples.complete(3).version(1));
    assertThat(store.votes().whole(List.of(Samples.vote(1, 5)), 1))
        .containsExactly(Samples.vote(1, 5));
    assertThat(store.votes().cursor(Samples.CHAIN, Samples.GOVERNOR)).contains(VOTES_READ);
    assertThat(store.subscriptions().all()).containsExactly(SUBSCRIPTION);
    assertThat(store.pushKey().find()).contains(PUSH_KEY);
  }

  /** As a server filled it that knew of no votes off chain. */
  static void requireFilledBeforePolls(Store store) {
    assertThat(store.proposals().find(Samples.key(1)))
        .contains(Samples.complete(1).change().version(1).build());
    assertThat(store.proposals().find(Samples.key(2)))
        .contains(Samples.fresh(2).change().version(1).build());
    List<Proposal> whole = store.proposals().of(Samples.CHAIN, Samples.GOVERNOR);
    assertThat(store.proposals().summaries(Samples.CHAIN, Samples.GOVERNOR))
        .containsExactlyElementsOf(whole.stream().map(ProposalSummary::of).toList());
    assertThat(store.cursors().find(Samples.CHAIN, Samples.GOVERNOR)).contains(CURSOR);
    assertThat(store.duties().open()).hasSize(2).contains(DUTY);
    assertThat(store.duties().open().stream().map(Duty::leaseOwner))
        .containsExactlyInAnyOrder(Optional.empty(), Optional.of("node-a"));
    assertThat(store.outbox().latest(9).stream().map(Delivery::alert))
        .containsExactlyInAnyOrder(alert(1), alert(2));
    assertThat(store.outbox().counts())
        .isEqualTo(
            Map.of(
                Delivery.Status.WAITING, 2L, Delivery.Status.SENT, 0L, Delivery.Status.DEAD, 0L));
    List<AuditEntry> entries = store.audit().from(1, 99);
    assertThat(entries).hasSize(ENTRIES).allMatch(AuditEntry::intact);
    assertThat(store.audit().last()).contains(entries.getLast());
  }

  /** What versions before this one did not have yet. */
  static void requirePositions(Store store) {
    assertThat(store.outbox().positions())
        .containsExactly(Map.entry(READER, new Outbox.Position(2, Samples.NOW)));
  }

  /** Over when it is late, as one counts that was stored without a time for that. */
  private static Duty duty(long number, long seconds) {
    Duty its = Samples.duty(number, Samples.NOW, Samples.NOW.plusSeconds(seconds));
    return new Duty(
        its.proposal(),
        its.kind(),
        its.notBefore(),
        its.latestSafe(),
        its.latestSafe(),
        its.leaseOwner(),
        its.leaseUntil(),
        its.attempts(),
        its.lastProblem());
  }

  private static Alert alert(long number) {
    return new Alert(
        "alert " + number,
        Alert.Kind.VOTE_DUE,
        Samples.NOW.plusSeconds(number),
        "demo",
        Optional.of(Samples.key(1)),
        "A headline",
        "a detail",
        "",
        Optional.of(Samples.NOW.plusSeconds(60)));
  }
}
