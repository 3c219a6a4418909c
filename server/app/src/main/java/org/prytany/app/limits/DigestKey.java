package org.prytany.app.limits;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.prytany.settings.Secret;

/** What shows that a program may have texts digested: a word that the operator gave it. */
public final class DigestKey {

  /** The header that carries it. */
  public static final String HEADER = "Prytany-Key";

  private DigestKey() {}

  /**
   * Whether the request carries the key. Where a request comes from shows nothing: a proxy's come
   * from this machine, too.
   *
   * @param key as configured; empty: no request is let in by one
   */
  public static boolean isIn(HttpServletRequest request, Optional<Secret> key) {
    String given = request.getHeader(HEADER);
    return given != null
        && key.isPresent()
        && MessageDigest.isEqual(bytes(given), bytes(key.get().reveal()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
