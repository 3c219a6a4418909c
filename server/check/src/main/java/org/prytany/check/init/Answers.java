package org.prytany.check.init;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.prytany.cli.ApiClient;
import org.prytany.cli.Columns;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.settings.ConfigKey;
import org.prytany.settings.SettingsReader;
import org.prytany.spi.Address;

/** What answers mean. */
final class Answers {

  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_ID = 30;

  /** A longer file is no address book, and no keystore; in bytes. */
  private static final long LARGEST_FILE = 1 << 20;

  private Answers() {}

  /** An address at which a chain's node is asked. */
  static URI endpoint(String text) throws BadAnswer {
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Its message would repeat what may be a secret.
    }
    throw noEndpoint();
  }

  static BadAnswer noEndpoint() {
    return new BadAnswer(
        "That is no address of an endpoint. Give one that begins with https:// (or http:// on this"
            + " machine), as your node or provider names it.");
  }

  /** Refuses what the server would refuse, in the server's words. */
  static void requireServed(URI endpoint, long chainId) throws BadAnswer {
    String anybody = "0x" + "0".repeat(39) + "1";
    refuse(
        Map.of(
            ConfigKey.DAOS.of(),
            "new",
            ConfigKey.DAO_CHAIN_ID.of("new"),
            Long.toString(chainId),
            ConfigKey.DAO_RPC_URL.of("new"),
            endpoint.toString(),
            ConfigKey.DAO_GOVERNOR.of("new"),
            anybody,
            ConfigKey.DAO_TREASURY.of("new"),
            anybody));
  }

  /**
   * @throws BadAnswer with everything that the server would say about these settings
   */
  static void refuse(Map<String, String> settings) throws BadAnswer {
    Path here = Path.of("").toAbsolutePath();
    try {
      SettingsReader.read(
          settings,
          new SettingsReader.Surroundings(here, here, Optional.empty(), 8080, Optional.empty()));
    } catch (PrytanyException e) {
      throw new BadAnswer(String.valueOf(e.getMessage()));
    }
  }

  static Address account(String text) throws BadAnswer {
    try {
      return new Address(text.strip());
    } catch (IllegalArgumentException e) {
      throw new BadAnswer(
          "'" + shown(text) + "' is no address: give 0x and 40 hexadecimal digits.");
    }
  }

  /** Addresses between commas or blanks; none for nothing. */
  static List<Address> accounts(String text) throws BadAnswer {
    List<Address> accounts = new ArrayList<>();
    for (String one : text.split("[,\\s]++", -1)) {
      if (!one.isEmpty()) {
        Address account = account(one);
        if (!accounts.contains(account)) {
          accounts.add(account);
        }
      }
    }
    return accounts;
  }

  /** What readers see as the name of a DAO or an account: one line that can be seen. */
  static String name(String text) throws BadAnswer {
    String name = text.strip();
    boolean visible =
        Columns.safe(name).equals(name) && !name.codePoints().allMatch(Character::isSpaceChar);
    if (name.length() > LONGEST_NAME || !visible) {
      throw new BadAnswer(
          "'"
              + shown(text)
              + "' is no name: give 1 to "
              + LONGEST_NAME
              + " characters that can be seen.");
    }
    return name;
  }

  /** How settings call a DAO of that name: lower-case letters, digits and dashes. */
  static String id(String name) {
    String id =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]++", "-").replaceAll("^-|-$", "");
    String cut = id.substring(0, Math.min(id.length(), LONGEST_ID)).replaceAll("-$", "");
    return cut.isEmpty() ? "dao" : cut;
  }

  /** Names of addresses: on each line an address and its name; none where no file is named. */
  static Map<Address, String> addressBook(String text) throws BadAnswer {
    Map<Address, String> names = new LinkedHashMap<>();
    if (text.isEmpty() || text.equals("none")) {
      return names;
    }
    int number = 0;
    for (String line : file(text).lines().toList()) {
      number++;
      String entry = line.strip();
      if (entry.isEmpty() || entry.startsWith("#")) {
        continue;
      }
      String[] parts = entry.split("[\\s,=]++", 2);
      if (parts.length < 2) {
        throw new BadAnswer(
            "Line "
                + number
                + " of "
                + text
                + " has no name: write an address, a blank, its name.");
      }
      try {
        names.put(account(parts[0]), name(parts[1]));
      } catch (BadAnswer e) {
        throw new BadAnswer("Line " + number + " of " + text + ": " + e.why());
      }
    }
    return names;
  }

  /** The account of a keystore, which names it in the clear; empty for "none". */
  static Optional<Plan.Voter> voter(String text) throws BadAnswer {
    if (text.equalsIgnoreCase("none")) {
      return Optional.empty();
    }
    String wanted =
        text + " is no keystore that names its account (version 3, JSON with an \"address\"). ";
    try {
      JsonNode keystore = ApiClient.JSON.readTree(file(text));
      String address = keystore.path("address").asText("");
      if (keystore.path("version").asInt() == 3 && address.matches("(?:0x)?[0-9a-fA-F]{40}")) {
        return Optional.of(
            new Plan.Voter(
                new Address(address.startsWith("0x") ? address : "0x" + address), Path.of(text)));
      }
    } catch (JsonProcessingException e) {
      throw new BadAnswer(wanted + "Name another file, or none.");
    }
    throw new BadAnswer(wanted + "Name another file, or none.");
  }

  private static String file(String name) throws BadAnswer {
    try {
      Path path = Path.of(name);
      if (Files.size(path) <= LARGEST_FILE) {
        return Files.readString(path);
      }
    } catch (IOException | InvalidPathException e) {
      throw new BadAnswer(
          "The file " + shown(name) + " cannot be read: check its name and rights.");
    }
    throw new BadAnswer("The file " + shown(name) + " is larger than 1 MiB: name another one.");
  }

  private static String shown(String text) {
    return Columns.safe(text.length() > 80 ? text.substring(0, 80) + "…" : text);
  }
}
