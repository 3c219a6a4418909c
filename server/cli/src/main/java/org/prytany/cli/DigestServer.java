package org.prytany.cli;

import java.net.URI;
import java.util.Optional;

/**
 * A server that is asked for digests.
 *
 * @param address where it answers
 * @param key what it has in prytany.digest.key; empty: it then digests for operators only
 */
public record DigestServer(URI address, Optional<String> key) {

  /** Speaks to it. Whoever gets it closes it. */
  public ApiClient client() {
    return ApiClient.forDigests(address, key);
  }
}
