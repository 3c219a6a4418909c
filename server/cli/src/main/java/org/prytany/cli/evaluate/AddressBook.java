package org.prytany.cli.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;

/**
 * What names that stand in payloads mean, as a DAO publishes it: {@code {"Market.POOL": {"chainId":
 * 1, "address": "0x…"}}}.
 */
record AddressBook(Map<String, Entry> entries) {

  /** A contract or an account on a chain. */
  record Entry(long chainId, String address) {}

  /** Names nothing. */
  static final AddressBook EMPTY = new AddressBook(Map.of());

  AddressBook {
    entries = Map.copyOf(entries);
  }

  /**
   * @throws CommandFailure if it cannot be read, or has something else than addresses on chains
   */
  static AddressBook read(Path file) {
    Map<String, Entry> entries = new HashMap<>();
    try {
      for (Map.Entry<String, JsonNode> one :
          ApiClient.JSON.readTree(Files.readAllBytes(file)).properties()) {
        long chain = one.getValue().path("chainId").asLong(0);
        String address = one.getValue().path("address").asText("");
        if (chain < 1 || !address.matches("0x[0-9a-fA-F]{40}")) {
          throw unfit(file, "“" + one.getKey() + "” has no chainId and address", null);
        }
        entries.put(one.getKey(), new Entry(chain, address));
      }
    } catch (JsonProcessingException e) {
      throw unfit(file, "it is no JSON", e);
    } catch (IOException e) {
      throw unfit(file, "it cannot be read", e);
    }
    return new AddressBook(entries);
  }

  private static CommandFailure unfit(
      Path file, String why, @org.jspecify.annotations.Nullable IOException cause) {
    String remedy = "Write {\"NAME\": {\"chainId\": 1, \"address\": \"0x…\"}, …}.";
    String what = "The names " + file + " cannot be used: " + why + ".";
    return cause == null
        ? new CommandFailure(what, remedy)
        : new CommandFailure(what, remedy, cause);
  }

  Optional<String> address(String name) {
    return Optional.ofNullable(entries.get(name)).map(Entry::address);
  }

  /** The one chain on which all these names are; empty if there are several, or none is known. */
  OptionalLong chain(Collection<String> names) {
    long[] chains =
        names.stream()
            .map(entries::get)
            .filter(java.util.Objects::nonNull)
            .mapToLong(Entry::chainId)
            .distinct()
            .toArray();
    return chains.length == 1 ? OptionalLong.of(chains[0]) : OptionalLong.empty();
  }
}
