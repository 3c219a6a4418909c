package org.prytany.bench.index;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.cli.ApiClient;
import org.prytany.governance.audit.AuditLog;
import org.prytany.governance.audit.WitnessedStart;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.intake.GovernorLogs;
import org.prytany.governance.intake.IntakeService;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalEvents;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.prytany.store.Store;
import org.prytany.store.StoreSettings;
import org.prytany.store.witness.FileWitness;

/**
 * The server's reading of logs and its intake, in a process of their own and with the options of
 * the server. Reads one order a line and answers with one JSON object a line.
 */
public final class IndexingSide {

  private static final int REMEMBERED_BLOCKS = 128;

  private final URI endpoint;
  private final RpcOptions options;
  private final Dao dao;
  private final Path folder;

  private IndexingSide(URI endpoint, RpcOptions options, Dao dao, Path folder) {
    this.endpoint = endpoint;
    this.options = options;
    this.dao = dao;
    this.folder = folder;
  }

  /**
   * @param arguments the endpoint, the chain's id, governor and treasury, how many blocks are asked
   *     for at once, and a folder for stores
   */
  public static void main(String[] arguments) throws IOException {
    long blocks = Long.parseLong(arguments[4]);
    RpcOptions standard = RpcOptions.DEFAULT;
    IndexingSide side =
        new IndexingSide(
            URI.create(arguments[0]),
            new RpcOptions(
                standard.connectTimeout(),
                standard.readTimeout(),
                blocks,
                blocks,
                standard.feeCap(),
                standard.feeCaps()),
            Dao.onlyRead(
                "many",
                "Many",
                Long.parseLong(arguments[1]),
                new Address(arguments[2]),
                new Address(arguments[3])),
            Path.of(arguments[5]));
    try (BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      answer(ApiClient.JSON.createObjectNode());
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        String[] words = order.split(" ", -1);
        answer(words[0].equals("read") ? side.read() : side.store(words[1]));
      }
    }
  }

  /** Reads and decodes all of them, and keeps nothing. */
  private ObjectNode read() {
    long begun = System.nanoTime();
    try (ChainAdapters chain = chain()) {
      GovernorLogs logs = chain.logs();
      BlockRef head = logs.head(dao);
      Set<ProposalKey> found = new HashSet<>();
      long next = 0;
      while (next <= head.number()) {
        GovernorLogs.Part part = logs.part(dao, next, 0, head).orElseThrow();
        part.found().stream().map(ProposalContent::key).forEach(found::add);
        next = part.end().number() + 1;
      }
      return told(found.size(), begun);
    }
  }

  /** As the server does it when it is started on a store of its own. */
  private ObjectNode store(String name) throws IOException {
    Path data = folder.resolve(name);
    Clock clock = Clock.systemUTC();
    try (ChainAdapters chain = chain();
        Store store = Store.open(StoreSettings.embedded(data, Set.of(dao.chainId())));
        FileWitness witness = FileWitness.open(data.resolve("witness"), clock, false)) {
      AuditLog audit =
          new WitnessedStart(store.audit(), witness, Optional.empty(), clock).open(true);
      IntakeService intake =
          new IntakeService(
              chain.logs(),
              chain.ids(),
              store.cursors(),
              store.proposals(),
              store.duties(),
              audit,
              ProposalEvents.NONE,
              clock,
              REMEMBERED_BLOCKS);
      long begun = System.nanoTime();
      long head = chain.logs().head(dao).number();
      int fresh = 0;
      long next = 0;
      while (next <= head) {
        IntakeService.IntakeResult result = intake.poll(dao);
        fresh += result.fresh();
        next = result.nextBlock();
      }
      ObjectNode told = told(fresh, begun);
      return told.put("stored", store.proposals().summaries(dao.chainId(), dao.governor()).size());
    }
  }

  private ChainAdapters chain() {
    return new ChainAdapters(Map.of(dao.chainId(), endpoint), options);
  }

  private static ObjectNode told(int proposals, long begun) {
    return ApiClient.JSON
        .createObjectNode()
        .put("proposals", proposals)
        .put("seconds", (System.nanoTime() - begun) / 1e9);
  }

  private static void answer(ObjectNode answer) {
    System.out.println(answer);
    System.out.flush();
  }
}
