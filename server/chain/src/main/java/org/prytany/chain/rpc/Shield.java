package org.prytany.chain.rpc;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.spi.Address;

/**
 * Asks a contract through code of ours, so that however it ends is data, and not an error in
 * whatever words the endpoint has for it. What still fails then is the endpoint's matter. The code
 * is run as that of a contract which is to be made and returns what it found, so it lives nowhere
 * and no state is overridden.
 */
final class Shield {
  /** More is not told: what such a contract returns is kept as code, which costs gas. */
  static final int MOST_BYTES = 1024;

  private static final int WORD = 32;

  /** Before the account, a word, and the bytes that it is asked with. */
  private static final String PROGRAM =
      // what follows these 59 bytes to memory; the length of the question behind the account
      "603b380380603b60003960209003"
          // STATICCALL with ten million gas: an endless contract ends before the endpoint stops it
          + "60006000826020600051629896"
          + "80fa"
          // the first word: whether it succeeded
          + "600052"
          // too long?
          + "3d8061040010603557"
          // what it returned, or why it refused
          + "80600060203e"
          + "6020016000f3"
          // 35: then this fails
          + "5b60006000fd";

  private Shield() {}

  /**
   * What a call returns, or nothing where it ends without an answer; empty if the endpoint does not
   * say, or it is too long.
   *
   * @param data "0x"-hex
   * @param block block tag or "0x"-hex number
   */
  static Optional<byte[]> ask(JsonRpc rpc, Address contract, String data, String block) {
    String code = "0x" + PROGRAM + AbiBytes.word(contract) + data.substring(2);
    Map<String, String> creation = Map.of("from", Address.ZERO.hex(), "data", code);
    try {
      byte[] told = AbiBytes.parse(rpc.ask("eth_call", creation, block).asText("0x"));
      if (told.length < WORD) {
        return Optional.empty();
      }
      boolean succeeded = told[WORD - 1] == 1;
      return Optional.of(succeeded ? Arrays.copyOfRange(told, WORD, told.length) : new byte[0]);
    } catch (RpcErrorException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
