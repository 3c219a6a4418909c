package org.prytany.governance.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Makes false sentences of a true one, each by one rule; it knows nothing of the proof's words. */
final class FactChanges {

  /** What is changed. */
  enum Kind {
    AMOUNT,
    UNIT,
    DATE,
    PAYEE,
    DIRECTION,
    NEGATION,
    MODALITY,
    ACTOR
  }

  /** A false sentence. */
  record Change(Kind kind, String sentence) {}

  private static final List<String> UNITS = List.of("USDC", "DAI", "ETH", "MTA", "CELO", "GHO");
  private static final List<String> MONTHS =
      List.of("January", "March", "April", "June", "July", "September", "October", "December");
  private static final List<List<String>> OPPOSITES =
      List.of(
          List.of("raise", "lower"),
          List.of("raises", "lowers"),
          List.of("increase", "decrease"),
          List.of("increases", "decreases"),
          List.of("increasing", "reducing"),
          List.of("increased", "reduced"),
          List.of("add", "remove"),
          List.of("adds", "removes"),
          List.of("enable", "disable"),
          List.of("enables", "disables"),
          List.of("mint", "burn"),
          List.of("mints", "burns"),
          List.of("reduce", "increase"),
          List.of("higher", "lower"),
          List.of("grant", "revoke"),
          List.of("buy", "sell"),
          List.of("pause", "unpause"));
  private static final Map<String, List<String>> MODALS =
      Map.of(
          "will", List.of("may", "would", "could"),
          "may", List.of("will", "must"),
          "can", List.of("must"),
          "should", List.of("will", "may"),
          "must", List.of("may"),
          "would", List.of("will"));
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\w.,/#-])\\d[\\d,]*(?:\\.\\d+)?(?![\\w/-]|\\.\\d)");
  private static final Pattern NAME = Pattern.compile("(?<=[a-z,:] )[A-Z]\\w{2,}[a-z](?![\\w])");

  /** Headings write small words with a capital; they are no names. */
  private static final Pattern SMALL =
      Pattern.compile(
          "(?:The|This|That|With|From|Into|Does|Will|Have|Been|What|When|Which|There|They|Only|Over)");

  private static final Pattern ACCOUNT = Pattern.compile("0x[0-9a-fA-F]{8,40}");
  private static final Pattern AUXILIARY =
      Pattern.compile("\\b(?:will|may|can|should|must|would|is|are|was|were|has|have)\\b");

  private final List<String> names;
  private final Random random;

  /**
   * Changes for sentences about one text.
   *
   * @param text whose names may take another's place
   */
  FactChanges(String text, long seed) {
    this.names = names(text).stream().map(MatchResult::group).distinct().toList();
    this.random = new Random(seed);
  }

  /** All changes that a sentence allows. */
  List<Change> of(String sentence) {
    Map<String, Change> changes = new LinkedHashMap<>();
    amounts(sentence, changes);
    for (String unit : UNITS) {
      replaced(sentence, Pattern.compile("\\b" + unit + "\\b"), otherThan(UNITS, unit))
          .forEach(changed -> put(changes, Kind.UNIT, changed));
    }
    for (String month : MONTHS) {
      replaced(sentence, Pattern.compile("\\b" + month + "\\b"), otherThan(MONTHS, month))
          .forEach(changed -> put(changes, Kind.DATE, changed));
    }
    replaced(sentence, ACCOUNT, "0x" + "%040x".formatted(random.nextLong() & Long.MAX_VALUE))
        .forEach(changed -> put(changes, Kind.PAYEE, changed));
    for (List<String> pair : OPPOSITES) {
      opposite(sentence, pair.getFirst(), pair.getLast(), changes);
      opposite(sentence, pair.getLast(), pair.getFirst(), changes);
    }
    for (MatchResult found : AUXILIARY.matcher(sentence).results().toList()) {
      put(
          changes,
          Kind.NEGATION,
          sentence.substring(0, found.end()) + " not" + sentence.substring(found.end()));
    }
    replaced(sentence, Pattern.compile("\\bnot "), "")
        .forEach(changed -> put(changes, Kind.NEGATION, changed));
    MODALS.forEach(
        (said, others) -> {
          for (String other : others) {
            replaced(sentence, Pattern.compile("\\b" + said + "\\b"), other)
                .forEach(changed -> put(changes, Kind.MODALITY, changed));
          }
        });
    actors(sentence, changes);
    changes.remove(sentence);
    return List.copyOf(changes.values());
  }

  private void amounts(String sentence, Map<String, Change> changes) {
    for (MatchResult found : NUMBER.matcher(sentence).results().toList()) {
      String digits = found.group();
      boolean year = digits.matches("20[123]\\d");
      List<String> others = new ArrayList<>();
      others.add((1 + random.nextInt(8)) + digits);
      others.add(raised(digits));
      for (String other : others) {
        put(
            changes,
            year ? Kind.DATE : Kind.AMOUNT,
            sentence.substring(0, found.start()) + other + sentence.substring(found.end()));
      }
    }
  }

  /** The first digit is another. */
  private static String raised(String digits) {
    int first = digits.charAt(0) - '0';
    return (first == 9 ? 1 : first + 1) + digits.substring(1);
  }

  private static void opposite(
      String sentence, String from, String to, Map<String, Change> changes) {
    replaced(sentence, Pattern.compile("\\b" + from + "\\b"), to)
        .forEach(changed -> put(changes, Kind.DIRECTION, changed));
    String begun = from.substring(0, 1).toUpperCase(Locale.ROOT) + from.substring(1);
    replaced(sentence, Pattern.compile("\\b" + begun + "\\b"), to)
        .forEach(changed -> put(changes, Kind.DIRECTION, changed));
  }

  /** Another name of the text, and two names of the sentence that change places. */
  private void actors(String sentence, Map<String, Change> changes) {
    List<MatchResult> found = names(sentence);
    for (MatchResult name : found) {
      List<String> others = names.stream().filter(other -> !other.equals(name.group())).toList();
      if (!others.isEmpty()) {
        put(
            changes,
            Kind.ACTOR,
            sentence.substring(0, name.start())
                + others.get(random.nextInt(others.size()))
                + sentence.substring(name.end()));
      }
    }
    for (int i = 0; i + 1 < found.size(); i++) {
      MatchResult one = found.get(i);
      MatchResult two = found.get(i + 1);
      if (!one.group().equals(two.group())) {
        put(
            changes,
            Kind.PAYEE,
            sentence.substring(0, one.start())
                + two.group()
                + sentence.substring(one.end(), two.start())
                + one.group()
                + sentence.substring(two.end()));
      }
    }
  }

  private static List<MatchResult> names(String text) {
    return NAME.matcher(text)
        .results()
        .filter(name -> !SMALL.matcher(name.group()).matches())
        .toList();
  }

  private String otherThan(List<String> all, String one) {
    List<String> others = all.stream().filter(other -> !other.equals(one)).toList();
    return others.get(random.nextInt(others.size()));
  }

  private static List<String> replaced(String sentence, Pattern what, String by) {
    return what.matcher(sentence)
        .results()
        .map(found -> sentence.substring(0, found.start()) + by + sentence.substring(found.end()))
        .toList();
  }

  private static void put(Map<String, Change> changes, Kind kind, String sentence) {
    changes.putIfAbsent(sentence, new Change(kind, sentence));
  }
}
