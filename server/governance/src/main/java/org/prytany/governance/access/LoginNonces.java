package org.prytany.governance.access;

import java.time.Instant;

/** Nonces of EIP-4361 sign-in messages: each is good once. */
public interface LoginNonces {

  void issue(String nonce, Instant expiresAt);

  /** True exactly once for a nonce that was issued and has not expired. */
  boolean consume(String nonce, Instant now);
}
