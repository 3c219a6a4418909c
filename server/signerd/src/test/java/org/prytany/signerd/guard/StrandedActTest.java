package org.prytany.signerd.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.act.ActKind.EXECUTE;
import static org.prytany.signerd.guard.GuardWorld.DAO;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ActSlots;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalRepository;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.governance.proposal.StageOutcome;
import org.prytany.governance.proposal.Transitions;
import org.prytany.governance.sending.ActRunner;
import org.prytany.governance.sending.ActStages;
import org.prytany.governance.sending.Gates;
import org.prytany.governance.sending.Mandate;
import org.prytany.governance.sending.SigningRequest;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

/**
 * The server's own runner of acts with the signer itself: what was signed for a nonce in the
 * future, and then for the right one, is given up at both.
 */
class StrandedActTest {

  @TempDir Path folder;
  GuardWorld world;
  final Store store = new Store();
  final Wish wish = new Wish();
  SigningRequest request;
  ActRunner runner;

  @BeforeEach
  void world() {
    world = new GuardWorld(folder);
    Proposal approved = world.honest(GuardWorld.content());
    world.approve(approved);
    world.ready(EXECUTE);
    request = world.request(EXECUTE, approved);
    store.proposal = approved.change().version(1).build();
    runner =
        new ActRunner(
            new Transitions(store, (key, what) -> {}),
            world.chain,
            world.guard,
            Gates.OPEN,
            new AuditLog(new Entries(), () -> world.now),
            ActStages.NONE,
            () -> world.now,
            Duration.ofSeconds(36));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void bothNoncesOfARejectedPaymentAreGivenUpWithoutAnybodyAsking() {
    world.chain.count = 12;
    assertThat(signed().nonce()).isEqualTo(12);
    // The endpoint is honest again, and another act of the account shows it.
    world.chain.count = 7;
    world.pass(Duration.ofMinutes(20));
    Proposal other =
        world.honest(GuardWorld.content("# Other", new Address("0x" + "12".repeat(20))));
    world.approve(other);
    Act.Submission between = world.guard.sign(world.request(EXECUTE, other));
    assertThat(between.nonce()).isEqualTo(7);
    world.chain.mined.add(between.transactionHash());
    world.chain.count = 8;
    world.deep();
    assertThat(signed().nonce()).isEqualTo(8);

    wish.forbidden = Optional.of("A treasurer rejected it.");
    until(9);
    turn();
    assertThat(outcome()).isNotInstanceOf(ActOutcome.Recalled.class);
    assertThat(recalls()).containsExactly(8L, 12L);

    world.chain.count = 12;
    until(13);
    turn();
    assertThat(outcome()).isInstanceOf(ActOutcome.Recalled.class);
    assertThat(world.chain.mined).doesNotContainAnyElementsOf(own());
  }

  @Test
  void peopleHearOfAPaymentThatWaitsForANonceThatDoesNotComeUp() {
    world.chain.count = 12;
    assertThat(signed().nonce()).isEqualTo(12);
    world.chain.count = 7;
    turn();
    world.pass(Duration.ofMinutes(20));
    assertThat(step()).isInstanceOf(StageOutcome.Waiting.class);
    world.pass(Duration.ofHours(2));
    assertThat(step())
        .isInstanceOfSatisfying(
            StageOutcome.NeedsPeople.class,
            told ->
                assertThat(told.detail())
                    .contains("waits for nonce 7 of " + request.terms().from())
                    .contains("a transfer of nothing"));
  }

  private StageOutcome step() {
    return runner.step(DAO, ActSlots.slot(store.proposal, EXECUTE).orElseThrow(), wish);
  }

  /** Has the act signed and stored; the server ends before it sends anything. */
  private Act.Submission signed() {
    Act.Submission submission = world.guard.sign(request);
    Act act = ActSlots.slot(store.proposal, EXECUTE).orElseGet(() -> GuardWorld.act(request));
    Act with = act.withOwn(org.prytany.governance.act.Transmission.NONE.with(submission));
    store.compareAndSwap(ActSlots.withSlot(store.proposal, with));
    return submission;
  }

  private void until(long count) {
    for (int i = 0; i < 10 && world.chain.count < count; i++) {
      turn();
      world.chain.mineNext();
    }
    assertThat(world.chain.count).isEqualTo(count);
  }

  private void turn() {
    try {
      runner.step(DAO, ActSlots.slot(store.proposal, EXECUTE).orElseThrow(), wish);
    } catch (PrytanyException e) {
      // It is tried again, as its duty is.
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  private ActOutcome outcome() {
    return ActSlots.slot(store.proposal, EXECUTE)
        .flatMap(Act::outcome)
        .orElseGet(() -> new ActOutcome.Unknown("open"));
  }

  private List<Long> recalls() {
    return world.chain.pool.stream()
        .map(raw -> world.chain.contents(raw).orElseThrow())
        .filter(its -> its.call().calldata().equals("0x"))
        .map(its -> its.nonce())
        .distinct()
        .toList();
  }

  private List<String> own() {
    return world.lines().stream()
        .map(line -> line.what())
        .filter(org.prytany.signerd.journal.Recorded.Signed.class::isInstance)
        .map(org.prytany.signerd.journal.Recorded.Signed.class::cast)
        .filter(signed -> signed.act().equals(GuardWorld.act(request).id()))
        .map(org.prytany.signerd.journal.Recorded.Signed::hash)
        .toList();
  }

  /** What is wanted of the act, and what the chain shows of it. */
  private static final class Wish implements Mandate {
    Optional<String> forbidden = Optional.empty();

    @Override
    public Optional<String> notYet() {
      return Optional.empty();
    }

    @Override
    public Optional<String> forbidden(Proposal stored) {
      return forbidden;
    }

    @Override
    public Optional<Found> find() {
      return Optional.empty();
    }

    @Override
    public Optional<String> tooLate() {
      return Optional.empty();
    }
  }

  private static final class Store implements ProposalRepository {
    Proposal proposal;

    @Override
    public Optional<Proposal> find(ProposalKey key) {
      return Optional.of(proposal);
    }

    @Override
    public boolean insert(Proposal other) {
      return false;
    }

    @Override
    public Optional<Proposal> compareAndSwap(Proposal other) {
      proposal = other.change().version(other.version() + 1).build();
      return Optional.of(proposal);
    }

    @Override
    public List<ProposalSummary> summaries(long chainId, Address governor) {
      return List.of(ProposalSummary.of(proposal));
    }

    @Override
    public List<Proposal> of(long chainId, Address governor) {
      return List.of(proposal);
    }
  }

  private static final class Entries implements AuditRepository {
    private final List<AuditEntry> all = new ArrayList<>();

    @Override
    public Optional<AuditEntry> last() {
      return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    @Override
    public boolean append(AuditEntry entry) {
      return all.add(entry);
    }

    @Override
    public List<AuditEntry> from(long sequence, int limit) {
      return all.stream().filter(its -> its.sequence() >= sequence).limit(limit).toList();
    }
  }
}
