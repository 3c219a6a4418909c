package org.prytany.app.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.app.view.PluginConfigurationView;
import org.prytany.app.view.PluginConfigurationView.PluginSettingView;
import org.prytany.governance.approval.ContractSignatures;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.audit.AuditRepository;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.installation.OrderGate;
import org.prytany.governance.installation.OrderedSettings;
import org.prytany.governance.installation.SetValue;
import org.prytany.governance.installation.SettingsChange;
import org.prytany.governance.installation.SettingsOrders;
import org.prytany.governance.plugin.PluginStatus;
import org.prytany.governance.plugin.PluginStatus.State;
import org.prytany.governance.plugin.Plugins;
import org.prytany.governance.plugin.RunningDigester;
import org.prytany.governance.plugin.RunningExecutor;
import org.prytany.governance.plugin.TakenSettings;
import org.prytany.governance.statement.SettingsOrder;
import org.prytany.host.configuration.ConfigurationSchema;
import org.prytany.host.configuration.StrictJson;
import org.prytany.host.inspect.Declared;
import org.prytany.host.inspect.Inspection;
import org.prytany.signer.TreasurerSignatures;
import org.prytany.spi.Address;
import org.prytany.spi.VoteStrategy;
import org.prytany.store.orders.SettingsFile;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Sign;
import org.web3j.crypto.StructuredDataEncoder;
import org.web3j.utils.Numeric;

/**
 * What is set for a plugin from its WAR's schema to the file that keeps it, with real files and
 * real signatures. No secret is answered, and nobody else can read the file.
 */
class SettingsOfPluginsTest {

  private static final Credentials OPERATOR = Credentials.create("0x" + "4c".repeat(32));
  private static final Address ACCOUNT = new Address(OPERATOR.getAddress());
  private static final String SALT = "5".repeat(64);
  private static final String SERVER = "https://dao.example";
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
          Map.of(),
          Optional.empty());

  @TempDir private Path folder;
  private final List<AuditEntry> log = new ArrayList<>();
  private final List<PluginStatus> statuses = new ArrayList<>();
  private PluginSchemas schemas;
  private OrderedSettings settings;
  private SettingsOrders orders;

  @BeforeEach
  void start() throws IOException {
    Path kept = Files.createDirectories(folder.resolve("kept"));
    Files.createDirectories(folder.resolve("data"));
    if (statuses.isEmpty()) {
      Path made = folder.resolve("chat.war");
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(made))) {
        entry(
            zip,
            Declared.ENTRY,
            """
            {"id": "chat", "version": "1.0", "spi": "[0.1,9.0)", "kinds": ["strategy"],
             "configuration": {
               "type": "object", "additionalProperties": false,
               "properties": {"room": {"type": "string", "maxLength": 9},
                              "token": {"type": "string", "secret": true},
                              "most": {"type": "integer", "maximum": 9, "default": 3}}}}
            """);
      }
      String sha256 = Inspection.sha256(made);
      Files.move(made, kept.resolve(sha256 + ".war"));
      statuses.add(
          new PluginStatus(
              "chat",
              "1.0",
              "VoteStrategy",
              State.ACTIVE,
              "",
              Optional.of("chat.war"),
              Optional.of(sha256)));
    }
    Clock clock = Clock.fixed(Instant.parse("2026-11-30T09:00:00Z"), ZoneOffset.UTC);
    TreasurerSignatures signatures = new TreasurerSignatures(ContractSignatures.NONE);
    AuditLog audit = new AuditLog(new Entries(), clock);
    schemas = new PluginSchemas(new Stated(), kept);
    settings =
        new OrderedSettings(
            new SettingsFile(folder.resolve("data")),
            Map.of("chat", Map.of("room", "hall", "token", "of-the-file")),
            Set.of(ACCOUNT),
            signatures,
            audit);
    orders =
        new SettingsOrders(
            new OrderGate(Set.of(ACCOUNT), signatures, List.of(SERVER), clock),
            settings,
            schemas,
            audit);
  }

  private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
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

  private void order(Map<String, SetValue> set) throws IOException {
    order(set, Set.of(), set);
  }

  private void order(Map<String, SetValue> set, Set<String> unset, Map<String, SetValue> all)
      throws IOException {
    SettingsOrder order =
        orders.prepare(DAO, ACCOUNT, "chat", set.keySet(), unset, SetValue.hashOf(all), SERVER);
    byte[] digest = new StructuredDataEncoder(order.data().json()).hashStructuredData();
    Sign.SignatureData its = Sign.signMessage(digest, OPERATOR.getEcKeyPair(), false);
    byte[] bytes = new byte[65];
    System.arraycopy(its.getR(), 0, bytes, 0, 32);
    System.arraycopy(its.getS(), 0, bytes, 32, 32);
    bytes[64] = its.getV()[0];
    orders.carryOut(order.signed(Numeric.toHexString(bytes)), new SettingsChange(set, unset));
  }

  private PluginSettingView shown(boolean operator, String name) {
    PluginConfigurationView view =
        new ConfigurationViews(settings, operator).of("chat", schemas.of("chat"));
    return view.settings().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void what_was_signed_is_in_force_and_shown_also_after_a_restart() throws IOException {
    order(Map.of("most", new SetValue("4", SALT), "token", new SetValue("tell-nobody", SALT)));
    settings.taken(settings.given(), List.of(new TakenSettings("chat", Optional.empty())));
    start();

    assertThat(settings.given().byPlugin().get("chat"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("room", "hall", "token", "tell-nobody", "most", "4"));
    assertThat(shown(true, "most").from()).isEqualTo("order");
    assertThat(shown(true, "most").value()).contains("4");
    assertThat(shown(true, "room").from()).isEqualTo("file");
    assertThat(shown(true, "token").value()).isEmpty();
    assertThat(shown(true, "token").hash())
        .contains(new SetValue("tell-nobody", SALT).hash("token"));
    assertThat(shown(false, "most").value()).isEmpty();
    assertThat(new ConfigurationViews(settings, true).of("chat", schemas.of("chat")).toString())
        .doesNotContain("tell-nobody", "of-the-file", SALT);
    assertThat(log.toString()).doesNotContain("tell-nobody", SALT);
  }

  @Test
  void nobody_but_the_servers_user_reads_the_file() throws IOException {
    order(Map.of("token", new SetValue("tell-nobody", SALT)));
    Path file = folder.resolve("data").resolve("plugin-settings.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    // What a broken file holds is not repeated by whoever reads it.
    Files.writeString(file, "[{\"tell-nobody");
    assertThatThrownBy(this::start)
        .hasMessageContaining("plugin-settings.json")
        .hasMessageNotContaining("tell-nobody");
  }

  @Test
  void what_the_schema_does_not_take_is_refused_by_its_key() {
    assertThatThrownBy(() -> order(Map.of("most", new SetValue("10", SALT))))
        .hasMessageContaining("prytany.plugins.config.chat.most is not what it has to be")
        .hasMessageContaining("at most 9");
    assertThatThrownBy(() -> order(Map.of("color", new SetValue("red", SALT))))
        .hasMessageContaining("prytany.plugins.config.chat.color is nothing that this version");
    assertThat(settings.onTrial("chat")).isFalse();
  }

  @Test
  void a_copy_that_is_not_the_WAR_by_whose_hash_it_is_called_says_nothing() throws IOException {
    Path war = folder.resolve("kept").resolve(statuses.getFirst().sha256().orElseThrow() + ".war");
    assertThat(schemas.of("chat").orElseThrow().schema().settings()).hasSize(3);
    Files.write(war, new byte[] {0}, java.nio.file.StandardOpenOption.APPEND);
    assertThat(schemas.of("chat")).isEmpty();
    assertThat(schemas.of("other")).isEmpty();
  }

  @Test
  void what_a_newer_version_does_not_know_stays_ordered_and_can_be_seen() throws IOException {
    order(Map.of("most", new SetValue("4", SALT)));
    ConfigurationSchema newer =
        ConfigurationSchema.read(
            StrictJson.tree(
                """
                {"type": "object", "additionalProperties": false,
                 "properties": {"room": {"type": "string"}}}
                """
                    .getBytes(StandardCharsets.UTF_8)));
    PluginConfigurationView view =
        new ConfigurationViews(settings, true)
            .of(
                "chat",
                Optional.of(new PluginSchemas.Configurable("chat", "2.0", "6".repeat(64), newer)));
    assertThat(view.others())
        .containsExactly(
            new PluginConfigurationView.OrderedValueView(
                "most", new SetValue("4", SALT).hash("most")));
  }

  @Test
  void what_is_ordered_for_a_plugin_that_is_gone_is_shown_and_unset() throws IOException {
    order(Map.of("token", new SetValue("tell-nobody", SALT)));
    settings.taken(settings.given(), List.of(new TakenSettings("chat", Optional.empty())));
    statuses.clear();
    ConfigurationViews views = new ConfigurationViews(settings, true);
    assertThat(views.of("chat", schemas.of("chat")).others())
        .extracting(PluginConfigurationView.OrderedValueView::name)
        .containsExactly("token");
    order(Map.of(), Set.of("token"), Map.of());
    assertThat(settings.given().byPlugin().get("chat")).containsEntry("token", "of-the-file");
    assertThatThrownBy(() -> views.of("chat", schemas.of("chat")))
        .hasMessageContaining("Nothing can be set");
  }

  @Test
  void what_is_put_aside_may_not_start_and_what_runs_may() {
    PluginStatus runs = statuses.getFirst();
    for (State state : State.values()) {
      statuses.set(
          0,
          new PluginStatus(
              runs.id(),
              runs.version(),
              runs.kind(),
              state,
              runs.reason(),
              runs.file(),
              runs.sha256()));
      assertThat(schemas.mayStart("chat"))
          .isEqualTo(Set.of(State.STARTING, State.ACTIVE, State.STANDBY).contains(state));
    }
    assertThat(schemas.mayStart("other")).isFalse();
  }

  @Test
  void a_broken_salt_hash_or_number_in_the_file_is_said_with_the_files_name() throws IOException {
    order(Map.of("token", new SetValue("tell-nobody", SALT)));
    Path file = folder.resolve("data").resolve("plugin-settings.json");
    String whole = Files.readString(file);
    for (String broken :
        List.of(
            whole.replace(SALT, "zz"),
            whole.replace("\"latest\":\"", "\"latest\":\"zz"),
            whole.replace("\"hash\":\"", "\"hash\":\"zz"),
            whole.replace("\"replaces\":\"", "\"replaces\":\"zz"),
            whole.replace("\"nonce\":\"", "\"nonce\":\"zz"),
            whole.replace("\"expiry\":", "\"expiry\":-"),
            whole.replace("\"set\":[", "\"sets\":["))) {
      assertThat(broken).isNotEqualTo(whole);
      Files.writeString(file, broken);
      assertThatThrownBy(this::start)
          .hasMessageContaining("plugin-settings.json")
          .hasMessageContaining("cannot be read");
    }
  }
}
