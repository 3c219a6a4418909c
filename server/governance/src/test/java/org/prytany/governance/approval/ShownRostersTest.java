package org.prytany.governance.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.statement.Roster;
import org.prytany.governance.world.World;

/** Strangers who read pages do not keep the signer busy, whether or not it answers. */
class ShownRostersTest {

  private static final Roster KEPT = new Roster(Map.of(World.TREASURER_A, 7L), Map.of());

  private final Dao dao = new World().dao;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean answers = true;
  private volatile boolean fails;
  private volatile Instant now = Instant.parse("2026-03-01T00:00:00Z");

  /** Only asked for its roster. */
  private final StatementKeeper signer =
      (StatementKeeper)
          Proxy.newProxyInstance(
              StatementKeeper.class.getClassLoader(),
              new Class<?>[] {StatementKeeper.class},
              (proxy, method, arguments) -> {
                if (!method.getName().equals("roster")) {
                  throw new UnsupportedOperationException(method.getName());
                }
                asked.incrementAndGet();
                if (fails) {
                  throw new LinkageError("a class is missing");
                }
                if (!answers) {
                  throw new PrytanyException(FailureCode.SIGNER_UNAVAILABLE, "no answer");
                }
                return KEPT;
              });

  private final ShownRosters rosters = new ShownRosters(signer, () -> now, Duration.ofSeconds(30));

  @Test
  void oneAnswerIsSharedForAMomentAndNotForLonger() {
    for (int i = 0; i < 100; i++) {
      assertThat(rosters.of(dao)).isEqualTo(KEPT);
    }
    assertThat(asked).hasValue(1);

    now = now.plusSeconds(1);
    rosters.of(dao);
    assertThat(asked).hasValue(2);
  }

  @Test
  void aSignerThatDoesNotAnswerIsLeftAloneForAMomentAsWell() {
    answers = false;

    for (int i = 0; i < 100; i++) {
      assertThat(rosters.of(dao)).isEqualTo(Roster.notKnown(dao));
    }

    assertThat(asked).hasValue(1);
    assertThat(rosters.of(dao).counts(World.TREASURER_A, 100))
        .as("nothing that was signed is known to count")
        .isFalse();
  }

  @Test
  void whatTheSignerSaidLastIsShownWhileItIsSilent() {
    rosters.of(dao);
    answers = false;
    now = now.plusSeconds(3_600);

    assertThat(rosters.of(dao)).isEqualTo(KEPT);
    assertThat(asked).hasValue(2);
  }

  @Test
  void whoeverComesWhileItHangsWaitsForNothing() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    ShownRosters impatient = new ShownRosters(hanging(hangs), () -> now, Duration.ofMillis(1));

    assertThat(impatient.of(dao)).isEqualTo(Roster.notKnown(dao));
    for (int i = 0; i < 100; i++) {
      now = now.plusSeconds(5);
      assertThat(impatient.of(dao)).isEqualTo(Roster.notKnown(dao));
    }
    assertThat(asked).as("one question at a time").hasValue(1);

    hangs.countDown();
  }

  @Test
  void whoAsksAboutManyDaosWaitsForOne() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    Duration patience = Duration.ofMillis(300);
    ShownRosters impatient = new ShownRosters(hanging(hangs), () -> now, patience);
    Dao other = World.dao(Set.of("another"));

    long began = System.nanoTime();
    impatient.of(dao);
    long first = System.nanoTime() - began;
    assertThat(impatient.of(other)).isEqualTo(Roster.notKnown(other));
    long both = System.nanoTime() - began;

    assertThat(both).as("two that wait take twice as long").isLessThan(first * 3 / 2);
    hangs.countDown();
  }

  @Test
  void afterAnErrorItIsAskedAgain() {
    fails = true;
    assertThat(rosters.of(dao)).isEqualTo(Roster.notKnown(dao));

    fails = false;
    now = now.plusSeconds(5);
    assertThat(rosters.of(dao)).isEqualTo(KEPT);
  }

  private StatementKeeper hanging(CountDownLatch until) {
    return (StatementKeeper)
        Proxy.newProxyInstance(
            StatementKeeper.class.getClassLoader(),
            new Class<?>[] {StatementKeeper.class},
            (proxy, method, arguments) -> {
              asked.incrementAndGet();
              until.await();
              return KEPT;
            });
  }

  @Test
  void afterAStatementWasKeptItIsAskedAnew() {
    rosters.of(dao);

    rosters.forget(dao);
    rosters.of(dao);

    assertThat(asked).hasValue(2);
  }

  @Test
  void manyWhoComeAtOnceShareOneAnswer() throws Exception {
    CountDownLatch begin = new CountDownLatch(1);
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Roster>> all = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        all.add(
            readers.submit(
                () -> {
                  begin.await();
                  return rosters.of(dao);
                }));
      }
      begin.countDown();
      for (Future<Roster> one : all) {
        assertThat(one.get()).isEqualTo(KEPT);
      }
    }
    assertThat(asked).hasValue(1);
  }
}
