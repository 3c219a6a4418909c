package org.prytany.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.cli.ApiClient;

/**
 * How good the lines are that say what is asked: whether there is one, whether every fact in it
 * stands in the text or the calls, and how many of the facts in a reader's own line it has.
 */
final class AskMeasure {

  private static final String NOTHING = "No sentence was found that says what the text asks";
  private static final String TITLED = "its title says";
  private static final Pattern COUNTED = Pattern.compile("\\band \\d+ more\\b|\\A\\d+ changes: ");

  private static final Pattern QUOTE = Pattern.compile("“(?<words>[^”]+)”");
  private static final Pattern WORD = Pattern.compile("\\w+");
  private static final double MOST_OF_IT = 0.6;
  private static final double NEARLY_ALL = 0.8;
  private static final int ENOUGH_WORDS = 6;

  private int asked;
  private int said;
  private int right;
  private int titled;
  private int facts;
  private int borneOut;
  private int wanted;
  private int found;

  /**
   * Counts one text.
   *
   * @param proposal {id, title, body, actions}
   * @param mark {ask, line}, as a reader marked them
   * @param answer the server's digest
   * @return what is to be looked at: {id, headline, line, unsupported, missing}
   */
  ObjectNode add(JsonNode proposal, JsonNode mark, JsonNode answer) {
    String line = answer.path("executes").asText("");
    String headline = answer.path("happens").asText("");
    boolean has = !line.isEmpty() && !line.contains(NOTHING);
    if (!mark.path("ask").isEmpty()) {
      asked++;
      said += has ? 1 : 0;
      boolean says = has && says(line, mark.path("ask"));
      right += says ? 1 : 0;
      titled += has && !says && line.contains(TITLED) ? 1 : 0;
    }
    String text =
        proposal.path("title").asText("")
            + "\n"
            + proposal.path("body").asText("")
            + "\n"
            + answer.path("effects")
            + answer.path("actions");
    Set<String> written = WrittenFacts.of(text);
    Set<String> own = WrittenFacts.of(COUNTED.matcher(line).replaceAll(""));
    own.addAll(WrittenFacts.of(COUNTED.matcher(headline).replaceAll("")));
    List<String> unsupported =
        own.stream().filter(fact -> !WrittenFacts.has(written, text, fact)).toList();
    facts += own.size();
    borneOut += own.size() - unsupported.size();
    Set<String> readers = WrittenFacts.of(mark.path("line").asText(""));
    List<String> missing = readers.stream().filter(fact -> !own.contains(fact)).toList();
    wanted += readers.size();
    found += readers.size() - missing.size();
    ObjectNode row = ApiClient.JSON.createObjectNode();
    row.put("id", proposal.path("id").asText("")).put("headline", headline).put("line", line);
    unsupported.forEach(row.putArray("unsupported")::add);
    missing.forEach(row.putArray("missing")::add);
    return row;
  }

  /** Of the texts in which a reader marked an ask, those that have a line. */
  Share said() {
    return new Share(said, asked);
  }

  /** Of the texts in which a reader marked an ask, those whose line has a sentence that says it. */
  Share right() {
    return new Share(right, asked);
  }

  /** Of the texts in which a reader marked an ask, the others whose line leaves it to the title. */
  Share titled() {
    return new Share(titled, asked);
  }

  /**
   * Whether most words of one of the sentences stand in one of the line's quotes, or most of its
   * words there.
   */
  private static boolean says(String line, JsonNode marked) {
    return QUOTE
        .matcher(line)
        .results()
        .map(quote -> words(quote.group("words")))
        .anyMatch(own -> says(own, marked));
  }

  private static boolean says(Set<String> own, JsonNode marked) {
    for (JsonNode each : marked) {
      Set<String> its = words(each.asText());
      long common = its.stream().filter(own::contains).count();
      if (!own.isEmpty()
          && (common >= MOST_OF_IT * its.size()
              || own.size() >= ENOUGH_WORDS && common >= NEARLY_ALL * own.size())) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> words(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  /** Of the facts in the lines, those that stand in the text or the calls. */
  Share borneOut() {
    return new Share(borneOut, facts);
  }

  /** Of the facts in readers' lines, those that the server's have. */
  Share found() {
    return new Share(found, wanted);
  }

  void print(PrintWriter out) {
    out.println("texts with an ask that have a line:        " + said());
    out.println("whose line quotes a sentence that says it: " + right());
    out.println("whose line leaves it to the title instead: " + titled());
    out.println("facts of the lines in the text or calls:   " + borneOut());
    out.println("facts of readers' lines in the server's:   " + found());
    out.flush();
  }
}
