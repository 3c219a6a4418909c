package org.prytany.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.prytany.cli.ApiClient;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.contracts.localchain.ProposalState;
import org.prytany.contracts.localchain.VoteType;
import org.prytany.demo.DemoCase.Expected;

/**
 * What became of every proposal. Outcomes are read from the chain; what the server says of them
 * stands beside it.
 *
 * @param proposals one JSON object each
 * @param differences plain sentences, none when all came out as expected
 */
record DemoReport(ArrayNode proposals, List<String> differences) {

  /**
   * @param tried kinds for which somebody's own plugin stood; how its strategy votes is its own
   */
  static DemoReport of(
      DemoWorld world,
      DemoServer server,
      Map<DemoCase, DemoProposal> proposals,
      Map<DemoCase.Payment, BigInteger> before,
      Set<String> tried)
      throws IOException {
    ArrayNode all = ApiClient.JSON.createArrayNode();
    List<String> differences = new ArrayList<>();
    try (ApiClient api = server.api()) {
      for (Map.Entry<DemoCase, DemoProposal> entry : proposals.entrySet()) {
        DemoCase each = entry.getKey();
        DemoProposal proposal = entry.getValue();
        OnChain onChain = OnChain.read(world, each, proposal);
        onChain.differences(each, before).forEach(differences::add);
        if (!tried.contains(TriedPlugin.STRATEGY)) {
          onChain.otherVote(each).ifPresent(differences::add);
        }
        JsonNode shown = api.get("/api/v1/daos/" + DemoServer.DAO + "/proposals/" + proposal.id());
        boolean blocked = shown.path("verdict").path("blocked").asBoolean();
        if (blocked != (each.expected() == Expected.STOPPED)) {
          differences.add(each.name() + (blocked ? " was flagged" : " was not flagged"));
        }
        if (shown.path("digest").path("stale").asBoolean()) {
          differences.add(
              each.name()
                  + ": its digest is out of date: "
                  + shown.at("/digest/staleReason").asText());
        }
        all.add(json(each, proposal, onChain, shown, before));
      }
      readAgain(api.get("/api/v1/audit?from=1&limit=1000"), proposals).forEach(differences::add);
    }
    int quorum = DemoWorld.RAISED_QUORUM_PERCENT;
    BigInteger raised = OnChain.quorumPercent(world);
    if (!raised.equals(BigInteger.valueOf(quorum))) {
      differences.add("the quorum is " + raised + " % and not " + quorum + " %");
    }
    return new DemoReport(all, List.copyOf(differences));
  }

  /** A text is read once, and once more after a server was killed in the middle of it. */
  private static List<String> readAgain(JsonNode log, Map<DemoCase, DemoProposal> proposals) {
    long made =
        StreamSupport.stream(log.spliterator(), false)
            .filter(entry -> entry.path("act").asText().equals("digest.made"))
            .count();
    return made <= 2L * proposals.size()
        ? List.of()
        : List.of(proposals.size() + " texts were digested " + made + " times");
  }

  void writeTo(Path file) throws IOException {
    ObjectNode document = ApiClient.JSON.createObjectNode();
    document.set("proposals", proposals);
    ArrayNode list = document.putArray("differences");
    differences.forEach(list::add);
    ApiClient.JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), document);
  }

  private static ObjectNode json(
      DemoCase each,
      DemoProposal proposal,
      OnChain onChain,
      JsonNode shown,
      Map<DemoCase.Payment, BigInteger> before) {
    ObjectNode node = ApiClient.JSON.createObjectNode();
    node.put("name", each.name());
    node.put("id", proposal.id().toString());
    node.put("contentHash", shown.path("contentHash").asText());
    node.put("expected", each.expected().name());
    node.put("state", onChain.state().name());
    node.put("ourVote", onChain.vote());
    node.set("digest", shown.path("digest"));
    node.set("verdict", shown.path("verdict"));
    node.set("decision", shown.path("decision"));
    ObjectNode transactions = node.putObject("transactions");
    transactions.put("proposed", shown.path("transactionHash").asText());
    for (String act : new String[] {"ballot", "queue", "execution"}) {
      if (shown.path(act).has("transactionHash")) {
        ObjectNode transaction = transactions.putObject(act);
        transaction.put("hash", shown.path(act).path("transactionHash").asText());
        transaction.set("block", shown.path(act).path("block"));
        transaction.put("status", shown.path(act).path("status").asText());
      }
    }
    ArrayNode balances = node.putArray("balances");
    onChain
        .balances()
        .forEach(
            (payment, after) -> {
              ObjectNode balance = balances.addObject();
              balance.put("account", payment.recipient());
              balance.put("asset", payment.asset().name());
              balance.put("before", String.valueOf(before.get(payment)));
              balance.put("after", after.toString());
            });
    node.set("receipt", shown.path("receipt"));
    return node;
  }

  /**
   * What the chain says at the end.
   *
   * @param vote "FOR", "AGAINST", "ABSTAIN", or "NONE"
   */
  private record OnChain(
      ProposalState state, String vote, Map<DemoCase.Payment, BigInteger> balances) {

    static OnChain read(DemoWorld world, DemoCase each, DemoProposal proposal) {
      return new OnChain(
          world.dao().state(proposal),
          OurVote.read(world, proposal).map(VoteType::name).orElse("NONE"),
          world.balances(List.of(each)));
    }

    static BigInteger quorumPercent(DemoWorld world) {
      try {
        return world.dao().governor(world.proposer()).quorumNumerator().send();
      } catch (Exception e) {
        throw new IllegalStateException("the quorum could not be read", e);
      }
    }

    Optional<String> otherVote(DemoCase each) {
      return Optional.of(each.name() + " was voted " + vote + " and not " + each.ourVote())
          .filter(words -> !vote.equals(each.ourVote().name()));
    }

    List<String> differences(DemoCase each, Map<DemoCase.Payment, BigInteger> before) {
      List<String> differences = new ArrayList<>();
      ProposalState wanted =
          switch (each.expected()) {
            case EXECUTED -> ProposalState.EXECUTED;
            case DEFEATED -> ProposalState.DEFEATED;
            case STOPPED -> ProposalState.SUCCEEDED;
          };
      if (state != wanted) {
        differences.add(each.name() + " is " + state + " and not " + wanted);
      }
      balances.forEach(
          (payment, after) -> {
            BigInteger received = after.subtract(before.getOrDefault(payment, BigInteger.ZERO));
            if (!received.equals(payment.amount())) {
              differences.add(
                  each.name()
                      + ": "
                      + payment.recipient()
                      + " received "
                      + received
                      + " base units of "
                      + payment.asset()
                      + " and not "
                      + payment.amount());
            }
          });
      return differences;
    }
  }
}
