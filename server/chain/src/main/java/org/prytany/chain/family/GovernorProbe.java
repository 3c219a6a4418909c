package org.prytany.chain.family;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.family.CompoundForm.VotesToken;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.Question;
import org.prytany.chain.rpc.RpcErrorException;
import org.prytany.chain.rpc.Told;
import org.prytany.chain.rpc.Views;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.Family;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;

/**
 * Asks a governor what it is: only what can be asked without a proposal.
 *
 * <p>Source: OpenZeppelin IGovernor, GovernorTimelockControl; EIP-6372 (clock); Compound
 * GovernorAlpha and GovernorBravo.
 */
public final class GovernorProbe {
  private static final String NEEDS_QUEUING = "proposalNeedsQueuing(uint256)";
  private static final String VOTES = "proposalVotes(uint256)";
  private static final String NOBODY = AbiBytes.word(BigInteger.ZERO);

  private final Endpoints endpoints;

  public GovernorProbe(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  /**
   * What a governor says of itself; empty where it does not have the function.
   *
   * @param name its name()
   * @param votingPeriod its votingPeriod(), in its clock's unit: blocks or seconds
   */
  public record Answers(Optional<String> name, Optional<BigInteger> votingPeriod) {}

  /** Whether a governor can be served, and how it is asked and called. */
  public sealed interface Kind {}

  /**
   * A governor that can be served.
   *
   * @param executor the account that its proposals are executed from; empty where it is not known
   * @param votesToken the contract that counts votes, where it was asked for
   * @param limits what does not work with it, in plain English
   */
  public record Served(
      Family family,
      Optional<Address> executor,
      GovernorForm form,
      Optional<Address> votesToken,
      List<String> limits)
      implements Kind {
    public Served {
      limits = List.copyOf(limits);
    }
  }

  /**
   * A governor that cannot be served.
   *
   * @param why plain English, as the end of "it ..."
   */
  public record Refused(String why) implements Kind {}

  /** Thrown and caught in here: why a governor cannot be served. */
  private static final class Unserved extends Exception {
    private static final long serialVersionUID = 1L;

    Unserved(String why) {
      super(why);
    }
  }

  /**
   * What it says of itself.
   *
   * @throws PrytanyException CHAIN_UNAVAILABLE if the endpoint fails
   */
  public Answers ask(Dao dao) {
    Views views = views(dao);
    return new Answers(
        text(views, dao.governor(), "name()"), views.number(dao.governor(), "votingPeriod()"));
  }

  /** The contract that counts the votes of an OpenZeppelin governor; empty where it names none. */
  Optional<Address> votesToken(Dao dao) {
    return account(views(dao), dao.governor(), "token()");
  }

  private Views views(Dao dao) {
    JsonRpc rpc = endpoints.of(dao);
    return new Views(rpc, Quantities.of(endpoints.blocks(dao).head(rpc).number()));
  }

  /**
   * What it is, by its answers and its code at the head.
   *
   * @throws PrytanyException CHAIN_UNAVAILABLE if the endpoint fails; NO_CODE_AT_ADDRESS if there
   *     is no contract
   */
  public Kind kind(Dao dao) {
    JsonRpc rpc = endpoints.of(dao);
    Views views = views(dao);
    Address governor = dao.governor();
    Told own =
        views
            .ahead(
                List.of(
                    views.question(governor, "COUNTING_MODE()"),
                    views.question(governor, "timelock()"),
                    views.question(governor, NEEDS_QUEUING, NOBODY),
                    views.question(governor, VOTES, NOBODY)),
                Question.of("eth_getCode", governor.hex(), "latest"))
            .getFirst();
    String its = code(rpc, own);
    requireCode(dao, its);
    Optional<String> counting = text(views, governor, "COUNTING_MODE()");
    Optional<Address> timelock = account(views, governor, "timelock()");
    try {
      GovernorCode code = GovernorCode.of(rpc, governor, its);
      return counting.isPresent()
          ? openZeppelin(rpc, views, code, dao, counting.get(), timelock)
          : compound(views, code, dao, timelock);
    } catch (Unserved e) {
      return new Refused(String.valueOf(e.getMessage()));
    }
  }

  /**
   * @param code "0x"-hex
   * @throws PrytanyException NO_CODE_AT_ADDRESS if it is empty
   */
  public static void requireCode(Dao dao, String code) {
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
  }

  private static String code(JsonRpc rpc, Told told) {
    if (told.error().isPresent()) {
      throw rpc.unavailable(told.error().get());
    }
    return told.result().asText("0x").toLowerCase(Locale.ROOT);
  }

  private static Served openZeppelin(
      JsonRpc rpc,
      Views views,
      GovernorCode code,
      Dao dao,
      String counting,
      Optional<Address> timelock)
      throws Unserved {
    Address governor = dao.governor();
    List<String> limits = new ArrayList<>(readable(code));
    Optional<BigInteger> needs = views.number(governor, NEEDS_QUEUING, NOBODY);
    boolean tallies =
        views.raw(governor, VOTES, NOBODY).isPresent() || code.has(AbiBytes.selector(VOTES));
    if (!tallies && views.number(governor, "quorumVotes()").isEmpty()) {
      throw new Unserved(
          "tells no votes of a proposal, neither as OpenZeppelin's governors do (proposalVotes) nor"
              + " as Compound's (proposals)");
    }
    boolean queues = needs.map(its -> its.signum() != 0).orElse(timelock.isPresent());
    Family family =
        !tallies
            ? Family.COMPATIBILITY_BRAVO
            : queues ? Family.OPENZEPPELIN : Family.OPENZEPPELIN_NO_TIMELOCK;
    if (needs.isPresent()
        && timelock.isEmpty()
        && account(views, governor, "accessManager()").isPresent()
        && !simulates(rpc)) {
      limits.add(
          "What its AccessManager delays is not known until it is due, and goes to a person: the"
              + " endpoint does not have eth_simulateV1. Use one that has.");
    }
    if (CountingMode.supports(counting).isEmpty()) {
      limits.add(
          "No vote can be cast: it counts votes in a way that is not known here ("
              + shown(counting)
              + ").");
    }
    boolean relays = code.has(AbiBytes.selector(GovernanceCaller.RELAY)) || !code.isWhole();
    Optional<Address> executor = queues ? timelock : Optional.empty();
    executor = executor.or(() -> GovernanceCaller.of(views, dao, relays).account());
    if (executor.isEmpty()) {
      limits.add(
          "Nothing is queued or executed: which account its proposals are executed from is not"
              + " known. It names none, and lets neither itself nor the treasury do what that"
              + " account may. Set the treasury to that account; if it is that already, use"
              + " endpoints that tell why a call fails, and all the same.");
    }
    return new Served(
        family,
        executor,
        new OpenZeppelinForm(family, counting, needs.isPresent(), timelock.isPresent(), relays),
        Optional.empty(),
        limits);
  }

  /** Whether the endpoint has eth_simulateV1; a block without calls is enough to see. */
  private static boolean simulates(JsonRpc rpc) {
    try {
      rpc.ask(
          "eth_simulateV1",
          Map.of("blockStateCalls", List.of(Map.of("calls", List.of()))),
          "latest");
      return true;
    } catch (RpcErrorException e) {
      return !e.methodMissing();
    }
  }

  private static Served compound(
      Views views, GovernorCode code, Dao dao, Optional<Address> timelock) throws Unserved {
    Address governor = dao.governor();
    views.ahead(
        List.of(
            views.question(governor, CompoundForm.PROPOSALS, NOBODY),
            views.question(governor, "proposalCount()"),
            views.question(governor, "quorumVotes()")));
    Optional<CompoundForm.Row> row = CompoundForm.row(views, dao, NOBODY);
    boolean counts =
        views.number(governor, "proposalCount()").isPresent()
            && views.number(governor, "quorumVotes()").isPresent();
    if (row.isEmpty() || !counts) {
      throw new Unserved(
          OtherKinds.of(code)
              .orElse(
                  "answers neither as OpenZeppelin's governors do (COUNTING_MODE) nor as"
                      + " Compound's (proposals, proposalCount and quorumVotes). Check that it is"
                      + " the governor, and not its token or timelock"));
    }
    Family family =
        switch (row.get().words()) {
          case CompoundForm.ALPHA_WORDS -> Family.ALPHA;
          case CompoundForm.ROUTED_WORDS -> Family.ROUTED_BRAVO;
          default -> Family.BRAVO;
        };
    Optional<Address> executor =
        family == Family.ROUTED_BRAVO
            ? account(views, governor, "proposalTimelocks(uint256)", NOBODY)
            : timelock;
    if (executor.isEmpty()) {
      throw new Unserved("names no timelock, and governors of its kind execute from one");
    }
    List<String> limits = new ArrayList<>(readable(code));
    String ballot =
        family == Family.ALPHA
            ? "castVote(uint256,bool)"
            : "castVoteWithReason(uint256,uint8,string)";
    boolean takesVotes = code.has(AbiBytes.selector(ballot)) || !code.isWhole();
    if (!takesVotes) {
      limits.add("No vote can be cast: it does not have " + ballot + ".");
    }
    Optional<VotesToken> token = VotesTokens.of(views, code, governor);
    if (token.isEmpty()) {
      limits.add(
          "No vote is decided: it names no contract that counts votes, so an account's votes are"
              + " not known.");
    }
    if (family == Family.ALPHA) {
      limits.add("One cannot abstain, and a vote carries no reason.");
    }
    if (family == Family.ROUTED_BRAVO) {
      limits.add(
          "Only proposals of the route whose timelock is the treasury are queued and executed.");
    }
    return new Served(
        family,
        executor,
        new CompoundForm(family, token, takesVotes),
        token.map(VotesToken::contract),
        limits);
  }

  /** What of its proposals is not read; throws where none of them would be. */
  private static List<String> readable(GovernorCode code) throws Unserved {
    boolean announced = code.has(CreatedEvents.PLAIN) || code.has(CreatedEvents.TYPED);
    boolean byModule = code.has(CreatedEvents.BY_MODULE);
    if (!announced && (byModule || code.isWhole())) {
      throw new Unserved(
          "announces proposals in a form that is not known here (another ProposalCreated event), so"
              + " that none of them would be seen");
    }
    if (byModule) {
      return List.of(
          "Proposals that are made for a voting module are not read: they are announced in a form"
              + " of their own.");
    }
    return announced
        ? List.of()
        : List.of(
            "Whether its proposals are seen is not known: its code is kept in contracts that it"
                + " does not name.");
  }

  static Optional<Address> account(
      Views views, Address contract, String signature, String... words) {
    return views
        .values(contract, signature, List.of(new AbiType.Account()), words)
        .map(values -> values.getFirst().asAddress())
        .filter(address -> !address.equals(Address.ZERO));
  }

  private static Optional<String> text(Views views, Address contract, String signature) {
    return views
        .values(contract, signature, List.of(new AbiType.Blob(true)))
        .map(values -> new String(values.getFirst().asBytes(), StandardCharsets.UTF_8));
  }

  /** What a contract says is a stranger's text: no control characters, and not for ever. */
  private static String shown(String text) {
    String line = text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", " ").strip();
    return line.length() > 80 ? line.substring(0, 80) + "\u2026" : line;
  }
}
