package org.prytany.check.init;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.prytany.governance.chain.LocalChains;
import org.prytany.settings.ConfigKey;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/**
 * The operator's file: every key that there is, explained, and set where something is known; the
 * others stand there with their defaults, as comments.
 */
final class SettingsPage {

  private static final int WIDTH = 96;

  /** For parts of a name that nobody has chosen yet. */
  private static final String EXAMPLE = "example";

  private static final List<Part> PARTS =
      List.of(
          new Part("The DAO", List.of("prytany.daos", "prytany.dao.")),
          new Part(
              "What the server keeps",
              List.of("prytany.data-dir", "prytany.store.", "prytany.audit.")),
          new Part(
              "Plugins and voting rules",
              List.of("prytany.plugins.", "prytany.policy.", "prytany.vote-")),
          new Part(
              "Who may do what",
              List.of(
                  "prytany.operators",
                  "prytany.public-origin",
                  "prytany.proxies",
                  "prytany.digest.key")),
          new Part(
              "Whom the server tells what happens: nobody, until a channel is named",
              List.of("prytany.alerts.")),
          new Part("Names of tokens and of contracts' functions", List.of("prytany.decode.")),
          new Part("Everything else", List.of("prytany.")));

  /** Keys under a heading: those that begin so, and stand under none before. */
  private record Part(String heading, List<String> beginnings) {

    Part {
      beginnings = List.copyOf(beginnings);
    }

    boolean has(ConfigKey key) {
      return beginnings.stream().anyMatch(key.pattern()::startsWith);
    }
  }

  private final Plan plan;
  private final Map<ConfigKey, String> values;
  private final StringBuilder page = new StringBuilder();

  private SettingsPage(Plan plan) {
    this.plan = plan;
    this.values = values(plan);
  }

  /** The file's text. */
  static String of(Plan plan) {
    return new SettingsPage(plan).text();
  }

  /** The settings that the file makes, as the server reads them. */
  static Map<String, String> settings(Plan plan) {
    Map<String, String> settings = new LinkedHashMap<>();
    values(plan).forEach((key, value) -> settings.put(name(plan, key), value));
    plan.names()
        .forEach(
            (account, name) -> settings.put(ConfigKey.DAO_LABEL.of(plan.id(), hex(account)), name));
    return settings;
  }

  private static Map<ConfigKey, String> values(Plan plan) {
    Map<ConfigKey, String> values = new LinkedHashMap<>();
    values.put(ConfigKey.DAOS, plan.id());
    values.put(ConfigKey.DAO_NAME, plan.name());
    values.put(ConfigKey.DAO_CHAIN_ID, Long.toString(plan.chainId()));
    values.put(ConfigKey.DAO_RPC_URL, plan.endpoint());
    values.put(ConfigKey.DAO_GOVERNOR, hex(plan.found().governor()));
    values.put(ConfigKey.DAO_TREASURY, hex(plan.found().profile().executor().orElseThrow()));
    if (!plan.funds().isEmpty()) {
      values.put(
          ConfigKey.DAO_FUNDS,
          plan.funds().stream().map(SettingsPage::hex).collect(Collectors.joining(",")));
    }
    plan.found()
        .since()
        .ifPresent(block -> values.put(ConfigKey.DAO_FROM_BLOCK, Long.toString(block)));
    plan.voter().ifPresent(voter -> values.put(ConfigKey.DAO_VOTER, hex(voter.account())));
    values.put(ConfigKey.DATA_DIR, "data");
    plan.store().ifPresent(uri -> values.put(ConfigKey.STORE_URI, uri));
    values.put(ConfigKey.PLUGINS_SHA256, String.join(",", plan.plugins()));
    values.put(ConfigKey.POLICY_FILE, ConfigFolder.POLICY);
    return values;
  }

  /** A server that signs nothing loses nothing that the chain does not have. */
  static boolean embedded(Plan plan) {
    return plan.store().isEmpty()
        && plan.voter().isEmpty()
        && !LocalChains.IDS.contains(plan.chainId());
  }

  private String text() {
    comment(
        "The configuration of a Prytany server, begun by `prytany init`. It is yours: edit it. Lines"
            + " that begin with # count for nothing; a key after # stands there with its default, or"
            + " without one: take the # away to set it. Relative paths start at this file's folder. An"
            + " unknown key refuses the start. docs/operating.md explains more; run `prytany check`"
            + " after a change.");
    Set<ConfigKey> left = EnumSet.allOf(ConfigKey.class);
    for (Part part : PARTS) {
      page.append("\n\n# ").append("-".repeat(WIDTH - 2)).append('\n');
      comment(part.heading);
      page.append("# ").append("-".repeat(WIDTH - 2)).append('\n');
      for (ConfigKey key : ConfigKey.values()) {
        if (left.contains(key) && part.has(key)) {
          left.remove(key);
          write(key);
        }
      }
    }
    return page.toString();
  }

  private void write(ConfigKey key) {
    if (key == ConfigKey.DAO_LABEL) {
      addressBook();
      return;
    }
    page.append('\n');
    comment(key.description());
    remark(key).forEach(this::comment);
    String value = values.get(key);
    page.append(
        value == null
            ? "#" + name(plan, key) + "=" + escaped(key.defaultValue().orElse(""))
            : name(plan, key) + "=" + escaped(value));
    page.append('\n');
  }

  /** What this server's own answer to a key means. */
  private List<String> remark(ConfigKey key) {
    return switch (key) {
      case DAO_RPC_URL ->
          List.of("An address with a key in it is a secret: this file is its owner's alone.");
      case DAO_TREASURY -> List.of("Found: the governor executes from it.");
      case DAO_FAMILY -> List.of("Found: " + plan.found().profile().family().word() + ".");
      case DAO_FROM_BLOCK ->
          List.of(
              plan.found().since().isPresent()
                  ? "Found: the first block that has the governor, by this endpoint's word alone."
                  : "Missing: this endpoint does not show the state of old blocks, so the governor's"
                      + " first block is not known. Without it everything is read from block 0, which"
                      + " takes long; set it to the block of the governor's creation, as a block"
                      + " explorer names it. Proposals before that block are never seen.");
      case STORE_URI ->
          embedded(plan)
              ? List.of(
                  "This server signs nothing, and what it reads it can read again, so it needs none."
                      + " Once it votes or pays, it does not start without.")
              : List.of();
      case PLUGINS_SHA256 ->
          List.of(
              "These came with this installation. After an update `prytany serve` prints the hash of"
                  + " each that is not here.");
      case POLICY_FILE -> List.of("Its rules leave every vote to a person until you edit them.");
      case DAO_VOTER ->
          plan.voter().isPresent()
              ? List.of("Its key is named in signer.properties, which only the signer reads.")
              : List.of("A key goes into signer.properties, never into this file.");
      default -> List.of();
    };
  }

  private void addressBook() {
    page.append('\n');
    comment("The address book. " + ConfigKey.DAO_LABEL.description());
    comment(
        "A text that names an account so is taken to mean it: name only those that you know, each"
            + " on a line of its own. Governor, treasury and funds have names already.");
    plan.found()
        .votes()
        .flatMap(Token::contract)
        .filter(contract -> !plan.names().containsKey(contract))
        .ifPresent(
            contract -> {
              comment("Found: the contract that counts votes.");
              page.append('#')
                  .append(ConfigKey.DAO_LABEL.of(plan.id(), hex(contract)))
                  .append("=\n");
            });
    plan.names()
        .forEach(
            (account, name) ->
                page.append(ConfigKey.DAO_LABEL.of(plan.id(), hex(account)))
                    .append('=')
                    .append(escaped(name))
                    .append('\n'));
  }

  private static String name(Plan plan, ConfigKey key) {
    return key.pattern().startsWith("prytany.dao.") ? key.of(plan.id()) : filled(key);
  }

  private static String filled(ConfigKey key) {
    return key == ConfigKey.PLUGINS_USE ? key.of("digester") : key.pattern().replace("*", EXAMPLE);
  }

  private static String hex(Address account) {
    return account.hex();
  }

  /** As a properties file writes a value. */
  static String escaped(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\f", "\\f");
  }

  private void comment(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder("#");
    for (String word : text.split(" ", -1)) {
      if (line.length() + 1 + word.length() > WIDTH && line.length() > 1) {
        lines.add(line.toString());
        line = new StringBuilder("#");
      }
      line.append(' ').append(word);
    }
    lines.add(line.toString());
    lines.forEach(it -> page.append(it).append('\n'));
  }
}
