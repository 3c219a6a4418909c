package org.prytany.chain.facts;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.prytany.chain.decode.TokenList;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.Question;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.chain.rpc.Told;
import org.prytany.chain.rpc.Views;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.ChainFacts;
import org.prytany.governance.effects.ChainFacts.Answer;
import org.prytany.governance.effects.ChainFactsReader;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.SimulatedEffects;

/**
 * Asks one endpoint about the accounts that a proposal calls, pays or empowers. What it cannot say,
 * or not in time, is unknown.
 */
public final class RpcChainFacts implements ChainFactsReader {
  private static final int MOST_ACCOUNTS = 60;
  private static final int MOST_TOKENS = 20;
  private static final String CODE = "eth_getCode";
  private static final String COUNT = "eth_getTransactionCount";

  /** How far apart two blocks are looked at to learn how fast the chain is. */
  private static final long PACE_SAMPLE = 5_000;

  private final Endpoints endpoints;
  private final TokenList listed;
  private final PaymentLogs payments;
  private final Duration searchTime;
  private final Duration young;

  /** Searches logs for five seconds at most; code is young for a week. */
  public RpcChainFacts(Endpoints endpoints, TokenList listed, RpcOptions options) {
    this(endpoints, listed, options, Duration.ofSeconds(5), Duration.ofDays(7));
  }

  /**
   * @param searchTime for logs in one reading
   * @param young age below which code counts as recent
   */
  public RpcChainFacts(
      Endpoints endpoints,
      TokenList listed,
      RpcOptions options,
      Duration searchTime,
      Duration young) {
    this.endpoints = endpoints;
    this.listed = listed;
    this.payments = new PaymentLogs(options.firstLogRange(), options.largestLogRange());
    this.searchTime = searchTime;
    this.young = young;
  }

  @Override
  public ChainFacts read(Dao dao, List<DecodedAction> actions, SimulatedEffects effects) {
    JsonRpc rpc = endpoints.of(dao);
    long number = effects.block();
    String block = Quantities.of(number);
    Map<Address, Answer> interfaces = new LinkedHashMap<>();
    actions.forEach(action -> noteInterfaces(action, interfaces));
    Map<Address, Set<Address>> paid = paidNow(dao, effects);
    Set<Address> accounts = new TreeSet<>(interfaces.keySet());
    accounts.addAll(paid.keySet());
    effects.effects().stream()
        .filter(effect -> !effect.isElsewhere())
        .forEach(effect -> effect.to().ifPresent(accounts::add));
    accounts.remove(Address.ZERO);
    accounts.removeAll(dao.holders());
    OptionalLong earlier = blockBefore(dao, rpc, number);
    Payments before = searched(dao, rpc, paid, number);
    List<ChainFacts.AccountFacts> facts = new ArrayList<>();
    List<Address> asked = accounts.stream().limit(MOST_ACCOUNTS).toList();
    List<Told> told =
        asked.isEmpty()
            ? List.of()
            : rpc.together(
                asked.stream()
                    .flatMap(account -> Stream.of(CODE, COUNT).map(of -> of(of, account, block)))
                    .toList());
    for (int i = 0; i < asked.size(); i++) {
      Address account = asked.get(i);
      Answer code = code(told.get(2 * i));
      facts.add(
          new ChainFacts.AccountFacts(
              account,
              code,
              used(told.get(2 * i + 1)),
              before.to(account),
              recent(rpc, account, code, earlier),
              interfaces.getOrDefault(account, Answer.UNKNOWN)));
    }
    return new ChainFacts(facts, holdings(dao, rpc, effects, block));
  }

  /** A contract is known if every call to it, on whatever level, was decoded. */
  private static void noteInterfaces(DecodedAction action, Map<Address, Answer> interfaces) {
    boolean call = action.calldata().length() > 2;
    if (action.isElsewhere()) {
      action.nested().forEach(nested -> noteInterfaces(nested, interfaces));
      return;
    }
    if (call) {
      Answer known = Answer.of(action.function().isPresent());
      interfaces.merge(action.target(), known, (one, two) -> one == Answer.NO ? Answer.NO : two);
    } else {
      interfaces.putIfAbsent(action.target(), Answer.UNKNOWN);
    }
    action.nested().forEach(nested -> noteInterfaces(nested, interfaces));
  }

  /** What the DAO's accounts pay in this proposal: assets by account. */
  private static Map<Address, Set<Address>> paidNow(Dao dao, SimulatedEffects effects) {
    Map<Address, Set<Address>> paid = new LinkedHashMap<>();
    for (Effect effect : effects.effects()) {
      if (effect.kind() == Effect.Kind.TRANSFER
          && !effect.isElsewhere()
          && dao.holds(effect.from())
          && effect.to().isPresent()) {
        paid.computeIfAbsent(effect.to().get(), a -> new HashSet<>()).add(effect.contract());
      }
    }
    return paid;
  }

  private static Question of(String method, Address account, String block) {
    return Question.of(method, account.hex(), block);
  }

  private static Answer code(Told told) {
    String code = told.result().asText("");
    return told.error().isEmpty() && code.startsWith("0x")
        ? Answer.of(code.length() > 2)
        : Answer.UNKNOWN;
  }

  private static Answer used(Told told) {
    try {
      return told.error().isPresent()
          ? Answer.UNKNOWN
          : Answer.of(Quantities.number(told.result()).signum() > 0);
    } catch (NumberFormatException e) {
      return Answer.UNKNOWN;
    }
  }

  private static Answer recent(JsonRpc rpc, Address account, Answer code, OptionalLong earlier) {
    if (code != Answer.YES || earlier.isEmpty()) {
      return Answer.UNKNOWN;
    }
    Question then = of(CODE, account, Quantities.of(earlier.getAsLong()));
    return switch (code(rpc.together(List.of(then)).getFirst())) {
      case YES -> Answer.NO;
      case NO -> Answer.YES;
      case UNKNOWN -> Answer.UNKNOWN;
    };
  }

  /** A block of about the age at which code stops being young; empty where none is so old. */
  private OptionalLong blockBefore(Dao dao, JsonRpc rpc, long number) {
    try {
      List<Optional<BlockRef>> both =
          endpoints.blocks(dao).at(rpc, List.of(number, Math.max(0, number - PACE_SAMPLE)));
      Optional<BlockRef> now = both.getFirst();
      Optional<BlockRef> then = both.getLast();
      if (now.isEmpty() || then.isEmpty() || now.get().number() == then.get().number()) {
        return OptionalLong.empty();
      }
      long seconds = Math.max(1, now.get().timestamp() - then.get().timestamp());
      long blocks = now.get().number() - then.get().number();
      BigInteger back =
          BigInteger.valueOf(young.toSeconds())
              .multiply(BigInteger.valueOf(blocks))
              .divide(BigInteger.valueOf(seconds))
              .max(BigInteger.ONE);
      return back.compareTo(BigInteger.valueOf(number)) > 0
          ? OptionalLong.empty()
          : OptionalLong.of(number - back.longValue());
    } catch (PrytanyException e) {
      // Few endpoints lack old headers; where one does, nothing is known of age.
      return OptionalLong.empty();
    }
  }

  private static Map<Address, BigInteger> holdings(
      Dao dao, JsonRpc rpc, SimulatedEffects effects, String block) {
    Set<Address> assets = new TreeSet<>();
    for (Effect effect : effects.effects()) {
      boolean leaves =
          effect.kind() == Effect.Kind.TRANSFER
              && (!effect.isElsewhere() || effect.isCarried())
              && dao.holds(effect.from());
      boolean may =
          effect.kind() == Effect.Kind.ALLOWANCE
              && !effect.isElsewhere()
              && dao.holds(effect.from())
              && effect.amount().signum() > 0;
      if (leaves || may) {
        assets.add(effect.contract());
      }
    }
    Views views = new Views(rpc, block);
    Map<Address, BigInteger> holdings = new HashMap<>();
    for (Address asset : assets.stream().limit(MOST_TOKENS).toList()) {
      held(dao, views, asset).ifPresent(held -> holdings.put(asset, held));
    }
    return holdings;
  }

  /** What all holders have together; empty if that is not known of one of them. */
  private static Optional<BigInteger> held(Dao dao, Views views, Address asset) {
    Optional<Address> token = asset.equals(Address.ZERO) ? Optional.empty() : Optional.of(asset);
    BigInteger sum = BigInteger.ZERO;
    for (Address holder : dao.holders()) {
      Optional<BigInteger> its = views.balance(token, holder);
      if (its.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.add(its.get());
    }
    return Optional.of(sum);
  }

  /** What logs say of earlier payments. */
  private record Payments(
      PaymentLogs.Paid executed,
      Map<Address, PaymentLogs.Paid> byToken,
      Set<Address> trusted,
      Map<Address, Set<Address>> now,
      boolean coinIsLogged) {

    /**
     * A listed token, and the treasury's own log, answer for every payment. Another token answers
     * only for itself: it may have been made to say so.
     */
    Answer to(Address account) {
      boolean trustworthy =
          executed.accounts().contains(account)
              || byToken.entrySet().stream()
                  .anyMatch(
                      logs ->
                          trusted.contains(logs.getKey())
                              && logs.getValue().accounts().contains(account));
      Set<Address> assets = now.getOrDefault(account, Set.of());
      boolean allOfThem =
          !assets.isEmpty()
              && assets.stream()
                  .allMatch(
                      asset ->
                          byToken.containsKey(asset)
                              && byToken.get(asset).accounts().contains(account));
      if (trustworthy || allOfThem) {
        return Answer.YES;
      }
      boolean searched =
          executed.complete()
              && byToken.values().stream().allMatch(PaymentLogs.Paid::complete)
              && (coinIsLogged || (!assets.isEmpty() && !assets.contains(Address.ZERO)));
      return searched ? Answer.NO : Answer.UNKNOWN;
    }
  }

  private Payments searched(Dao dao, JsonRpc rpc, Map<Address, Set<Address>> now, long number) {
    PaymentLogs.Deadline deadline = new PaymentLogs.Deadline(searchTime);
    Set<Address> tokens = new TreeSet<>();
    now.values().forEach(tokens::addAll);
    tokens.remove(Address.ZERO);
    Set<Address> trusted = new TreeSet<>(listed.contracts(dao.chainId()));
    dao.labels().keySet().stream().filter(tokens::contains).forEach(trusted::add);
    Set<Address> asked = new TreeSet<>(tokens);
    trusted.stream().limit(MOST_TOKENS).forEach(asked::add);
    Map<Address, PaymentLogs.Paid> byToken = new LinkedHashMap<>();
    PaymentLogs.Paid executed = payments.byExecution(dao, rpc, number, deadline);
    if (!now.isEmpty()) {
      for (Address token : asked.stream().limit(2L * MOST_TOKENS).toList()) {
        byToken.put(token, payments.byToken(dao, rpc, token, number, deadline));
      }
    }
    return new Payments(executed, byToken, trusted, now, logsCoin(dao, rpc, number));
  }

  // A timelock logs every call that it makes, those with coin included; other accounts need not.
  private static boolean logsCoin(Dao dao, JsonRpc rpc, long number) {
    Views views = new Views(rpc, Quantities.of(number));
    return dao.funds().isEmpty()
        && (views.number(dao.treasury(), "getMinDelay()").isPresent()
            || views.number(dao.treasury(), "delay()").isPresent());
  }
}
