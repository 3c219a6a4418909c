package org.prytany.chain.account;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiReader;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.abi.AbiValue;
import org.prytany.chain.abi.MalformedAbiException;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Views;
import org.prytany.governance.approval.ContractSignatures;
import org.prytany.spi.Address;

/** Asks contracts on the chain for isValidSignature(bytes32,bytes) of EIP-1271, and for owners. */
public final class RpcContractSignatures implements ContractSignatures {

  private static final String HEAD = "latest";
  private static final byte[] MAGIC = HexFormat.of().parseHex("1626ba7e");
  private static final int WORD = 32;

  /** A list of a hundred owners. */
  private static final int MOST_BYTES = 102 * WORD;

  private static final List<AbiType> ADDRESSES = List.of(new AbiType.Items(new AbiType.Account()));

  private final Endpoints endpoints;

  public RpcContractSignatures(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  public Answer ask(long chainId, Address account, byte[] digest, byte[] signature) {
    JsonRpc rpc = endpoints.of(chainId);
    // Without code a call succeeds and returns nothing, which is no answer of anybody.
    if (rpc.require("eth_getCode", account.hex(), HEAD).asText("0x").length() <= 2) {
      return Answer.NO_CONTRACT;
    }
    HexFormat hex = HexFormat.of();
    int padded = (signature.length + WORD - 1) / WORD * WORD;
    String data =
        AbiBytes.selector("isValidSignature(bytes32,bytes)")
            + hex.formatHex(digest)
            + AbiBytes.word(BigInteger.valueOf(2L * WORD))
            + AbiBytes.word(BigInteger.valueOf(signature.length))
            + hex.formatHex(Arrays.copyOf(signature, padded));
    Optional<byte[]> returned = new Views(rpc, HEAD).answer(account, data);
    return returned.filter(RpcContractSignatures::isMagic).isPresent()
        ? Answer.VALID
        : Answer.INVALID;
  }

  @Override
  public Set<Address> owners(long chainId, Address account) {
    Optional<byte[]> returned = new Views(endpoints.of(chainId), HEAD).raw(account, "getOwners()");
    try {
      return returned.filter(bytes -> bytes.length > WORD && bytes.length <= MOST_BYTES).stream()
          .flatMap(bytes -> AbiReader.read(ADDRESSES, bytes).values().stream())
          .flatMap(list -> ((AbiValue.Items) list).values().stream())
          .map(owner -> ((AbiValue.Account) owner).value())
          .collect(Collectors.toUnmodifiableSet());
    } catch (MalformedAbiException e) {
      return Set.of();
    }
  }

  /** One word: the four bytes, and zeros after them. */
  private static boolean isMagic(byte[] returned) {
    return Arrays.equals(returned, Arrays.copyOf(MAGIC, WORD));
  }
}
