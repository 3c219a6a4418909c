package org.prytany.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import org.prytany.contracts.localchain.DemoProposal;

/** The proposals that were made, and what the server shows of each. */
final class ServedProposals {

  static final Duration PATIENCE = Duration.ofMinutes(3);

  private final DemoServer server;
  private final Map<DemoCase, DemoProposal> proposals = new LinkedHashMap<>();

  ServedProposals(DemoServer server) {
    this.server = server;
  }

  void add(DemoCase each, DemoProposal proposal) {
    proposals.put(each, proposal);
  }

  /** In the order in which they were made. */
  Map<DemoCase, DemoProposal> all() {
    return proposals;
  }

  List<DemoCase> cases() {
    return List.copyOf(proposals.keySet());
  }

  DemoProposal last() {
    return List.copyOf(proposals.values()).getLast();
  }

  String id(DemoCase each) {
    DemoProposal proposal = proposals.get(each);
    if (proposal == null) {
      throw new IllegalStateException("not proposed: " + each.name());
    }
    return proposal.id().toString();
  }

  /**
   * Waits until the server shows something.
   *
   * @param what for people, if it waits in vain
   * @throws CommandFailure if it waits in vain, or a tried plugin fails meanwhile
   */
  JsonNode await(DemoCase each, String what, Predicate<JsonNode> condition)
      throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    Set<String> ids = cases().stream().map(this::id).collect(Collectors.toSet());
    try (ApiClient api = server.api()) {
      while (Instant.now().isBefore(end)) {
        server.requireRunning();
        JsonNode shown = shown(api, each);
        if (condition.test(shown)) {
          return shown;
        }
        if (server.tried().isPresent()) {
          server.tried().get().requireWell(api, ids, server.pluginLogs());
        }
        Thread.sleep(200);
      }
    }
    throw new CommandFailure(
        "The demo waited "
            + PATIENCE.toSeconds()
            + " s for "
            + what
            + " of "
            + each.name()
            + " in vain.",
        server.logs());
  }

  /** A proposal as the server shows it; without anything if it shows none now. */
  JsonNode shown(ApiClient api, DemoCase each) {
    try {
      return api.get("/api/v1/daos/" + DemoServer.DAO + "/proposals/" + id(each));
    } catch (IOException e) {
      // Not read from the chain yet, or the server is starting again.
      return ApiClient.JSON.createObjectNode();
    }
  }

  /** The status of one of our acts; "" if there is none. */
  static String status(JsonNode proposal, String act) {
    return proposal.path(act).path("status").asText();
  }
}
