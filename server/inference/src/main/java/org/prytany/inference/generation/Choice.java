package org.prytany.inference.generation;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The likeliest token that is allowed after a row.
 *
 * @param token -1 where none is allowed
 * @param next what may follow it; null where the token ends the answer, or there is none
 */
record Choice(int token, @Nullable Constraint next) {

  /** The lower one of two tokens that are equally likely, so that the choice can be repeated. */
  static Choice of(Logits logits, int row, Constraint constraint, Set<Integer> endIds) {
    int likeliest = logits.best(row);
    Choice best = judged(likeliest, constraint, endIds);
    if (best.token >= 0) {
      return best;
    }
    for (int token = 0; token < logits.vocabulary(); token++) {
      boolean likelier = best.token < 0 || logits.at(row, token) > logits.at(row, best.token);
      if (likelier && token != likeliest) {
        Choice other = judged(token, constraint, endIds);
        best = other.token < 0 ? best : other;
      }
    }
    return best;
  }

  private static Choice judged(int token, Constraint constraint, Set<Integer> endIds) {
    if (endIds.contains(token)) {
      return new Choice(constraint.mayEnd() ? token : -1, null);
    }
    Constraint next = constraint.after(token);
    return new Choice(next == null ? -1 : token, next);
  }
}
