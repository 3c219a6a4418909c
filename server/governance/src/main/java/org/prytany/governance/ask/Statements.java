package org.prytany.governance.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.proposal.Asked;
import org.prytany.reading.modality.Around;
import org.prytany.reading.modality.Matter;
import org.prytany.reading.modality.Modality;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;

/** Typed statements beside the words that a text has around them. */
final class Statements {

  /** So far behind an amount its purpose is looked for. */
  private static final int REACH = 120;

  private static final int BEFORE = 80;
  private static final int LONGEST_AMOUNT = 40;
  private static final int LONGEST_NAME = 40;

  /** What is paid, said by a verb right before the amount, and by no other act upon it. */
  private static final Pattern PAYS =
      Pattern.compile(
          "\\b(?:pay|pays|paying|transfer(?:s|ring)?|send(?:s|ing)?|grant(?:s|ing)?|award(?:s|ing)?|disburs(?:e|es|ing)"
              + "|allocat(?:e|es|ing)|reimburs(?:e|es|ing)|fund(?:s|ing)?|request(?:s|ing|ed)?|ask(?:s|ing)? for|asking"
              + "|seek(?:s|ing)?|distribut(?:e|es|ing)|ask amount|funding amount)\\b[^.;]{0,60}\\z",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern OTHERWISE =
      Pattern.compile(
          "\\b(?:allowances?|approv\\w+|mint\\w*|burn\\w*|swap\\w*|convert\\w*|bridg\\w+|suppl(?:y|ies|ied)|deposit\\w*"
              + "|len[dt]\\w*|loan\\w*|borrow\\w*|buy\\w*|bought|purchas\\w+|sell\\w*|caps?|capped|ceilings?|up to"
              + "|maximum|max|minimum|at least|per (?:day|week|month|quarter|year|epoch)|monthly|quarterly|annual(?:ly)?"
              + "|each|every|of which|of the|including|additional|remaining|worth|value[ds]?|already|previous(?:ly)?|first"
              + "|tranche|total(?:l?ing)? of \\d+|not|never|only if|unless|if|would|could|might|may|from)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern BOUND =
      Pattern.compile(
          "(?:[<>≤≥≲⩽]|\\bup to|\\bat most|\\bno more than|\\bmax(?:imum)?(?: of)?|\\bcap(?:ped)?(?: at| of)?|\\d\\w*(?: \\w+)? to"
              + "|\\bbetween \\S+ and)\\s?\\$?\\z",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern PURPOSE =
      Pattern.compile(
          "\\A[^.;:|]{0,60}?(?<words>\\bfor\\s(?:the|a|an|its|our|their|\\p{Lu}[\\w-]+)\\s[\\w’' -]{2,60}?)"
              + "(?=[.,;:()|]|\\s(?:and|which|that|to|in|on|from|until|through|by|as|with|over)\\s|\\z)");

  private static final Pattern NO_PURPOSE =
      Pattern.compile(
          "\\bfor\\s(?:the (?:first|next|last|following|coming|previous|period|term|year|duration|time|rest|sake|same|purpose\\b)"
              + "|(?:a|an) (?:total|period|term|month|year|week|quarter|duration|maximum|sum)|example|instance)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern UNTIL =
      Pattern.compile(
          "(?<words>\\b(?:until|till|through|ending(?: on)?|no later than)\\s(?:the end of\\s)?"
              + "(?:\\d{4}-\\d{2}-\\d{2}|(?:\\d{1,2}(?:st|nd|rd|th)?\\s)?(?:January|February|March|April|May|June|July"
              + "|August|September|October|November|December)(?:\\s\\d{1,2}(?!\\d)(?:st|nd|rd|th)?,?)?(?:\\s\\d{4})?|Q[1-4]\\s\\d{4}))");

  private static final String VALUE =
      "[$]?\\d+(?:,\\d{3})*+(?:\\.\\d+)?\\s?(?:%|percent|bps|bp|[kKmM]\\b|days?|hours?|weeks?|blocks?|[A-Z][A-Za-z]{1,8}\\b)?";

  private static final Pattern FROM_TO =
      Pattern.compile("\\bfrom\\s(?<from>" + VALUE + ")\\s(?:up |down )?to\\s(?<to>" + VALUE + ")");

  /** What goes on behind the new value with that of another market or chain. */
  private static final Pattern AND_TO =
      Pattern.compile("\\A[^.;,]{0,40}?\\band\\s" + VALUE + "\\sto\\s\\d");

  /** What makes a change of a setting a case, a memory or somebody else's. */
  private static final Pattern NO_CHANGE =
      Pattern.compile(
          "\\b(?:was|were|had|has been|have been|previously|formerly|already|last (?:week|month|quarter|year)|would|could"
              + "|might|if|when|assum\\w*|suppos\\w*|scenario|simulat\\w*|example|e\\.g|not|never|reject\\w*|instead|rather"
              + "|alternativ\\w*|option|previous|prior to|(?<!\\b(?:is|are|be|been|as)\\s)(?:recommended|suggested|proposed)"
              + "\\s(?:that|to|\\w{3,20}ing))\\b|\\?\\s*\\z",
          Pattern.CASE_INSENSITIVE);

  /** What stands where a setting's name would, and is its old value. */
  private static final Pattern NO_NAME =
      Pattern.compile(
          "(?:from|to|by|at|of|in|it|this|that|these|those|them|they|which|ranging|varying|original|previous|initial"
              + "|\\w{2,20}ed (?:the|an?|its|their|our))\\b"
              + "|.{1,40}?\\s(?:from|to|by)\\s|\\P{L}*\\z",
          Pattern.CASE_INSENSITIVE);

  /** What ends a name in a sentence, and is none of it. */
  private static final Pattern COPULA =
      Pattern.compile("\\s(?:is|are|was|were|be|will|should|shall|must)\\z");

  /** A verb that tells what was changed, and by no passive. */
  private static final Pattern CHANGED = Pattern.compile("\\A\\w{3,20}ed\\s");

  private final List<Unit> units;
  private final List<Span> spans;
  private final Around around;
  private final Requests requests;

  /**
   * @param units all of the text
   * @param spans where they stand
   */
  Statements(List<Unit> units, List<Span> spans, Around around) {
    this.units = units;
    this.spans = spans;
    this.around = around;
    this.requests = new Requests(units);
  }

  /**
   * A payment that is asked for.
   *
   * @param written the amount as the text has it
   * @param purpose verbatim; empty where the text does not tie one to it
   * @param whole whether the text requests it, and not only orders it as an act
   * @param joined whether another amount is asked for beside it
   */
  record Requested(String written, List<String> purpose, boolean whole, boolean joined) {}

  /** Empty unless the text asks for exactly that to be paid. */
  Optional<Requested> payment(Claim.Payment payment) {
    Optional<Place> found = place(payment.span());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Place place = found.get();
    String text = units.get(place.unit()).text();
    String written = text.substring(place.start(), place.end());
    String before = text.substring(Math.max(0, place.start() - BEFORE), place.start());
    String behind = text.substring(place.end(), Math.min(text.length(), place.end() + REACH));
    boolean requested =
        around.of(Matter.PAYMENT, place.unit(), 0, place.start(), place.end())
            == Modality.REQUESTED;
    Requests.Kind kind = requests.of(place.unit(), place.start());
    if (!requested
        || kind == Requests.Kind.NONE
        || written.length() > LONGEST_AMOUNT
        || BOUND.matcher(before).find()
        || !PAYS.matcher(before).find()
        || OTHERWISE.matcher(before).find()
        || OTHERWISE.matcher(clause(behind)).find()) {
      return Optional.empty();
    }
    String about =
        before.endsWith("~") || before.endsWith("≈") ? before.substring(before.length() - 1) : "";
    return Optional.of(
        new Requested(
            about + written.strip(),
            purpose(behind),
            kind == Requests.Kind.REQUEST,
            Requests.isJoined(before, behind) || requests.haveOther(written)));
  }

  /** Whether the text has the amount as the end of a range, or as the most that may be paid. */
  boolean isBound(Claim.Payment payment) {
    return place(payment.span())
        .filter(
            place ->
                BOUND
                    .matcher(
                        units
                            .get(place.unit())
                            .text()
                            .substring(Math.max(0, place.start() - BEFORE), place.start()))
                    .find())
        .isPresent();
  }

  private static List<String> purpose(String behind) {
    List<String> words = new ArrayList<>();
    Matcher purpose = PURPOSE.matcher(behind);
    if (purpose.find() && !NO_PURPOSE.matcher(purpose.group("words")).lookingAt()) {
      words.add(purpose.group("words").strip());
    }
    Matcher until = UNTIL.matcher(clause(behind));
    if (until.find()) {
      words.add(until.group("words").strip());
    }
    return words;
  }

  private static String clause(String behind) {
    Matcher end = Pattern.compile("[.;:](?=\\s|\\z)").matcher(behind);
    return end.find() ? behind.substring(0, end.start()) : behind;
  }

  /** Empty unless the text has the old value right before the new one. */
  Optional<Asked.FromTo> setting(Claim.Parameter setting) {
    Optional<Place> found = place(setting.span());
    if (found.isEmpty()
        || setting.name().length() > LONGEST_NAME
        || NO_NAME.matcher(setting.name()).lookingAt()
        || requests.standsElsewhere(found.get().unit())) {
      return Optional.empty();
    }
    Place place = found.get();
    String text = units.get(place.unit()).text();
    boolean requested =
        around.of(Matter.POWER, place.unit(), 0, place.start(), place.end()) == Modality.REQUESTED;
    Matcher values =
        FROM_TO.matcher(text).region(place.start(), Math.min(text.length(), place.end() + 12));
    String said = text.substring(place.start(), place.end());
    if (!requested
        || CHANGED.matcher(said).find()
        || NO_CHANGE.matcher(text).find()
        || !values.find()) {
      return Optional.empty();
    }
    String to = values.group("to").strip();
    boolean same = bare(to).startsWith(bare(setting.value()));
    boolean twice = AND_TO.matcher(text.substring(values.end())).find() || values.find();
    if (!same || twice) {
      return Optional.empty();
    }
    values.reset().region(place.start(), Math.min(text.length(), place.end() + 12)).find();
    String name = COPULA.matcher(setting.name()).replaceFirst("");
    return Optional.of(new Asked.FromTo(name, values.group("from").strip(), to));
  }

  /** Each once; none of a name that a text changes to or from several values. */
  static List<Asked.FromTo> plain(List<Asked.FromTo> settings) {
    List<Asked.FromTo> plain = new ArrayList<>();
    for (Asked.FromTo each : settings) {
      if (plain.stream().noneMatch(it -> isOfSame(it, each))
          && settings.stream().filter(it -> isOfSame(it, each)).allMatch(it -> isSame(it, each))) {
        plain.add(each);
      }
    }
    return plain;
  }

  private static boolean isOfSame(Asked.FromTo one, Asked.FromTo other) {
    return one.name().equalsIgnoreCase(other.name());
  }

  private static boolean isSame(Asked.FromTo one, Asked.FromTo other) {
    return bare(one.from()).equals(bare(other.from())) && bare(one.to()).equals(bare(other.to()));
  }

  /** A value without the signs that one of two places may leave out. */
  private static String bare(String value) {
    return value.replaceAll("[,$%\\s]", "").toLowerCase(Locale.ROOT);
  }

  /** Where in which unit a span of the description stands. */
  private record Place(int unit, int start, int end) {}

  private Optional<Place> place(Span span) {
    for (int u = 0; u < units.size(); u++) {
      Span whole = spans.get(u);
      if (whole.start() <= span.start() && span.end() <= whole.end()) {
        Unit unit = units.get(u);
        int length = unit.end() - unit.start();
        int start = -1;
        for (int i = 0; i < length; i++) {
          Span one = unit.span(i, i + 1);
          if (start < 0 && one.start() >= span.start()) {
            start = i;
          }
          if (one.end() >= span.end()) {
            return start < 0 ? Optional.empty() : Optional.of(new Place(u, start, i + 1));
          }
        }
      }
    }
    return Optional.empty();
  }
}
