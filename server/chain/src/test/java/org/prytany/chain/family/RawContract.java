package org.prytany.chain.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.contracts.localchain.LocalChain;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;

/** A compiled contract on the local chain, spoken to without a wrapper. */
public final class RawContract {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalChain chain;
  public final String address;

  public RawContract(LocalChain chain, String address) {
    this.chain = chain;
    this.address = address;
  }

  /**
   * The bytecode in a JSON file of an npm package of contracts/package.json.
   *
   * @param path below node_modules
   */
  public static String bytecode(String path) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("contracts").resolve("node_modules").resolve(path);
      if (Files.isRegularFile(file)) {
        try {
          String code = JSON.readTree(file.toFile()).required("bytecode").asText();
          return code.startsWith("0x") ? code : "0x" + code;
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    throw new IllegalStateException(path + " is not in contracts/node_modules: build contracts.");
  }

  @SuppressWarnings("rawtypes") // As web3j declares it.
  public static RawContract deploy(
      LocalChain chain, String from, String bytecode, Type... arguments) {
    JsonNode receipt =
        send(
            chain,
            Map.of(
                "from",
                from,
                "data",
                bytecode + FunctionEncoder.encodeConstructor(List.of(arguments))));
    return new RawContract(chain, receipt.path("contractAddress").asText());
  }

  /** Sends a call; fails with the contract's own words where it would revert. */
  @SuppressWarnings("rawtypes") // As web3j declares it.
  public JsonNode send(String from, String signature, Type... arguments) {
    return send(chain, Map.of("from", from, "to", address, "data", data(signature, arguments)));
  }

  @SuppressWarnings("rawtypes") // As web3j declares it.
  public static String data(String signature, Type... arguments) {
    return AbiBytes.selector(signature) + FunctionEncoder.encodeConstructor(List.of(arguments));
  }

  public static JsonNode send(LocalChain chain, Map<String, String> transaction) {
    chain.call("eth_estimateGas", transaction);
    String hash = chain.call("eth_sendTransaction", transaction).asText();
    for (int attempt = 0; attempt < 400; attempt++) {
      JsonNode receipt = chain.call("eth_getTransactionReceipt", hash);
      if (receipt != null && receipt.has("status")) {
        if (!receipt.path("status").asText().equals("0x1")) {
          throw new IllegalStateException("a transaction of the scene failed: " + receipt);
        }
        return receipt;
      }
      pause();
    }
    throw new IllegalStateException("a transaction of the scene was not mined");
  }

  private static void pause() {
    try {
      Thread.sleep(25);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("rawtypes") // As web3j declares it.
  public BigInteger number(String signature, Type... arguments) {
    String word =
        chain
            .call("eth_call", Map.of("to", address, "data", data(signature, arguments)), "latest")
            .asText();
    return new BigInteger(word.substring(2), 16);
  }

  public static Address account(String hex) {
    return new Address(hex);
  }

  public static Uint256 uint(BigInteger number) {
    return new Uint256(number);
  }

  public static Uint256 uint(long number) {
    return new Uint256(number);
  }
}
