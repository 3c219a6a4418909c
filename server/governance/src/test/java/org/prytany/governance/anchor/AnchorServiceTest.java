package org.prytany.governance.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.prytany.governance.act.Act;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditHead;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.world.MemoryAnchorSigner;
import org.prytany.governance.world.MemoryChain;
import org.prytany.governance.world.MemoryStore;
import org.prytany.governance.world.World;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

class AnchorServiceTest {

  private static final Address ACCOUNT = new Address("0x" + "a".repeat(40));
  private static final Duration PERIOD = Duration.ofHours(24);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Dao DAO =
      Dao.onlyRead("demo", "Demo", 31337, World.address(0x60), World.address(0x61));

  private Instant now = Instant.ofEpochSecond(1_800_000_000L);
  private MemoryStore.Audit entries = new MemoryStore.Audit();
  private MemoryChain chain = new MemoryChain();
  private MemoryAnchorSigner signer = new MemoryAnchorSigner(chain, ACCOUNT, PERIOD, () -> now);
  private AuditLog log = new AuditLog(entries, () -> now);

  /** Where a crash, or another node's turn, may come in. */
  private final class Node implements AuditRepository, AnchorSigner {
    private final Consumer<String> at;

    Node(Consumer<String> at) {
      this.at = at;
    }

    AnchorService service() {
      return service(this);
    }

    AnchorService service(AnchorSigner its) {
      return new AnchorService(
          new AuditLog(this, () -> now),
          new Watched(chain, at),
          Optional.of(its),
          new AnchorPlan(DAO, ACCOUNT, PERIOD),
          () -> now,
          PATIENCE);
    }

    @Override
    public Optional<AuditEntry> last() {
      at.accept("reading");
      return entries.last();
    }

    @Override
    public boolean append(AuditEntry entry) {
      at.accept("before " + entry.act());
      boolean appended = entries.append(entry);
      at.accept("after " + entry.act());
      return appended;
    }

    @Override
    public List<AuditEntry> from(long sequence, int limit) {
      return entries.from(sequence, limit);
    }

    @Override
    public java.util.Set<Address> accounts() {
      return signer.accounts();
    }

    @Override
    public Act.Submission anchor(AnchorRequest request) {
      at.accept("before signing");
      assertThat(entries.entries)
          .as("the intent is in the log before anything is signed")
          .anyMatch(e -> e.act().equals("anchor.due") && e.subject().equals(request.head().text()));
      Act.Submission signed = signer.anchor(request);
      at.accept("after signing");
      return signed;
    }
  }

  /** The chain, watched where it is asked and told. */
  private final class Watched extends WatchedChain {
    Watched(MemoryChain chain, Consumer<String> at) {
      super(chain, at);
    }

    @Override
    void leaving(String raw) {
      assertThat(entries.entries)
          .as("its hash is in the log before it is sent")
          .anyMatch(e -> e.act().equals("anchor.signed"))
          .anyMatch(e -> e.act().equals("anchor.sent"));
    }
  }

  private AnchorService service() {
    return new Node(place -> {}).service();
  }

  private void work(int count) {
    for (int i = 0; i < count; i++) {
      log.append("server", "vote.sent", "p" + i, Map.of());
    }
  }

  private List<AuditHead> mined() {
    return chain.broadcasts.stream()
        .distinct()
        .filter(raw -> chain.receipts.containsKey(MemoryChain.hashOf(raw)))
        .map(MemoryAnchorSigner::head)
        .toList();
  }

  @Test
  void peopleHearOfAnAnchorThatIsInNoBlockWhenTheNextOneIsDue() {
    chain.mining = false;
    work(3);
    assertThat(service().turn()).isEmpty();
    AuditHead left = signer.heads().getLast();
    work(1);
    now = now.plus(PERIOD);
    assertThat(service().turn().orElseThrow())
        .contains(left.text())
        .contains("in no block")
        .contains("its account");
    chain.mining = true;
    chain.mine();
    assertThat(service().turn()).isEmpty();
    work(1);
    now = now.plus(PERIOD);
    assertThat(service().turn()).isEmpty();
  }

  @Test
  void theHeadIsAnchoredOnceAPeriodAndOnlyIfSomethingHappened() {
    assertThat(service().turn()).isEmpty();
    assertThat(mined()).as("an empty log has no head to anchor").isEmpty();
    work(3);
    AuditHead head = log.head();
    assertThat(service().turn()).isEmpty();
    service().turn();
    now = now.plus(PERIOD.minusSeconds(1));
    service().turn();
    assertThat(mined()).containsExactly(head);
    assertThat(entries.acts())
        .endsWith("anchor.due", "anchor.signed", "anchor.sent", "anchor.confirmed");

    now = now.plus(PERIOD);
    service().turn();
    assertThat(mined()).as("nothing happened since").hasSize(1);
    work(1);
    service().turn();
    assertThat(mined()).hasSize(2);
  }

  @Test
  void whereNothingCanSignAPersonIsToldWhatToSend() {
    work(2);
    AuditHead head = log.head();
    AnchorService byHand =
        new AnchorService(
            log,
            chain,
            Optional.empty(),
            new AnchorPlan(DAO, ACCOUNT, PERIOD),
            () -> now,
            PATIENCE);

    assertThat(byHand.turn())
        .hasValueSatisfying(
            told -> assertThat(told).contains("./prytany audit anchor", head.text()));
    assertThat(byHand.turn()).as("told once a period").isEmpty();
    assertThat(entries.entries.getLast().details())
        .containsEntry("data", new Anchor(head).data())
        .containsEntry("account", ACCOUNT.hex());
  }

  /** Ends the process at its n-th place. */
  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Test
  void aCrashAnywhereLeavesOneAnchorOfOneEntryWithOneNonce() {
    int places = 0;
    for (int crashAt = 0; ; crashAt++) {
      fresh();
      work(3);
      AuditHead head = log.head();
      int[] left = {crashAt};
      Node node =
          new Node(
              place -> {
                if (left[0]-- == 0) {
                  throw new Crash();
                }
              });
      try {
        node.service().turn();
        node.service().turn();
        break;
      } catch (Crash e) {
        places++;
      }
      // What happens meanwhile is not what was meant to be anchored.
      work(1);
      for (int turn = 0; turn < 4; turn++) {
        service().turn();
      }
      String which = "crashed at place " + crashAt;
      assertThat(mined()).as(which).hasSize(1);
      assertThat(signer.nonces).as(which).containsExactly(0L);
      assertThat(signer.heads()).as(which).hasSize(1).first().isIn(head, AuditHeadOf.last(entries));
      assertThat(entries.acts().stream().filter(act -> act.startsWith("anchor.")))
          .as(which)
          .endsWith("anchor.confirmed");
    }
    assertThat(places).isGreaterThan(20);
  }

  /** The head that an anchor in a log is about. */
  private static final class AuditHeadOf {
    static AuditHead last(MemoryStore.Audit entries) {
      return entries.entries.reversed().stream()
          .filter(e -> e.act().equals("anchor.due"))
          .findFirst()
          .flatMap(e -> AuditHead.parse(e.subject()))
          .orElseThrow();
    }
  }

  @Test
  void twoNodesNeverAnchorTwoEntriesInAPeriodNorOneTwice() {
    int places = 0;
    for (int meetAt = 0; ; meetAt++) {
      fresh();
      work(3);
      int[] left = {meetAt};
      boolean[] met = {false};
      Node slow =
          new Node(
              place -> {
                if (left[0]-- == 0) {
                  met[0] = true;
                  work(1);
                  service().turn();
                  service().turn();
                }
              });
      try {
        slow.service().turn();
        slow.service().turn();
      } catch (PrytanyException e) {
        assertThat(e.code()).isEqualTo(FailureCode.SIGNING_REFUSED);
        slow.service().turn();
      }
      if (!met[0]) {
        break;
      }
      places++;
      for (int turn = 0; turn < 3; turn++) {
        service().turn();
      }
      String which = "met at place " + meetAt;
      assertThat(mined()).as(which).hasSize(1);
      assertThat(signer.heads()).as(which).hasSize(1);
      assertThat(signer.nonces).as(which).containsExactly(0L);
      assertThat(entries.acts().stream().filter("anchor.due"::equals)).as(which).hasSize(1);
      assertThat(new HashSet<>(chain.broadcasts)).as(which).hasSize(1);
    }
    assertThat(places).isGreaterThan(20);
  }

  @Test
  void aFormThatPaysTooLittleIsReplacedWithTheSameNonce() {
    chain.mining = false;
    work(1);
    service().turn();
    chain.baseFee = 50;
    service().turn();
    assertThat(signer.signed).as("patience is not over").hasSize(1);
    now = now.plus(PATIENCE);
    service().turn();
    assertThat(signer.nonces).containsExactly(0L);
    assertThat(signer.signed).hasSize(2);
    assertThat(MemoryAnchorSigner.most(signer.signed.getLast()))
        .isGreaterThan(BigInteger.valueOf(100));
    chain.leastTip = 9;
    service().turn();
    chain.mine();
    service().turn();
    assertThat(mined()).hasSize(1);
    assertThat(entries.acts()).endsWith("anchor.confirmed");
  }

  @Test
  void whatIsNotMinedUntilTheNextOneIsDueIsReplacedByThat() {
    chain.mining = false;
    work(1);
    service().turn();
    work(4);
    now = now.plus(PERIOD);
    AuditHead later = log.head();
    for (int turn = 0; turn < 3; turn++) {
      service().turn();
    }
    chain.mine();
    service().turn();

    assertThat(mined()).containsExactly(later);
    assertThat(signer.nonces).containsExactly(0L);
  }

  @Test
  void aNonceThatSomethingElseUsedIsSeenAndAnotherIsTaken() {
    chain.mining = false;
    work(1);
    AuditHead head = log.head();
    service().turn();
    chain.useNonce(ACCOUNT);
    chain.mining = true;
    service().turn();
    service().turn();

    assertThat(entries.acts()).contains("anchor.nonce-taken").endsWith("anchor.confirmed");
    assertThat(mined()).containsExactly(head);
    assertThat(signer.nonces).containsExactly(0L, 1L);
  }

  @Test
  void anAnchorThatAReorgTookAwayIsSentAgain() {
    work(1);
    service().turn();
    service().turn();
    assertThat(entries.acts()).endsWith("anchor.confirmed");
    String hash = MemoryChain.hashOf(chain.broadcasts.getFirst());
    chain.unmine(
        hash,
        ACCOUNT,
        new ProposalKey(31337, World.address(0x60), BigInteger.ONE),
        ProposalState.ACTIVE);
    service().turn();
    service().turn();

    assertThat(entries.acts())
        .endsWith("anchor.confirmed", "anchor.removed-by-reorg", "anchor.confirmed");
    assertThat(signer.nonces).containsExactly(0L);
    assertThat(new HashSet<>(chain.broadcasts)).hasSize(1);
  }

  @Test
  void anotherBlockInItsPlaceIsSeenToo() {
    work(1);
    service().turn();
    service().turn();
    chain.reorganise(1);
    service().turn();
    service().turn();

    assertThat(entries.acts()).endsWith("anchor.removed-by-reorg", "anchor.confirmed");
  }

  @Test
  void withoutCoinAPersonIsToldAndItIsTriedAgain() {
    chain.poor.add(ACCOUNT);
    work(1);
    assertThat(service().turn())
        .hasValueSatisfying(told -> assertThat(told).contains("not enough coin", ACCOUNT.hex()));
    chain.poor.clear();
    service().turn();
    service().turn();
    assertThat(mined()).hasSize(1);
  }

  @Test
  void aSignerThatRefusesEndsTheTurnAndNothingIsSent() {
    work(1);
    AnchorSigner refusing =
        new AnchorSigner() {
          @Override
          public java.util.Set<Address> accounts() {
            return java.util.Set.of(ACCOUNT);
          }

          @Override
          public Act.Submission anchor(AnchorRequest request) {
            throw new PrytanyException(FailureCode.SIGNING_REFUSED, "the number falls");
          }
        };
    assertThatThrownBy(() -> new Node(place -> {}).service(refusing).turn())
        .isInstanceOf(PrytanyException.class);
    assertThat(chain.handedOver).isEmpty();
    assertThat(entries.acts()).endsWith("anchor.due");
  }

  private void fresh() {
    now = Instant.ofEpochSecond(1_800_000_000L);
    entries = new MemoryStore.Audit();
    chain = new MemoryChain();
    signer = new MemoryAnchorSigner(chain, ACCOUNT, PERIOD, () -> now);
    log = new AuditLog(entries, () -> now);
  }

  /** Somebody who can write to the store adds an entry; the log's own chain of hashes holds. */
  @Test
  void anIntentThatNamesAnotherHeadOrTimeToComeIsNone() {
    for (boolean later : new boolean[] {false, true}) {
      entries = new MemoryStore.Audit();
      chain = new MemoryChain();
      signer = new MemoryAnchorSigner(chain, ACCOUNT, PERIOD, () -> now);
      log = new AuditLog(entries, () -> now);
      log.append("server", "server.started", "house", Map.of());
      Instant present = now;
      if (later) {
        now = now.plus(Duration.ofDays(400));
        log.append("server", "anchor.due", log.head().text(), Map.of());
        now = present;
      } else {
        String forged = "999999999999999999:0x" + "e".repeat(64);
        log.append("server", "anchor.due", forged, Map.of());
      }
      log.append("server", "ballot.confirmed", "p", Map.of());
      String head = log.head().text();

      service().turn();

      assertThat(entries.entries)
          .filteredOn(entry -> entry.act().equals("anchor.signed"))
          .extracting(AuditEntry::subject)
          .containsExactly(head);
    }
  }
}
