package org.prytany.chain.rpc;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiReader;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.abi.AbiValue;
import org.prytany.chain.abi.MalformedAbiException;
import org.prytany.spi.Address;

/** Calls view functions at one block. */
public final class Views {
  private final JsonRpc rpc;
  private final String block;

  /**
   * @param block block tag or "0x"-hex number
   */
  public Views(JsonRpc rpc, String block) {
    this.rpc = rpc;
    this.block = block;
  }

  /**
   * Calls a function; empty when the contract reverts or answers nothing, as one does that does not
   * have the function.
   *
   * @param words arguments, 64 hex digits each
   * @throws org.prytany.governance.failure.PrytanyException CHAIN_UNAVAILABLE if the endpoint fails
   */
  public Optional<byte[]> raw(Address contract, String signature, String... words) {
    String data = AbiBytes.selector(signature) + String.join("", words);
    try {
      byte[] returned = AbiBytes.parse(rpc.call(Address.ZERO.hex(), contract.hex(), data, block));
      return returned.length == 0 ? Optional.empty() : Optional.of(returned);
    } catch (RpcErrorException e) {
      if (e.reverted()) {
        return Optional.empty();
      }
      throw rpc.unavailable(e);
    } catch (IllegalArgumentException e) {
      throw rpc.invalid("eth_call returned no bytes.");
    }
  }

  /** Calls a function and decodes what it returns; empty also when that does not fit the types. */
  public Optional<List<AbiValue>> values(
      Address contract, String signature, List<AbiType> returns, String... words) {
    return raw(contract, signature, words)
        .flatMap(
            bytes -> {
              try {
                return Optional.of(AbiReader.read(returns, bytes).values());
              } catch (MalformedAbiException e) {
                return Optional.empty();
              }
            });
  }

  /** Calls a function that returns one number of at most 256 bits. */
  public Optional<BigInteger> number(Address contract, String signature, String... words) {
    return values(contract, signature, List.of(new AbiType.Unsigned(256)), words)
        .map(values -> values.getFirst().asInt());
  }

  /** Balance in base units of a token, or in wei when there is no token contract. */
  public Optional<BigInteger> balance(Optional<Address> token, Address account) {
    if (token.isPresent()) {
      return number(token.get(), "balanceOf(address)", AbiBytes.word(account));
    }
    try {
      return Optional.of(Quantities.number(rpc.require("eth_getBalance", account.hex(), block)));
    } catch (NumberFormatException e) {
      throw rpc.invalid("eth_getBalance returned no number.");
    }
  }
}
