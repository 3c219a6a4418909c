package org.prytany.app.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.app.view.PluginReportView;
import org.prytany.governance.approval.ContractSignatures;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.installation.ApprovedPlugins;
import org.prytany.governance.installation.OrderGate;
import org.prytany.governance.installation.PluginInstallation;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.PluginStatus.State;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.plugin.RunningDigester;
import org.prytany.governance.plugin.RunningExecutor;
import org.prytany.governance.statement.PluginOrder;
import org.prytany.governance.statement.PluginOrder.Action;
import org.prytany.host.inspect.Declared;
import org.prytany.host.inspect.Inspection;
import org.prytany.host.staging.Staged;
import org.prytany.host.staging.Staging;
import org.prytany.signer.TreasurerSignatures;
import org.prytany.spi.Address;
import org.prytany.spi.VoteStrategy;
import org.prytany.store.orders.OrdersFile;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Sign;
import org.web3j.crypto.StructuredDataEncoder;
import org.web3j.utils.Numeric;

/**
 * An upload from its bytes to the plugin directory, with real files and real signatures. Whatever
 * is changed in what was signed, nothing comes into the directory, and nothing may run.
 */
class UploadToServiceTest {

  private static final Credentials OPERATOR = Credentials.create("0x" + "4c".repeat(32));
  private static final Credentials STRANGER = Credentials.create("0x" + "5d".repeat(32));
  private static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");
  private static final Dao DAO =
      new Dao(
          "harbour",
          "Harbour",
          31337,
          new Address("0x" + "60".repeat(20)),
          new Address("0x" + "61".repeat(20)),
          Set.of(),
          0,
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          1,
          Set.of(),
          java.util.Map.of(),
          Optional.empty());

  @TempDir private Path folder;
  private final List<AuditEntry> log = new ArrayList<>();
  private final List<PluginStatus> statuses = new ArrayList<>();
  private Path plugins;
  private UploadShelf shelf;
  private ApprovedPlugins approved;
  private PluginInstallation installation;

  @BeforeEach
  void start() throws IOException {
    plugins = folder.resolve("plugins");
    Path uploads = Files.createDirectories(folder.resolve("uploads"));
    Files.createDirectories(folder.resolve("kept"));
    shelf = new UploadShelf(new Staging(uploads, Inspection::of), plugins, folder.resolve("kept"));
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Set<Address> operators = Set.of(new Address(OPERATOR.getAddress()));
    TreasurerSignatures signatures = new TreasurerSignatures(ContractSignatures.NONE);
    approved = new ApprovedPlugins(new OrdersFile(folder), operators, signatures, clock);
    installation =
        new PluginInstallation(
            new OrderGate(operators, signatures, List.of("https://dao.example"), clock),
            approved,
            shelf,
            new Stated(),
            new AuditLog(new Entries(), clock));
  }

  private final class Stated implements Plugins {
    @Override
    public Optional<RunningDigester> digester() {
      return Optional.empty();
    }

    @Override
    public Optional<VoteStrategy> strategy() {
      return Optional.empty();
    }

    @Override
    public Optional<RunningExecutor> executor() {
      return Optional.empty();
    }

    @Override
    public List<PluginStatus> statuses() {
      return List.copyOf(statuses);
    }
  }

  private final class Entries implements AuditRepository {
    @Override
    public Optional<AuditEntry> last() {
      return log.isEmpty() ? Optional.empty() : Optional.of(log.getLast());
    }

    @Override
    public boolean append(AuditEntry entry) {
      return log.add(entry);
    }

    @Override
    public List<AuditEntry> from(long sequence, int limit) {
      return log.stream().filter(entry -> entry.sequence() >= sequence).limit(limit).toList();
    }
  }

  private static byte[] war(String version, String permissions) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(Declared.ENTRY));
      zip.write(
          ("{\"id\": \"votes\", \"kinds\": [\"strategy\"], \"spi\": \"[0.1,9.0)\", \"version\": \""
                  + version
                  + "\", \"permissions\": [\""
                  + permissions.replace(" ", "\", \"")
                  + "\"]}")
              .getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private Staged upload(byte[] war) throws IOException {
    return shelf.staging().take("0x1", new ByteArrayInputStream(war), OptionalLong.of(war.length));
  }

  private PluginOrder asked(String sha256) {
    return installation.prepare(DAO, new Address(OPERATOR.getAddress()), sha256);
  }

  /** Signs as a wallet does: what is hashed is the JSON that it is given. */
  private static PluginOrder signed(PluginOrder order, Credentials wallet) {
    try {
      byte[] digest = new StructuredDataEncoder(order.data().json()).hashStructuredData();
      Sign.SignatureData signature = Sign.signMessage(digest, wallet.getEcKeyPair(), false);
      byte[] bytes = new byte[65];
      System.arraycopy(signature.getR(), 0, bytes, 0, 32);
      System.arraycopy(signature.getS(), 0, bytes, 32, 32);
      bytes[64] = signature.getV()[0];
      return with(order, order.action(), order.sha256(), order.operator(), hex(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hex(byte[] bytes) {
    return Numeric.toHexString(bytes);
  }

  private static PluginOrder with(
      PluginOrder order, Action action, String sha256, Address operator, String signature) {
    return new PluginOrder(
        order.chainId(),
        order.governor(),
        action,
        order.server(),
        order.plugin(),
        order.version(),
        sha256,
        order.replaces(),
        operator,
        order.nonce(),
        order.expiry(),
        signature);
  }

  private void runs(String version, String sha256) {
    statuses.clear();
    statuses.add(
        new PluginStatus(
            "votes",
            version,
            "VoteStrategy",
            State.ACTIVE,
            "",
            Optional.of("votes.war"),
            Optional.of(sha256)));
  }

  @Test
  void what_the_operator_signed_lies_in_the_directory_and_may_run_also_after_a_restart()
      throws IOException {
    byte[] war = war("1.0", "files");
    String sha256 = upload(war).report().sha256();
    assertThat(files(plugins)).isEmpty();

    installation.carryOut(signed(asked(sha256), OPERATOR));

    assertThat(plugins.resolve("votes.war")).hasBinaryContent(war);
    assertThat(files(folder.resolve("uploads"))).isEmpty();
    start();
    assertThat(approved.hashes()).containsExactly(sha256);
    assertThat(log)
        .anySatisfy(
            entry -> {
              assertThat(entry.act()).isEqualTo("plugin.approved");
              assertThat(entry.actor()).isEqualTo(OPERATOR.getAddress());
              assertThat(entry.details()).containsEntry("sha256", sha256);
            });
  }

  @Test
  void no_other_signature_and_no_other_content_of_what_was_signed_does_anything()
      throws IOException {
    String mine = upload(war("1.0", "files")).report().sha256();
    String other = upload(war("1.0", "files network")).report().sha256();
    PluginOrder good = signed(asked(mine), OPERATOR);
    Address operator = good.operator();
    String signature = good.signature();

    for (PluginOrder attack :
        List.of(
            with(good, good.action(), other, operator, signature),
            with(good, Action.UPDATE, mine, operator, signature),
            with(good, good.action(), mine, new Address(STRANGER.getAddress()), signature),
            signed(good, STRANGER),
            with(signed(good, STRANGER), good.action(), mine, operator, "0x"),
            with(good, good.action(), mine, operator, "0x" + "00".repeat(65)),
            with(good, good.action(), mine, operator, ""),
            new PluginOrder(
                1,
                good.governor(),
                good.action(),
                good.server(),
                good.plugin(),
                good.version(),
                mine,
                good.replaces(),
                operator,
                good.nonce(),
                good.expiry(),
                signature),
            new PluginOrder(
                good.chainId(),
                good.governor(),
                good.action(),
                good.server(),
                good.plugin(),
                good.version(),
                mine,
                good.replaces(),
                operator,
                "7".repeat(64),
                good.expiry(),
                signature))) {
      assertThatThrownBy(() -> installation.carryOut(attack)).isInstanceOf(PrytanyException.class);
    }
    assertThat(files(plugins)).isEmpty();
    assertThat(approved.hashes()).isEmpty();
    assertThat(log).isEmpty();
    start();
    assertThat(approved.hashes()).isEmpty();
  }

  /** Whoever writes to the data folder still has no operator's signature. */
  @Test
  void a_file_of_orders_that_somebody_changed_lets_nothing_run_and_says_when_it_is_broken()
      throws IOException {
    String sha256 = upload(war("1.0", "files")).report().sha256();
    installation.carryOut(signed(asked(sha256), OPERATOR));
    Path orders = folder.resolve("plugin-orders.json");
    String kept = Files.readString(orders);

    Files.writeString(orders, kept.replace(sha256, "e".repeat(64)));
    start();
    assertThat(approved.hashes()).isEmpty();

    Files.writeString(orders, kept.substring(0, kept.length() / 2));
    assertThatThrownBy(this::start)
        .hasMessageContaining("plugin-orders.json")
        .hasMessageContaining("move it away");
  }

  @Test
  void the_report_says_what_is_new_against_what_is_in_service() throws IOException {
    byte[] first = war("1.0", "files");
    String before = upload(first).report().sha256();
    Files.write(folder.resolve("kept").resolve(before + ".war"), first);
    runs("1.0+rules.abc", before);

    PluginReportView report = report(war("2.0", "network"));
    assertThat(report.waits()).isTrue();
    assertThat(report.action()).isEqualTo("update-plugin");
    assertThat(report.replaces().orElseThrow().sha256()).isEqualTo(before);
    assertThat(report.changes())
        .anyMatch(line -> line.contains("New:") && line.contains("network"))
        .anyMatch(line -> line.contains("No more:") && line.contains("files"));
    assertThat(report(war("0.9", "files")).changes()).anyMatch(line -> line.contains("downgrade"));
    assertThat(report(war("0.9", "files")).action()).isEqualTo("downgrade-plugin");

    PluginReportView refused = report(war("2.0", "everything"));
    assertThat(refused.waits()).isFalse();
    assertThat(refused.action()).isEmpty();
    assertThat(refused.refusals())
        .allSatisfy(one -> assertThat(one.next()).contains("upload the new file"))
        .anySatisfy(one -> assertThat(one.reason()).contains("everything"));
  }

  private PluginReportView report(byte[] war) throws IOException {
    return new UploadReports(installation, shelf).of(upload(war));
  }

  private static List<String> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).toList();
    }
  }
}
