package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.Reason;
import org.prytany.governance.simulation.ActionDecoder;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.number.WrittenNumbers;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;

/**
 * Whether a text says everything of a call that is not understood: which contract, which function,
 * and each account and number that is handed over. Then nothing is hidden, though nobody here knows
 * what the call does. Only calls that send no coin and lend no authority are read. Where the
 * operator's files or the bundled table name the function, the text may speak of it in words; where
 * it is named by the text alone, it has to be written as code.
 */
final class SpelledCalls {

  private static final Pattern PLAIN = Cues.pattern(SpelledCalls.class, "plain");
  private static final Pattern RUNS = Cues.pattern(SpelledCalls.class, "runs");
  private static final Pattern MAY_RUN = Cues.pattern(SpelledCalls.class, "may-run");

  private static final int WORD = 64;
  private static final int SELECTOR = 10;
  private static final int[] DECIMALS = {0, 6, 8, 18, 27};

  private final Comparison comparison;
  private Optional<Set<BigDecimal>> numbers = Optional.empty();

  SpelledCalls(Comparison comparison) {
    this.comparison = comparison;
  }

  /**
   * @param effect an unknown call
   * @return the function, if the text spells out every call that may make the effect
   */
  Optional<String> function(Change.Unexplained effect) {
    if (comparison.isOwn(effect.contract()) || !comparison.isNamed(effect.contract())) {
      return Optional.empty();
    }
    List<DecodedAction> calls =
        comparison
            .calls()
            .filter(call -> call.target().equals(effect.contract()))
            .filter(call -> call.chain().equals(effect.chain()) && isBy(effect, call))
            .toList();
    boolean all = !calls.isEmpty() && calls.stream().allMatch(this::isSpelledOut);
    return all ? signature(calls.getFirst()) : Optional.empty();
  }

  /**
   * Whether a call makes an unknown effect that words may cover. A known function does by its
   * signature where only a simulation shows what it moves; one that does whatever its argument
   * says, as {@code execute(uint256)} of a governor, does by its selector, and no words cover it.
   */
  static boolean isBy(Change.Unexplained effect, DecodedAction action) {
    return Reason.of(action.function().or(action::selector).orElse(""))
        .filter(effect.reason()::equals)
        .isPresent();
  }

  private static Optional<String> signature(DecodedAction action) {
    return action
        .function()
        .or(
            () ->
                action
                    .knowledge()
                    .filter(from -> from.startsWith(ActionDecoder.SPELLED_BY_TEXT))
                    .map(from -> from.substring(ActionDecoder.SPELLED_BY_TEXT.length())));
  }

  private boolean isSpelledOut(DecodedAction call) {
    Optional<String> signature = signature(call);
    boolean plain =
        call.manner() == DecodedAction.Manner.CALL
            && call.valueWei().signum() == 0
            && call.nested().isEmpty();
    return plain
        && signature.isPresent()
        && !RUNS.matcher(signature.get()).matches()
        && (isNamed(signature.get()) && saysAll(call, signature.get()) || isToldInWords(call));
  }

  private static String name(String signature) {
    return signature.substring(0, signature.indexOf('('));
  }

  /** A function that is known by name and arguments from elsewhere than from the text. */
  private boolean isToldInWords(DecodedAction call) {
    if (call.function().isEmpty() || MAY_RUN.matcher(call.function().get()).matches()) {
      return false;
    }
    String signature = call.function().get();
    String name = name(signature);
    return (comparison.handedOver().speaksOf(name) || isNamed(signature))
        && HandedOver.isWhole(call)
        && comparison.handedOver().saysAll(name, call.arguments());
  }

  /** Whether a line has the function's name as code, and takes nothing back. */
  private boolean isNamed(String signature) {
    String name = name(signature);
    Pattern code = Pattern.compile("(?<![\\p{L}\\d_])" + Pattern.quote(name) + "\\(");
    return comparison
        .text()
        .lines()
        .anyMatch(line -> code.matcher(line).find() && !Announced.takesBack(line));
  }

  private boolean saysAll(DecodedAction call, String signature) {
    String list = signature.substring(signature.indexOf('(') + 1, signature.length() - 1);
    String[] types = list.isEmpty() ? new String[0] : list.split(",", -1);
    String words = call.calldata().substring(SELECTOR).toLowerCase(Locale.ROOT);
    return words.length() == types.length * WORD
        && IntStream.range(0, types.length)
            .allMatch(i -> isSaid(types[i], words.substring(i * WORD, (i + 1) * WORD)));
  }

  private boolean isSaid(String type, String word) {
    if (!PLAIN.matcher(type).matches()) {
      return false;
    }
    if (type.equals("address")) {
      Address account = new Address("0x" + word.substring(WORD - 40));
      return word.startsWith("0".repeat(24)) && (comparison.isOwnOrNamed(account));
    }
    if (type.startsWith("bytes")) {
      return comparison.handedOver().hasDigits(word.replaceAll("(?:00)++$", ""));
    }
    if (type.equals("bool")) {
      return true;
    }
    return isSaid(new BigInteger(word, 16));
  }

  private boolean isSaid(BigInteger number) {
    if (numbers.isEmpty()) {
      numbers =
          Optional.of(
              WrittenNumbers.in(comparison.text()).stream()
                  .map(BigDecimal::stripTrailingZeros)
                  .collect(Collectors.toSet()));
    }
    return Arrays.stream(DECIMALS)
        .mapToObj(decimals -> new BigDecimal(number, decimals).stripTrailingZeros())
        .anyMatch(numbers.get()::contains);
  }
}
