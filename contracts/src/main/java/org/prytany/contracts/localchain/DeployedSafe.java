package org.prytany.contracts.localchain;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.exceptions.TransactionException;
import org.web3j.tx.response.PollingTransactionReceiptProcessor;
import org.web3j.utils.Numeric;

/**
 * A Safe on a local chain, from the code that its publisher compiled: a proxy over the singleton.
 * This module carries none of it; tests name the folder of artifacts.
 */
public final class DeployedSafe {
  private static final String NOBODY = "0x0000000000000000000000000000000000000000";
  private static final String GAS = "0x7a1200";

  private final LocalChain chain;
  private final String address;

  private DeployedSafe(LocalChain chain, String address) {
    this.chain = chain;
    this.address = address;
  }

  /**
   * Deploys from account 0.
   *
   * @param artifacts the folder "contracts" of the compiled artifacts, with Safe.sol in it
   * @param owners 0x-prefixed hex
   * @param modules that may act for it from the start; each is enabled by the Safe itself
   */
  public static DeployedSafe deploy(
      LocalChain chain, Path artifacts, List<String> owners, int threshold, List<String> modules) {
    String singleton = create(chain, bytecode(artifacts.resolve("Safe.sol/Safe.json")));
    String proxy =
        create(
            chain,
            bytecode(artifacts.resolve("proxies/SafeProxy.sol/SafeProxy.json"))
                + FunctionEncoder.encodeConstructor(List.of(new Address(singleton))));
    DeployedSafe safe = new DeployedSafe(chain, proxy);
    send(
        chain,
        chain.account(0),
        proxy,
        call(
            "setup",
            new DynamicArray<>(Address.class, owners.stream().map(Address::new).toList()),
            new Uint256(threshold),
            new Address(NOBODY),
            new DynamicBytes(new byte[0]),
            new Address(NOBODY),
            new Address(NOBODY),
            new Uint256(0),
            new Address(NOBODY)));
    for (String module : modules) {
      chain.setBalance(proxy, chain.balance(proxy).add(BigInteger.TEN.pow(18)));
      send(chain, proxy, proxy, call("enableModule", new Address(module)));
      chain.setBalance(proxy, BigInteger.ZERO);
    }
    return safe;
  }

  /** 0x-prefixed hex, in lower case. */
  public String address() {
    return address;
  }

  /** A call by an owner who needs nobody else, made in the name of the Safe: nothing is signed. */
  public DemoAction byOwner(String owner, DemoAction inner) {
    return refunding(owner, inner, NOBODY, NOBODY, BigInteger.ZERO);
  }

  /**
   * The same, with the Safe paying somebody for the gas that it took.
   *
   * @param token in which it pays
   * @param price base units of the token for each unit of gas; 0 for no refund
   */
  public DemoAction refunding(
      String owner, DemoAction inner, String token, String receiver, BigInteger price) {
    String approved = word(owner) + "0".repeat(64) + "01";
    return new DemoAction(
        address,
        BigInteger.ZERO,
        call(
            "execTransaction",
            new Address(inner.target()),
            new Uint256(inner.value()),
            new DynamicBytes(Numeric.hexStringToByteArray(inner.calldata())),
            new Uint8(0),
            // With a refund the call gets what it is allowed, and may fail without the rest
            // failing.
            new Uint256(price.signum() == 0 ? 0 : 200_000),
            new Uint256(0),
            new Uint256(price),
            new Address(token),
            new Address(receiver),
            new DynamicBytes(Numeric.hexStringToByteArray(approved))));
  }

  /** A call by one of the Safe's modules. */
  public DemoAction byModule(DemoAction inner) {
    return new DemoAction(
        address,
        BigInteger.ZERO,
        call(
            "execTransactionFromModule",
            new Address(inner.target()),
            new Uint256(inner.value()),
            new DynamicBytes(Numeric.hexStringToByteArray(inner.calldata())),
            new Uint8(0)));
  }

  /** The Safe calls itself, as its owners can have it do: to enable a module, for instance. */
  public void setting(String function, Type<?>... arguments) {
    BigInteger had = chain.balance(address);
    chain.setBalance(address, had.add(BigInteger.TEN.pow(18)));
    send(chain, address, address, call(function, arguments));
    chain.setBalance(address, had);
  }

  private static String word(String account) {
    return "0".repeat(24) + account.substring(2);
  }

  private static String call(String name, Type<?>... arguments) {
    return FunctionEncoder.encode(new Function(name, List.of(arguments), List.of()));
  }

  private static String bytecode(Path artifact) {
    try {
      return new ObjectMapper().readTree(artifact.toFile()).required("bytecode").textValue();
    } catch (IOException e) {
      throw new UncheckedIOException("The compiled contract " + artifact + " cannot be read.", e);
    }
  }

  private static String create(LocalChain chain, String code) {
    return mined(chain, Map.of("from", chain.account(0), "data", code, "gas", GAS))
        .getContractAddress();
  }

  private static void send(LocalChain chain, String from, String to, String data) {
    chain.impersonate(from);
    TransactionReceipt receipt =
        mined(chain, Map.of("from", from, "to", to, "data", data, "gas", GAS));
    if (!receipt.isStatusOK()) {
      throw new LocalChainException("The Safe " + to + " did not take a call.");
    }
  }

  private static TransactionReceipt mined(LocalChain chain, Map<String, Object> transaction) {
    String hash = chain.call("eth_sendTransaction", transaction).textValue();
    try {
      return new PollingTransactionReceiptProcessor(chain.web3j(), 50, 2_400)
          .waitForTransactionReceipt(hash);
    } catch (IOException | TransactionException e) {
      throw new LocalChainException("The local chain did not take a Safe: " + e.getMessage(), e);
    }
  }
}
