package org.prytany.alerts.channel;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.prytany.governance.alert.PushKey;
import org.prytany.governance.alert.PushKeyRepository;

/**
 * By what push services know that it is the same server each time, and whom they can write to (RFC
 * 8292). The key is made when it is needed for the first time.
 */
public final class Vapid {

  /** Push services take a day at most. */
  private static final Duration GOOD_FOR = Duration.ofHours(12);

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final PushKeyRepository stored;
  private final String contact;
  private Optional<PushKey> known = Optional.empty();

  /**
   * @param contact an address of mail of who runs this server
   */
  public Vapid(PushKeyRepository stored, String contact) {
    this.stored = stored;
    this.contact = contact;
  }

  /** The public key, as browsers take it: a point of P-256 in base64url. */
  public String open() {
    return key().open();
  }

  private synchronized PushKey key() {
    PushKey key = known.or(stored::find).orElseGet(() -> stored.keep(made()));
    known = Optional.of(key);
    return key;
  }

  private static PushKey made() {
    try {
      KeyPair drawn = PushCipher.newKeys();
      return new PushKey(
          BASE64.encodeToString(PushCipher.point((ECPublicKey) drawn.getPublic())),
          BASE64.encodeToString(drawn.getPrivate().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  /** The header Authorization for a message that leaves now. */
  String authorization(URI endpoint, Instant now) {
    PushKey key = key();
    String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
    String claims =
        "{\"aud\":\"https://%s%s\",\"exp\":%d,\"sub\":\"mailto:%s\"}"
            .formatted(
                endpoint.getHost(), port, now.plus(GOOD_FOR).getEpochSecond(), escaped(contact));
    String signed = part("{\"typ\":\"JWT\",\"alg\":\"ES256\"}") + "." + part(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(
          KeyFactory.getInstance("EC")
              .generatePrivate(
                  new PKCS8EncodedKeySpec(Base64.getUrlDecoder().decode(key.secret()))));
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return "vapid t="
          + signed
          + "."
          + BASE64.encodeToString(signature.sign())
          + ", k="
          + key.open();
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static String part(String json) {
    return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static IllegalStateException missing(GeneralSecurityException e) {
    return new IllegalStateException("the key for push cannot be made or read", e);
  }
}
