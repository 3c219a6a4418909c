package org.prytany.chain.account;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.RpcErrorException;
import org.prytany.governance.approval.ContractSignatures;
import org.prytany.spi.Address;

/** Asks contracts on the chain for isValidSignature(bytes32,bytes) of EIP-1271. */
public final class RpcContractSignatures implements ContractSignatures {

  private static final String HEAD = "latest";
  private static final byte[] MAGIC = HexFormat.of().parseHex("1626ba7e");
  private static final int WORD = 32;

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
    try {
      byte[] returned = AbiBytes.parse(rpc.call(Address.ZERO.hex(), account.hex(), data, HEAD));
      return isMagic(returned) ? Answer.VALID : Answer.INVALID;
    } catch (RpcErrorException e) {
      // A contract that does not come to an end says nothing, however often it is asked.
      if (e.reverted() || e.said().toLowerCase(Locale.ROOT).contains("gas")) {
        return Answer.INVALID;
      }
      throw rpc.unavailable(e);
    } catch (IllegalArgumentException e) {
      throw rpc.invalid("eth_call returned no bytes.");
    }
  }

  /** One word: the four bytes, and zeros after them. */
  private static boolean isMagic(byte[] returned) {
    return Arrays.equals(returned, Arrays.copyOf(MAGIC, WORD));
  }
}
