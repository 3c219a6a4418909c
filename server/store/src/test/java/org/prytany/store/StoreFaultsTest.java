package org.prytany.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Proposal;
import org.prytany.store.embedded.EmbeddedStore;

/**
 * What a replica set does on a bad day: a change whose confirmation never came is never taken for
 * done nor for not done, and trying it again does nothing twice.
 */
class StoreFaultsTest {

  @TempDir Path directory;
  private EmbeddedStore behind;
  private WireProxy proxy;
  private Store store;

  /** The server has carried the change out in every case. */
  private enum Fault implements WireProxy.Fault {
    /** The primary steps down between write and answer, and hangs up. */
    CUT {
      @Override
      public Optional<BsonDocument> answer(BsonDocument command, BsonDocument answer) {
        return Optional.empty();
      }
    },
    /** The primary steps down and says so. */
    STEPPED_DOWN {
      @Override
      public Optional<BsonDocument> answer(BsonDocument command, BsonDocument answer) {
        return Optional.of(
            new BsonDocument("ok", new BsonDouble(0))
                .append("code", new BsonInt32(10107))
                .append("codeName", new BsonString("NotWritablePrimary"))
                .append("errmsg", new BsonString("not primary")));
      }
    },
    /** Too few members confirm: the change may be rolled back. */
    NOT_CONFIRMED {
      @Override
      public Optional<BsonDocument> answer(BsonDocument command, BsonDocument answer) {
        return Optional.of(
            answer
                .clone()
                .append(
                    "writeConcernError",
                    new BsonDocument("code", new BsonInt32(64))
                        .append("errmsg", new BsonString("waiting for replication timed out"))));
      }
    }
  }

  @BeforeEach
  void start() throws Exception {
    behind = EmbeddedStore.open(directory, false);
    proxy = new WireProxy(behind.address());
    store = open(proxy.uri());
  }

  @AfterEach
  void stop() {
    store.close();
    proxy.close();
    behind.close();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aChangeWithoutItsConfirmationIsDoneOnceWhenItIsTriedAgain(Fault fault) {
    store.proposals().insert(Samples.fresh(1));
    Proposal read = store.proposals().find(Samples.key(1)).orElseThrow();
    unavailable(fault, "findAndModify", () -> store.proposals().compareAndSwap(read));
    assertThat(store.proposals().compareAndSwap(read)).isEmpty();
    assertThat(store.proposals().find(Samples.key(1)).orElseThrow().version()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aProposalWithoutItsConfirmationIsStoredOnce(Fault fault) {
    unavailable(fault, "insert", () -> store.proposals().insert(Samples.fresh(1)));
    assertThat(store.proposals().insert(Samples.fresh(1))).isFalse();
    assertThat(store.proposals().find(Samples.key(1)).orElseThrow().version()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void anEntryOfTheLogWithoutItsConfirmationIsThereOnce(Fault fault) {
    AuditEntry entry = Samples.entryAfter(Optional.empty(), "vote.cast");
    unavailable(fault, "insert", () -> store.audit().append(entry));
    assertThat(store.audit().append(entry)).isFalse();
    assertThat(store.audit().last()).contains(entry);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aDutyClaimedWithoutConfirmationIsNobodyElsesUntilItsLeaseEnds(Fault fault) {
    Duty duty = Samples.duty(1, Samples.NOW, Samples.NOW.plusSeconds(60));
    store.duties().schedule(duty);
    Duration lease = Duration.ofSeconds(30);
    unavailable(
        fault,
        "findAndModify",
        () -> store.duties().claim(Samples.VOTING, "one", Samples.NOW, lease));
    assertThat(store.duties().claim(Samples.VOTING, "two", Samples.NOW, lease)).isEmpty();
    assertThat(store.duties().claim(Samples.VOTING, "two", Samples.NOW.plus(lease), lease))
        .hasValueSatisfying(claimed -> assertThat(claimed.leaseOwner()).contains("two"));
  }

  @Test
  void aSecondaryIsNeverAskedWhateverTheConnectionStringSays() {
    Queue<BsonDocument> asked = new ConcurrentLinkedQueue<>();
    try (Store other = open(proxy.uri() + "&readPreference=secondary&readConcernLevel=local&w=1")) {
      proxy.fail(
          (command, answer) -> {
            asked.add(command);
            return Optional.of(answer);
          });
      other.proposals().insert(Samples.fresh(1));
      Proposal read = other.proposals().find(Samples.key(1)).orElseThrow();
      other.proposals().compareAndSwap(read);
    }
    assertThat(asked)
        .noneMatch(command -> command.toString().contains("secondary"))
        .anyMatch(command -> command.containsKey("find"))
        .allMatch(
            command ->
                !command.containsKey("find")
                    || command.toString().contains("\"level\": \"majority\""))
        .allMatch(
            command ->
                !command.containsKey("findAndModify")
                    || command.getDocument("writeConcern").toString().contains("majority"));
  }

  /** The next command of that name is carried out, and answered with the fault. */
  private void unavailable(Fault fault, String name, ThrowingCallable change) {
    AtomicBoolean failed = new AtomicBoolean();
    proxy.fail(
        (command, answer) ->
            command.containsKey(name) && failed.compareAndSet(false, true)
                ? fault.answer(command, answer)
                : Optional.of(answer));
    assertThatThrownBy(change)
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.STORE_UNAVAILABLE));
    assertThat(failed).isTrue();
  }

  private static Store open(String uri) {
    return Store.open(
        new StoreSettings(
            Optional.of(uri), "prytany", Path.of("not-used"), Set.of(Samples.CHAIN), false));
  }
}
