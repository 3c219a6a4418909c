package org.prytany.governance.proof;

import java.util.ArrayList;
import java.util.List;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.Span;

/**
 * Sentences, items or rows that stand beside each other, as what may bear out another sentence.
 *
 * @param units where they stand
 * @param text what they say, one a line
 * @param tokens their words
 * @param heading the heading over them; empty if there is none
 * @param ofCalls whether it is a line on what the calls do, so that the proposal does it
 */
record Evidence(
    List<Unit> units, String text, List<Token> tokens, String heading, boolean ofCalls) {

  Evidence {
    units = List.copyOf(units);
    tokens = List.copyOf(tokens);
  }

  /** All of these, which stand in this order. */
  static Evidence joined(List<Evidence> parts) {
    List<Unit> units = new ArrayList<>();
    List<Token> tokens = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Evidence part : parts) {
      int from = text.length();
      units.addAll(part.units);
      part.tokens.forEach(token -> tokens.add(token.moved(from)));
      text.append(part.text).append('\n');
    }
    return new Evidence(units, text.toString(), tokens, parts.getFirst().heading, false);
  }

  Evidence with(List<Token> others) {
    return new Evidence(units, text, others, heading, ofCalls);
  }

  List<Span> spans() {
    return units.stream().map(unit -> unit.span(0, unit.end() - unit.start())).toList();
  }

  /** Whether a mark between two of its tokens ends a clause. */
  boolean isCutBefore(int token) {
    if (token <= 0 || token >= tokens.size()) {
      return true;
    }
    String between = text.substring(tokens.get(token - 1).end(), tokens.get(token).start());
    return between.chars().anyMatch(c -> ",;:.!?()|–—\n".indexOf(c) >= 0)
        || between.contains(" - ");
  }

  /** Whether it has no colon, bar or line that would cut it in two. */
  boolean isOneClause() {
    return units.size() == 1 && text.strip().chars().noneMatch(c -> ":;|\n\"“()".indexOf(c) >= 0);
  }

  /** What stands between two tokens that follow each other. */
  String between(int token, int next) {
    return text.substring(tokens.get(token).end(), tokens.get(next).start());
  }

  /** Whether a token stands in brackets. */
  boolean isInBrackets(int token) {
    int open = text.lastIndexOf('(', tokens.get(token).start());
    return open > text.lastIndexOf(')', tokens.get(token).start() - 1)
        && text.indexOf(')', tokens.get(token).end()) >= 0;
  }

  /** Whether it ends in the middle of something, such as "download it with". */
  boolean isOpenEnded() {
    if (tokens.isEmpty()) {
      return false;
    }
    Token last = tokens.getLast();
    return ProofWords.shipped().is("goes-on", last.word()) && text.substring(last.end()).isBlank();
  }
}
