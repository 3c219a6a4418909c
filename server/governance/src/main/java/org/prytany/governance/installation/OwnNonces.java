package org.prytany.governance.installation;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Nonces that tell whether they were drawn here: the second half is a code of the first (HMAC, RFC
 * 2104) by a key that nobody else has and that ends with the process. What was signed for one
 * server is thereby none for another that browsers find under the same name.
 */
final class OwnNonces {

  private static final int HALF = 16;
  private static final String HMAC = "HmacSHA256";

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key;

  OwnNonces() {
    byte[] drawn = new byte[32];
    random.nextBytes(drawn);
    key = new SecretKeySpec(drawn, HMAC);
  }

  /** 64 hexadecimal digits. */
  String draw() {
    byte[] drawn = new byte[HALF];
    random.nextBytes(drawn);
    return HexFormat.of()
        .formatHex(ByteBuffer.allocate(2 * HALF).put(drawn).put(code(drawn)).array());
  }

  /**
   * Whether it was drawn here since the start.
   *
   * @param nonce 64 hexadecimal digits
   */
  boolean has(String nonce) {
    byte[] whole = HexFormat.of().parseHex(nonce);
    return MessageDigest.isEqual(
        code(Arrays.copyOf(whole, HALF)), Arrays.copyOfRange(whole, HALF, whole.length));
  }

  private byte[] code(byte[] drawn) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return Arrays.copyOf(mac.doFinal(drawn), HALF);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }
}
