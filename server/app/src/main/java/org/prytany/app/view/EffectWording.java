package org.prytany.app.view;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.Token;

/** Says an effect in one plain sentence, with units. */
final class EffectWording {

  private static final BigInteger UNLIMITED =
      BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);

  /** No supply of any token needs more bits in base units. */
  private static final int LARGEST_PLAUSIBLE_BITS = 128;

  private static final int MOST_IN_BRIEF = 3;

  private final Map<Address, String> labels;

  EffectWording(Map<Address, String> labels) {
    this.labels = labels;
  }

  /**
   * What all the effects come to, in one line without a full stop. Accounts with a name are
   * shortened; one without a name is shown whole, because that is what a reader has to notice.
   *
   * @param treasury whose name is left out where it pays
   */
  String brief(List<Effect> effects, Address treasury) {
    List<String> parts = new ArrayList<>();
    for (Effect effect : effects.subList(0, Math.min(MOST_IN_BRIEF, effects.size()))) {
      parts.add(brief(effect, treasury));
    }
    if (effects.size() > MOST_IN_BRIEF) {
      parts.add("and " + (effects.size() - MOST_IN_BRIEF) + " more");
    }
    String joined = String.join("; ", parts);
    return joined.isEmpty()
        ? joined
        : joined.substring(0, 1).toUpperCase(Locale.ROOT) + joined.substring(1);
  }

  private String brief(Effect effect, Address treasury) {
    String contract = inBrief(effect.contract());
    String to = effect.to().map(this::inBrief).orElse("nobody");
    return switch (effect.kind()) {
      case TRANSFER -> {
        String from =
            effect.from().filter(payer -> !payer.equals(treasury)).map(this::inBrief).orElse("");
        yield "pays " + amount(effect) + (from.isEmpty() ? "" : " from " + from) + " to " + to;
      }
      case ALLOWANCE ->
          effect.amount().signum() == 0
              ? "takes away the " + asset(effect) + " allowance of " + to
              : "lets " + to + " spend " + amount(effect);
      case ROLE_GRANTED -> "gives " + to + " the role " + effect.subject() + " on " + contract;
      case ROLE_REVOKED -> "takes away the role " + effect.subject() + " on " + contract;
      case OWNERSHIP -> "makes " + to + " the owner of " + contract;
      case UPGRADE -> "replaces the code of " + contract;
      case PARAMETER -> "sets " + effect.subject() + " of " + contract + " to " + effect.value();
      case UNKNOWN_CALL -> "makes an unknown call to " + contract;
    };
  }

  private String inBrief(Address address) {
    String label = labels.get(address);
    String whole = Checksummed.of(address);
    if (label == null) {
      return whole;
    }
    return label.startsWith("the ")
        ? label
        : label + " (" + whole.substring(0, 6) + "…" + whole.substring(whole.length() - 4) + ")";
  }

  String line(Effect effect) {
    String contract = named(effect.contract());
    String to = effect.to().map(this::named).orElse("nobody");
    String from = effect.from().map(this::named).orElse("nobody");
    return switch (effect.kind()) {
      case TRANSFER -> "Pays " + amount(effect) + " from " + from + " to " + to + ".";
      case ALLOWANCE ->
          effect.amount().signum() == 0
              ? "Takes away the allowance of "
                  + to
                  + " to spend "
                  + asset(effect)
                  + " of "
                  + from
                  + "."
              : "Lets " + to + " spend " + amount(effect) + " of " + from + ".";
      case ROLE_GRANTED ->
          "Gives " + to + " the role " + effect.subject() + " on " + contract + ".";
      case ROLE_REVOKED ->
          "Takes the role "
              + effect.subject()
              + " on "
              + contract
              + " from "
              + effect.from().or(effect::to).map(this::named).orElse("somebody")
              + ".";
      case OWNERSHIP -> "Makes " + to + " the owner of " + contract + ".";
      case UPGRADE -> "Replaces the code of " + contract + " by that of " + to + ".";
      case PARAMETER ->
          "Sets " + effect.subject() + " of " + contract + " to " + effect.value() + ".";
      case UNKNOWN_CALL ->
          "Calls "
              + contract
              + (effect.subject().isEmpty() ? "" : " (" + effect.subject() + ")")
              + " in a way that could not be decoded: what it does is unknown.";
    };
  }

  private String named(Address address) {
    String label = labels.get(address);
    String checksummed = Checksummed.of(address);
    return label == null ? checksummed : label + " (" + checksummed + ")";
  }

  static String amount(Effect effect) {
    if (effect.amount().equals(UNLIMITED)) {
      return "an unlimited amount of " + asset(effect);
    }
    if (effect.kind() == Effect.Kind.ALLOWANCE
        && effect.amount().bitLength() > LARGEST_PLAUSIBLE_BITS) {
      return "a practically unlimited amount of " + asset(effect);
    }
    Optional<Token> token = effect.token();
    if (token.isPresent() && token.get().decimals().isPresent()) {
      String whole =
          new BigDecimal(effect.amount(), token.get().decimals().getAsInt())
              .stripTrailingZeros()
              .toPlainString();
      return grouped(whole) + " " + asset(effect);
    }
    return grouped(effect.amount().toString()) + " base units of " + asset(effect);
  }

  private static String asset(Effect effect) {
    return effect
        .token()
        .flatMap(Token::symbol)
        .orElseGet(() -> "token " + Checksummed.of(effect.contract()));
  }

  /** Puts commas between groups of three digits before the decimal point. */
  static String grouped(String number) {
    int point = number.indexOf('.');
    String whole = point < 0 ? number : number.substring(0, point);
    String rest = point < 0 ? "" : number.substring(point);
    return whole.replaceAll("(?<=\\d)(?=(\\d{3})+$)", ",") + rest;
  }
}
