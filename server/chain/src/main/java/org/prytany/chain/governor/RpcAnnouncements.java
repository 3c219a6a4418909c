package org.prytany.chain.governor;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.family.GovernorCode;
import org.prytany.chain.intake.LogScanner;
import org.prytany.chain.intake.ProposalCreated;
import org.prytany.chain.rpc.Blocks;
import org.prytany.chain.rpc.ChainLog;
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
 * where endpoints that answer show different logs none is taken.
 *
 * <p>Source: OpenZeppelin IGovernor.state, GovernorSequentialProposalId.latestProposalId,
 * GovernorStorage.proposalCount; Compound GovernorAlpha and GovernorBravo state, proposalCount, and
 * GovernorBravoDelegator.NewImplementation; ERC-1967 Upgraded, BeaconUpgraded.
 */
public final class RpcAnnouncements implements Announcements {
  private static final String STATE = "state(uint256)";
  private static final String LATEST = "latestProposalId()";
  private static final String COUNT = "proposalCount()";

  /** By these a contract tells that other code answers for it from now on. */
  private static final List<String> CHANGES =
      Stream.of(
              "Upgraded(address)", "BeaconUpgraded(address)", "NewImplementation(address,address)")
          .map(AbiBytes::topic)
          .toList();

  private static final List<String> TOPICS =
      Stream.concat(ProposalCreated.ANNOUNCING.stream(), CHANGES.stream()).toList();

  private final Endpoints endpoints;
  private final LogScanner scanner;

  public RpcAnnouncements(Endpoints endpoints, LogScanner scanner) {
    this.endpoints = endpoints;
    this.scanner = scanner;
  }

  @Override
  public Optional<Part> part(Dao dao, long from, long to) {
    return scanner
        .piece(endpoints.of(dao), dao.governor(), List.of(TOPICS), from, to)
        .map(
            range -> {
              List<ChainLog> changes =
                  range.logs().stream().filter(log -> CHANGES.contains(log.topic0())).toList();
              List<ChainLog> announcing =
                  range.logs().stream().filter(log -> !CHANGES.contains(log.topic0())).toList();
              List<Announced> found =
                  announcing.stream()
                      .map(ProposalCreated::announced)
                      .flatMap(Optional::stream)
                      .toList();
              return new Part(
                  found,
                  changes.stream().map(ChainLog::block).toList(),
                  found.size() == announcing.size(),
                  range.end());
            });
  }

  @Override
  public Optional<BlockRef> block(Dao dao, long number) {
    return Blocks.at(endpoints.of(dao), number);
  }

  @Override
  public boolean isAbsentBefore(Dao dao, long block) {
    if (block == 0) {
      return true;
    }
    Told before =
        endpoints
            .of(dao)
            .together(
                List.of(Question.of("eth_getCode", dao.governor().hex(), Quantities.of(block - 1))))
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
    List<Told> more =
        views.ahead(
            questions,
            Question.of("eth_getCode", dao.governor().hex(), block),
            Question.of("eth_getBlockByNumber", block, false));
    for (Told told : more) {
      if (told.error().isPresent()) {
        throw rpc.unavailable(told.error().get());
      }
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
    Code code = code(more.getFirst().result().asText(""));
    return Blocks.at(rpc, at.number(), more.getLast().result())
        .filter(its -> its.hash().equals(at.hash()))
        .map(its -> new Standing(counted, states, code));
  }

  private static Code code(String own) {
    return GovernorCode.unchanging(own)
        .map(
            its ->
                its.answers(AbiBytes.selector(LATEST)) || its.answers(AbiBytes.selector(COUNT))
                    ? Code.UNCHANGING
                    : Code.UNCOUNTING)
        .orElse(Code.CHANGEABLE);
  }

  private static Optional<ProposalState> state(BigInteger ordinal) {
    try {
      return Optional.of(ProposalState.of(ordinal.intValueExact()));
    } catch (ArithmeticException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
