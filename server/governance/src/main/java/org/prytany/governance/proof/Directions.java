package org.prytany.governance.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.prytany.reading.number.Digits;

/** Whether two sentences move one thing opposite ways: one raises a cap that the other lowers. */
public final class Directions {

  private static final ProofWords WORDS = ProofWords.shipped();

  /** What stands within a name. */
  private static final String MARKS = "-–'’\"“”`*_/";

  private Directions() {}

  /**
   * A direction and what it is said of.
   *
   * @param key of the direction's group
   * @param thing keys of its words, the last of which names it; never empty
   */
  private record Move(String key, List<String> thing) {

    /** "The cap" is the same as "the supply cap", and not as "the cap's fee". */
    boolean isOfSame(Move other) {
      return thing.getLast().equals(other.thing.getLast())
          && (Set.copyOf(thing).containsAll(other.thing)
              || Set.copyOf(other.thing).containsAll(thing));
    }

    boolean isAgainst(Move other) {
      return WORDS.areOpposite(key, other.key) && isOfSame(other);
    }

    boolean agrees(Move other) {
      return key.equals(other.key) && isOfSame(other);
    }
  }

  /** False where one of them moves the thing both ways. */
  public static boolean contradict(String one, String other) {
    List<Move> said = moves(one);
    List<Move> there = moves(other);
    return said.stream()
        .filter(move -> there.stream().noneMatch(move::agrees))
        .anyMatch(
            move ->
                there.stream()
                    .filter(move::isAgainst)
                    .anyMatch(against -> said.stream().noneMatch(against::agrees)));
  }

  private static List<Move> moves(String sentence) {
    String text = Digits.asOurs(sentence);
    List<Token> tokens = new Tokens().of(text);
    List<Move> moves = new ArrayList<>();
    int at = 0;
    while (at < tokens.size()) {
      int act = at++;
      if (tokens.get(act).kind() == Token.Kind.DIRECTION
          && WORDS.hasOpposite(tokens.get(act).key())) {
        int from = act + 1;
        while (from < tokens.size() && tokens.get(from).kind() == Token.Kind.STOP) {
          from++;
        }
        int to = from;
        while (to < tokens.size() && isNoun(tokens.get(to)) && areJoined(text, tokens, to)) {
          to++;
        }
        List<Token> behind = tokens.subList(from, to);
        List<Token> thing = behind.isEmpty() ? before(text, tokens, act) : behind;
        if (!thing.isEmpty()) {
          moves.add(new Move(tokens.get(act).key(), thing.stream().map(Token::key).toList()));
        }
        at = behind.isEmpty() ? at : to;
      }
    }
    return moves;
  }

  /** What an act stands behind: "the cap" in "the cap is lowered". */
  private static List<Token> before(String text, List<Token> tokens, int act) {
    int to = act;
    while (to > 0
        && (tokens.get(to - 1).kind() == Token.Kind.STOP
            || tokens.get(to - 1).kind() == Token.Kind.WILL)) {
      to--;
    }
    int from = to;
    while (from > 0 && isNoun(tokens.get(from - 1)) && areJoined(text, tokens, from)) {
      from--;
    }
    return tokens.subList(from, to);
  }

  /** Whether nothing ends a clause between a token and the one before it. */
  private static boolean areJoined(String text, List<Token> tokens, int token) {
    return token == 0
        || token == tokens.size()
        || text.substring(tokens.get(token - 1).end(), tokens.get(token).start())
            .chars()
            .allMatch(sign -> Character.isWhitespace(sign) || MARKS.indexOf(sign) >= 0);
  }

  /** An act's own word is a noun where another act is done to it: "the supply cap", "borrowing". */
  private static boolean isNoun(Token token) {
    return switch (token.kind()) {
      case CONTENT, NAME, DIRECTION -> true;
      default -> false;
    };
  }
}
