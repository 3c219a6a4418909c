package org.prytany.governance.proof;

import java.util.List;
import java.util.Optional;

/**
 * What a piece of evidence says and a sentence made of it does not. Everything counts as lost that
 * is not known to be harmless: a purpose or reason, a further clause, a name in brackets.
 */
final class LeftOut {

  private static final ProofWords WORDS = ProofWords.shipped();

  private final Evidence evidence;
  private final List<Token> tokens;
  private final Alignment alignment;
  private final Frame.Kind frame;
  private final int first;
  private final int last;

  LeftOut(Evidence evidence, Alignment alignment, Frame.Kind frame, int first, int last) {
    this.evidence = evidence;
    this.tokens = evidence.tokens();
    this.alignment = alignment;
    this.frame = frame;
    this.first = first;
    this.last = last;
  }

  /** The first word that is lost. */
  Optional<String> word() {
    return before().or(this::between).or(this::behind);
  }

  private Optional<String> between() {
    for (int j = first; j <= last; j++) {
      if (isLost(j) && !isNamed(j)) {
        int other = endOfOtherPredicate(j);
        if (other < 0) {
          return lost(j);
        }
        j = other;
      }
    }
    return Optional.empty();
  }

  /** The end of "sets it and" in "the proposal sets it and pays"; -1 if that is none. */
  private int endOfOtherPredicate(int from) {
    int used = 0;
    for (int j = first; j < from; j++) {
      used += alignment.uses(j) && tokens.get(j).hasContent() ? 1 : 0;
    }
    int next = from;
    while (next <= last && !(alignment.uses(next) && tokens.get(next).hasContent())) {
      next++;
    }
    if (next > last) {
      return -1;
    }
    boolean finite = tokens.get(from).word().endsWith("s") && tokens.get(next).word().endsWith("s");
    return used == 1 && finite && isAnd(next - 1) && criticalIn(from, next - 1).isEmpty()
        ? next - 1
        : -1;
  }

  /** Before it only the proposal itself, or a clause of its own, may be named. */
  private Optional<String> before() {
    int from = first;
    boolean joined = false;
    boolean plan = evidence.ofCalls();
    while (from > 0 && !evidence.between(from - 1, from).contains("\n")) {
      from--;
    }
    // What stands before the last comma may be a reason, a purpose or a clause of its own.
    for (int j = first - 1; j >= from; j--) {
      if (evidence.isCutBefore(j + 1) || isAnd(j)) {
        boolean ends = opens("purpose", from) || opens("connective", from);
        joined |= isAnd(j) || evidence.between(j, j + 1).contains(";");
        if (ends) {
          return conditionIn(from, j);
        }
        if (joined
            && (frame != Frame.Kind.NONE
                || j + 1 == first && evidence.isCutBefore(isAnd(j) ? j : first))) {
          return criticalIn(from, j);
        }
      }
      if (plan && evidence.isCutBefore(j + 1) && frame == Frame.Kind.PLAN) {
        return conditionIn(from, j);
      }
      plan |= isPlanWord(j);
      boolean others = WORDS.is("actor", tokens.get(j).word()) && !isPlan(j);
      if (others || isLost(j) && !isPlan(j) && !isNamed(j)) {
        return isSaidOfThis(from) ? criticalIn(from, j) : lost(j);
      }
    }
    return frame == Frame.Kind.SUBJECT && !plan
        ? Optional.of("the text does not say it of the proposal")
        : Optional.empty();
  }

  /** "It raises": what "this new module raises", where no other verb stands between. */
  private boolean isSaidOfThis(int from) {
    if (frame != Frame.Kind.SUBJECT
        || !tokens.get(from).word().equals("this")
        || !tokens.get(first).word().endsWith("s")) {
      return false;
    }
    for (int j = from + 1; j < first; j++) {
      String word = tokens.get(j).word();
      if (word.endsWith("s") || word.endsWith("ed") || evidence.isCutBefore(j)) {
        return false;
      }
    }
    return true;
  }

  private Optional<String> behind() {
    int to = last + 1;
    while (to < tokens.size() && !evidence.between(to - 1, to).contains("\n")) {
      to++;
    }
    for (int j = last + 1; j < to; j++) {
      boolean cut = evidence.isCutBefore(j);
      if (opens("purpose", j)) {
        int end = j;
        while (end + 1 < to && !evidence.isCutBefore(end + 1)) {
          end++;
        }
        int rest = end + 1;
        int stop = to - 1;
        return conditionIn(j, end).or(() -> criticalIn(rest, stop));
      }
      boolean harmless =
          isAnd(j)
              || WORDS.is("result", tokens.get(j).word())
              || cut && (opens("aside", j) || tokens.get(j).word().endsWith("ing"))
              || evidence.between(j - 1, j).matches("[\\s\\S]*[;.!][\\s\\S]*");
      if (harmless) {
        return criticalIn(j, to - 1);
      }
      if (isLost(j) && !isNamed(j)) {
        return lost(j);
      }
    }
    return Optional.empty();
  }

  /** What a clause of its own may still say of the one beside it. */
  private Optional<String> criticalIn(int from, int to) {
    for (int j = from; j <= to; j++) {
      Token token = tokens.get(j);
      boolean governs =
          token.kind() == Token.Kind.QUANTITY ? token.word().equals("only") : token.isCritical();
      if (!alignment.uses(j)
          && (governs || WORDS.is("said", token.word()) || WORDS.is("denial", token.word()))) {
        return lost(j);
      }
    }
    return Optional.empty();
  }

  /** A reason may be denied or past, and a condition within it is one of the whole. */
  private Optional<String> conditionIn(int from, int to) {
    for (int j = from; j <= to; j++) {
      Token token = tokens.get(j);
      if (!alignment.uses(j)
          && (token.key().equals("condition") || WORDS.is("said", token.word()))) {
        return lost(j);
      }
    }
    return Optional.empty();
  }

  private boolean isAnd(int token) {
    return WORDS.is("and", tokens.get(token).word());
  }

  private boolean opens(String kind, int token) {
    String word = tokens.get(token).word();
    if (!WORDS.is(kind, word)) {
      return false;
    }
    return !word.equals("to") || isInfinitive(token);
  }

  /** "To pause it", and not "to Tally" or "to the council". */
  private boolean isInfinitive(int to) {
    return to + 1 < tokens.size()
        && (tokens.get(to + 1).kind() == Token.Kind.CONTENT
            || tokens.get(to + 1).kind() == Token.Kind.DIRECTION)
        && !tokens.get(to + 1).word().endsWith("s");
  }

  private boolean isPlan(int j) {
    Token token = tokens.get(j);
    return isPlanWord(j)
        || WORDS.is("author", token.word())
        || token.kind() == Token.Kind.WILL && frame == Frame.Kind.PLAN;
  }

  private boolean isPlanWord(int j) {
    String word = tokens.get(j).word();
    return WORDS.is("plan", word)
        || frame == Frame.Kind.PLAN && j + 1 >= first - 1 && WORDS.is("bring", word);
  }

  private boolean isLost(int j) {
    Token token = tokens.get(j);
    if (alignment.uses(j) || token.word().startsWith("http")) {
      return false;
    }
    return switch (token.kind()) {
      case STOP -> false;
      case ROLE ->
          token.word().equals("against")
              || j > first && j <= last && !(token.word().equals("to") && isInfinitive(j));
      case WILL -> frame != Frame.Kind.PLAN;
      default -> true;
    };
  }

  /** An account in brackets, or a short form, only names again what stands before it. */
  private boolean isNamed(int j) {
    Token token = tokens.get(j);
    boolean again =
        token.kind() == Token.Kind.ACCOUNT || j > 0 && tokens.get(j - 1).key().equals(token.key());
    return again && evidence.isInBrackets(j);
  }

  private Optional<String> lost(int j) {
    return Optional.of("it leaves out \"" + tokens.get(j).word() + "\"");
  }
}
