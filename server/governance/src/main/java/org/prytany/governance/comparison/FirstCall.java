package org.prytany.governance.comparison;

import java.math.BigInteger;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.Place;
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
    Set<Address> codes =
        comparison.effects(Change.Code.class).values().stream()
            .filter(put -> put.place() instanceof Place.Itself)
            .filter(put -> put.contract().equals(effect.contract()))
            .map(Change.Code::code)
            .collect(Collectors.toSet());
    return comparison
        .calls()
        .filter(call -> call.target().equals(effect.contract()))
        .filter(call -> !Collections.disjoint(Called.accounts(call), codes))
        .flatMap(call -> call.nested().stream())
        .anyMatch(made -> isPlain(made, effect) && !namesStranger(made.calldata()));
  }

  private static boolean isPlain(DecodedAction made, Change.Unexplained effect) {
    return made.target().equals(effect.contract())
        && made.valueWei().signum() == 0
        && made.manner() == DecodedAction.Manner.CALL
        && SpelledCalls.isBy(effect, made);
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
        if (!comparison.isOwnOrNamed(account)) {
          return true;
        }
      }
    }
    return false;
  }
}
