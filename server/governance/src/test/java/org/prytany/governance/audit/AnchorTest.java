package org.prytany.governance.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.world.MemoryStore;
import org.prytany.spi.Address;

class AnchorTest {

  private static final Address ACCOUNT = new Address("0x" + "a".repeat(40));
  private static final Duration PERIOD = Duration.ofHours(24);

  private final MemoryStore.Audit entries = new MemoryStore.Audit();
  private Instant now = Instant.ofEpochSecond(1_800_000_000L);
  private final AuditLog log = new AuditLog(entries, () -> now);
  private final StubChain chain = new StubChain();
  private final AnchorService service =
      new AnchorService(log, entries, chain, new AnchorService.Plan(1, ACCOUNT, PERIOD), () -> now);

  /** A chain whose transactions are in a block at once, if it can sign at all. */
  private static final class StubChain implements AuditAnchor {
    final Map<String, Found> mined = new HashMap<>();
    boolean signs = true;

    @Override
    public Optional<String> send(long chainId, Address account, String data) {
      if (!signs) {
        return Optional.empty();
      }
      String hash = "0xtx" + mined.size();
      mined.put(hash, new Found(account, account, BigInteger.ZERO, data, true, 7));
      return Optional.of(hash);
    }

    @Override
    public Optional<Found> find(long chainId, String transactionHash) {
      return Optional.ofNullable(mined.get(transactionHash));
    }
  }

  private void work(int count) {
    for (int i = 0; i < count; i++) {
      log.append("server", "vote.sent", "p" + i, Map.of());
    }
  }

  @Test
  void theHeadIsAnchoredOnceAPeriodAndOnlyIfSomethingHappened() {
    assertThat(service.turn()).isEmpty();
    assertThat(chain.mined).as("an empty log has no head to anchor").isEmpty();
    work(3);
    AuditHead head = log.head();
    service.turn();
    service.turn();
    now = now.plus(PERIOD.minusSeconds(1));
    service.turn();
    assertThat(chain.mined).hasSize(1);
    assertThat(Anchor.read(chain.mined.get("0xtx0").data()).orElseThrow().head()).isEqualTo(head);
    assertThat(entries.acts()).endsWith("anchor.due", "anchor.sent", "anchor.confirmed");

    now = now.plus(PERIOD);
    service.turn();
    assertThat(chain.mined).as("nothing happened since").hasSize(1);
    work(1);
    service.turn();
    assertThat(chain.mined).hasSize(2);
  }

  @Test
  void whereNothingCanSignAPersonIsToldWhatToSend() {
    chain.signs = false;
    work(2);
    AuditHead head = log.head();

    assertThat(service.turn()).contains(new Anchor(head));
    assertThat(service.turn()).as("told once a period").isEmpty();
    assertThat(entries.entries.getLast().details())
        .containsEntry("data", new Anchor(head).data())
        .containsEntry("account", ACCOUNT.hex());
  }

  @Test
  void anAnchorIsReadBackFromItsBytesAndNothingElseIs() {
    Anchor anchor = new Anchor(new AuditHead(812, "0x" + "5a".repeat(32)));

    assertThat(anchor.data()).hasSize(2 + 2 * 62).startsWith("0x7072797461");
    assertThat(Anchor.read(anchor.data())).contains(anchor);
    assertThat(Anchor.read(anchor.data() + "00")).isEmpty();
    assertThat(Anchor.read(anchor.data().replaceFirst("0x70", "0x71"))).isEmpty();
    assertThat(Anchor.read("0x")).isEmpty();
  }

  @Test
  void aTransactionVouchesOnlyForTheLogThatItAnchored() {
    work(5);
    chain.signs = true;
    service.turn();
    assertThat(service.check("0xtx0")).isEmpty();
    assertThat(service.check("0xother")).contains("no such transaction");
    AuditAnchor.Found good = chain.mined.get("0xtx0");
    Address stranger = new Address("0x" + "b".repeat(40));
    chain.mined.put(
        "failed", new AuditAnchor.Found(ACCOUNT, ACCOUNT, BigInteger.ZERO, good.data(), false, 7));
    chain.mined.put(
        "from", new AuditAnchor.Found(stranger, ACCOUNT, BigInteger.ZERO, good.data(), true, 7));
    chain.mined.put(
        "to", new AuditAnchor.Found(ACCOUNT, stranger, BigInteger.ZERO, good.data(), true, 7));
    chain.mined.put(
        "value", new AuditAnchor.Found(ACCOUNT, ACCOUNT, BigInteger.ONE, good.data(), true, 7));
    chain.mined.put(
        "data", new AuditAnchor.Found(ACCOUNT, ACCOUNT, BigInteger.ZERO, "0x1234", true, 7));
    assertThat(service.check("failed")).contains("failed");
    assertThat(service.check("from")).contains("to itself");
    assertThat(service.check("to")).contains("to itself");
    assertThat(service.check("value")).contains("moves value");
    assertThat(service.check("data")).contains("no anchor");

    Tampering.resealFrom(entries.entries, 4, e -> Tampering.withActor(e, "somebody"));
    assertThat(service.check("0xtx0")).contains("entry 5 is not the one that was anchored");
    entries.entries.subList(4, entries.entries.size()).clear();
    assertThat(service.check("0xtx0")).contains("entry 5 was anchored, and the log does not have");
  }
}
