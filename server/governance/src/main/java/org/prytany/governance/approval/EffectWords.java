package org.prytany.governance.approval;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.prytany.governance.effects.EffectsHash;
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

  private static final BigInteger UNLIMITED =
      BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
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
    effects.forEach(effect -> words.add(line(effect)));
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

  private static String line(Effect effect) {
    // Names of chains are ours or a number, and an address at most.
    return effect.isElsewhere() ? "On " + effect.chain() + ": " + here(effect) : here(effect);
  }

  private static String here(Effect effect) {
    String contract = Checksum.of(effect.contract());
    String from = account(effect.from());
    String to = account(effect.to());
    String subject = quoted(effect.subject());
    return switch (effect.kind()) {
      case TRANSFER -> "Transfer " + amount(effect) + " from " + from + " to " + to;
      case ALLOWANCE -> allowance(effect, from, to);
      case ROLE_GRANTED -> "Grant the role " + subject + " on " + contract + " to " + to;
      case ROLE_REVOKED ->
          "Revoke the role "
              + subject
              + " on "
              + contract
              + " from "
              + account(effect.from().or(effect::to));
      case OWNERSHIP ->
          "Make "
              + to
              + " the "
              + (effect.subject().isEmpty() ? "owner" : subject)
              + " of "
              + contract
              + " instead of "
              + from;
      case UPGRADE ->
          "Replace the code of "
              + contract
              + (effect.subject().isEmpty() ? "" : " for " + subject)
              + " by that of "
              + to;
      case PARAMETER -> "Set " + subject + " of " + contract + " to " + quoted(effect.value());
      case CONTROL ->
          "Change who controls "
              + contract
              + ": set "
              + subject
              + " to "
              + quoted(effect.value())
              + effect.to().map(who -> " for " + Checksum.of(who)).orElse("");
      case DESTRUCTION -> "End the code of " + contract + " for good; its coin goes to " + to;
      case UNKNOWN_CALL -> "Call " + contract + " (" + subject + "); what that does is unknown";
    };
  }

  private static String allowance(Effect effect, String from, String to) {
    String terms = effect.subject().isEmpty() ? "" : " (" + quoted(effect.subject()) + ")";
    if (effect.amount().signum() == 0) {
      return "Let " + to + " spend no more " + asset(effect) + " of " + from + terms;
    }
    return "Let " + to + " spend " + amount(effect) + " of " + from + terms;
  }

  private static String account(Optional<Address> address) {
    return address.map(Checksum::of).orElse("nobody");
  }

  private static String amount(Effect effect) {
    if (effect.amount().equals(UNLIMITED)) {
      return "an unlimited amount of " + asset(effect);
    }
    Optional<Token> token = effect.token();
    if (token.isPresent() && token.get().decimals().isPresent()) {
      int decimals = token.get().decimals().getAsInt();
      BigDecimal whole = new BigDecimal(effect.amount(), decimals).stripTrailingZeros();
      return grouped(whole.toPlainString())
          + " "
          + asset(effect)
          // Decimals are what a list or the contract says; what moves are base units.
          + (token.get().isNative()
              ? ""
              : ", " + grouped(effect.amount().toString()) + " base units,")
          + collectible(effect);
    }
    return grouped(effect.amount().toString())
        + " base units of "
        + asset(effect)
        + collectible(effect);
  }

  /** Which one of a collection moves. */
  private static String collectible(Effect effect) {
    return effect.kind() == Effect.Kind.TRANSFER && !effect.subject().isEmpty()
        ? " (" + quoted(effect.subject()) + ")"
        : "";
  }

  /**
   * The symbol is what a list or the contract says; the contract's address is what moves, so it
   * stands beside it. A symbol that is more than plain letters is left out: it could be a sentence.
   */
  private static String asset(Effect effect) {
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

  private static String grouped(String number) {
    int point = number.indexOf('.');
    String whole = point < 0 ? number : number.substring(0, point);
    String rest = point < 0 ? "" : number.substring(point);
    return whole.replaceAll("(?<=\\d)(?=(\\d{3})+$)", ",") + rest;
  }
}
