package org.prytany.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which model writes about which proposal: rules of the operator's, of which the first that applies
 * counts. Such as {@code busy -> none; evidence over 2000 -> remote:house; else -> local:small}.
 *
 * @param rules the last one applies always
 */
public record WritingRoutes(List<Rule> rules) {

  /** Nothing is written. */
  public static final WritingRoutes NONE =
      new WritingRoutes(List.of(new Rule(new When.Else(), Route.NONE)));

  private static final int MOST_RULES = 20;
  private static final String LEADS_TO = "->";
  private static final Pattern OVER = Pattern.compile("evidence over (\\d{1,6})");
  private static final Pattern ROUTE =
      Pattern.compile("none|(local|remote):([A-Za-z0-9][A-Za-z0-9._-]{0,99})");

  public WritingRoutes {
    rules = List.copyOf(rules);
  }

  /** When a rule applies. */
  public sealed interface When {
    /** The machine has more to do than it can. */
    record Busy() implements When {}

    /**
     * What the model is shown is longer than that.
     *
     * @param characters UTF-16 units of the evidence together
     */
    record EvidenceOver(int characters) implements When {}

    /** The digest says of itself that it is doubtful. */
    record Doubt() implements When {}

    /** Always. */
    record Else() implements When {}
  }

  /** One rule. */
  public record Rule(When when, Route to) {}

  /**
   * A proposal that is to be written about.
   *
   * @param evidence UTF-16 units of what the model would be shown
   * @param doubtful whether the digest is: the text was read in part, or could not be read
   * @param busy whether the machine is
   */
  public record Situation(int evidence, boolean doubtful, boolean busy) {}

  /**
   * Who writes.
   *
   * @param engine where the model is
   * @param name of the model in the registry, or of the endpoint; "" for none
   */
  public record Route(Engine engine, String name) {

    /** Nobody. */
    public static final Route NONE = new Route(Engine.NONE, "");

    /** Where a model is. */
    public enum Engine {
      LOCAL,
      REMOTE,
      NONE
    }

    /** As operators write it, e.g. "remote:house". */
    public String text() {
      return engine == Engine.NONE ? "none" : engine.name().toLowerCase(Locale.ROOT) + ":" + name;
    }
  }

  /** What is usual where no rules are given: the one model, unless the machine is busy. */
  public static WritingRoutes usual(Route model) {
    return new WritingRoutes(
        List.of(new Rule(new When.Busy(), Route.NONE), new Rule(new When.Else(), model)));
  }

  /**
   * @throws IllegalArgumentException naming the rule that is wrong, and how rules are written
   */
  public static WritingRoutes parse(String text) {
    List<Rule> rules = new ArrayList<>();
    for (String between : text.split(";", -1)) {
      String each = between.strip();
      if (each.isEmpty()) {
        continue;
      }
      if (!rules.isEmpty() && rules.getLast().when() instanceof When.Else) {
        throw wrong(each, "stands behind 'else', so it never applies");
      }
      rules.add(rule(each));
    }
    if (rules.isEmpty() || !(rules.getLast().when() instanceof When.Else)) {
      throw wrong(text, "does not end in 'else -> …', so it is not known what is usual");
    }
    if (rules.size() > MOST_RULES) {
      throw wrong(rules.size() + " rules", "are more than " + MOST_RULES);
    }
    return new WritingRoutes(rules);
  }

  private static Rule rule(String text) {
    int arrow = text.indexOf(LEADS_TO);
    if (arrow < 0) {
      throw wrong(text, "has no '->'");
    }
    Matcher route = ROUTE.matcher(text.substring(arrow + LEADS_TO.length()).strip());
    if (!route.matches()) {
      throw wrong(text, "leads to none of local:NAME, remote:NAME and none");
    }
    Route to =
        route.group(1) == null
            ? Route.NONE
            : new Route(
                Route.Engine.valueOf(route.group(1).toUpperCase(Locale.ROOT)), route.group(2));
    When when = when(text.substring(0, arrow).strip(), text);
    if (when instanceof When.Busy && to.engine() != Route.Engine.NONE) {
      // What is written would be another model's now and then, and be written again and again.
      throw wrong(text, "has to lead to none: whoever writes does not depend on the machine's day");
    }
    return new Rule(when, to);
  }

  private static When when(String words, String rule) {
    Matcher over = OVER.matcher(words);
    if (over.matches()) {
      return new When.EvidenceOver(Integer.parseInt(over.group(1)));
    }
    return switch (words) {
      case "busy" -> new When.Busy();
      case "doubt" -> new When.Doubt();
      case "else" -> new When.Else();
      default -> throw wrong(rule, "begins with none of busy, doubt, evidence over N and else");
    };
  }

  private static IllegalArgumentException wrong(String what, String why) {
    return new IllegalArgumentException(
        "'"
            + what
            + "' "
            + why
            + ". Write rules such as: busy -> none; evidence over 2000 -> remote:house; else ->"
            + " local:small");
  }

  /** Who writes about a proposal. */
  public Route of(Situation situation) {
    return rules.stream()
        .filter(rule -> applies(rule.when(), situation))
        .findFirst()
        .map(Rule::to)
        .orElse(Route.NONE);
  }

  private static boolean applies(When when, Situation situation) {
    return switch (when) {
      case When.Busy busy -> situation.busy();
      case When.EvidenceOver over -> situation.evidence() > over.characters();
      case When.Doubt doubt -> situation.doubtful();
      case When.Else always -> true;
    };
  }

  /** Everybody who may write, each once. */
  public List<Route> writers() {
    return rules.stream()
        .map(Rule::to)
        .filter(route -> route.engine() != Route.Engine.NONE)
        .distinct()
        .toList();
  }

  /** The rules in plain English, a line each. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Rule rule : rules) {
      String when =
          switch (rule.when()) {
            case When.Busy busy -> "When the machine is busy";
            case When.EvidenceOver over ->
                String.format(
                    Locale.ROOT, "With more than %,d characters of evidence", over.characters());
            case When.Doubt doubt -> "When the digest is doubtful";
            case When.Else always -> rules.size() == 1 ? "Always" : "Otherwise";
          };
      lines.add(
          when
              + ": "
              + switch (rule.to().engine()) {
                case NONE -> "nothing is written";
                case LOCAL -> "the model " + rule.to().name() + " on this machine";
                case REMOTE -> "the endpoint " + rule.to().name() + ", which is sent the evidence";
              }
              + ".");
    }
    return List.copyOf(lines);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    List<String> all = new ArrayList<>();
    for (Rule rule : rules) {
      String when =
          switch (rule.when()) {
            case When.Busy busy -> "busy";
            case When.EvidenceOver over -> "evidence over " + over.characters();
            case When.Doubt doubt -> "doubt";
            case When.Else always -> "else";
          };
      all.add(when + " -> " + rule.to().text());
    }
    return String.join("; ", all);
  }
}
