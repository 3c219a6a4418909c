package org.prytany.cli.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.prytany.cli.ApiClient;
import org.prytany.cli.evaluate.ClaimsEvaluation.Attempt;
import org.prytany.cli.evaluate.ClaimsEvaluation.Outcome;

/** What an evaluation found, as tables in Markdown and as JSON. */
final class ClaimsReport {

  static final double LEAST_RECALL = 0.98;
  static final double MOST_FALSE_RED = 0.08;
  static final double LEAST_SETTINGS = 0.90;

  private final List<Outcome> outcomes;
  private final boolean taught;

  /**
   * @param taught whether the server was given ABIs
   */
  ClaimsReport(List<Outcome> outcomes, boolean taught) {
    this.outcomes = List.copyOf(outcomes);
    this.taught = taught;
  }

  /** Whether a reader is stopped at the changed call, or by something that was not red before. */
  private static boolean caught(Outcome outcome, Attempt attempt) {
    if (attempt.change().expected() == Change.Expected.AMBER) {
      return outcome.untouched().newWordsIn(attempt.verdict()).stream()
          .anyMatch(found -> !found.severity().equals("NOTE"));
    }
    boolean redThere =
        attempt.verdict().red().stream().anyMatch(found -> found.action() == attempt.action());
    return redThere || caughtAnew(outcome, attempt);
  }

  /** Stricter: a call that was red before for the same reason counts as missed. */
  private static boolean caughtAnew(Outcome outcome, Attempt attempt) {
    return outcome.untouched().newIn(attempt.verdict()).stream().anyMatch(Judged.Found::red);
  }

  static Share recall(List<Outcome> outcomes, Predicate<Attempt> which) {
    return share(outcomes, which, ClaimsReport::caught);
  }

  private static Share share(
      List<Outcome> outcomes, Predicate<Attempt> which, BiPredicate<Outcome, Attempt> hit) {
    int hits = 0;
    int all = 0;
    for (Outcome outcome : outcomes) {
      for (Attempt attempt : outcome.attempts()) {
        if (which.test(attempt)) {
          all++;
          hits += hit.test(outcome, attempt) ? 1 : 0;
        }
      }
    }
    return new Share(hits, all);
  }

  static Share recall(List<Outcome> outcomes) {
    return recall(outcomes, ClaimsReport::hasGoal);
  }

  static Share recallAnew(List<Outcome> outcomes) {
    return share(outcomes, ClaimsReport::hasGoal, ClaimsReport::caughtAnew);
  }

  private static boolean hasGoal(Attempt attempt) {
    return attempt.change().expected() == Change.Expected.RED;
  }

  /** Of proposals that pass untouched: every red finding comes from the change. */
  static Share recallOfPassing(List<Outcome> outcomes) {
    return recall(outcomes.stream().filter(outcome -> !outcome.untouched().blocked()).toList());
  }

  static Share falseRed(List<Outcome> outcomes) {
    int red = (int) outcomes.stream().filter(outcome -> outcome.untouched().blocked()).count();
    return new Share(red, outcomes.size());
  }

  /** Of them, those with a red finding of which {@link Mention} finds no reason in the text. */
  static Share unborneRed(List<Outcome> outcomes) {
    int red = (int) outcomes.stream().filter(outcome -> !outcome.unborne().isEmpty()).count();
    return new Share(red, outcomes.size());
  }

  private List<Outcome> only(Predicate<Published> which) {
    return outcomes.stream().filter(outcome -> which.test(outcome.proposal())).toList();
  }

  /** Whether all goals are met on payloads with real calls. */
  boolean goalsMet() {
    List<Outcome> counted = only(proposal -> proposal.counts(taught));
    return recallAnew(counted).value() >= LEAST_RECALL
        && falseRed(counted).value() <= MOST_FALSE_RED
        && settings(counted).value() >= LEAST_SETTINGS;
  }

  private static Share settings(List<Outcome> outcomes) {
    return recall(outcomes, attempt -> attempt.change() == Change.SETTING_TIMES_TEN);
  }

  void print(PrintWriter out) {
    Map<String, List<Outcome>> groups = new LinkedHashMap<>();
    String counted = taught ? "all bytes there" : "resolved";
    groups.put("calldata and json, " + counted, only(p -> p.counts(taught)));
    groups.put("first half of these", only(p -> p.counts(taught) && p.inFirstHalf()));
    groups.put("second half of these", only(p -> p.counts(taught) && !p.inFirstHalf()));
    groups.put("calldata and json, all", only(Published::hasCalls));
    for (String encoding : encodings()) {
      for (String source : sources(encoding)) {
        groups.put(
            source + ", " + encoding,
            only(p -> p.encoding().equals(encoding) && p.source().equals(source)));
      }
    }
    out.println(
        "| payloads | recall | anew | recall, untouched passes | false red | not borne out |");
    out.println("|---|--:|--:|--:|--:|--:|");
    groups.put("source code, every argument a value", only(p -> p.isSource() && p.hasValues()));
    groups.put("source code, some arguments code", only(p -> p.isSource() && !p.hasValues()));
    groups.forEach(
        (name, group) -> {
          if (!group.isEmpty()) {
            out.printf(
                "| %s (%d) | %s | %s | %s | %s | %s |%n",
                name,
                group.size(),
                recall(group),
                recallAnew(group),
                recallOfPassing(group),
                falseRed(group),
                unborneRed(group));
          }
        });
    changes(out);
    for (String encoding : encodings()) {
      codes(out, encoding);
    }
    out.flush();
  }

  private void changes(PrintWriter out) {
    out.println();
    out.println("| change | " + String.join(" | ", encodings()) + " |");
    out.println("|---|" + "--:|".repeat(encodings().size()));
    for (Change change : Change.values()) {
      List<String> cells = new ArrayList<>();
      for (String encoding : encodings()) {
        cells.add(
            recall(only(p -> p.encoding().equals(encoding)), attempt -> attempt.change() == change)
                .toString());
      }
      out.printf("| %s | %s |%n", words(change), String.join(" | ", cells));
    }
  }

  private static String words(Change change) {
    String name = change.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    return switch (change.expected()) {
      case RED -> name;
      case MORE -> name + " (no goal)";
      case AMBER -> name + " (amber)";
    };
  }

  private void codes(PrintWriter out, String encoding) {
    Map<String, Integer> proposals = new TreeMap<>();
    for (Outcome outcome : only(p -> p.encoding().equals(encoding))) {
      TreeSet<String> codes = new TreeSet<>();
      outcome.untouched().red().forEach(found -> codes.add(found.code()));
      codes.forEach(code -> proposals.merge(code, 1, Integer::sum));
    }
    out.println();
    out.println("Red in untouched proposals, " + encoding + ", proposals by code: " + proposals);
  }

  private TreeSet<String> encodings() {
    TreeSet<String> all = new TreeSet<>();
    outcomes.forEach(outcome -> all.add(outcome.proposal().encoding()));
    return all;
  }

  private TreeSet<String> sources(String encoding) {
    TreeSet<String> all = new TreeSet<>();
    only(p -> p.encoding().equals(encoding)).forEach(o -> all.add(o.proposal().source()));
    return all;
  }

  /** Every proposal with its red findings, and every change that was not found. */
  ArrayNode details() {
    ArrayNode all = ApiClient.JSON.createArrayNode();
    for (Outcome outcome : outcomes) {
      ObjectNode one = all.addObject();
      one.put("id", outcome.proposal().id());
      one.put("encoding", outcome.proposal().encoding());
      one.put("firstHalf", outcome.proposal().inFirstHalf());
      ArrayNode red = one.putArray("red");
      for (Judged.Found found : outcome.untouched().red()) {
        red.addObject()
            .put("code", found.code())
            .put("action", found.action())
            .put("text", found.text())
            .put("trulyUnmentioned", outcome.truly().contains(found))
            .put("accountNotInText", outcome.absent().contains(found));
      }
      ArrayNode missed = one.putArray("missed");
      ArrayNode notAnew = one.putArray("notAnew");
      Map<Change, Integer> counts = new EnumMap<>(Change.class);
      for (Attempt attempt : outcome.attempts()) {
        counts.merge(attempt.change(), 1, Integer::sum);
        boolean found = caught(outcome, attempt);
        if (!found || (hasGoal(attempt) && !caughtAnew(outcome, attempt))) {
          (found ? notAnew : missed)
              .addObject()
              .put("change", attempt.change().name())
              .put("action", attempt.action())
              .put("blocked", attempt.verdict().blocked());
        }
      }
      ObjectNode tried = one.putObject("tried");
      counts.forEach((change, count) -> tried.put(change.name(), count));
    }
    return all;
  }
}
