package org.prytany.alerts.channel;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts a message so that only one browser reads it, and its push service does not: RFC 8291
 * with one record of aes128gcm (RFC 8188). Points are of P-256, uncompressed: 65 bytes.
 */
final class PushCipher {

  /** Bytes of a message, beside which header and tag are within what push services take. */
  private static final int MOST = 3_900;

  private static final int RECORD = 4_096;
  private static final int SALT = 16;
  private static final int POINT = 65;
  private static final int COORDINATE = 32;
  private static final int TAG_BITS = 128;
  private static final byte LAST_RECORD = 2;

  private static final SecureRandom RANDOM = new SecureRandom();

  private PushCipher() {}

  /**
   * @param key the browser's public key, in base64url
   * @param secret that it shares with us, in base64url
   * @param message at most 3,900 bytes
   * @throws GeneralSecurityException if the key is no point of the curve, or the message longer
   */
  static byte[] encrypted(String key, String secret, byte[] message)
      throws GeneralSecurityException {
    if (message.length > MOST) {
      throw new GeneralSecurityException("more than push services take");
    }
    byte[] salt = new byte[SALT];
    RANDOM.nextBytes(salt);
    return encrypted(key, secret, message, newKeys(), salt);
  }

  static byte[] encrypted(String key, String secret, byte[] message, KeyPair ours, byte[] salt)
      throws GeneralSecurityException {
    byte[] theirs = Base64.getUrlDecoder().decode(key);
    byte[] open = point((ECPublicKey) ours.getPublic());
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(ours.getPrivate());
    agreement.doPhase(publicKey(theirs), true);
    byte[] both =
        derived(
            Base64.getUrlDecoder().decode(secret),
            agreement.generateSecret(),
            joined(text("WebPush: info\0"), theirs, open),
            32);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(derived(salt, both, text("Content-Encoding: aes128gcm\0"), 16), "AES"),
        new GCMParameterSpec(TAG_BITS, derived(salt, both, text("Content-Encoding: nonce\0"), 12)));
    byte[] header =
        ByteBuffer.allocate(SALT + 5 + POINT)
            .put(salt)
            .putInt(RECORD)
            .put((byte) POINT)
            .put(open)
            .array();
    return joined(header, cipher.doFinal(joined(message, new byte[] {LAST_RECORD})));
  }

  /** The key of a point. */
  static ECPublicKey publicKey(byte[] point) throws GeneralSecurityException {
    if (point.length != POINT || point[0] != 4) {
      throw new GeneralSecurityException("no point that is written uncompressed");
    }
    ECPoint at =
        new ECPoint(
            new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + COORDINATE)),
            new BigInteger(1, Arrays.copyOfRange(point, 1 + COORDINATE, POINT)));
    ECParameterSpec curve = curve();
    BigInteger prime = ((ECFieldFp) curve.getCurve().getField()).getP();
    BigInteger x = at.getAffineX();
    BigInteger y = at.getAffineY();
    BigInteger right =
        x.pow(3).add(curve.getCurve().getA().multiply(x)).add(curve.getCurve().getB());
    if (x.max(y).compareTo(prime) >= 0 || y.pow(2).subtract(right).mod(prime).signum() != 0) {
      throw new GeneralSecurityException("no point of P-256");
    }
    return (ECPublicKey)
        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(at, curve));
  }

  /** The point of a key. */
  static byte[] point(ECPublicKey key) {
    ByteBuffer point = ByteBuffer.allocate(POINT).put((byte) 4);
    for (BigInteger coordinate :
        new BigInteger[] {key.getW().getAffineX(), key.getW().getAffineY()}) {
      byte[] bytes = coordinate.toByteArray();
      byte[] whole = new byte[COORDINATE];
      int kept = Math.min(bytes.length, COORDINATE);
      System.arraycopy(bytes, bytes.length - kept, whole, COORDINATE - kept, kept);
      point.put(whole);
    }
    return point.array();
  }

  static KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  static ECParameterSpec curve() throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }

  /** HKDF with SHA-256 (RFC 5869), of which one block is enough. */
  private static byte[] derived(byte[] salt, byte[] from, byte[] info, int bytes)
      throws GeneralSecurityException {
    byte[] one = hmac(hmac(salt, from), joined(info, new byte[] {1}));
    return Arrays.copyOf(one, bytes);
  }

  private static byte[] hmac(byte[] key, byte[] of) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(of);
  }

  private static byte[] text(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
