package org.prytany.app.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.reading.Quoted;
import org.web3j.crypto.Hash;

/** A function as "transfer(address,uint256)", held against what it is given. */
final class Signature {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]{0,127}+");
  private static final Pattern TYPES = Pattern.compile("[A-Za-z0-9_,()\\[\\] ]{0,2000}+");

  /** What a parameter is called, and where it is kept. */
  private static final Pattern NAMED = Pattern.compile("(?<=[A-Za-z0-9_)\\]]) ++[A-Za-z0-9_]*+");

  /** Solidity's short names of numbers. */
  private static final Pattern SHORT = Pattern.compile("(?<![A-Za-z0-9_])u?int(?![A-Za-z0-9_])");

  private static final Pattern INTEGER = Pattern.compile("u?int[0-9]{0,3}");
  private static final Pattern WHOLE = Pattern.compile("-?(?:[0-9]{1,78}|0x[0-9a-fA-F]{1,64})");

  private static final int SELECTOR_DIGITS = 8;
  private static final int WORD_DIGITS = 64;

  private Signature() {}

  /**
   * @param signature "" for coin that is merely sent
   * @param refused makes an error of what is wrong
   */
  static void require(
      String signature, List<String> arguments, Function<String, PrytanyException> refused) {
    if (signature.isEmpty() && arguments.isEmpty()) {
      return;
    }
    requireForm(signature, refused);
    int open = signature.indexOf('(');
    arguments.stream()
        .flatMap(argument -> Written.brokenChecksum(argument).stream())
        .findFirst()
        .ifPresent(
            broken -> {
              throw refused.apply("has “" + broken + "”" + Written.BROKEN_CHECKSUM);
            });
    List<String> types = parameters(signature.substring(open + 1, signature.length() - 1));
    int takes = types.size();
    if (takes != arguments.size()) {
      throw refused.apply(
          "gives "
              + arguments.size()
              + " arguments to "
              + Quoted.of(signature)
              + ", which takes "
              + takes
              + ": give one for each type.");
    }
    for (int i = 0; i < takes; i++) {
      String argument = arguments.get(i);
      if (INTEGER.matcher(types.get(i)).matches() && !WHOLE.matcher(argument.strip()).matches()) {
        throw refused.apply(
            "gives "
                + Quoted.of(argument)
                + " where "
                + Quoted.of(signature)
                + " takes "
                + types.get(i)
                + ": write a whole number in base units, without commas, points or units.");
      }
    }
  }

  private static void requireForm(String signature, Function<String, PrytanyException> refused) {
    int open = signature.indexOf('(');
    boolean formed =
        open > 0
            && signature.endsWith(")")
            && NAME.matcher(signature.substring(0, open)).matches()
            && TYPES.matcher(signature.substring(open)).matches();
    if (!formed) {
      throw refused.apply(
          "has no function with the types that it takes: write it as in"
              + " “transfer(address,uint256)”, or give the calldata.");
    }
  }

  /**
   * What a governor calls that is given the two apart: it hashes the signature as it is written and
   * puts the calldata behind.
   *
   * @param calldata "0x" and bytes
   * @param refused makes an error of what is wrong with the signature
   */
  static String sent(
      String signature, String calldata, Function<String, PrytanyException> refused) {
    requireForm(signature, refused);
    if ((calldata.length() - 2) % WORD_DIGITS != 0) {
      throw refused.apply(
          "stands beside calldata that is no arguments alone. A governor puts the selector of "
              + Quoted.of(signature)
              + " before it, so that a selector in the calldata would be there twice: take the"
              + " first 8 digits out of the calldata, or leave the signature empty.");
    }
    return selector(signature) + calldata.substring(2);
  }

  /**
   * Holds a signature that is there for people against whole calldata.
   *
   * @param signature "" for none; names of parameters and blanks count for nothing
   */
  static void requireSame(
      String signature, String calldata, Function<String, PrytanyException> refused) {
    if (signature.isBlank()) {
      return;
    }
    requireForm(signature.strip(), refused);
    boolean whole = (calldata.length() - 2) % WORD_DIGITS == SELECTOR_DIGITS;
    String types = NAMED.matcher(signature.strip()).replaceAll("").replace(" ", "");
    String plain = SHORT.matcher(types).replaceAll("$0256");
    if (whole && !calldata.startsWith(selector(plain))) {
      throw refused.apply(
          "calls another function than its signature "
              + Quoted.of(signature)
              + " says: its calldata begins with "
              + calldata.substring(0, SELECTOR_DIGITS + 2)
              + ", and "
              + selector(plain)
              + " is that of the signature. Correct one of them.");
    }
  }

  private static String selector(String signature) {
    return Hash.sha3String(signature).substring(0, SELECTOR_DIGITS + 2);
  }

  /** Commas within a tuple part none. */
  private static List<String> parameters(String inside) {
    List<String> types = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < inside.length(); i++) {
      char at = inside.charAt(i);
      depth += at == '(' ? 1 : at == ')' ? -1 : 0;
      if (at == ',' && depth == 0) {
        types.add(inside.substring(start, i).strip());
        start = i + 1;
      }
    }
    if (!inside.isBlank()) {
      types.add(inside.substring(start).strip());
    }
    return types;
  }
}
