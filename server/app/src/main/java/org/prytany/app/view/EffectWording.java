package org.prytany.app.view;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.Token;

/** Says an effect in one plain sentence, with units. */
final class EffectWording {

  private static final BigInteger UNLIMITED =
      BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);

  private final Map<Address, String> labels;

  EffectWording(Map<Address, String> labels) {
    this.labels = labels;
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

  private static String amount(Effect effect) {
    if (effect.amount().equals(UNLIMITED)) {
      return "an unlimited amount of " + asset(effect);
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
