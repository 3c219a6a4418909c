package org.prytany.chain.simulate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

/**
 * What contracts themselves say of their settings and their owner, before and after the calls. That
 * tells old values, confirms what a setter of unknown meaning sets, and finds owners that change
 * without any event.
 */
final class Settings implements Questions {
  private static final int MOST = 400;
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_]\\w*");
  private static final String OWNER = "owner";

  private record Asked(Address contract, String getter) {
    SimulatedRun.Call call() {
      return new SimulatedRun.Call(
          Address.ZERO, contract, BigInteger.ZERO, AbiBytes.selector(getter + "()"));
    }
  }

  private final KnownFunctions functions;
  private final List<Asked> asked;
  private final Map<Asked, String> before = new LinkedHashMap<>();
  private final Map<Asked, String> after = new LinkedHashMap<>();

  /**
   * @param called contracts whose owner is asked for
   */
  Settings(KnownFunctions functions, List<Effect> effects, Set<Address> called) {
    this.functions = functions;
    Set<Asked> questions = new LinkedHashSet<>();
    // First, so that no crowd of settings stands in the way of a new owner.
    called.forEach(contract -> questions.add(new Asked(contract, OWNER)));
    for (Effect effect : effects) {
      if (effect.isElsewhere()) {
        continue;
      }
      for (String getter : getters(effect)) {
        questions.add(new Asked(effect.contract(), getter));
      }
    }
    asked = questions.stream().limit(MOST).toList();
  }

  @Override
  public List<SimulatedRun.Call> calls() {
    return asked.stream().map(Asked::call).toList();
  }

  @Override
  public void read(List<SimulatedRun.Result> first, List<SimulatedRun.Result> last) {
    for (int i = 0; i < asked.size(); i++) {
      note(before, asked.get(i), first.get(i));
      note(after, asked.get(i), last.get(i));
    }
  }

  private static void note(Map<Asked, String> answers, Asked question, SimulatedRun.Result result) {
    // One word is one value; more may be anything.
    if (result.succeeded() && result.returned().length() == 66) {
      answers.put(question, result.returned().toLowerCase(Locale.ROOT));
    }
  }

  /** Answers where nothing was simulated: what the contracts say now. */
  void readNow(List<SimulatedRun.Result> now) {
    for (int i = 0; i < asked.size(); i++) {
      note(before, asked.get(i), now.get(i));
    }
  }

  /** The effects with old values, and what the contracts say where that is something else. */
  List<Effect> settled(List<Effect> effects) {
    List<Effect> settled = new ArrayList<>();
    for (Effect effect : effects) {
      if (effect.isElsewhere()) {
        settled.add(OperatorCalls.settled(effect, Optional.empty(), Optional.empty()));
        continue;
      }
      switch (effect.kind()) {
        case PARAMETER, CONTROL -> addSetting(settled, effect);
        case UNKNOWN_CALL ->
            settled.add(
                OperatorCalls.settled(effect, answer(before, effect), answer(after, effect)));
        default -> settled.add(effect);
      }
    }
    return settled;
  }

  private void addSetting(List<Effect> settled, Effect effect) {
    Optional<String> was = answer(before, effect);
    Optional<String> is = answer(after, effect);
    boolean confirmed = is.equals(Optional.of(effect.value()));
    boolean untouched = is.isEmpty() || is.equals(was);
    // A getter of the same name that does not follow the setting may be about something else.
    boolean believed = confirmed || (untouched && isTold(effect));
    settled.add(
        Changes.setting(
            effect, effect.value(), believed ? was.orElse(effect.previous()) : effect.previous()));
    if (!confirmed && !untouched && was.isPresent()) {
      settled.add(Changes.setting(effect, is.get(), was.get()));
    }
  }

  /** Whether the table or governance contracts themselves say where the setting is read. */
  private boolean isTold(Effect effect) {
    return functions.isSetting(effect.subject());
  }

  /** Owners that changed although no effect says so. */
  List<Effect> unexplained(List<Effect> effects) {
    List<Effect> found = new ArrayList<>();
    for (Asked question : asked) {
      Optional<Address> was = account(before.get(question));
      Optional<Address> is = account(after.get(question));
      boolean changed = was.isPresent() && is.isPresent() && !was.equals(is);
      if (question.getter().equals(OWNER) && changed) {
        Optional<Address> owner = Changes.holder(is.get());
        boolean told =
            effects.stream()
                .anyMatch(
                    effect ->
                        effect.kind() == Effect.Kind.OWNERSHIP
                            && !effect.isElsewhere()
                            && effect.contract().equals(question.contract())
                            && effect.to().equals(owner));
        if (!told) {
          found.add(Changes.ownership(question.contract(), Changes.holder(was.get()), owner, ""));
        }
      }
    }
    return found;
  }

  private Optional<String> answer(Map<Asked, String> answers, Effect effect) {
    for (String getter : getters(effect)) {
      String word = answers.get(new Asked(effect.contract(), getter));
      if (word != null) {
        return inForm(word, effect.value());
      }
    }
    return Optional.empty();
  }

  private List<String> getters(Effect effect) {
    boolean setting =
        effect.kind() == Effect.Kind.PARAMETER || effect.kind() == Effect.Kind.CONTROL;
    Optional<String> name = setting ? Optional.of(effect.subject()) : OperatorCalls.setting(effect);
    if (name.isEmpty() || !NAME.matcher(name.get()).matches()) {
      return List.of();
    }
    List<String> getters = new ArrayList<>(functions.getters(name.get()));
    getters.add(name.get());
    getters.add(
        "get" + name.get().substring(0, 1).toUpperCase(Locale.ROOT) + name.get().substring(1));
    return getters;
  }

  /** A word as the new value is written: a number, a flag, an account or bytes. */
  private static Optional<String> inForm(String word, String value) {
    BigInteger number = new BigInteger(word.substring(2), 16);
    if (value.matches("\\d+")) {
      return Optional.of(number.toString());
    }
    if (value.equals("true") || value.equals("false")) {
      return number.bitLength() <= 1
          ? Optional.of(Boolean.toString(number.signum() == 1))
          : Optional.empty();
    }
    if (value.matches("0x[0-9a-f]{40}")) {
      return account(word).map(Address::hex);
    }
    return value.matches("0x[0-9a-f]{64}") ? Optional.of(word) : Optional.empty();
  }

  private static Optional<Address> account(@org.jspecify.annotations.Nullable String word) {
    return word != null && word.startsWith("0x" + "0".repeat(24))
        ? Optional.of(new Address("0x" + word.substring(26)))
        : Optional.empty();
  }
}
