package org.prytany.chain.endpoints;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.chain.decode.TokenList;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.governance.audit.AuditEntry;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.intake.IntakeService;
import org.prytany.governance.proposal.ProposalEvents;
import org.prytany.governance.proposal.ProposalIds;
import org.prytany.governance.voters.VoteReading;
import org.prytany.spi.Address;

/** DAOs on one made-up chain, read by the real intake over the real adapters. */
final class EndpointWorld implements AutoCloseable {
  static final Duration POLL = Duration.ofSeconds(5);
  private static final int DEPTH = 96;
  private static final RpcOptions OPTIONS =
      new RpcOptions(
          Duration.ofSeconds(3),
          Duration.ofSeconds(15),
          200,
          1_000,
          RpcOptions.DEFAULT.feeCap(),
          Map.of());

  final ScriptedChain chain = new ScriptedChain();
  final TurnedClock clock = new TurnedClock();
  final Shelf shelf = new Shelf();
  final List<ScriptedNode> nodes = new ArrayList<>();
  final List<Dao> daos = new ArrayList<>();
  final Map<String, String> problems = new LinkedHashMap<>();
  final ChainAdapters adapters;
  private final IntakeService intake;
  private final VoteReading votes;
  private long seconds;

  EndpointWorld(int endpoints, int daoCount) {
    for (int i = 0; i < endpoints; i++) {
      nodes.add(new ScriptedNode(chain));
    }
    for (int i = 1; i <= daoCount; i++) {
      Address governor = new Address(String.format("0x%040x", i));
      daos.add(Dao.onlyRead("dao" + i, "DAO " + i, ScriptedChain.ID, governor, governor));
    }
    List<URI> urls = nodes.stream().map(ScriptedNode::url).toList();
    adapters =
        new ChainAdapters(
            new Endpoints(Map.of(ScriptedChain.ID, urls), OPTIONS, clock, Duration.ofSeconds(1)),
            KnownFunctions.bundled(),
            TokenList.NONE);
    intake =
        new IntakeService(
            adapters.logs(),
            (dao, content) -> new ProposalIds.Answer.Belongs(ProposalIds.By.HASH),
            shelf,
            shelf,
            shelf,
            new AuditLog(shelf.auditRepository(), clock),
            ProposalEvents.NONE,
            clock,
            DEPTH);
    votes =
        new VoteReading(
            adapters.votes(), adapters.logs(), shelf, shelf, shelf, clock, chainId -> DEPTH);
  }

  /** Reads one range of each DAO's votes. */
  void readVotes() {
    daos.forEach(votes::turn);
  }

  Dao dao() {
    return daos.getFirst();
  }

  ScriptedNode node() {
    return nodes.getFirst();
  }

  /** One turn of every DAO, five seconds after the last one; the chain makes its blocks. */
  void turn() {
    clock.pause(POLL);
    seconds += POLL.toSeconds();
    while (seconds >= 12) {
      seconds -= 12;
      chain.mine();
    }
    for (Dao dao : daos) {
      poll(dao);
    }
  }

  private void poll(Dao dao) {
    try {
      adapters.logs().verify(dao);
      intake.poll(dao);
      problems.remove(dao.id());
    } catch (PrytanyException e) {
      problems.put(dao.id(), e.code() + ": " + e.getMessage());
    }
  }

  void turns(int count) {
    for (int i = 0; i < count; i++) {
      turn();
    }
  }

  List<Long> stored(Dao dao) {
    return shelf.proposals.values().stream()
        .filter(p -> p.key().governor().equals(dao.governor()) && !p.removedByReorg())
        .map(p -> p.key().proposalId().longValueExact())
        .sorted()
        .toList();
  }

  Stream<String> acts() {
    return shelf.audit.stream().map(AuditEntry::act);
  }

  int requests() {
    return nodes.stream().mapToInt(node -> node.requests.get()).sum();
  }

  @Override
  public void close() {
    adapters.close();
    nodes.forEach(ScriptedNode::close);
  }
}
