package org.prytany.chain.intake;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.abi.MalformedAbiException;
import org.prytany.chain.family.GovernorFamilies;
import org.prytany.chain.family.GovernorProbe;
import org.prytany.chain.intake.LogScanner.Differences;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Question;
import org.prytany.chain.rpc.Views;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.intake.GovernorLogs;
import org.prytany.governance.proposal.ProposalContent;

/** Reads ProposalCreated over JSON-RPC. */
public final class RpcGovernorLogs implements GovernorLogs {
  private static final Logger LOG = System.getLogger(RpcGovernorLogs.class.getName());

  /** What is asked in this time finds the chain's id looked at anew by the endpoint itself. */
  private static final long TRUSTED_FOR_NANOS = Duration.ofMinutes(1).toNanos();

  private static final List<Object> CREATED = List.of(ProposalCreated.TOPICS);

  /** So many are named; more tell an operator nothing. */
  private static final int MOST_UNREADABLE = 5;

  /** No governor has counted further. */
  private static final int COUNTED_BITS = 40;

  private static final List<AbiType> FIRST_OF_DETAILS = List.of(new AbiType.Unsigned(256));

  private final Endpoints endpoints;
  private final LogScanner scanner;
  private final GovernorFamilies families;
  private final Map<String, Long> verifiedAt = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> unreadable = new ConcurrentHashMap<>();

  public RpcGovernorLogs(Endpoints endpoints, LogScanner scanner, GovernorFamilies families) {
    this.endpoints = endpoints;
    this.scanner = scanner;
    this.families = families;
  }

  @Override
  public void verify(Dao dao) {
    // What cannot be served is refused with its reason, and never read as if there were nothing.
    if (families.isOpen(dao)) {
      families.of(dao);
      verifiedAt.put(key(dao), System.nanoTime());
    } else {
      families.of(dao);
      verified(dao);
    }
  }

  @Override
  public void verifyAnew(Dao dao) {
    verifiedAt.remove(key(dao));
    endpoints.blocks(dao).forget();
    JsonRpc rpc = endpoints.of(dao);
    rpc.verify();
    checkCode(dao);
    families.forget(dao);
  }

  private void checkCode(Dao dao) {
    JsonRpc rpc = endpoints.of(dao);
    String code = rpc.require("eth_getCode", dao.governor().hex(), "latest").asText("0x");
    GovernorProbe.requireCode(dao, code);
    verifiedAt.put(key(dao), System.nanoTime());
  }

  private static String key(Dao dao) {
    return dao.id() + ":" + dao.chainId() + ":" + dao.governor();
  }

  // Asked for every block of a poll, the two questions would be most of the traffic.
  private JsonRpc verified(Dao dao) {
    Long at = verifiedAt.get(key(dao));
    if (at == null || System.nanoTime() - at > TRUSTED_FOR_NANOS) {
      checkCode(dao);
    }
    return endpoints.of(dao);
  }

  @Override
  public BlockRef head(Dao dao) {
    return endpoints.blocks(dao).head(verified(dao));
  }

  @Override
  public Optional<BlockRef> block(Dao dao, long number) {
    return endpoints.blocks(dao).at(verified(dao), number);
  }

  @Override
  public List<Optional<BlockRef>> blocks(Dao dao, List<Long> numbers) {
    return endpoints.blocks(dao).at(verified(dao), numbers);
  }

  @Override
  public List<ProposalContent> proposals(Dao dao, long from, long to) {
    return contents(
        dao, scanner.scan(verified(dao), dao.governor(), CREATED, from, to, Differences.JOINED));
  }

  @Override
  public Optional<Part> part(Dao dao, long from, long again, BlockRef head) {
    return scanner
        .range(
            verified(dao),
            dao.governor(),
            CREATED,
            from,
            Math.min(again, Math.max(0, from - dao.fromBlock())),
            head.number(),
            Differences.JOINED)
        .map(range -> new Part(contents(dao, range.logs()), range.end()));
  }

  @Override
  public List<Checked> check(Dao dao, List<ProposalContent> shown, BlockRef head) {
    return new LogProof(verified(dao), dao, families.form(dao), head).check(shown);
  }

  @Override
  public List<String> doubts(Dao dao) {
    return endpoints.of(dao).doubts();
  }

  @Override
  public List<String> unreadable(Dao dao) {
    return List.copyOf(unreadable.getOrDefault(key(dao), Set.of()));
  }

  private List<ProposalContent> contents(Dao dao, List<ChainLog> logs) {
    List<ProposalContent> proposals = new ArrayList<>();
    for (ChainLog log : logs) {
      if (!ProposalCreated.isOne(log)) {
        continue;
      }
      if (isHashes(dao, log)) {
        continue;
      }
      try {
        proposals.add(ProposalCreated.decode(dao.chainId(), log));
      } catch (MalformedAbiException e) {
        LOG.log(
            Level.WARNING,
            "DAO {0}: a ProposalCreated event in transaction {1} is not decodable ({2}) and is skipped.",
            dao.id(),
            log.transactionHash(),
            e.getMessage());
      }
    }
    return proposals;
  }

  /**
   * Whether a log announces lists in topics, of which the chain keeps hashes alone; nothing shows
   * it before the first proposal.
   */
  private boolean isHashes(Dao dao, ChainLog log) {
    int inTopics = ProposalCreated.inTopics(log);
    if (inTopics <= ProposalCreated.MOST_IN_TOPICS) {
      return false;
    }
    Set<String> seen = unreadable.computeIfAbsent(key(dao), none -> ConcurrentHashMap.newKeySet());
    if (seen.size() < MOST_UNREADABLE) {
      seen.add(
          "has "
              + inTopics
              + " of a proposal's fields in topics, where only hashes are left of the calls, in"
              + " transaction "
              + log.transactionHash());
    }
    return true;
  }

  /**
   * Source: OpenZeppelin GovernorSequentialProposalId.latestProposalId; GovernorStorage
   * proposalCount and proposalDetailsAt; Compound GovernorAlpha and GovernorBravo proposalCount.
   */
  @Override
  public Optional<List<BigInteger>> newestIds(Dao dao, int most) {
    Views views = new Views(endpoints.of(dao), "latest");
    views.ahead(
        List.of(
            views.question(dao.governor(), "latestProposalId()"),
            views.question(dao.governor(), "proposalCount()")));
    Optional<BigInteger> latest = views.number(dao.governor(), "latestProposalId()");
    Optional<BigInteger> count =
        latest.isPresent() ? latest : views.number(dao.governor(), "proposalCount()");
    if (count.isEmpty() || count.get().bitLength() > COUNTED_BITS) {
      return Optional.empty();
    }
    List<BigInteger> ids = new ArrayList<>();
    boolean listed = latest.isEmpty();
    BigInteger number = count.get();
    if (listed) {
      views.ahead(details(views, dao, number, most));
    }
    for (int i = 0;
        i < most && number.signum() > 0;
        i++, number = number.subtract(BigInteger.ONE)) {
      Optional<BigInteger> id =
          listed
              ? views
                  .values(
                      dao.governor(),
                      "proposalDetailsAt(uint256)",
                      FIRST_OF_DETAILS,
                      AbiBytes.word(number.subtract(BigInteger.ONE)))
                  .map(values -> values.getFirst().asInt())
              : Optional.empty();
      if (listed && id.isEmpty() && i > 0) {
        break;
      }
      listed &= id.isPresent();
      ids.add(id.orElse(number));
    }
    return Optional.of(ids);
  }

  private static List<Question> details(Views views, Dao dao, BigInteger count, int most) {
    List<Question> details = new ArrayList<>();
    for (long i = count.longValueExact() - 1; i >= 0 && details.size() < most; i--) {
      details.add(
          views.question(
              dao.governor(), "proposalDetailsAt(uint256)", AbiBytes.word(BigInteger.valueOf(i))));
    }
    return details;
  }
}
