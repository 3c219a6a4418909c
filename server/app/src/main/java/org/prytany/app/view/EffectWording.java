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
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.Grouped;
import org.prytany.governance.effects.Place;
import org.prytany.governance.effects.Reason;
import org.prytany.governance.effects.Unlimited;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/** Says an effect in one plain sentence, with units. */
final class EffectWording {

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
  String brief(List<Change> effects, Address treasury) {
    List<String> parts = new ArrayList<>();
    for (Change effect : effects.subList(0, Math.min(MOST_IN_BRIEF, effects.size()))) {
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

  private String brief(Change change, Address treasury) {
    return change.isElsewhere()
        ? "on " + change.chain() + ", " + briefHere(change, treasury)
        : briefHere(change, treasury);
  }

  private String briefHere(Change change, Address treasury) {
    String contract = inBrief(change.contract());
    String to = change.to().map(this::inBrief).orElse("nobody");
    return switch (change) {
      case Change.Transfer moved -> {
        String from =
            moved.from().filter(payer -> !payer.equals(treasury)).map(this::inBrief).orElse("");
        yield "pays " + amount(moved) + (from.isEmpty() ? "" : " from " + from) + " to " + to;
      }
      case Change.Allowance allowed ->
          allowed.amount().signum() == 0
              ? "takes away the " + asset(allowed) + " allowance of " + to
              : "lets " + to + " spend " + amount(allowed) + terms(allowed);
      case Change.Role role ->
          (role.granted() ? "gives " + to : "takes away")
              + " the role "
              + role.name()
              + " on "
              + contract;
      case Change.Owner owner -> "makes " + to + " the " + owner.title() + " of " + contract;
      case Change.Code code -> "replaces " + replaced(code) + " of " + contract;
      case Change.Setting set -> "sets " + set.name() + " of " + contract + change(set);
      case Change.Control set ->
          "changes who controls " + contract + ": " + set.name() + change(set);
      case Change.Ended ended -> "ends the code of " + contract + " for good";
      case Change.Unexplained call -> "makes an unknown call to " + contract;
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

  String line(Change change) {
    return change.isElsewhere() ? "On " + change.chain() + ": " + here(change) : here(change);
  }

  private String here(Change change) {
    String contract = named(change.contract());
    String to = change.to().map(this::named).orElse("nobody");
    String from = change.from().map(this::named).orElse("nobody");
    return switch (change) {
      case Change.Transfer moved ->
          "Pays "
              + amount(moved)
              + " from "
              + from
              + (moved.isCarried() ? " here to " : " to ")
              + to
              + ".";
      case Change.Allowance allowed ->
          allowed.amount().signum() == 0
              ? "Takes away the allowance of "
                  + to
                  + " to spend "
                  + asset(allowed)
                  + " of "
                  + from
                  + "."
              : "Lets " + to + " spend " + amount(allowed) + " of " + from + terms(allowed) + ".";
      case Change.Role role ->
          role.granted()
              ? "Gives " + to + " the role " + role.name() + " on " + contract + "."
              : "Takes the role " + role.name() + " on " + contract + " from " + to + ".";
      case Change.Owner owner -> "Makes " + to + " the " + owner.title() + " of " + contract + ".";
      case Change.Code code ->
          "Replaces " + replaced(code) + " of " + contract + " by that of " + to + ".";
      case Change.Setting set -> "Sets " + set.name() + " of " + contract + change(set) + ".";
      case Change.Control set ->
          "Changes how " + contract + " is controlled: sets " + set.name() + change(set) + ".";
      case Change.Ended ended ->
          "Ends the code of "
              + contract
              + " for good"
              + ended.to().map(account -> "; its coin goes to " + named(account)).orElse("")
              + ".";
      case Change.Unexplained call -> unknown(call, contract);
    };
  }

  private static String unknown(Change.Unexplained call, String contract) {
    Reason reason = call.reason();
    if (call.accounted()) {
      return "Calls "
          + contract
          + (reason.words().isEmpty() ? "" : " (" + reason.words() + ")")
          + ": the function is unknown; in the simulation it changes nothing but what is listed here.";
    }
    return switch (reason) {
      case Reason.Lent lent ->
          "Lends its whole authority to the code at "
              + contract
              + " (delegatecall): what that does is unknown.";
      case Reason.NamedOnly named ->
          "Calls "
              + named.signature()
              + " of "
              + contract
              + ": the function is known by its name only, and what it does here is unknown.";
      case Reason.Undecoded undecoded ->
          "Calls "
              + contract
              + undecoded.selector().map(selector -> " (" + selector + ")").orElse("")
              + " in a way that could not be decoded: what it does is unknown.";
      case Reason.Unread unread ->
          "Does something to " + contract + " (" + unread.words() + "): what that is, is unknown.";
    };
  }

  private static String replaced(Change.Code code) {
    return code.place() instanceof Place.Itself
        ? "the code"
        : "the contract for " + code.place().words();
  }

  /** On what terms somebody may spend, where those are not an ordinary allowance's. */
  private static String terms(Change.Allowance allowed) {
    String words = allowed.terms().words();
    return words.isEmpty() ? "" : " (" + words + ")";
  }

  /** " from 1 day to 2 days"; without the first half where the chain did not say. */
  String change(Change.OfSetting set) {
    String to = setting(set, set.value());
    if (set.previous().isEmpty()) {
      return " to " + to;
    }
    return set.previous().equals(set.value())
        ? " to " + to + ", as it is already"
        : " from " + setting(set, set.previous()) + " to " + to;
  }

  private String setting(Change.OfSetting set, String value) {
    if (ADDRESS.matcher(value).matches()) {
      return named(new Address(value));
    }
    if (!WHOLE.matcher(value).matches()) {
      return value;
    }
    if (IN_SECONDS.contains(set.name())) {
      return duration(new BigInteger(value));
    }
    String number = Grouped.of(value);
    return BY_CLOCK.contains(set.name()) && value.length() > 3
        ? number + " (" + duration(new BigInteger(value)) + " if its clock counts seconds)"
        : number;
  }

  /** Seconds in days, hours, minutes and seconds. */
  static String duration(BigInteger seconds) {
    if (seconds.bitLength() > LARGEST_DURATION_BITS) {
      return Grouped.of(seconds.toString()) + " seconds";
    }
    long left = seconds.longValue();
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, Long> unit : UNITS) {
      long count = left / unit.getValue();
      left %= unit.getValue();
      if (count > 0) {
        parts.add(Grouped.of(Long.toString(count)) + " " + unit.getKey() + (count == 1 ? "" : "s"));
      }
    }
    return parts.isEmpty() ? "0 seconds" : String.join(" ", parts);
  }

  private String named(Address address) {
    String label = labels.get(address);
    String checksummed = Checksummed.of(address);
    return label == null ? checksummed : label + " (" + checksummed + ")";
  }

  static String amount(Change.OfValue moved) {
    boolean noBound = moved instanceof Change.Allowance && Unlimited.isReached(moved.amount());
    return noBound && !moved.amount().equals(Unlimited.MOST)
        ? "a practically unlimited amount of " + asset(moved)
        : amount(moved.token(), moved.amount(), asset(moved));
  }

  /** An amount of base units, in whole units where the token's decimals are known. */
  static String amount(Optional<Token> token, BigInteger amount, String asset) {
    if (amount.equals(Unlimited.MOST)) {
      return "an unlimited amount of " + asset;
    }
    if (token.isPresent() && token.get().decimals().isPresent()) {
      BigDecimal whole = new BigDecimal(amount, token.get().decimals().getAsInt());
      return Grouped.of(whole) + " " + asset;
    }
    return Grouped.of(amount.toString()) + " base units of " + asset;
  }

  static String asset(Change.OfValue moved) {
    return asset(moved.token(), moved.contract());
  }

  static String asset(Optional<Token> token, Address contract) {
    return token.flatMap(Token::symbol).orElseGet(() -> "token " + Checksummed.of(contract));
  }
}
