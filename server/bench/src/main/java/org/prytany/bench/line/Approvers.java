package org.prytany.bench.line;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.prytany.cli.ApiClient;
import org.prytany.demo.DemoTreasurer;
import org.web3j.crypto.Credentials;

/** Treasurers with wallets, each signed in for some minutes. */
final class Approvers implements AutoCloseable {

  private record Session(DemoTreasurer treasurer, Instant until) {}

  private static final Duration SESSION = Duration.ofMinutes(5);

  private final ApiClient api;
  private final URI server;
  private final long chainId;
  private final Map<String, Session> sessions = new HashMap<>();

  Approvers(URI server, long chainId) {
    this.api = new ApiClient(server);
    this.server = server;
    this.chainId = chainId;
  }

  /** Approves a payout; gives why that was refused. */
  synchronized Optional<String> approved(Credentials wallet, String dao, String proposal) {
    try {
      session(wallet).treasurer().approve(dao, proposal);
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Session session(Credentials wallet) throws IOException {
    Session known = sessions.get(wallet.getAddress());
    if (known == null || known.until().isBefore(Instant.now())) {
      known =
          new Session(
              DemoTreasurer.signIn(api, server, chainId, wallet), Instant.now().plus(SESSION));
      sessions.put(wallet.getAddress(), known);
    }
    return known;
  }

  @Override
  public void close() {
    api.close();
  }
}
