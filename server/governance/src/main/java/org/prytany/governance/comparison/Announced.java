package org.prytany.governance.comparison;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.Place;
import org.prytany.governance.reading.MentionedAddresses.Reference;
import org.prytany.reading.modality.Matter;
import org.prytany.reading.modality.Modality;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.DecodedAction;

/**
 * What a text announces by the name of a contract, where it gives no address. New code may be
 * announced so ("Validators: 1.2.0 ⇒ 1.3.0") only where nobody can be misled about its address: the
 * text names no address that the calls do not have as well. For the contracts that hold the
 * treasury or decide, the sentence has to give the versions.
 */
final class Announced {

  private static final Pattern NEW_CODE =
      Pattern.compile(
          "\\bupgrad|\\bimplementation|\\bnew (?:code|version)|\\breplac\\w+ the code"
              + "|(?:\\d\\.\\d|\\bnew\\b|\\bn/a\\b)[`)\\]*\\s]{0,4}(?:→|⇒|-{1,2}>|={1,2}>)[`(\\[*v\\s]{0,4}\\d+\\.\\d",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern VERSIONS =
      Pattern.compile("\\d\\.\\d[^\\n]{0,12}(?:→|⇒|-{1,2}>|={1,2}>)[^\\n]{0,6}\\d+\\.\\d");
  private static final Pattern WORD_BREAK =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[\\s_-]+");
  private static final Pattern TO_VERSION =
      Pattern.compile("(?:→|⇒|-{1,2}>|={1,2}>)[`(\\[*v\\s]{0,4}\\d+\\.\\d");
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.;!?])\\s+");

  /** What may stand between a contract's name and its version. */
  private static final String BEFORE_VERSION =
      "(?:\\.sol)?[^\\p{L}\\d]{0,20}(?:(?:contract|proxy|from|version|v)[^\\p{L}\\d]{0,20}){0,3}"
          + "(?:\\d+\\.\\d|new\\b|n/a\\b|→|⇒|-{1,2}>|={1,2}>)";

  /** Names of functions that are no everyday words: "addOracle", "set_fee". */
  private static final Pattern CODE_NAME = Pattern.compile(".*[A-Z_\\d].*");

  private static final Pattern WORD = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern WITHOUT_PROXY = Pattern.compile("[ _-]?[Pp]roxy$");
  private static final int SHORTEST_NAME = 4;

  /** So many words of a longer name are enough to know it by. */
  private static final int WORDS_THAT_TELL = 3;

  private static final int LINES_BEFORE = 4;
  private static final int LINES_AFTER = 6;
  private static final int SELECTOR = 10;

  /** No sum of tokens needs more bits, and hardly any account fewer. */
  private static final int LARGEST_NUMBER = 128;

  private static final int ADDRESS_BITS = 160;

  private final Comparison comparison;

  Announced(Comparison comparison) {
    this.comparison = comparison;
  }

  /** Whether a line of the text announces new code for the contract by its name. */
  boolean upgrade(Change.Code effect) {
    String name = calledName(effect);
    boolean own = comparison.isOwn(effect.contract());
    boolean inOwnPlace =
        !own
            && (isNameOf(comparison.dao().treasury(), name)
                || isNameOf(comparison.dao().governor(), name));
    if (inOwnPlace || comparison.namesUncalled()) {
      return false;
    }
    return announces(name, own)
        || shorter(name).filter(shorter -> announces(shorter, true)).isPresent();
  }

  /**
   * @param versions whether only a sentence counts that gives the versions: the code that decides
   *     over the treasury is not replaced by the way
   */
  private boolean announces(String name, boolean versions) {
    return comparison
        .text()
        .lines()
        .flatMap(line -> SENTENCE_END.splitAsStream(line))
        .filter(sentence -> !versions || givesVersions(sentence))
        .anyMatch(sentence -> announces(sentence, name));
  }

  private static boolean givesVersions(String sentence) {
    return VERSIONS.matcher(sentence).find() || TO_VERSION.matcher(sentence).find();
  }

  /**
   * A name without its last word, where enough is left to know it by and nothing else is called so:
   * texts say "UniswapFeeHandler" for "UniswapFeeHandlerSeller".
   */
  private Optional<String> shorter(String name) {
    String plain = WITHOUT_PROXY.matcher(name.strip()).replaceAll("");
    List<String> words = List.of(WORD_BREAK.split(plain, -1));
    if (words.size() < WORDS_THAT_TELL + 1) {
      return Optional.empty();
    }
    String last = words.getLast();
    String shorter = plain.substring(0, plain.length() - last.length()).replaceAll("[\\s_-]+$", "");
    Pattern same = Pattern.compile(words(shorter).orElse("(?!)"), Pattern.CASE_INSENSITIVE);
    boolean taken =
        comparison.dao().labels().values().stream().anyMatch(label -> same.matcher(label).matches())
            || comparison.effects().stream()
                .anyMatch(
                    effect ->
                        effect instanceof Change.Code code
                            && code.place() instanceof Place.Entry entry
                            && same.matcher(entry.name()).matches());
    return taken ? Optional.empty() : Optional.of(shorter);
  }

  /**
   * Whether a sentence announces new code under that name. Where it gives versions, the name stands
   * right before one: other names there are talked about. Names that may be everyday words ("the
   * accounts") count only as they are written.
   */
  private static boolean announces(String sentence, String name) {
    Optional<String> words = words(name);
    if (words.isEmpty() || !NEW_CODE.matcher(sentence).find() || takesBack(sentence)) {
      return false;
    }
    if (givesVersions(sentence)) {
      return Pattern.compile(words.get() + BEFORE_VERSION, Pattern.CASE_INSENSITIVE)
          .matcher(sentence)
          .find();
    }
    boolean everyday = !words.get().contains("?\\Q");
    return Pattern.compile(words.get(), everyday ? 0 : Pattern.CASE_INSENSITIVE)
        .matcher(sentence)
        .find();
  }

  /** Whether a line says what is not done, or was done before. */
  static boolean takesBack(String line) {
    return !Modality.of(Matter.ANNOUNCEMENT, line).explains();
  }

  private boolean isNameOf(Address account, String name) {
    return name(comparison.dao().labels().get(account))
        .map(pattern -> pattern.matcher(name).matches())
        .orElse(false);
  }

  /** A contract by its label, or a place in a registry; other places of trust need an address. */
  private String calledName(Change.Code effect) {
    return switch (effect.place()) {
      case Place.Itself itself -> comparison.dao().labels().getOrDefault(effect.contract(), "");
      case Place.Entry entry -> entry.name();
      case Place.Facet facet -> "";
      case Place.Named named -> "";
    };
  }

  /** A place in a registry is called by its own name: "registry entry Validators". */
  private Optional<Pattern> called(Change.Code effect) {
    String place = effect.place().words();
    return effect.place() instanceof Place.Itself
        ? name(comparison.dao().labels().get(effect.contract()))
        : name(place.substring(place.lastIndexOf(' ') + 1));
  }

  /** Where the only line starts that announces new code for a contract by its name. */
  OptionalInt line(Address contract) {
    Optional<Pattern> name = name(comparison.dao().labels().get(contract));
    OptionalInt found = OptionalInt.empty();
    int start = 0;
    for (String line : comparison.text().split("\n", -1)) {
      if (name.isPresent() && NEW_CODE.matcher(line).find() && name.get().matcher(line).find()) {
        if (found.isPresent()) {
          return OptionalInt.empty();
        }
        found = OptionalInt.of(start);
      }
      start += line.length() + 1;
    }
    return found;
  }

  /**
   * Whether a line that announces new code names no contract whose code is replaced: "Validators:
   * 1.2.0 ⇒ 1.3.0", and no call does it.
   */
  boolean isUnmet(Claim.Authority claim) {
    String words = claim.span().of(comparison.text());
    return VERSIONS.matcher(words).find()
        && comparison.effects().stream()
            .filter(Change.Code.class::isInstance)
            .map(effect -> called((Change.Code) effect))
            .noneMatch(name -> name.isEmpty() || name.get().matcher(words).find());
  }

  /**
   * Whether the text spells the call out that makes the effect: the function's name and, near it,
   * the account in full, in a line that takes nothing back.
   */
  boolean call(Change effect) {
    if (effect.to().isEmpty()) {
      return false;
    }
    Address account = effect.to().get();
    Set<String> functions = new TreeSet<>();
    Set<Address> contracts = new LinkedHashSet<>();
    callsFor(comparison.actions(), account, effect, functions, contracts);
    // It is not known which call makes the effect: "transfer" must not pass for another one. And
    // what is spelled out for one contract is not spelled out for all that have such a function.
    boolean oneContract =
        contracts.size() == 1 || comparison.reference(effect.contract()) == Reference.NAMED;
    List<String> lines = comparison.text().lines().toList();
    return !functions.isEmpty()
        && oneContract
        && functions.stream().allMatch(function -> isSpelledOut(function, account, lines));
  }

  private boolean isSpelledOut(String function, Address account, List<String> lines) {
    String quoted = Pattern.quote(function);
    Pattern word =
        CODE_NAME.matcher(function).matches()
            ? Pattern.compile("(?<![\\p{L}\\d_])" + quoted + "(?![\\p{L}\\d_])")
            : Pattern.compile("(?<=[.`])" + quoted + "(?![\\p{L}\\d_])|\\b" + quoted + "\\(");
    for (int i = 0; i < lines.size(); i++) {
      if (word.matcher(lines.get(i)).find()
          && !takesBack(lines.get(i))
          && isNear(lines, i, account)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNear(List<String> lines, int from, Address account) {
    int last = Math.min(lines.size(), from + LINES_AFTER + 1);
    return lines.subList(Math.max(0, from - LINES_BEFORE), last).stream()
        .anyMatch(
            line -> line.toLowerCase(Locale.ROOT).contains(account.hex()) && !takesBack(line));
  }

  /**
   * @param functions names of the functions of the effect's contract that are called for the
   *     account
   * @param contracts on which one of those is called for the account
   */
  private static void callsFor(
      List<DecodedAction> actions,
      Address account,
      Change effect,
      Set<String> functions,
      Set<Address> contracts) {
    List<DecodedAction> all = new ArrayList<>();
    addAll(actions, all);
    all.removeIf(
        action ->
            action.function().isEmpty()
                || action.arguments().stream()
                    .noneMatch(argument -> argument.value().equalsIgnoreCase(account.hex())));
    for (DecodedAction action : all) {
      if (action.target().equals(effect.contract())) {
        functions.add(nameOf(action));
      }
    }
    for (DecodedAction action : all) {
      if (functions.contains(nameOf(action))) {
        contracts.add(action.target());
      }
    }
  }

  private static String nameOf(DecodedAction action) {
    String signature = action.function().orElse("");
    return signature.substring(0, Math.max(0, signature.indexOf('(')));
  }

  private static void addAll(List<DecodedAction> actions, List<DecodedAction> all) {
    for (DecodedAction action : actions) {
      all.add(action);
      addAll(action.nested(), all);
    }
  }

  /**
   * Whether an unknown call is the one that an upgrade makes in the contract that it upgrades. Who
   * accepts new code accepts that it may do with its contract what it likes; that it is called at
   * once adds nothing to it.
   */
  boolean initializes(Change.Unexplained effect) {
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

  /**
   * A pattern for a contract's name as texts write it: "GoldTokenProxy" is "gold token" as well.
   */
  private static Optional<Pattern> name(@org.jspecify.annotations.Nullable String label) {
    return words(label).map(words -> Pattern.compile(words, Pattern.CASE_INSENSITIVE));
  }

  private static Optional<String> words(@org.jspecify.annotations.Nullable String label) {
    String plain = label == null ? "" : WITHOUT_PROXY.matcher(label.strip()).replaceAll("");
    if (plain.replaceAll("[^\\p{L}\\d]", "").length() < SHORTEST_NAME) {
      return Optional.empty();
    }
    StringBuilder pattern = new StringBuilder();
    for (String word : WORD_BREAK.split(plain, -1)) {
      pattern.append(pattern.isEmpty() ? "" : "[\\s_-]?").append(Pattern.quote(word));
    }
    return Optional.of("(?<![\\p{L}\\d])" + pattern + "(?:[\\s_-]?proxy)?(?![\\p{L}\\d])");
  }
}
