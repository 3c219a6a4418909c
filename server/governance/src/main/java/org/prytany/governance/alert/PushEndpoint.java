package org.prytany.governance.alert;

import java.util.Locale;
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

  static final String SCHEME = "https://";

  /** Those of the makers of browsers: all readers have one of them, so they share no limit. */
  private static final Set<String> MAKERS =
      Set.of(
          "fcm.googleapis.com",
          "notify.windows.com",
          "push.apple.com",
          "push.services.mozilla.com");

  private static final int LONGEST = 1_000;
  private static final Pattern ADDRESS =
      Pattern.compile(
          "https://(?:(?!-)[A-Za-z0-9-]{1,63}+(?<!-)\\.)*+(?!-)[A-Za-z0-9-]{1,63}+(?<!-)(?::[1-9][0-9]{0,4}+)?+"
              + "/[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*+");
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{87}+");
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{22}+");

  /**
   * @throws IllegalArgumentException if a part has another form; the message does not repeat it
   */
  public PushEndpoint {
    if (endpoint.length() > LONGEST
        || !ADDRESS.matcher(endpoint).matches()
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

  /** Without what stands behind a question mark, which a service may ignore. */
  @Override
  public String mailbox() {
    return endpoint.replaceFirst("\\?.*+", "");
  }

  /** At which push service; its own where that is one of {@link #MAKERS}. */
  @Override
  public String domain() {
    String host = host();
    return MAKERS.stream().anyMatch(maker -> ("." + host).endsWith("." + maker)) ? endpoint : host;
  }

  /** Of the push service, in lower case. */
  public String host() {
    return endpoint
        .substring(SCHEME.length(), endpoint.indexOf('/', SCHEME.length()))
        .replaceFirst(":.*+", "")
        .toLowerCase(Locale.ROOT);
  }

  /** Not the address: it is personal data, and this is what logs show. */
  @Override
  public String toString() {
    return "a browser";
  }
}
