package org.prytany.governance.alert;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A browser that a push service reaches (RFC 8030), with what its messages are encrypted for (RFC
 * 8291).
 *
 * @param endpoint an https address at the push service; whoever knows it could try to reach the
 *     browser
 * @param key the browser's public key: a point of P-256, uncompressed, 65 bytes in base64url
 * @param secret that the browser shares with this server, 16 bytes in base64url
 */
public record PushEndpoint(String endpoint, String key, String secret) implements Recipient {

  /** Those of the makers of browsers: all readers have one of them, so they share no limit. */
  private static final Set<String> MAKERS =
      Set.of(
          "fcm.googleapis.com",
          "notify.windows.com",
          "push.apple.com",
          "push.services.mozilla.com");

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{87}+");
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{22}+");

  /**
   * @throws IllegalArgumentException if a part has another form; the message does not repeat it
   */
  public PushEndpoint {
    if (!HttpsAddress.isOne(endpoint)
        || !KEY.matcher(key).matches()
        || !SECRET.matcher(secret).matches()) {
      throw new IllegalArgumentException("no browser that a push service reaches");
    }
  }

  /** Empty if a part has another form. */
  public static Optional<PushEndpoint> of(String endpoint, String key, String secret) {
    try {
      return Optional.of(new PushEndpoint(endpoint, key, secret));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static PushEndpoint read(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("no browser that a push service reaches");
    }
    return new PushEndpoint(parts[0], parts[1], parts[2]);
  }

  @Override
  public String text() {
    return endpoint + " " + key + " " + secret;
  }

  @Override
  public String reader() {
    return endpoint;
  }

  @Override
  public String mailbox() {
    return HttpsAddress.withoutQuery(HttpsAddress.canonical(endpoint));
  }

  /** At which push service; its own where that is one of {@link #MAKERS}. */
  @Override
  public String domain() {
    return HttpsAddress.domain(HttpsAddress.canonical(endpoint), MAKERS);
  }

  /** Of the push service, in lower case. */
  public String host() {
    return HttpsAddress.host(endpoint);
  }

  /** Not the address: it is personal data, and this is what logs show. */
  @Override
  public String toString() {
    return "a browser";
  }
}
