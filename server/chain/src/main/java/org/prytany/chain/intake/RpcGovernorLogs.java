package org.prytany.chain.intake;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.chain.abi.MalformedAbiException;
import org.prytany.chain.rpc.Blocks;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Quantities;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.intake.GovernorLogs;
import org.prytany.governance.proposal.ProposalContent;

/** Reads ProposalCreated over JSON-RPC. */
public final class RpcGovernorLogs implements GovernorLogs {
  private static final Logger LOG = System.getLogger(RpcGovernorLogs.class.getName());
  private static final long TRUSTED_FOR_NANOS = Duration.ofSeconds(30).toNanos();

  private final Endpoints endpoints;
  private final LogScanner scanner;
  private final Map<String, Long> verifiedAt = new ConcurrentHashMap<>();

  public RpcGovernorLogs(Endpoints endpoints, LogScanner scanner) {
    this.endpoints = endpoints;
    this.scanner = scanner;
  }

  @Override
  public void verify(Dao dao) {
    verifiedAt.remove(key(dao));
    JsonRpc rpc = endpoints.of(dao);
    BigInteger answered;
    try {
      answered = Quantities.number(rpc.require("eth_chainId"));
    } catch (NumberFormatException e) {
      throw rpc.invalid("eth_chainId is no number.");
    }
    if (!answered.equals(BigInteger.valueOf(dao.chainId()))) {
      throw new PrytanyException(
          FailureCode.WRONG_CHAIN,
          "The RPC endpoint of DAO '"
              + dao.id()
              + "' serves chain "
              + answered
              + ", but the DAO is configured for chain "
              + dao.chainId()
              + ". Correct chain-id or the RPC address.");
    }
    String code = rpc.require("eth_getCode", dao.governor().hex(), "latest").asText("0x");
    if (code.length() <= 2) {
      throw new PrytanyException(
          FailureCode.NO_CODE_AT_ADDRESS,
          "There is no contract at "
              + dao.governor()
              + " on chain "
              + dao.chainId()
              + ", which DAO '"
              + dao.id()
              + "' names as its governor. Correct the governor address or the chain.");
    }
    verifiedAt.put(key(dao), System.nanoTime());
  }

  private static String key(Dao dao) {
    return dao.id() + ":" + dao.chainId() + ":" + dao.governor();
  }

  // Asked for every block of a poll, the two questions would be most of the traffic.
  private JsonRpc verified(Dao dao) {
    Long at = verifiedAt.get(key(dao));
    if (at == null || System.nanoTime() - at > TRUSTED_FOR_NANOS) {
      verify(dao);
    }
    return endpoints.of(dao);
  }

  @Override
  public BlockRef head(Dao dao) {
    return Blocks.head(verified(dao));
  }

  @Override
  public Optional<BlockRef> block(Dao dao, long number) {
    return Blocks.at(verified(dao), number);
  }

  @Override
  public List<ProposalContent> proposals(Dao dao, long from, long to) {
    JsonRpc rpc = verified(dao);
    List<ProposalContent> proposals = new ArrayList<>();
    for (ChainLog log :
        scanner.scan(rpc, dao.governor(), List.of(ProposalCreated.TOPIC), from, to)) {
      if (!log.topic0().equals(ProposalCreated.TOPIC)) {
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
}
