package org.prytany.app.signin;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.prytany.app.problem.TooOften;

/**
 * Nonces of EIP-4361 sign-in messages. A nonce says itself until when it is good, under a key that
 * is drawn at start, so that issuing one costs and keeps nothing, however often it is asked for.
 * Only those that somebody signed are remembered, as long as they would be good.
 */
public final class Nonces {

  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final int KEY_BYTES = 32;
  private static final int RANDOM_BYTES = 8;
  private static final int BODY_BYTES = Integer.BYTES + RANDOM_BYTES;
  private static final int MARK_BYTES = 8;
  private static final int LETTERS = 2 * (BODY_BYTES + MARK_BYTES);
  private static final String ALGORITHM = "HmacSHA256";

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key;
  private final int most;
  private final Map<String, Instant> used = new LinkedHashMap<>();

  /** A nonce and until when it is good. */
  public record Nonce(String nonce, Instant expiresAt) {}

  /**
   * @param most how many used ones are remembered; beyond that strangers wait
   */
  public Nonces(int most) {
    this.most = most;
    byte[] drawn = new byte[KEY_BYTES];
    random.nextBytes(drawn);
    key = new SecretKeySpec(drawn, ALGORITHM);
  }

  /** A new one: letters and digits, as EIP-4361 wants it. */
  public Nonce issue(Instant now) {
    Instant expiresAt = Instant.ofEpochSecond(now.plus(LIFE).getEpochSecond());
    byte[] drawn = new byte[RANDOM_BYTES];
    random.nextBytes(drawn);
    byte[] body =
        ByteBuffer.allocate(BODY_BYTES).putInt((int) expiresAt.getEpochSecond()).put(drawn).array();
    HexFormat hex = HexFormat.of();
    return new Nonce(hex.formatHex(body) + hex.formatHex(mark(body)), expiresAt);
  }

  /**
   * True exactly once for a nonce that was issued here and has not expired.
   *
   * @param known whether it was signed by somebody with a role here, for whom there is always room
   * @throws TooOften if strangers have used too many
   */
  public synchronized boolean use(String nonce, Instant now, boolean known) {
    if (!nonce.matches("[0-9a-f]{" + LETTERS + "}")) {
      return false;
    }
    byte[] bytes = HexFormat.of().parseHex(nonce);
    byte[] body = Arrays.copyOf(bytes, BODY_BYTES);
    Instant expiresAt =
        Instant.ofEpochSecond(Integer.toUnsignedLong(ByteBuffer.wrap(body).getInt()));
    if (!MessageDigest.isEqual(mark(body), Arrays.copyOfRange(bytes, BODY_BYTES, bytes.length))
        || !now.isBefore(expiresAt)) {
      return false;
    }
    if (used.size() >= most) {
      used.values().removeIf(end -> !now.isBefore(end));
    }
    if (used.size() >= most && !known) {
      throw new TooOften(
          LIFE.toSeconds(),
          "Too many accounts sign in at the moment. Try again in "
              + LIFE.toMinutes()
              + " minutes; treasurers and operators can sign in meanwhile.");
    }
    return used.putIfAbsent(nonce, expiresAt) == null;
  }

  private byte[] mark(byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Arrays.copyOf(mac.doFinal(body), MARK_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
