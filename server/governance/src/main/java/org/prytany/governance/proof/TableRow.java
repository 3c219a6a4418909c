package org.prytany.governance.proof;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.prytany.reading.markdown.Block;

/**
 * A row of a table as what may bear out a sentence: a value is only what the head of its column
 * says of what its row is about.
 */
final class TableRow {

  private static final ProofWords WORDS = ProofWords.shipped();

  private record Column(List<Token> head, List<Token> cell) {}

  private final List<Token> label;
  private final List<Column> columns = new ArrayList<>();

  private TableRow(List<Token> label) {
    this.label = label;
  }

  /** A row under its heads; empty where it has another number of cells. */
  static Optional<TableRow> of(Block heads, Block row, Tokens tokens) {
    int width = row.cells().size();
    if (width < 2 || heads.cells().size() != width) {
      return Optional.empty();
    }
    TableRow made = new TableRow(tokens.of(row.cells().getFirst().text()));
    for (int i = 1; i < width; i++) {
      made.columns.add(
          new Column(tokens.of(heads.cells().get(i).text()), tokens.of(row.cells().get(i).text())));
    }
    return made.label.isEmpty() ? Optional.empty() : Optional.of(made);
  }

  /** Whether a sentence says of the row what it says, and nothing else. */
  boolean bearsOut(List<Token> sentence) {
    List<Column> used = new ArrayList<>();
    Set<String> known = new HashSet<>();
    Set<Integer> values = new HashSet<>();
    if (!has(sentence, label)) {
      return false;
    }
    label.forEach(token -> known.add(token.key()));
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < sentence.size(); i++) {
      if (sentence.get(i).kind() == Token.Kind.NUMBER && !known.contains(sentence.get(i).key())) {
        numbers.add(i);
      }
    }
    for (int at : numbers) {
      List<Column> mine = columns.stream().filter(column -> isOf(column, sentence, at)).toList();
      if (mine.size() != 1) {
        return false;
      }
      used.add(mine.getFirst());
      values.add(at);
    }
    if (used.isEmpty()) {
      return false;
    }
    for (Column column : used) {
      column.head.forEach(token -> known.add(token.key()));
      column.cell.forEach(token -> known.add(token.key()));
    }
    for (int i = 0; i < sentence.size(); i++) {
      Token token = sentence.get(i);
      boolean says = token.hasContent() || token.isCritical();
      if (says
          && !values.contains(i)
          && !known.contains(token.key())
          && !WORDS.is("value", token.word())
          && !isDirection(token, sentence, numbers)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOf(Column column, List<Token> sentence, int number) {
    if (column.cell.stream().noneMatch(t -> t.key().equals(sentence.get(number).key()))
        || !has(sentence, column.cell)) {
      return false;
    }
    String role = number > 0 ? sentence.get(number - 1).word() : "";
    boolean old = any(column.head, "old");
    boolean next = any(column.head, "new");
    if (role.equals("from") || role.equals("to")) {
      return role.equals("from") ? old : next || !old && has(sentence, column.head);
    }
    return has(sentence, column.head) && nearest(column.head, sentence, number);
  }

  /** Of "old" and "new" the last that stands before a number is the one of its column. */
  private static boolean nearest(List<Token> head, List<Token> sentence, int number) {
    for (int i = number - 1; i >= 0; i--) {
      String word = sentence.get(i).word();
      if (WORDS.is("old", word) || WORDS.is("new", word)) {
        return head.stream().anyMatch(token -> token.word().equals(word));
      }
    }
    return head.stream().noneMatch(t -> WORDS.is("old", t.word()) || WORDS.is("new", t.word()));
  }

  private static boolean any(List<Token> tokens, String kind) {
    return tokens.stream().anyMatch(token -> WORDS.is(kind, token.word()));
  }

  private static boolean has(List<Token> sentence, List<Token> words) {
    return words.stream()
        .filter(token -> token.hasContent() || token.isCritical())
        .allMatch(token -> sentence.stream().anyMatch(s -> s.key().equals(token.key())));
  }

  /** "Rises from 1 to 2", and not from 2 to 1. */
  private static boolean isDirection(Token token, List<Token> sentence, List<Integer> numbers) {
    if (numbers.size() != 2
        || numbers.getFirst() == 0
        || !sentence.get(numbers.get(0) - 1).word().equals("from")
        || !sentence.get(numbers.get(1) - 1).word().equals("to")) {
      return false;
    }
    Optional<BigDecimal> from = value(sentence.get(numbers.get(0)));
    Optional<BigDecimal> to = value(sentence.get(numbers.get(1)));
    if (from.isEmpty() || to.isEmpty()) {
      return false;
    }
    int sign = to.get().compareTo(from.get());
    return token.key().equals("=raise") && sign > 0
        || token.key().equals("=lower") && sign < 0
        || WORDS.is("change", token.word());
  }

  private static Optional<BigDecimal> value(Token token) {
    String digits = token.key().replaceAll("[%$€£]", "");
    return digits.matches("\\d{1,60}(?:\\.\\d{1,60})?")
        ? Optional.of(new BigDecimal(digits))
        : Optional.empty();
  }
}
