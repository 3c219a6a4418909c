package org.prytany.chain.governor;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiReader;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.abi.AbiValue;
import org.prytany.chain.abi.MalformedAbiException;
import org.prytany.chain.family.Executor;
import org.prytany.chain.family.GovernorFamilies;
import org.prytany.chain.family.GovernorForm;
import org.prytany.chain.governor.TimelockOperation.Standing;
import org.prytany.chain.intake.LogScanner;
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
import org.prytany.governance.dao.Family;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.governor.GovernorReader;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.Address;
import org.prytany.spi.Support;

/** Asks a governor over JSON-RPC, as its kind is asked (IGovernor, IERC6372, Compound's). */
public final class RpcGovernorReader implements GovernorReader {
  private static final int ATTEMPTS = 3;
  private static final AbiType UINT = new AbiType.Unsigned(256);

  /** How old a vote has to be before it is strange that the logs do not show it. */
  private static final long LOGS_MAY_LAG = 64;

  private static final Map<String, LifecycleEvent.Kind> LIFECYCLE =
      Map.of(
          AbiBytes.topic("ProposalQueued(uint256,uint256)"), LifecycleEvent.Kind.QUEUED,
          AbiBytes.topic("ProposalExecuted(uint256)"), LifecycleEvent.Kind.EXECUTED,
          AbiBytes.topic("ProposalCanceled(uint256)"), LifecycleEvent.Kind.CANCELED);

  private final Endpoints endpoints;
  private final LogScanner scanner;
  private final GovernorFamilies families;

  /** EIP-6372: a clock of seconds is the block's own time. */
  private static final long FURTHEST_CLOCK_SECONDS = 86_400;

  private final GovernorClock clock = new GovernorClock();
  private final AtOneBlock<ChainView> views = new AtOneBlock<>();
  private final AtOneBlock<Executor> executors = new AtOneBlock<>();

  public RpcGovernorReader(Endpoints endpoints, LogScanner scanner, GovernorFamilies families) {
    this.endpoints = endpoints;
    this.scanner = scanner;
    this.families = families;
  }

  @Override
  public ChainView view(Dao dao, ProposalContent proposal) {
    JsonRpc rpc = endpoints.of(dao);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<ChainView> view = known(dao, rpc, proposal, Blocks.head(rpc));
      if (view.isPresent()) {
        return view.get();
      }
    }
    throw reorganised(dao);
  }

  private static PrytanyException reorganised(Dao dao) {
    return new PrytanyException(
        FailureCode.CHAIN_UNAVAILABLE,
        "The chain of DAO '" + dao.id() + "' is being reorganised; it is read again later.");
  }

  @Override
  public ChainView glance(Dao dao, ProposalContent proposal) {
    JsonRpc rpc = endpoints.of(dao);
    return known(dao, rpc, proposal, endpoints.blocks(dao).head(rpc))
        .orElseGet(() -> view(dao, proposal));
  }

  private Optional<ChainView> known(Dao dao, JsonRpc rpc, ProposalContent proposal, BlockRef head) {
    return views.of(proposal, head, () -> viewAt(dao, rpc, proposal, head));
  }

  @Override
  public Optional<ChainView> viewAt(Dao dao, ProposalContent proposal, BlockRef at) {
    return viewAt(dao, endpoints.of(dao), proposal, at);
  }

  /** Empty if the block is not in the chain any more, and the answers are about another one. */
  private Optional<ChainView> viewAt(Dao dao, JsonRpc rpc, ProposalContent proposal, BlockRef at) {
    GovernorForm form = families.form(dao);
    String block = Quantities.of(at.number());
    Views asked = new Views(rpc, block);
    String number = AbiBytes.word(proposal.key().proposalId());
    boolean queued =
        views.last(proposal).filter(its -> its.state() == ProposalState.QUEUED).isPresent();
    // A block is asked for by number; if its hash is still the same, so was the state.
    List<Question> ahead =
        new ArrayList<>(
            List.of(
                asked.question(dao.governor(), "state(uint256)", number),
                asked.question(dao.governor(), "CLOCK_MODE()"),
                asked.question(dao.governor(), "clock()")));
    ahead.addAll(form.ahead(asked, dao, proposal, queued));
    if (queued) {
      ahead.addAll(form.executorAhead(asked, dao, proposal));
      executors
          .last(proposal)
          .flatMap(Executor::account)
          .ifPresent(its -> ahead.addAll(Lapses.questions(asked, its)));
    }
    Told now = asked.ahead(ahead, Question.of("eth_getBlockByNumber", block, false)).getFirst();
    if (now.error().isPresent()) {
      throw rpc.unavailable(now.error().get());
    }
    ChainView seen = viewAt(dao, rpc, form, asked, proposal, at);
    // What an AccessManager lets lapse is over at the first look, too.
    boolean alone = seen.state() == ProposalState.QUEUED && dao.governor().equals(dao.treasury());
    Executor executor =
        queued || alone ? form.executor(asked, dao, proposal) : new Executor.NotTold();
    ChainView view =
        executor.account().map(its -> Lapses.on(seen, asked, dao, proposal, its)).orElse(seen);
    if (!isStill(rpc, asked, at, now)) {
      return Optional.empty();
    }
    if (!(executor instanceof Executor.NotTold)) {
      executors.of(proposal, at, () -> Optional.of(executor));
    }
    return Optional.of(view);
  }

  /** What was asked by itself is about that block only if it is there after the last of it. */
  private static boolean isStill(JsonRpc rpc, Views asked, BlockRef at, Told now) {
    Optional<BlockRef> block =
        asked.askedAlone()
            ? Blocks.at(rpc, at.number())
            : Blocks.at(rpc, at.number(), now.result());
    return block.filter(its -> its.hash().equals(at.hash())).isPresent();
  }

  private ChainView viewAt(
      Dao dao, JsonRpc rpc, GovernorForm form, Views views, ProposalContent proposal, BlockRef at) {
    String id = AbiBytes.word(proposal.key().proposalId());
    Address governor = dao.governor();
    ProposalState told =
        views
            .number(governor, "state(uint256)", id)
            .map(ordinal -> stateOf(dao, ordinal))
            .orElseThrow(
                () ->
                    invalid(
                        dao,
                        "knows no proposal "
                            + proposal.key().proposalId()
                            + " at block "
                            + at.number()));
    boolean queues = form.queues(views, dao, proposal);
    Optional<Standing> standing =
        told == ProposalState.SUCCEEDED && queues && !families.of(dao).family().isCompounds()
            ? TimelockOperation.of(dao, proposal, views).standing(views)
            : Optional.empty();
    ProposalState state = standing.map(RpcGovernorReader::stateOf).orElse(told);
    GovernorForm.Votes votes =
        form.votes(views, dao, proposal)
            .orElseThrow(() -> invalid(dao, "does not tell the votes of a proposal"));
    boolean timestamps = clockIsTimestamp(dao, views);
    OptionalLong ticked =
        views
            .number(governor, "clock()")
            .map(now -> OptionalLong.of(fit(dao, now, "clock")))
            .orElse(OptionalLong.empty());
    if (timestamps
        && ticked.isPresent()
        && Math.abs(ticked.getAsLong() - at.timestamp()) > FURTHEST_CLOCK_SECONDS) {
      throw invalid(
          dao, "says that it counts time in seconds (CLOCK_MODE), and its clock does not");
    }
    if (ticked.isEmpty()) {
      views.askingAlone();
    }
    GovernorClock.Reading counted =
        timestamps
            ? new GovernorClock.Reading(ticked.orElse(at.timestamp()), ChainView.Pulse.UNKNOWN)
            : clock.read(dao, rpc, endpoints.blocks(dao), ticked, at);
    Optional<BigInteger> quorum =
        proposal.voteStart() < counted.now()
            ? form.quorum(views, dao, proposal)
            : Optional.of(BigInteger.ZERO);
    return new ChainView(
        state,
        votes.inFavour(),
        votes.against(),
        votes.abstained(),
        quorum,
        counted.now(),
        timestamps,
        state == ProposalState.QUEUED
            ? standing
                .map(its -> scheduled(dao, its))
                .orElseGet(
                    () ->
                        form.eta(views, dao, proposal)
                            .map(eta -> OptionalLong.of(fit(dao, eta, "when it may be executed")))
                            .orElse(OptionalLong.empty()))
            : OptionalLong.empty(),
        at,
        deadline(form, dao, views, state, proposal),
        counted.pulse(),
        queues,
        OptionalLong.empty());
  }

  /** While it matters: a late quorum may have moved it. */
  private static OptionalLong deadline(
      GovernorForm form, Dao dao, Views views, ProposalState state, ProposalContent proposal) {
    return state == ProposalState.ACTIVE || state == ProposalState.PENDING
        ? form.deadline(views, dao, proposal)
            // No clock has a timepoint beyond uint48: what is absurd is not believed.
            .filter(told -> told.bitLength() <= 48)
            .map(told -> OptionalLong.of(told.longValue()))
            .orElse(OptionalLong.empty())
        : OptionalLong.empty();
  }

  /**
   * What somebody else scheduled or executed straight on the timelock, before the governor queued
   * it: the governor says "succeeded" for ever, and refuses to queue it.
   */
  private static ProposalState stateOf(Standing standing) {
    return switch (standing) {
      case Standing.Scheduled scheduled -> ProposalState.QUEUED;
      case Standing.Done done -> ProposalState.EXECUTED;
    };
  }

  private static OptionalLong scheduled(Dao dao, Standing standing) {
    return switch (standing) {
      case Standing.Scheduled its -> OptionalLong.of(fit(dao, its.eta(), "getTimestamp"));
      case Standing.Done done -> OptionalLong.empty();
    };
  }

  private static ProposalState stateOf(Dao dao, BigInteger ordinal) {
    try {
      return ProposalState.of(ordinal.intValueExact());
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw invalid(
          dao, "answers with proposal state " + ordinal + ", which IGovernor does not have");
    }
  }

  // Governors from before EIP-6372 count blocks and say nothing about it.
  private static boolean clockIsTimestamp(Dao dao, Views views) {
    Optional<String> mode = text(views, dao.governor(), "CLOCK_MODE()");
    if (mode.isEmpty()) {
      return false;
    }
    for (String parameter : mode.get().split("&", -1)) {
      if (parameter.equals("mode=timestamp")) {
        return true;
      }
      if (parameter.equals("mode=blocknumber")) {
        return false;
      }
    }
    throw invalid(dao, "counts time in a way that is not known here (CLOCK_MODE)");
  }

  private static long fit(Dao dao, BigInteger value, String what) {
    if (value.bitLength() > 62) {
      throw invalid(dao, "answers " + what + " with an absurd number");
    }
    return value.longValue();
  }

  private static Optional<String> text(Views views, Address contract, String signature) {
    return views
        .values(contract, signature, List.of(new AbiType.Blob(true)))
        .map(values -> new String(values.getFirst().asBytes(), StandardCharsets.UTF_8));
  }

  @Override
  public Family family(Dao dao) {
    return families.of(dao).family();
  }

  @Override
  public Optional<String> executedElsewhere(Dao dao, ProposalContent proposal, BlockRef at) {
    Executor executor =
        executors
            .of(proposal, at, () -> executorAt(dao, proposal, at))
            .orElseThrow(() -> reorganised(dao));
    String treasury = "the treasury that this server counts for: " + dao.treasury() + ".";
    return switch (executor) {
      case Executor.Account its ->
          its.address().equals(dao.treasury())
              ? Optional.empty()
              : Optional.of(
                  "Its governor executes it from " + its.address() + ", which is not " + treasury);
      case Executor.Neither neither ->
          Optional.of("Its governor executes it neither from itself nor from " + treasury);
      case Executor.NotTold nothing -> throw notTold(dao);
    };
  }

  private static PrytanyException notTold(Dao dao) {
    return new PrytanyException(
        FailureCode.CHAIN_UNAVAILABLE,
        "It is not known whether the governor of DAO '"
            + dao.id()
            + "' executes from the treasury that this server counts for: "
            + dao.treasury()
            + ". It is asked again; use endpoints that tell why a call fails, and all the same.");
  }

  /** Empty if the block is not in the chain any more. */
  private Optional<Executor> executorAt(Dao dao, ProposalContent proposal, BlockRef at) {
    JsonRpc rpc = endpoints.of(dao);
    String block = Quantities.of(at.number());
    Views asked = new Views(rpc, block);
    GovernorForm form = families.form(dao);
    Told now =
        asked
            .ahead(
                form.executorAhead(asked, dao, proposal),
                Question.of("eth_getBlockByNumber", block, false))
            .getFirst();
    if (now.error().isPresent()) {
      throw rpc.unavailable(now.error().get());
    }
    Executor executor = form.executor(asked, dao, proposal);
    if (!isStill(rpc, asked, at, now)) {
      return Optional.empty();
    }
    if (executor instanceof Executor.NotTold) {
      // Thrown in here, so that it is not remembered, and is asked again on the same block.
      throw notTold(dao);
    }
    return Optional.of(executor);
  }

  @Override
  public void forget(Dao dao) {
    families.forget(dao);
  }

  @Override
  public Map<Support, Integer> supports(Dao dao) {
    return families
        .form(dao)
        .supports()
        .orElseThrow(
            () ->
                invalid(
                    dao,
                    "takes votes in a way that is not known here (COUNTING_MODE), so no vote can"
                        + " be cast safely"));
  }

  @Override
  public boolean inParts(Dao dao) {
    return families.of(dao).inParts();
  }

  @Override
  public BigInteger votingPower(Dao dao, Address account, long timepoint) {
    return families
        .form(dao)
        .power(new Views(endpoints.of(dao), "latest"), dao, account, timepoint)
        .orElseThrow(
            () ->
                invalid(
                    dao, "does not tell the votes of " + account + " at timepoint " + timepoint));
  }

  @Override
  public Optional<CastVote> voteOf(Dao dao, ProposalContent proposal, Address account) {
    JsonRpc rpc = endpoints.of(dao);
    long head = Blocks.head(rpc).number();
    GovernorForm form = families.form(dao);
    List<ChainLog> logs =
        scanner.scan(
            rpc,
            dao.governor(),
            VoteEvents.cast(families.of(dao).family(), account),
            proposal.block(),
            head,
            LogScanner.Differences.REFUSED);
    Map<Support, Integer> supports = form.supports().orElse(Map.of());
    VoteEvents events = VoteEvents.of(dao, form);
    CastVotes votes = new CastVotes(account, proposal.key().proposalId());
    logs.forEach(log -> events.read(log).ifPresent(votes::add));
    long settled = Math.max(proposal.block(), head - LOGS_MAY_LAG);
    return votes
        .of()
        .or(
            () ->
                form.remembered(new Views(rpc, Quantities.of(settled)), dao, proposal, account)
                    .map(its -> unloggedVote(account, its, supports, settled)));
  }

  /**
   * A vote of which the governor knows and no log tells, because it logs votes in a form of its
   * own: without it, our vote would be refused for ever and nobody would know why.
   */
  private static CastVote unloggedVote(
      Address account, GovernorForm.Remembered vote, Map<Support, Integer> supports, long settled) {
    Optional<Support> support =
        supports.entrySet().stream()
            .filter(entry -> vote.support().equals(Optional.of(entry.getValue())))
            .map(Map.Entry::getKey)
            .findFirst();
    return new CastVote(
        account,
        support.map(its -> Map.of(its, vote.weight())).orElse(Map.of()),
        support
            .map(its -> "voted " + its + " with weight " + vote.weight())
            .orElse("voted in a way that the governor's log does not show"),
        vote.weight(),
        "",
        settled);
  }

  // The words before an event's text, which is not needed; empty where the data is too short.
  private static List<AbiValue> head(List<AbiType> types, ChainLog log) {
    try {
      return AbiReader.read(types, log.data()).values();
    } catch (MalformedAbiException e) {
      return List.of();
    }
  }

  @Override
  public BigInteger balance(Dao dao, Optional<Address> token, Address account) {
    return new Views(endpoints.of(dao), "latest")
        .balance(token, account)
        .orElseThrow(
            () ->
                new PrytanyException(
                    FailureCode.CHAIN_ANSWER_INVALID,
                    "The contract "
                        + token.orElse(Address.ZERO)
                        + " does not answer balanceOf: it is no ERC-20 token."));
  }

  @Override
  public List<LifecycleEvent> lifecycle(Dao dao, ProposalContent proposal) {
    JsonRpc rpc = endpoints.of(dao);
    List<ChainLog> logs =
        scanner.scan(
            rpc,
            dao.governor(),
            List.of(List.copyOf(LIFECYCLE.keySet())),
            proposal.block(),
            Blocks.head(rpc).number(),
            LogScanner.Differences.REFUSED);
    Set<LifecycleEvent> events = new LinkedHashSet<>();
    for (ChainLog log : logs) {
      LifecycleEvent.Kind kind = LIFECYCLE.get(log.topic0());
      List<AbiValue> values = head(List.of(UINT), log);
      if (kind != null
          && !values.isEmpty()
          && values.getFirst().asInt().equals(proposal.key().proposalId())) {
        events.add(event(rpc, kind, log));
      }
    }
    if (families.of(dao).family().isCompounds()) {
      // Nobody but the governor may use its timelock.
      return sorted(events);
    }
    // What was done straight on the timelock, the governor does not log.
    TimelockOperation operation = TimelockOperation.of(dao, proposal, new Views(rpc, "latest"));
    operation
        .topics()
        .ifPresent(
            topics ->
                scanner
                    .scan(
                        rpc,
                        operation.timelock(),
                        topics,
                        proposal.block(),
                        Blocks.head(rpc).number(),
                        LogScanner.Differences.REFUSED)
                    .forEach(
                        log ->
                            operation
                                .kind(log)
                                .ifPresent(kind -> events.add(event(rpc, kind, log)))));
    return sorted(events);
  }

  private static List<LifecycleEvent> sorted(Set<LifecycleEvent> events) {
    return events.stream().sorted(Comparator.comparingLong(LifecycleEvent::block)).toList();
  }

  private static LifecycleEvent event(JsonRpc rpc, LifecycleEvent.Kind kind, ChainLog log) {
    return new LifecycleEvent(
        kind, sender(rpc, log.transactionHash()), log.transactionHash(), log.block());
  }

  private static Address sender(JsonRpc rpc, String transactionHash) {
    try {
      return new Address(
          rpc.require("eth_getTransactionByHash", transactionHash).path("from").asText());
    } catch (IllegalArgumentException e) {
      throw rpc.invalid("it does not know the transaction of a log it gave.");
    }
  }

  private static PrytanyException invalid(Dao dao, String what) {
    return new PrytanyException(
        FailureCode.CHAIN_ANSWER_INVALID,
        "The governor " + dao.governor() + " of DAO '" + dao.id() + "' " + what + ".");
  }
}
