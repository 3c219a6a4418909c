package org.prytany.chain.governor;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.intake.LogScanner;
import org.prytany.chain.intake.ProposalCreated;
import org.prytany.chain.rpc.Blocks;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.Question;
import org.prytany.chain.rpc.Told;
import org.prytany.chain.rpc.Views;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.governor.Announcements;
import org.prytany.governance.proposal.ProposalState;

/**
 * Reads who announced what over JSON-RPC. Nothing but its log proves who proposed something, so
 * what one endpoint shows alone is not taken.
 *
 * <p>Source: OpenZeppelin IGovernor.state, GovernorSequentialProposalId.latestProposalId,
 * GovernorStorage.proposalCount; Compound GovernorAlpha and GovernorBravo state, proposalCount.
 */
public final class RpcAnnouncements implements Announcements {
  private static final String STATE = "state(uint256)";
  private static final String LATEST = "latestProposalId()";
  private static final String COUNT = "proposalCount()";

  private final Endpoints endpoints;
  private final LogScanner scanner;

  public RpcAnnouncements(Endpoints endpoints, LogScanner scanner) {
    this.endpoints = endpoints;
    this.scanner = scanner;
  }

  @Override
  public Optional<Part> part(Dao dao, long from, long to) {
    return scanner
        .range(
            endpoints.of(dao),
            dao.governor(),
            List.of(ProposalCreated.ANNOUNCING),
            from,
            0,
            to,
            LogScanner.Differences.REFUSED)
        .map(
            range -> {
              List<Announced> found =
                  range.logs().stream()
                      .map(ProposalCreated::announced)
                      .flatMap(Optional::stream)
                      .toList();
              return new Part(found, found.size() == range.logs().size(), range.end());
            });
  }

  @Override
  public Optional<BlockRef> block(Dao dao, long number) {
    return Blocks.at(endpoints.of(dao), number);
  }

  @Override
  public boolean beganWithin(Dao dao) {
    if (dao.fromBlock() == 0) {
      return true;
    }
    Told before =
        endpoints
            .of(dao)
            .together(
                List.of(
                    Question.of(
                        "eth_getCode", dao.governor().hex(), Quantities.of(dao.fromBlock() - 1))))
            .getFirst();
    return before.error().isEmpty() && before.result().asText("").equals("0x");
  }

  @Override
  public Optional<Standing> standing(Dao dao, List<BigInteger> ids, BlockRef at) {
    JsonRpc rpc = endpoints.of(dao);
    String block = Quantities.of(at.number());
    Views views = new Views(rpc, block);
    List<Question> questions = new ArrayList<>();
    questions.add(views.question(dao.governor(), LATEST));
    questions.add(views.question(dao.governor(), COUNT));
    ids.forEach(id -> questions.add(views.question(dao.governor(), STATE, AbiBytes.word(id))));
    Told now = views.ahead(questions, Question.of("eth_getBlockByNumber", block, false)).getFirst();
    if (now.error().isPresent()) {
      throw rpc.unavailable(now.error().get());
    }
    Map<BigInteger, ProposalState> states = new HashMap<>();
    for (BigInteger id : ids) {
      views
          .number(dao.governor(), STATE, AbiBytes.word(id))
          .flatMap(RpcAnnouncements::state)
          .ifPresent(state -> states.put(id, state));
    }
    Optional<BigInteger> counted =
        views.number(dao.governor(), LATEST).or(() -> views.number(dao.governor(), COUNT));
    return Blocks.at(rpc, at.number(), now.result())
        .filter(its -> its.hash().equals(at.hash()))
        .map(its -> new Standing(counted, states));
  }

  private static Optional<ProposalState> state(BigInteger ordinal) {
    try {
      return Optional.of(ProposalState.of(ordinal.intValueExact()));
    } catch (ArithmeticException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
