package org.prytany.reading.modality;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.sentence.Unit;

/**
 * What answers a question in which a statement stands, and what its author says of a quoted one. A
 * question asks for nothing until it is answered with yes. The words are data, {@code
 * asking.rules}.
 */
final class Answers {

  /** So many sentences behind a question may answer it, and so much of each is looked at. */
  private static final int MOST = 3;

  private static final int CONTEXT = 160;
  private static final int LONGEST_QUOTE = 40;

  /** A question ends so near behind a statement. */
  private static final int FARTHEST_MARK = 240;

  private static final Pattern WORD = Pattern.compile("\\p{L}");
  private static final Pattern MARK = Pattern.compile("[?？](?![\\p{L}\\p{N}=&/])");
  private static final Pattern ASIDE = Pattern.compile("\\([^()]{0,200}+\\)");

  private static final Rules RULES = Rules.of("asking.rules");
  private static final Pattern ENDS = RULES.words("question-ends");
  private static final Pattern OBJECTION = Rules.shipped().words("objection");
  private static final Pattern YES = RULES.words("yes");
  private static final Pattern NOT_YES = RULES.words("not-yes");
  private static final Pattern TURNED_AWAY = RULES.words("turned-away");

  private final List<Unit> units;

  /**
   * @param units all of a text, in its order
   */
  Answers(List<Unit> units) {
    this.units = units;
  }

  /** Whether a statement is not asked for, as it stands: it is only asked about, or turned away. */
  boolean leaveOpen(int unit, int end) {
    if (mark(unit, end) >= 0) {
      return !isYes(answer(unit, end));
    }
    return TURNED_AWAY.matcher(reply(unit)).find();
  }

  /** Whether the sentence asks anything behind a statement, of whatever. */
  boolean asks(int unit, int end) {
    String text = units.get(unit).text();
    return text.substring(end, Math.min(text.length(), end + FARTHEST_MARK)).indexOf('?') >= 0;
  }

  /**
   * What may answer the question that the statement stands in, one sentence a line, up to the next
   * question. Empty where it stands in none, or in one that asks for objections: a "no" to that is
   * no refusal.
   *
   * @param end after the statement in its sentence
   */
  String refusable(int unit, int end) {
    int mark = mark(unit, end);
    if (mark < 0) {
      return "";
    }
    String question = units.get(unit).text().substring(Math.max(0, end - FARTHEST_MARK), mark);
    return OBJECTION.matcher(question).find() ? "" : answer(unit, end);
  }

  /** What an author goes on with behind the quotation that a sentence stands in; or nothing. */
  String reply(int unit) {
    int next = unit;
    while (next < Math.min(units.size(), unit + LONGEST_QUOTE)
        && units.get(next).block().quoted()) {
      next++;
    }
    return next == unit || next >= units.size() ? "" : cut(units.get(next).text());
  }

  private String answer(int unit, int end) {
    StringBuilder answer = new StringBuilder();
    String text = units.get(unit).text();
    int from = mark(unit, end) + 1;
    String behind = text.substring(from, Math.min(text.length(), from + CONTEXT));
    if (WORD.matcher(behind).find()) {
      answer.append(behind.replace('\n', ' '));
    }
    int most = units.get(unit).block().kind() == Block.Kind.TABLE_ROW ? 0 : MOST;
    for (int u = unit + 1; u < Math.min(units.size(), unit + 1 + most); u++) {
      answer.append(answer.isEmpty() ? "" : "\n").append(cut(units.get(u).text()));
    }
    return answer.toString();
  }

  private static boolean isYes(String answer) {
    return answer.lines().noneMatch(line -> NOT_YES.matcher(line).find())
        && answer
            .lines()
            .takeWhile(line -> !line.strip().endsWith("?"))
            .anyMatch(line -> YES.matcher(line).find());
  }

  /**
   * Where the mark of the question stands in the sentence; -1 if it is none about the statement.
   */
  private int mark(int unit, int end) {
    String text = units.get(unit).text();
    String near = text.substring(end, Math.min(text.length(), end + FARTHEST_MARK));
    String rest = ASIDE.matcher(near).replaceAll(aside -> blank(aside.group()));
    Matcher mark = MARK.matcher(rest);
    return mark.find() && !ENDS.matcher(rest.substring(0, mark.start())).find()
        ? end + mark.start()
        : -1;
  }

  private static String blank(String words) {
    return " ".repeat(words.length());
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), CONTEXT)).replace('\n', ' ');
  }
}
