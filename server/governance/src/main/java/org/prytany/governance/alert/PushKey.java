package org.prytany.governance.alert;

/**
 * The key by which push services know this server (RFC 8292).
 *
 * @param open the public one: a point of P-256, uncompressed, 65 bytes in base64url
 * @param secret the private one: PKCS #8 in base64url
 */
public record PushKey(String open, String secret) {

  /** Without the secret. */
  @Override
  public String toString() {
    return "push key " + open;
  }
}
