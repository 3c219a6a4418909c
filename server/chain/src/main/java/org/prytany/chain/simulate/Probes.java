package org.prytany.chain.simulate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiReader;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.abi.MalformedAbiException;
import org.prytany.governance.effects.Reason;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

/**
 * Questions asked before and after the simulated calls, in the same block: balances and allowances
 * of every token that events or calls speak of. A contract may emit what it likes; these numbers
 * are what it will really let be spent.
 */
final class Probes implements Questions {
  private static final int MOST = 600;

  /** Tokens that grow with time round by a unit or two; this is no movement of value. */
  private static final BigInteger ROUNDING = BigInteger.TWO;

  /** Of less than this, a unit or two are something. */
  private static final BigInteger MANY = BigInteger.TEN.pow(6);

  private record Question(Address token, Address account, Optional<Address> spender) {
    SimulatedRun.Call call() {
      if (token.equals(Address.ZERO)) {
        return AccountState.of(account);
      }
      String data =
          spender.isPresent()
              ? AbiBytes.selector("allowance(address,address)")
                  + AbiBytes.word(account)
                  + AbiBytes.word(spender.get())
              : AbiBytes.selector("balanceOf(address)") + AbiBytes.word(account);
      return new SimulatedRun.Call(Address.ZERO, token, BigInteger.ZERO, data);
    }
  }

  private final List<Question> questions;
  private final Optional<Question> unasked;
  private Map<Question, BigInteger> before = Map.of();
  private Map<Question, BigInteger> after = Map.of();
  private final Set<Address> ended = new LinkedHashSet<>();

  /**
   * @param holders the DAO's own accounts
   * @param called accounts whose coin may move without any call that says so; empty where the
   *     endpoint cannot be asked for coin within a simulation
   * @param acting accounts that make calls themselves: they may be the DAO's though nobody says so
   */
  Probes(Set<Address> holders, List<Effect> effects, Set<Address> called, Set<Address> acting) {
    Set<Question> asked = new LinkedHashSet<>();
    for (Effect effect : effects) {
      if (effect.isElsewhere()) {
        continue;
      }
      boolean coin = effect.contract().equals(Address.ZERO);
      boolean countable = Changes.isPlain(effect) && !(coin && called.isEmpty());
      if (countable && effect.kind() == Effect.Kind.TRANSFER) {
        holders.forEach(a -> asked.add(new Question(effect.contract(), a, Optional.empty())));
        effect
            .from()
            .ifPresent(a -> asked.add(new Question(effect.contract(), a, Optional.empty())));
        effect.to().ifPresent(a -> asked.add(new Question(effect.contract(), a, Optional.empty())));
      }
      if (countable && !coin && effect.kind() == Effect.Kind.ALLOWANCE) {
        asked.add(new Question(effect.contract(), effect.from().orElse(Address.ZERO), effect.to()));
      }
    }
    if (!called.isEmpty()) {
      holders.forEach(a -> asked.add(new Question(Address.ZERO, a, Optional.empty())));
      called.forEach(a -> asked.add(new Question(Address.ZERO, a, Optional.empty())));
      // Wrapped coin, vaults and shares change balances without a transfer event.
      for (Set<Address> accounts : List.of(holders, acting)) {
        for (Address holder : accounts) {
          called.forEach(a -> asked.add(new Question(a, holder, Optional.empty())));
        }
      }
    }
    questions = asked.stream().limit(MOST).toList();
    unasked = asked.stream().skip(MOST).findFirst();
  }

  @Override
  public List<SimulatedRun.Call> calls() {
    return questions.stream().map(Question::call).toList();
  }

  @Override
  public void read(List<SimulatedRun.Result> first, List<SimulatedRun.Result> last) {
    before = answers(first);
    after = answers(last);
    for (int i = 0; i < questions.size(); i++) {
      Question question = questions.get(i);
      if (question.token().equals(Address.ZERO)
          && codeSize(first.get(i)) > 0
          && codeSize(last.get(i)) == 0) {
        ended.add(question.account());
      }
    }
  }

  /** Size of an account's code by {@link AccountState}; -1 if that was not answered. */
  private static int codeSize(SimulatedRun.Result result) {
    return result.succeeded() && result.returned().length() == 130
        ? new BigInteger(result.returned().substring(66), 16).intValue()
        : -1;
  }

  /** Where more would have to be asked than is asked, nobody knows what happened to the rest. */
  Optional<Effect> unasked() {
    return unasked.map(
        question ->
            Changes.unknownCall(
                question.token(), new Reason.NamedOnly("more accounts than are looked at()")));
  }

  /** Contracts whose code was there before and is gone after. */
  Set<Address> ended() {
    return ended;
  }

  private Map<Question, BigInteger> answers(List<SimulatedRun.Result> results) {
    Map<Question, BigInteger> answers = new LinkedHashMap<>();
    for (int i = 0; i < questions.size(); i++) {
      SimulatedRun.Result result = results.get(i);
      if (result.succeeded()) {
        try {
          answers.put(
              questions.get(i),
              AbiReader.read(List.of(new AbiType.Unsigned(256)), AbiBytes.parse(result.returned()))
                  .values()
                  .getFirst()
                  .asInt());
        } catch (MalformedAbiException e) {
          // No number, no answer: this contract is no token.
          answers.remove(questions.get(i));
        }
      }
    }
    return answers;
  }

  /** The allowance that is really left; empty if the token does not say. */
  Optional<BigInteger> allowance(Effect allowance) {
    return Optional.ofNullable(
        after.get(
            new Question(
                allowance.contract(), allowance.from().orElse(Address.ZERO), allowance.to())));
  }

  /** Whether an allowance was zero before. */
  boolean wasNothing(Effect allowance) {
    BigInteger was =
        before.get(
            new Question(
                allowance.contract(), allowance.from().orElse(Address.ZERO), allowance.to()));
    return was != null && was.signum() == 0;
  }

  /**
   * Balance changes that neither the events alone nor events and calls together explain, as
   * transfers from or to nobody. Of one asset it is the one or the other for all accounts: a move
   * that is only meant cannot explain what one account lost where the other one got nothing.
   *
   * @param observed transfers that events tell of
   * @param meant transfers that calls mean and no event tells of
   */
  List<Effect> unexplained(List<Effect> observed, List<Effect> meant) {
    List<Effect> both = new ArrayList<>(observed);
    both.addAll(meant);
    Set<Address> happened = new HashSet<>();
    Set<Address> contradicted = new HashSet<>();
    for (Question question : questions) {
      if (isAnswered(question) && rest(question, both).signum() != 0) {
        contradicted.add(question.token());
      }
      happened.add(question.token());
    }
    happened.removeAll(contradicted);
    List<Effect> unexplained = new ArrayList<>();
    for (Question question : questions) {
      if (!isAnswered(question) || happened.contains(question.token())) {
        continue;
      }
      BigInteger rest = rest(question, observed);
      if (rest.signum() != 0) {
        Optional<Address> account = Optional.of(question.account());
        unexplained.add(
            Changes.transfer(
                question.token(),
                rest.signum() < 0 ? account : Optional.empty(),
                rest.signum() < 0 ? Optional.empty() : account,
                rest.abs()));
      }
    }
    return unexplained;
  }

  private boolean isAnswered(Question question) {
    return question.spender().isEmpty()
        && before.containsKey(question)
        && after.containsKey(question);
  }

  /** What is left of a balance's change beside the transfers; 0 up to what is only rounding. */
  private BigInteger rest(Question question, List<Effect> transfers) {
    BigInteger was = Objects.requireNonNull(before.get(question));
    BigInteger is = Objects.requireNonNull(after.get(question));
    BigInteger rest = is.subtract(was).subtract(told(question, transfers));
    BigInteger rounding = was.max(is).compareTo(MANY) < 0 ? BigInteger.ZERO : ROUNDING;
    return rest.abs().compareTo(rounding) <= 0 ? BigInteger.ZERO : rest;
  }

  private static BigInteger told(Question question, List<Effect> transfers) {
    BigInteger sum = BigInteger.ZERO;
    Optional<Address> account = Optional.of(question.account());
    for (Effect effect : transfers) {
      if (effect.isElsewhere()) {
        // Coin that is carried away has left its payer; a token's own event says the same of it.
        boolean left =
            effect.isCarried()
                && effect.contract().equals(Address.ZERO)
                && question.token().equals(Address.ZERO)
                && effect.from().equals(account);
        sum = left ? sum.subtract(effect.amount()) : sum;
        continue;
      }
      if (effect.kind() == Effect.Kind.TRANSFER
          && effect.contract().equals(question.token())
          && Changes.isPlain(effect)) {
        sum = effect.to().equals(account) ? sum.add(effect.amount()) : sum;
        sum = effect.from().equals(account) ? sum.subtract(effect.amount()) : sum;
      }
    }
    return sum;
  }
}
