package org.prytany.app.draft;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.prytany.governance.failure.PrytanyException;

/** A function as "transfer(address,uint256)", held against what it is given. */
final class Signature {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]{0,127}+");
  private static final Pattern TYPES = Pattern.compile("[A-Za-z0-9_,()\\[\\] ]{0,2000}+");

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
    int takes = parameters(signature.substring(open + 1, signature.length() - 1));
    if (takes != arguments.size()) {
      throw refused.apply(
          "gives "
              + arguments.size()
              + " arguments to “"
              + signature
              + "”, which takes "
              + takes
              + ": give one for each type.");
    }
  }

  /** How many there are: commas within a tuple part none. */
  private static int parameters(String inside) {
    if (inside.isBlank()) {
      return 0;
    }
    int depth = 0;
    int count = 1;
    for (int i = 0; i < inside.length(); i++) {
      char at = inside.charAt(i);
      depth += at == '(' ? 1 : at == ')' ? -1 : 0;
      count += at == ',' && depth == 0 ? 1 : 0;
    }
    return count;
  }
}
