package org.prytany.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.DemoDaoAddresses;
import org.web3j.crypto.Credentials;

/**
 * DAOs of one local chain as a server's configuration has them, all with the same people.
 *
 * @param operator votes, queues and executes for each of them
 * @param poll between two looks at the chain
 * @param treasurers of whom {@link DemoWorld#APPROVAL_THRESHOLD} approve a payout
 */
public record ServedDaos(
    long chainId,
    Credentials operator,
    List<Credentials> treasurers,
    List<Served> daos,
    Map<String, String> labels,
    Duration poll) {

  /**
   * One DAO.
   *
   * @param id in the server's URLs
   * @param rpcUrls its endpoints, in order
   */
  public record Served(String id, String name, DemoDao dao, List<String> rpcUrls) {}

  static ServedDaos of(DemoWorld world) {
    Map<String, String> labels = new LinkedHashMap<>(DemoCases.labels());
    labels.put(world.dao().addresses().timelock(), "Treasury");
    return new ServedDaos(
        world.chain().chainId(),
        world.operator(),
        world.treasurers(),
        List.of(
            new Served(
                DemoServer.DAO,
                "Kerameikos Commons",
                world.dao(),
                List.of(world.chain().rpcUrl()))),
        labels,
        Duration.ofMillis(500));
  }

  /** Lines of the configuration file. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("prytany.poll-interval=" + poll.toMillis() + "ms");
    lines.add("prytany.daos=" + daos.stream().map(Served::id).collect(Collectors.joining(",")));
    for (Served each : daos) {
      DemoDaoAddresses addresses = each.dao().addresses();
      Map<String, String> values = new LinkedHashMap<>();
      values.put("name", each.name());
      values.put("chain-id", Long.toString(chainId));
      values.put("rpc-url", String.join(" ", each.rpcUrls()));
      values.put("ws-url", each.dao().chain().webSocketUrl());
      values.put("governor", addresses.governor());
      values.put("treasury", addresses.timelock());
      values.put("voter", operator.getAddress());
      values.put("executor", operator.getAddress());
      values.put(
          "treasurers",
          treasurers.stream().map(Credentials::getAddress).collect(Collectors.joining(",")));
      values.put("approval-threshold", Integer.toString(DemoWorld.APPROVAL_THRESHOLD));
      values.put("text-rules", "against-hidden-effects");
      labels.forEach((address, label) -> values.put("labels." + address, label));
      values.forEach(
          (key, value) -> lines.add("prytany.dao." + each.id() + "." + key + "=" + value));
    }
    return lines;
  }
}
