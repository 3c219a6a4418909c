package org.prytany.governance.approval;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.EffectsHash;
import org.prytany.governance.effects.FlatEffects;
import org.prytany.governance.effects.Grouped;
import org.prytany.governance.effects.Place;
import org.prytany.governance.effects.Reason;
import org.prytany.governance.effects.Terms;
import org.prytany.governance.effects.Unlimited;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.hash.Checksum;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Token;

/**
 * What a proposal would do, in the words that a treasurer signs: one line an effect, every effect,
 * addresses in full, no names that anybody could choose. A statement with other words than follow
 * from the effects is refused, so that nobody signs a sentence that is not what executes.
 */
public final class EffectWords {

  /** A person does not check more. */
  public static final int MOST = 256;

  private static final Pattern SYMBOL = Pattern.compile("[A-Za-z0-9$][A-Za-z0-9.$_+-]{0,19}");
  private static final int LONGEST_QUOTE = 120;

  private EffectWords() {}

  /**
   * The words of simulated effects, in canonical order.
   *
   * @throws PrytanyException APPROVAL_REFUSED if there are more than {@link #MOST}
   */
  public static List<String> of(SimulatedEffects simulated) {
    tooMany(simulated)
        .ifPresent(
            why -> {
              throw new PrytanyException(FailureCode.APPROVAL_REFUSED, why);
            });
    List<Effect> effects = EffectsHash.canonicalOrder(simulated.effects());
    List<String> words = new ArrayList<>();
    if (!simulated.succeeded()) {
      words.add("WARNING: in the simulation its calls fail");
    }
    FlatEffects.read(effects).forEach(change -> words.add(line(change)));
    if (effects.isEmpty()) {
      words.add("No effect was found");
    }
    return List.copyOf(words);
  }

  /** Why nobody could check them; empty if they are not too many. */
  static Optional<String> tooMany(SimulatedEffects simulated) {
    return simulated.effects().size() <= MOST
        ? Optional.empty()
        : Optional.of(
            "It has "
                + simulated.effects().size()
                + " effects, and nobody can check more than "
                + MOST
                + " on a wallet. Propose it in smaller parts.");
  }

  private static String line(Change change) {
    // Names of chains are ours or a number, and an address at most.
    return change.isElsewhere() ? "On " + change.chain() + ": " + here(change) : here(change);
  }

  private static String here(Change change) {
    String contract = Checksum.of(change.contract());
    String from = account(change.from());
    String to = account(change.to());
    return switch (change) {
      case Change.Transfer moved ->
          "Transfer " + amount(moved, which(moved)) + " from " + from + " to " + to;
      case Change.Allowance allowed -> allowance(allowed, from, to);
      case Change.Role role ->
          (role.granted() ? "Grant" : "Revoke")
              + " the role "
              + quoted(role.name())
              + " on "
              + contract
              + (role.granted() ? " to " : " from ")
              + to;
      case Change.Owner owner ->
          "Make "
              + to
              + " the "
              + owner.place().map(EffectWords::quoted).orElse("owner")
              + " of "
              + contract
              + " instead of "
              + from;
      case Change.Code code ->
          "Replace the code of "
              + contract
              + (code.place() instanceof Place.Itself ? "" : " for " + quoted(code.place().words()))
              + " by that of "
              + to;
      case Change.Setting set ->
          "Set " + quoted(set.name()) + " of " + contract + " to " + quoted(set.value());
      case Change.Control set ->
          "Change who controls "
              + contract
              + ": set "
              + quoted(set.name())
              + " to "
              + quoted(set.value());
      case Change.Ended ended ->
          "End the code of " + contract + " for good; its coin goes to " + to;
      case Change.Unexplained call -> unexplained(call, contract, from, to);
    };
  }

  private static String unexplained(
      Change.Unexplained call, String contract, String from, String to) {
    String what = contract + " (" + quoted(call.reason().words()) + ")";
    return call.reason() instanceof Reason.Unread unread
        ? "Change "
            + what
            + " from "
            + from
            + " to "
            + to
            + " by "
            + Grouped.of(unread.effect().amount().toString())
            + "; what that does is unknown"
        : "Call "
            + what
            + (call.accounted()
                ? ", which is not known; in the simulation it changes nothing but what is listed"
                : "; what that does is unknown");
  }

  private static String allowance(Change.Allowance allowed, String from, String to) {
    String words = allowed.terms().words();
    String terms = words.isEmpty() ? "" : " (" + quoted(words) + ")";
    return allowed.amount().signum() == 0
        ? "Let " + to + " spend no more " + asset(allowed) + " of " + from + terms
        : "Let " + to + " spend " + amount(allowed, "") + " of " + from + terms;
  }

  private static String account(Optional<Address> address) {
    return address.map(Checksum::of).orElse("nobody");
  }

  /** What moves, in whole units and in base units, and which one of a collection. */
  private static String amount(Change.OfValue moved, String which) {
    if (moved.amount().equals(Unlimited.MOST)) {
      return "an unlimited amount of " + asset(moved);
    }
    String units = Grouped.of(moved.amount().toString()) + " base units";
    if (moved instanceof Change.Allowance && Unlimited.isReached(moved.amount())) {
      return "a practically unlimited amount of " + asset(moved) + ", " + units + ",";
    }
    Optional<Token> token = moved.token();
    if (token.isEmpty() || token.get().decimals().isEmpty()) {
      return units + " of " + asset(moved) + which;
    }
    int decimals = token.get().decimals().getAsInt();
    BigDecimal whole = new BigDecimal(moved.amount(), decimals);
    return Grouped.of(whole)
        + " "
        + asset(moved)
        // Decimals are what a list or the contract says; what moves are base units.
        + (token.get().isNative() ? "" : ", " + units + ",")
        + which;
  }

  private static String which(Change.Transfer moved) {
    if (moved.isCarried()) {
      return " (carried to another chain)";
    }
    return moved.id().map(id -> " (" + quoted(Terms.ID + id) + ")").orElse("");
  }

  /**
   * The symbol is what a list or the contract says; the contract's address is what moves, so it
   * stands beside it. A symbol that is more than plain letters is left out: it could be a sentence.
   */
  private static String asset(Change.OfValue effect) {
    Optional<Token> token = effect.token();
    String symbol =
        token.flatMap(Token::symbol).filter(s -> SYMBOL.matcher(s).matches()).orElse("");
    if (token.map(Token::isNative).orElse(false)) {
      return (symbol.isEmpty() ? "coin" : symbol) + " (the chain's own coin)";
    }
    String contract =
        "token " + Checksum.of(token.flatMap(Token::contract).orElse(effect.contract()));
    return symbol.isEmpty() ? contract : symbol + " (" + contract + ")";
  }

  /**
   * A text that a proposer may have chosen, so that it cannot pass for words of ours: quoted, plain
   * printable letters only, cut. The hash of the effects binds all of it.
   */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    int[] letters = text.codePoints().toArray();
    for (int i = 0; i < Math.min(letters.length, LONGEST_QUOTE); i++) {
      int letter = letters[i];
      if (letter >= 0x20 && letter <= 0x7e && letter != '"' && letter != '\\') {
        out.appendCodePoint(letter);
      } else {
        out.append("\\u{").append(Integer.toHexString(letter)).append('}');
      }
    }
    out.append('"');
    return letters.length > LONGEST_QUOTE
        ? out + " and " + (letters.length - LONGEST_QUOTE) + " letters more"
        : out.toString();
  }
}
