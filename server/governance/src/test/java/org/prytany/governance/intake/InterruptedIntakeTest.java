package org.prytany.governance.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.duty.Duty;
import org.prytany.governance.duty.DutyRepository;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalEvents;
import org.prytany.governance.proposal.ProposalIds;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.world.World;

/** A batch of proposals, and what happens at each single write of it. */
class InterruptedIntakeTest {

  private static final int BATCH = 6;
  private static final Set<String> WRITES =
      Set.of("insert", "append", "schedule", "compareAndSwap");

  private final World world = new World();
  private int writes;

  /** How the store was left. */
  private record Left(
      List<String> stored, List<String> created, List<String> due, long nextBlock) {}

  private void propose() {
    for (int id = 1; id <= BATCH; id++) {
      world.chain.propose(world.dao, id, "Text " + id);
    }
  }

  /**
   * A process's intake.
   *
   * @param at after how many writes something happens
   */
  private IntakeService intake(int at, Runnable happens) {
    writes = 0;
    return new IntakeService(
        world.chain,
        (dao, content) -> new ProposalIds.Answer.Belongs(ProposalIds.By.HASH),
        counted(CursorRepository.class, world.store.cursors, at, happens),
        counted(ProposalRepository.class, world.store.proposals, at, happens),
        counted(DutyRepository.class, world.store.duties, at, happens),
        new AuditLog(counted(AuditRepository.class, world.store.audit, at, happens), world.clock),
        ProposalEvents.NONE,
        world.clock,
        64);
  }

  private <T> T counted(Class<T> port, T store, int at, Runnable happens) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.isDefault()) {
            // Each write of a batch comes by here alone.
            return InvocationHandler.invokeDefault(proxy, method, arguments);
          }
          if (WRITES.contains(method.getName()) && writes++ == at) {
            happens.run();
          }
          try {
            return method.invoke(store, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
  }

  private Left left() {
    return new Left(
        world.store.proposals.of(world.dao.chainId(), world.dao.governor()).stream()
            .filter(its -> !its.removedByReorg())
            .map(Proposal::key)
            .map(key -> key.proposalId().toString())
            .sorted()
            .toList(),
        world.store.audit.entries.stream()
            .filter(entry -> entry.act().equals("proposal.created"))
            .map(AuditEntry::subject)
            .sorted()
            .toList(),
        world.store.duties.open().stream().map(Duty::id).sorted().toList(),
        world.store.cursors.find(world.dao.chainId(), world.dao.governor()).get().nextBlock());
  }

  private static void die() {
    throw new World.Killed();
  }

  @Test
  void whereverItIsKilledEachIsStoredLoggedAndDueOnce() {
    InterruptedIntakeTest whole = new InterruptedIntakeTest();
    whole.propose();
    whole.intake(Integer.MAX_VALUE, () -> {}).poll(whole.world.dao);
    Left wanted = whole.left();
    assertThat(wanted.stored()).hasSize(BATCH);
    assertThat(wanted.created()).hasSize(BATCH);
    assertThat(wanted.due()).hasSize(BATCH);
    assertThat(whole.writes).isGreaterThan(3 * BATCH);

    for (int at = 0; at < whole.writes; at++) {
      InterruptedIntakeTest killed = new InterruptedIntakeTest();
      killed.propose();
      IntakeService first = killed.intake(at, InterruptedIntakeTest::die);
      assertThatThrownBy(() -> first.poll(killed.world.dao)).isInstanceOf(World.Killed.class);

      killed.intake(Integer.MAX_VALUE, () -> {}).poll(killed.world.dao);

      assertThat(killed.left()).as("killed at write " + at).isEqualTo(wanted);
    }
  }

  @Test
  void anIdThatIsShownTwiceInTheFirstBatchIsLoggedOnce() {
    propose();
    world.chain.propose(world.dao, 3, "Another text");

    intake(Integer.MAX_VALUE, () -> {}).poll(world.dao);

    assertThat(left().stored()).hasSize(BATCH);
    assertThat(left().created()).hasSize(BATCH).doesNotHaveDuplicates();
    assertThat(world.store.audit.acts()).containsOnlyOnce("proposal.duplicate-id");
  }

  @Test
  void whereverAWriteFailsTheSameProcessGoesOn() {
    InterruptedIntakeTest whole = new InterruptedIntakeTest();
    whole.propose();
    whole.intake(Integer.MAX_VALUE, () -> {}).poll(whole.world.dao);

    for (int at = 0; at < whole.writes; at++) {
      InterruptedIntakeTest failed = new InterruptedIntakeTest();
      failed.propose();
      IntakeService same = failed.intake(at, InterruptedIntakeTest::die);
      assertThatThrownBy(() -> same.poll(failed.world.dao)).isInstanceOf(World.Killed.class);

      same.poll(failed.world.dao);

      assertThat(failed.left()).as("failed at write " + at).isEqualTo(whole.left());
    }
  }

  @Test
  void whereverTheChainIsReorganisedOnlyWhatItHasStays() {
    InterruptedIntakeTest whole = new InterruptedIntakeTest();
    whole.propose();
    whole.intake(Integer.MAX_VALUE, () -> {}).poll(whole.world.dao);

    for (int at = 0; at < whole.writes; at++) {
      InterruptedIntakeTest moved = new InterruptedIntakeTest();
      moved.propose();
      IntakeService intake =
          moved.intake(
              at,
              () -> {
                moved.world.chain.reorganise(2);
                moved.world.chain.propose(moved.world.dao, BATCH + 1, "Another");
              });

      intake.poll(moved.world.dao);
      intake.poll(moved.world.dao);

      assertThat(moved.left().stored())
          .as("reorganised at write " + at)
          .containsExactly("1", "2", "3", "4", "7");
    }
  }
}
