package org.prytany.check.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.prytany.cli.ApiClient;
import org.prytany.cli.Columns;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.OperatorOrder;
import org.prytany.governance.installation.SetValue;
import org.prytany.governance.statement.SettingsOrder;
import org.prytany.governance.typeddata.TypedData;
import org.prytany.spi.Address;

/**
 * An order about a plugin's values as an operator has it signed: what is written to be signed is
 * made anew here, from what the operator entered, and compared with what the server gave. Values
 * leave this machine with the signature, and not before.
 *
 * @param server where browsers find the server that is asked
 */
record SettingsSigning(OperatorOrder order, Path written, URI server, String plugin) {

  private static final String OUT = "--out";

  /** What is changed: salts by name of what is set, and names of what is unset. */
  private record Change(Map<String, SetValue> set, Set<String> unset) {
    List<String> names() {
      return set.keySet().stream().sorted().toList();
    }

    List<String> takenBack() {
      return unset.stream().sorted().toList();
    }
  }

  /**
   * @param open values that were arguments; none may be a secret's
   */
  int set(PrintWriter out, Map<String, String> open, Map<String, String> hidden) {
    Map<String, String> all = new TreeMap<>(open);
    all.putAll(hidden);
    if (all.isEmpty()) {
      throw new CommandFailure("Nothing is set.", "Say NAME=VALUE, --from-file or --from-stdin.");
    }
    return order.run(
        out,
        api -> {
          JsonNode now = api.get(ConfigCommand.address(plugin));
          requireOpen(now, open.keySet());
          Map<String, SetValue> salted = new TreeMap<>();
          all.forEach((name, value) -> salted.put(name, new SetValue(value, salt())));
          keep(salted);
          prepare(api, out, now, new Change(salted, Set.of()));
          hidden.replaceAll((name, value) -> "from a file or the standard input, and not shown");
          all.putAll(hidden);
          out.println("It sets:");
          all.forEach((name, value) -> out.println(Columns.safe("  " + name + " = " + value)));
        },
        (api, signature) -> {
          requireOpen(api.get(ConfigCommand.address(plugin)), open.keySet());
          handIn(api, out, new Change(kept(all), Set.of()), signature);
        });
  }

  int unset(PrintWriter out, Set<String> names) {
    Change change = new Change(Map.of(), names);
    return order.run(
        out,
        api -> {
          prepare(api, out, api.get(ConfigCommand.address(plugin)), change);
          out.println("It takes back: " + String.join(", ", change.takenBack()));
        },
        (api, signature) -> handIn(api, out, change, signature));
  }

  private static void requireOpen(JsonNode now, Set<String> open) {
    for (JsonNode one : now.path("settings")) {
      if (one.path("secret").asBoolean() && open.contains(one.path("name").asText())) {
        throw new CommandFailure(
            "'" + Columns.safe(one.path("name").asText()) + "' is a secret.",
            "Others on this machine can see arguments: change the secret where it is from, and give"
                + " the new one with --from-stdin or --from-file.");
      }
    }
  }

  private void prepare(ApiClient api, PrintWriter out, JsonNode now, Change change)
      throws IOException {
    String values = values(now, change);
    JsonNode answer =
        api.get(
            ConfigCommand.address(plugin)
                + "/order?server="
                + SignedOrder.encoded(origin())
                + "&operator="
                + SignedOrder.encoded(order.operator())
                + "&set="
                + SignedOrder.encoded(String.join(",", change.names()))
                + "&unset="
                + SignedOrder.encoded(String.join(",", change.takenBack()))
                + "&values="
                + values);
    TypedData data = checked(answer.path("typedData"), change, values, now.path("latest").asText());
    OperatorOrder.write(written, OUT, data.json());
    OperatorOrder.show(
        out,
        answer.path("binds"),
        List.of(
            TypedData.hex(data.domainSeparator()),
            TypedData.hex(data.messageHash()),
            TypedData.hex(data.digest())),
        written);
  }

  private void handIn(ApiClient api, PrintWriter out, Change change, String signature)
      throws IOException {
    JsonNode typed = OperatorOrder.read(written, OUT);
    JsonNode now = api.get(ConfigCommand.address(plugin));
    checked(typed, change, values(now, change), now.path("latest").asText());
    ObjectNode body = ((ObjectNode) typed.path("message")).deepCopy();
    body.put("governor", typed.path("domain").path("verifyingContract").asText());
    body.put("signature", signature);
    ObjectNode set = body.putObject("salted");
    change
        .set()
        .forEach(
            (name, one) -> set.putObject(name).put("value", one.value()).put("salt", one.salt()));
    api.post(ConfigCommand.address(plugin) + "/orders", body);
    Files.deleteIfExists(salts());
    out.println(
        "Handed in. Where the plugin runs, it starts again with it, and `prytany plugin config "
            + plugin
            + "` says what came of it. Where no such plugin can start, what is unset is so now.");
  }

  /**
   * Binds all that would be ordered: what is, of which only the hashes are known, and the change.
   */
  private static String values(JsonNode now, Change change) {
    Map<String, String> hashes = new TreeMap<>();
    for (String list : List.of("settings", "others")) {
      for (JsonNode one : now.path(list)) {
        if (one.path("hash").asText().matches("[0-9a-f]{64}")) {
          hashes.put(one.path("name").asText(), one.path("hash").asText());
        }
      }
    }
    hashes.keySet().removeAll(change.unset());
    hashes.putAll(SetValue.hashes(change.set()));
    return SetValue.hashOfHashes(hashes);
  }

  private TypedData checked(JsonNode typed, Change change, String values, String replaces)
      throws IOException {
    JsonNode message = typed.path("message");
    TypedData own;
    try {
      own =
          new SettingsOrder(
                  typed.path("domain").path("chainId").asLong(),
                  new Address(typed.path("domain").path("verifyingContract").asText()),
                  origin(),
                  plugin,
                  change.names(),
                  change.takenBack(),
                  values,
                  replaces,
                  new Address(order.operator()),
                  message.path("nonce").asText().replaceFirst("^0x", ""),
                  Long.parseLong(message.path("expiry").asText()),
                  "")
              .data();
    } catch (IllegalArgumentException e) {
      throw strange();
    }
    if (!OperatorOrder.same(ApiClient.JSON.readTree(own.json()), typed)) {
      throw strange();
    }
    return own;
  }

  private CommandFailure strange() {
    return new CommandFailure(
        "What is to be signed is not what you asked for: it is for another server than "
            + origin()
            + ", or about other values, another plugin, operator or state.",
        "Do not sign it. If it was written earlier, begin again without --signature; if browsers"
            + " find this server under another address than --server, name that with --origin.");
  }

  private String origin() {
    String address = server.toString();
    String bare = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    return bare.toLowerCase(Locale.ROOT);
  }

  private static String salt() {
    byte[] drawn = new byte[32];
    new SecureRandom().nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }

  private Path salts() {
    return written.resolveSibling(written.getFileName() + ".salts");
  }

  // With the salt, whoever reads the server's answers could find a short secret by trying.
  private void keep(Map<String, SetValue> salted) {
    ObjectNode all = ApiClient.JSON.createObjectNode();
    salted.forEach((name, one) -> all.put(name, one.salt()));
    try {
      Files.deleteIfExists(salts());
      Files.createFile(salts(), own());
    } catch (IOException e) {
      throw new CommandFailure(
          "The file " + salts() + " cannot be made yours alone.",
          "Name another one with " + OUT + ".",
          e);
    }
    OperatorOrder.write(salts(), OUT, all.toString());
  }

  private static FileAttribute<?>[] own() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private Map<String, SetValue> kept(Map<String, String> values) {
    JsonNode all = OperatorOrder.read(salts(), OUT);
    Map<String, SetValue> salted = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          if (!all.path(name).asText().matches("[0-9a-f]{64}")) {
            throw strange();
          }
          salted.put(name, new SetValue(value, all.path(name).asText()));
        });
    return salted;
  }
}
