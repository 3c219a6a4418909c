package org.prytany.chain.names;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiReader;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.abi.AbiValue;
import org.prytany.chain.abi.MalformedAbiException;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Question;
import org.prytany.chain.rpc.Told;
import org.prytany.spi.Address;
import org.web3j.ens.NameHash;

/**
 * Primary names of accounts in the Ethereum Name Service: what the reverse record of an account
 * says (ERC-181), where that name resolves to the same account (EIP-137) and may be shown. A
 * resolver that would have others asked off the chain (EIP-3668) has no answer here, and neither
 * has one that answers endpoints differently.
 */
public final class EnsNames {

  private static final String HEAD = "latest";

  /** What a resolver may spend: a long name in storage takes a fifth of that. */
  private static final String GAS = "0x" + Integer.toHexString(300_000);

  private static final List<AbiType> ACCOUNT = List.of(new AbiType.Account());
  private static final List<AbiType> TEXT = List.of(new AbiType.Blob(true));

  private final Endpoints endpoints;
  private final Map<Long, Address> registries;

  /** A function of one contract, asked about one node. */
  private record Asked(Address contract, String function, String node) {
    Question question() {
      return Question.of(
          "eth_call",
          Map.of(
              "from",
              Address.ZERO.hex(),
              "to",
              contract.hex(),
              "gas",
              GAS,
              "data",
              AbiBytes.selector(function) + node),
          HEAD);
    }
  }

  /**
   * @param registries by chain; on others no account has a name
   */
  public EnsNames(Endpoints endpoints, Map<Long, Address> registries) {
    this.endpoints = endpoints;
    this.registries = Map.copyOf(registries);
  }

  /**
   * Whether a contract is where a chain's registry should be.
   *
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE if the endpoint fails
   */
  public boolean hasRegistry(long chainId) {
    Address registry = registries.get(chainId);
    return registry != null
        && endpoints.of(chainId).require("eth_getCode", registry.hex(), HEAD).asText("").length()
            > 2;
  }

  /**
   * Names by account, in four requests for all; an account without one is left out.
   *
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE if the endpoint fails
   */
  public Map<Address, String> primary(long chainId, Collection<Address> accounts) {
    Address registry = registries.get(chainId);
    if (registry == null || accounts.isEmpty()) {
      return Map.of();
    }
    JsonRpc rpc = endpoints.of(chainId);
    Map<Address, String> reverse = new LinkedHashMap<>();
    accounts.forEach(account -> reverse.put(account, reverseNode(account)));
    Map<Address, String> claimed =
        resolved(rpc, registry, reverse, "name(bytes32)", EnsNames::text);
    claimed.values().removeIf(name -> !ShownName.isGood(name));
    Map<Address, String> forward = new LinkedHashMap<>();
    claimed.forEach((account, name) -> forward.put(account, node(name)));
    Map<Address, Address> owners =
        resolved(rpc, registry, forward, "addr(bytes32)", EnsNames::account);
    claimed.keySet().removeIf(account -> !account.equals(owners.get(account)));
    return claimed;
  }

  /** What the resolvers of nodes answer, by account; without those that have none, or no answer. */
  private static <T> Map<Address, T> resolved(
      JsonRpc rpc,
      Address registry,
      Map<Address, String> nodes,
      String function,
      Function<byte[], Optional<T>> read) {
    Map<Address, Asked> registered = new LinkedHashMap<>();
    nodes.forEach(
        (account, node) -> registered.put(account, new Asked(registry, "resolver(bytes32)", node)));
    Map<Address, Asked> asked = new LinkedHashMap<>();
    answers(rpc, registered, EnsNames::account)
        .forEach(
            (account, resolver) -> {
              if (!resolver.equals(Address.ZERO)) {
                asked.put(account, new Asked(resolver, function, nodes.getOrDefault(account, "")));
              }
            });
    return answers(rpc, asked, read);
  }

  private static <T> Map<Address, T> answers(
      JsonRpc rpc, Map<Address, Asked> asked, Function<byte[], Optional<T>> read) {
    Map<Address, T> answers = new LinkedHashMap<>();
    if (asked.isEmpty()) {
      return answers;
    }
    List<Address> accounts = new ArrayList<>(asked.keySet());
    List<Optional<Told>> told = rpc.alike(asked.values().stream().map(Asked::question).toList());
    for (int i = 0; i < accounts.size(); i++) {
      Address account = accounts.get(i);
      told.get(i)
          .flatMap(EnsNames::returned)
          .flatMap(read)
          .ifPresent(answer -> answers.put(account, answer));
    }
    return answers;
  }

  /** A contract that reverts, or does not come to an end, answers nothing. */
  private static Optional<byte[]> returned(Told told) {
    JsonNode result = told.result();
    if (told.error().isPresent() || !result.isTextual()) {
      return Optional.empty();
    }
    try {
      return Optional.of(AbiBytes.parse(result.asText()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Address> account(byte[] returned) {
    return value(ACCOUNT, returned).map(AbiValue::asAddress);
  }

  private static Optional<String> text(byte[] returned) {
    return value(TEXT, returned).map(value -> new String(value.asBytes(), StandardCharsets.UTF_8));
  }

  private static Optional<AbiValue> value(List<AbiType> types, byte[] returned) {
    try {
      return Optional.of(AbiReader.read(types, returned).values().getFirst());
    } catch (MalformedAbiException e) {
      return Optional.empty();
    }
  }

  private static String reverseNode(Address account) {
    return node(account.hex().substring(2) + ".addr.reverse");
  }

  /** EIP-137's namehash, as 64 digits. */
  private static String node(String name) {
    return NameHash.nameHash(name).substring(2);
  }
}
