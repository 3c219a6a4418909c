package org.prytany.governance.proof;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Which tokens of a sentence stand in the evidence, in the same order and close together. */
final class Alignment {

  /** What a token of the evidence costs that is passed over between two that are found. */
  private static final double SKIPPED = 0.04;

  private final int[] places;
  private final BitSet used = new BitSet();

  private Alignment(int[] places) {
    this.places = places;
    Arrays.stream(places).filter(at -> at >= 0).forEach(used::set);
  }

  /** The best alignment. The cost grows with the product of both lengths. */
  static Alignment of(List<Token> sentence, List<Token> evidence) {
    int rows = sentence.size();
    int columns = evidence.size();
    // best[i][j]: of what begins at sentence token i with the evidence from j on, within a match.
    double[][] best = new double[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        double left = Math.max(best[i + 1][j], Math.max(0, best[i][j + 1] - SKIPPED));
        best[i][j] =
            same(sentence.get(i), evidence.get(j))
                ? Math.max(left, weight(sentence.get(i)) + best[i + 1][j + 1])
                : left;
      }
    }
    int[] places = new int[rows];
    Arrays.fill(places, -1);
    int at = 0;
    for (int j = 1; j < columns; j++) {
      at = best[0][j] > best[0][at] ? j : at;
    }
    follow(sentence, evidence, best, at, places);
    return new Alignment(places);
  }

  private static void follow(
      List<Token> sentence, List<Token> evidence, double[][] best, int from, int[] places) {
    int i = 0;
    int j = from;
    while (i < sentence.size() && j < evidence.size() && best[i][j] > 0) {
      if (same(sentence.get(i), evidence.get(j))
          && best[i][j] == weight(sentence.get(i)) + best[i + 1][j + 1]) {
        places[i++] = j++;
      } else if (best[i][j] == best[i + 1][j]) {
        i++;
      } else {
        j++;
      }
    }
  }

  private static boolean same(Token one, Token other) {
    return one.key().equals(other.key());
  }

  private static double weight(Token token) {
    return switch (token.kind()) {
      case NUMBER, ACCOUNT, NAME -> 3;
      case NEGATION, MODAL, TIME, QUANTITY, DIRECTION, CONTENT -> 2;
      case WILL -> 1;
      case ROLE -> 0.3;
      case STOP -> 0.1;
    };
  }

  /** Where a token of the sentence stands in the evidence, or -1. */
  int place(int token) {
    return places[token];
  }

  boolean has(int token) {
    return places[token] >= 0;
  }

  /** Whether a token of the evidence stands in the sentence. */
  boolean uses(int place) {
    return used.get(place);
  }

  /** The first place in the evidence of a token that says something; -1 if there is none. */
  int first(List<Token> sentence) {
    for (int i = 0; i < places.length; i++) {
      if (has(i)
          && sentence.get(i).kind() != Token.Kind.STOP
          && sentence.get(i).kind() != Token.Kind.ROLE) {
        return places[i];
      }
    }
    return -1;
  }

  /** The last place in the evidence of a token that says something; -1 if there is none. */
  int last(List<Token> sentence) {
    for (int i = places.length - 1; i >= 0; i--) {
      if (has(i)
          && sentence.get(i).kind() != Token.Kind.STOP
          && sentence.get(i).kind() != Token.Kind.ROLE) {
        return places[i];
      }
    }
    return -1;
  }
}
