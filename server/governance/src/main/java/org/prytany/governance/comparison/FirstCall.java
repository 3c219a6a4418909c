package org.prytany.governance.comparison;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.Place;
import org.prytany.governance.reading.MentionedAddresses.Reference;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;

/** The call that new code gets while it is put in place. */
record FirstCall(Comparison comparison) {

  private static final Pattern WORD = Pattern.compile("[0-9a-f]{64}");
  private static final int SELECTOR = 10;

  /** No sum of tokens needs more bits, and hardly any account fewer. */
  private static final int LARGEST_NUMBER = 128;

  private static final int ADDRESS_BITS = 160;

  /**
   * Whether an unknown call is the one that an upgrade makes in the contract that it upgrades. Who
   * accepts new code accepts that it may do with its contract what it likes; that it is called at
   * once adds nothing to it.
   */
  boolean is(Change.Unexplained effect) {
    Set<String> codes = new TreeSet<>();
    for (Change other : comparison.effects()) {
      if (other instanceof Change.Code put
          && put.place() instanceof Place.Itself
          && put.contract().equals(effect.contract())) {
        codes.add(put.code().hex());
      }
    }
    return comparison.actions().stream().anyMatch(action -> isCalledBy(action, effect, codes));
  }

  /** Whether the call that puts the code in place makes the other one. */
  private boolean isCalledBy(DecodedAction action, Change.Unexplained effect, Set<String> codes) {
    boolean inside =
        action.target().equals(effect.contract())
            && action.arguments().stream()
                .anyMatch(argument -> codes.contains(argument.value().toLowerCase(Locale.ROOT)))
            && action.nested().stream()
                .anyMatch(
                    nested ->
                        nested.target().equals(effect.contract())
                            && nested.valueWei().signum() == 0
                            && nested.manner() == DecodedAction.Manner.CALL
                            && SpelledCalls.isBy(effect, nested)
                            && !namesStranger(nested.calldata()));
    return inside || action.nested().stream().anyMatch(nested -> isCalledBy(nested, effect, codes));
  }

  /**
   * Whether a call that is not understood carries what looks like an account that no text names.
   */
  private boolean namesStranger(String calldata) {
    Matcher words =
        WORD.matcher(
            calldata.substring(Math.min(calldata.length(), SELECTOR)).toLowerCase(Locale.ROOT));
    while (words.find()) {
      BigInteger word = new BigInteger(words.group(), 16);
      if (word.bitLength() > LARGEST_NUMBER && word.bitLength() <= ADDRESS_BITS) {
        Address account = new Address("0x" + words.group().substring(24));
        if (!comparison.isOwn(account) && comparison.reference(account) != Reference.NAMED) {
          return true;
        }
      }
    }
    return false;
  }
}
