package org.prytany.signer;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.prytany.spi.Address;
import org.web3j.crypto.ECDSASignature;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/** Finds out which account signed something. */
public final class EthereumSignatures {

  private static final int LENGTH = 65;
  private static final BigInteger HALF_ORDER = Sign.CURVE_PARAMS.getN().shiftRight(1);

  private EthereumSignatures() {}

  /**
   * The account that signed a text by personal_sign (EIP-191 version 0x45), as EIP-4361 sign-in
   * messages are.
   *
   * @param signature "0x" and 65 bytes
   * @return empty if the signature is none: wrong form, high s, or no point on the curve
   */
  public static Optional<Address> recoverPersonal(String message, String signature) {
    byte[] hash = Sign.getEthereumMessageHash(message.getBytes(StandardCharsets.UTF_8));
    return recover(hash, signature);
  }

  /**
   * The account that signed a hash.
   *
   * @param hash 32 bytes
   * @param signature "0x" and 65 bytes: r, s, v (27 or 28; 0 or 1 as some hardware wallets say)
   * @return empty if the signature is none. A high s is refused (EIP-2): anyone could make a second
   *     form of a signature with it.
   */
  static Optional<Address> recover(byte[] hash, String signature) {
    Optional<byte[]> parsed = bytes(signature);
    if (parsed.isEmpty()) {
      return Optional.empty();
    }
    byte[] raw = parsed.get();
    BigInteger r = new BigInteger(1, Arrays.copyOfRange(raw, 0, 32));
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(raw, 32, 64));
    int v = raw[64] & 0xff;
    int recoveryId = v >= 27 ? v - 27 : v;
    if (recoveryId > 1
        || r.signum() == 0
        || s.signum() == 0
        || r.compareTo(Sign.CURVE_PARAMS.getN()) >= 0
        || s.compareTo(HALF_ORDER) > 0) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(
              Sign.recoverFromSignature(recoveryId, new ECDSASignature(r, s), hash))
          .map(key -> new Address("0x" + Keys.getAddress(key)));
    } catch (RuntimeException e) {
      // The library throws for an r that is no point on the curve.
      return Optional.empty();
    }
  }

  private static Optional<byte[]> bytes(String signature) {
    if (signature.length() != 2 + 2 * LENGTH || !signature.startsWith("0x")) {
      return Optional.empty();
    }
    try {
      return Optional.of(HexFormat.of().parseHex(signature.substring(2)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
