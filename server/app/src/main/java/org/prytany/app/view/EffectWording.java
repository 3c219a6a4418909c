package org.prytany.app.view;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
  private static final int LARGEST_DURATION_BITS = 40;
  private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-f]{40}");
  private static final Pattern WHOLE = Pattern.compile("\\d{1,78}");

  /** Settings that are seconds whatever clock the governor has. */
  private static final Set<String> IN_SECONDS = Set.of("minDelay", "defaultAdminDelay");

  private static final Set<String> BY_CLOCK =
      Set.of("votingDelay", "votingPeriod", "lateQuorumVoteExtension");

  private static final List<Map.Entry<String, Long>> UNITS =
      List.of(
          Map.entry("day", 86_400L),
          Map.entry("hour", 3_600L),
          Map.entry("minute", 60L),
          Map.entry("second", 1L));

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
    return effect.isElsewhere()
        ? "on " + effect.chain() + ", " + briefHere(effect, treasury)
        : briefHere(effect, treasury);
  }

  private String briefHere(Effect effect, Address treasury) {
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
              : "lets " + to + " spend " + amount(effect) + terms(effect);
      case ROLE_GRANTED -> "gives " + to + " the role " + effect.subject() + " on " + contract;
      case ROLE_REVOKED -> "takes away the role " + effect.subject() + " on " + contract;
      case OWNERSHIP -> "makes " + to + " the " + owner(effect) + " of " + contract;
      case UPGRADE -> "replaces " + replaced(effect) + " of " + contract;
      case PARAMETER -> "sets " + effect.subject() + " of " + contract + change(effect);
      case UNKNOWN_CALL -> "makes an unknown call to " + contract;
      case CONTROL -> "changes who controls " + contract + ": " + effect.subject() + change(effect);
      case DESTRUCTION -> "ends the code of " + contract + " for good";
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
    return effect.isElsewhere() ? "On " + effect.chain() + ": " + here(effect) : here(effect);
  }

  private String here(Effect effect) {
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
              : "Lets " + to + " spend " + amount(effect) + " of " + from + terms(effect) + ".";
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
      case OWNERSHIP -> "Makes " + to + " the " + owner(effect) + " of " + contract + ".";
      case UPGRADE ->
          "Replaces " + replaced(effect) + " of " + contract + " by that of " + to + ".";
      case PARAMETER -> "Sets " + effect.subject() + " of " + contract + change(effect) + ".";
      case CONTROL ->
          "Changes how "
              + contract
              + " is controlled: sets "
              + effect.subject()
              + change(effect)
              + ".";
      case DESTRUCTION ->
          "Ends the code of "
              + contract
              + " for good"
              + effect.to().map(account -> "; its coin goes to " + named(account)).orElse("")
              + ".";
      case UNKNOWN_CALL -> unknown(effect, contract);
    };
  }

  private static String unknown(Effect effect, String contract) {
    if (effect.subject().equals("delegatecall")) {
      return "Lends its whole authority to the code at "
          + contract
          + " (delegatecall): what that does is unknown.";
    }
    if (effect.subject().contains("(")) {
      return "Calls "
          + effect.subject()
          + " of "
          + contract
          + ": the function is known by its name only, and what it does here is unknown.";
    }
    return "Calls "
        + contract
        + (effect.subject().isEmpty() ? "" : " (" + effect.subject() + ")")
        + " in a way that could not be decoded: what it does is unknown.";
  }

  private static String owner(Effect effect) {
    return effect.subject().isEmpty() ? "owner" : effect.subject();
  }

  private static String replaced(Effect effect) {
    return effect.subject().isEmpty() ? "the code" : "the contract for " + effect.subject();
  }

  /** On what terms somebody may spend, where those are not an ordinary allowance's. */
  private static String terms(Effect effect) {
    return effect.subject().isEmpty() ? "" : " (" + effect.subject() + ")";
  }

  /** " from 1 day to 2 days"; without the first half where the chain did not say. */
  private String change(Effect effect) {
    String to = setting(effect, effect.value());
    if (effect.previous().isEmpty()) {
      return " to " + to;
    }
    return effect.previous().equals(effect.value())
        ? " to " + to + ", as it is already"
        : " from " + setting(effect, effect.previous()) + " to " + to;
  }

  private String setting(Effect effect, String value) {
    if (ADDRESS.matcher(value).matches()) {
      return named(new Address(value));
    }
    if (!WHOLE.matcher(value).matches()) {
      return value;
    }
    if (IN_SECONDS.contains(effect.subject())) {
      return duration(new BigInteger(value));
    }
    String number = grouped(value);
    return BY_CLOCK.contains(effect.subject()) && value.length() > 3
        ? number + " (" + duration(new BigInteger(value)) + " if its clock counts seconds)"
        : number;
  }

  /** Seconds in days, hours, minutes and seconds. */
  static String duration(BigInteger seconds) {
    if (seconds.bitLength() > LARGEST_DURATION_BITS) {
      return grouped(seconds.toString()) + " seconds";
    }
    long left = seconds.longValue();
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, Long> unit : UNITS) {
      long count = left / unit.getValue();
      left %= unit.getValue();
      if (count > 0) {
        parts.add(grouped(Long.toString(count)) + " " + unit.getKey() + (count == 1 ? "" : "s"));
      }
    }
    return parts.isEmpty() ? "0 seconds" : String.join(" ", parts);
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
