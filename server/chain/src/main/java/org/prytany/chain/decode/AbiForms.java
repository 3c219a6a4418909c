package org.prytany.chain.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.Set;
import org.prytany.spi.Address;

/**
 * The forms in which ABIs are published: as compilers write them, alone or as "abi" of an object
 * (Foundry, Hardhat, Truffle; also as text in it), as an explorer answers (Etherscan's "result"),
 * and in the metadata of solc and Sourcify ("output.abi").
 *
 * <p>Sources: Contract ABI Specification, "JSON"; Etherscan API, "contract"; Solidity, "Contract
 * Metadata".
 */
public final class AbiForms {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> ENTRIES =
      Set.of("function", "constructor", "event", "error", "fallback", "receive");

  /**
   * An ABI in a document.
   *
   * @param abi a list of the ABI's entries; not looked into yet
   * @param name of the contract, where the document gives one
   * @param binding the one contract that is meant; empty: the document names no chain
   */
  public record Found(JsonNode abi, Optional<String> name, Optional<OperatorAbi.Binding> binding) {}

  private AbiForms() {}

  /**
   * The ABI of a document; empty for one that claims to have none.
   *
   * @throws IllegalArgumentException with the reason, if it claims an ABI and none can be read
   */
  public static Optional<Found> in(JsonNode root) {
    if (root.isArray()) {
      return isAbi(root)
          ? Optional.of(new Found(root, Optional.empty(), Optional.empty()))
          : Optional.empty();
    }
    if (root.hasNonNull("abi")) {
      return Optional.of(
          new Found(
              list(root.path("abi"), "\"abi\""),
              text(root.path("contractName")).or(() -> text(root.path("name"))),
              binding(root)));
    }
    if (root.path("output").hasNonNull("abi")) {
      return Optional.of(
          new Found(
              list(root.path("output").path("abi"), "\"output.abi\""),
              target(root.path("settings").path("compilationTarget")),
              binding(root)));
    }
    return root.has("result") && root.has("status")
        ? Optional.of(explorer(root))
        : Optional.empty();
  }

  private static Found explorer(JsonNode root) {
    JsonNode result = root.path("result");
    if (!root.path("status").asText().equals("1")) {
      throw new IllegalArgumentException(
          "the explorer answered \"" + SafeText.words(result.asText("")) + "\"");
    }
    boolean source = result.isArray() && result.size() == 1 && result.path(0).has("ABI");
    JsonNode abi = source ? result.path(0).path("ABI") : result;
    return new Found(
        list(abi, "\"result\""), text(result.path(0).path("ContractName")), Optional.empty());
  }

  private static JsonNode list(JsonNode given, String where) {
    JsonNode abi = given;
    if (given.isTextual()) {
      try {
        abi = JSON.readTree(given.asText());
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(
            where + " is \"" + SafeText.words(given.asText()) + "\", which is no ABI", e);
      }
    }
    if (!abi.isArray()) {
      throw new IllegalArgumentException(where + " is no list of functions");
    }
    return abi;
  }

  /** Lists of other things are in many packages. */
  private static boolean isAbi(JsonNode list) {
    for (JsonNode entry : list) {
      if (entry.isObject() && ENTRIES.contains(entry.path("type").asText(""))) {
        return true;
      }
    }
    return false;
  }

  private static Optional<String> target(JsonNode compiled) {
    return compiled.size() == 1 ? text(compiled.iterator().next()) : Optional.empty();
  }

  private static Optional<String> text(JsonNode node) {
    return Optional.of(node.asText("")).filter(text -> !text.isBlank());
  }

  /** Deployment files give an address and leave the chain to the folder's name. */
  private static Optional<OperatorAbi.Binding> binding(JsonNode root) {
    boolean chain = root.hasNonNull("chainId");
    if (!chain) {
      return Optional.empty();
    }
    if (!root.hasNonNull("address")) {
      throw new IllegalArgumentException("\"chainId\" and \"address\" belong together");
    }
    String id = root.path("chainId").asText("");
    if (!id.matches("[1-9]\\d{0,17}")) {
      throw new IllegalArgumentException("\"chainId\" is no number of a chain");
    }
    Optional<String> code = text(root.path("codeHash"));
    if (code.isPresent() && !code.get().matches("0x[0-9a-f]{64}")) {
      throw new IllegalArgumentException("\"codeHash\" is no hash of code");
    }
    return Optional.of(
        new OperatorAbi.Binding(
            Long.parseLong(id), new Address(root.path("address").asText()), code));
  }
}
