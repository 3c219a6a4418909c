package org.prytany.acceptance.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.cli.audit.AuditCommand;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.anchor.AnchorPlan;
import org.prytany.governance.anchor.AnchorService;
import org.prytany.governance.approval.ContractSignatures;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditHead;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.dao.Dao;
import org.prytany.signer.TreasurerSignatures;
import org.prytany.signerd.guard.AnchorGuard;
import org.prytany.signerd.guard.Clocks;
import org.prytany.signerd.guard.Limits;
import org.prytany.signerd.guard.OwnChain;
import org.prytany.signerd.guard.SigningGuard;
import org.prytany.signerd.journal.Journal;
import org.prytany.signerd.keys.KeySource;
import org.prytany.spi.Address;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import picocli.CommandLine;

/** The server's and the signer's own classes over anvil, and the command that verifies the log. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class AnchoredLogTest {

  private static final ECKeyPair KEY = ECKeyPair.create(BigInteger.valueOf(0xA11C4));
  private static final Address ACCOUNT = new Address("0x" + Keys.getAddress(KEY));
  private static final Duration PERIOD = Duration.ofHours(24);
  private static final BigInteger COIN = BigInteger.TEN.pow(18);

  @TempDir Path folder;

  private Instant now = Instant.parse("2026-11-27T12:00:00Z");
  private LocalChain chain;
  private ChainAdapters adapters;
  private Journal journal;
  private Entries entries;
  private AuditLog log;
  private AnchorService anchors;

  /** A log as a store keeps it. */
  private static final class Entries implements AuditRepository {
    final List<AuditEntry> all = new ArrayList<>();

    @Override
    public Optional<AuditEntry> last() {
      return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    @Override
    public boolean append(AuditEntry entry) {
      return entry.sequence() == all.size() + 1 && all.add(entry);
    }

    @Override
    public List<AuditEntry> from(long sequence, int limit) {
      return all.stream().filter(entry -> entry.sequence() >= sequence).limit(limit).toList();
    }

    List<String> acts() {
      return all.stream().map(AuditEntry::act).toList();
    }
  }

  @BeforeEach
  void open() {
    chain = LocalChain.start();
    chain.setBalance(ACCOUNT.hex(), COIN);
    adapters =
        new ChainAdapters(Map.of(chain.chainId(), URI.create(chain.rpcUrl())), RpcOptions.DEFAULT);
    journal =
        Journal.open(folder.resolve("journal"), folder.resolve("signer.witness"), false, () -> now);
    entries = new Entries();
    log = new AuditLog(entries, () -> now);
    Dao dao = Dao.onlyRead("demo", "Demo", chain.chainId(), Address.ZERO, Address.ZERO);
    AnchorPlan plan = new AnchorPlan(dao, ACCOUNT, PERIOD);
    AnchorGuard signer =
        guard(dao).anchors(new AnchorGuard.Rules(Optional.of(plan), COIN.shiftRight(6)));
    anchors =
        new AnchorService(
            log,
            adapters.submitter(),
            Optional.of(signer),
            plan,
            () -> now,
            Duration.ofMinutes(10));
  }

  private SigningGuard guard(Dao dao) {
    return new SigningGuard(
        new SigningGuard.Rules(Set.of(dao), Set.of(), COIN, COIN.shiftLeft(4), 1_000),
        new OwnChain(
            adapters.reader(),
            adapters.calls(),
            adapters.submitter(),
            adapters.decoder(),
            adapters.simulator(),
            adapters.ids(),
            adapters.logs(),
            adapters.control(),
            Map.of()),
        key(),
        journal,
        new byte[32],
        new TreasurerSignatures(ContractSignatures.NONE),
        Limits.NONE,
        new Clocks(() -> now, System::nanoTime));
  }

  private static KeySource key() {
    return new KeySource() {
      @Override
      public Set<Address> accounts() {
        return Set.of(ACCOUNT);
      }

      @Override
      public Sign.SignatureData sign(Address account, byte[] bytes) {
        return Sign.signMessage(bytes, KEY);
      }
    };
  }

  @AfterEach
  void close() {
    journal.close();
    adapters.close();
    chain.close();
  }

  private void work(int count) {
    for (int i = 0; i < count; i++) {
      log.append("server", "vote.sent", "p" + i, Map.of("n", "" + i));
    }
  }

  /** Turns until the chain has the latest anchor: each turn asks it first. */
  private void untilConfirmed() {
    while (!entries.acts().getLast().equals("anchor.confirmed")) {
      assertThat(anchors.turn()).isEmpty();
    }
  }

  private Path export() throws IOException {
    ObjectMapper json = new ObjectMapper();
    StringBuilder lines = new StringBuilder();
    for (AuditEntry entry : entries.all) {
      ObjectNode line = json.createObjectNode();
      line.put("sequence", entry.sequence()).put("at", entry.at().toString());
      line.put("actor", entry.actor()).put("act", entry.act()).put("subject", entry.subject());
      entry.details().forEach(line.putObject("details")::put);
      line.put("previousHash", entry.previousHash()).put("hash", entry.hash());
      lines.append(line).append('\n');
    }
    return Files.writeString(folder.resolve("log.jsonl"), lines);
  }

  private record Said(int exit, String words) {}

  private Said verify(String... more) throws IOException {
    StringWriter out = new StringWriter();
    CommandLine command = new CommandLine(new AuditCommand());
    command.setOut(new PrintWriter(out, true));
    List<String> words =
        new ArrayList<>(List.of("verify", "--log", export().toString(), "--rpc", chain.rpcUrl()));
    words.addAll(List.of(more));
    int exit = command.execute(words.toArray(String[]::new));
    return new Said(exit, out.toString());
  }

  @Test
  void theAnchorIsMinedAndVerifyFindsItOnTheChainByItself() throws IOException {
    work(3);
    AuditHead first = log.head();
    untilConfirmed();
    chain.mine(20);
    work(2);
    now = now.plus(PERIOD);
    untilConfirmed();
    chain.mine(5);
    work(1);

    assertThat(adapters.submitter().transactionCount(dao(), ACCOUNT)).isEqualTo(2);
    assertThat(chain.balance(ACCOUNT.hex())).isLessThan(COIN);
    Said found = verify("--anchor-account", ACCOUNT.hex());
    assertThat(found.exit()).as(found.words()).isZero();
    assertThat(found.words())
        .contains("The audit log is intact", "The anchor 0x")
        .contains("entries 1 to " + first.sequence() + " are")
        .contains("entries 1 to " + (first.sequence() + 6) + " are")
        .doesNotContain("own word");
    assertThat(verify().words()).contains("is the log's own word");

    // The log is written anew by somebody who can write to the store, with hashes that all fit.
    entries.all.clear();
    work(14);
    Said rewritten = verify("--anchor-account", ACCOUNT.hex());
    assertThat(rewritten.exit()).isEqualTo(1);
    assertThat(rewritten.words()).contains("is not the one that the anchor 0x");
  }

  @Test
  void anAnchorThatAReorgTookAwayIsMinedAgain() {
    work(1);
    untilConfirmed();
    chain.reorg(1);
    anchors.turn();
    chain.mine(1);
    untilConfirmed();

    assertThat(entries.acts()).contains("anchor.removed-by-reorg");
    assertThat(adapters.submitter().transactionCount(dao(), ACCOUNT)).isEqualTo(1);
  }

  private Dao dao() {
    return Dao.onlyRead("demo", "Demo", chain.chainId(), Address.ZERO, Address.ZERO);
  }
}
