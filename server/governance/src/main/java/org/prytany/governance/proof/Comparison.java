package org.prytany.governance.proof;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares what a sentence says with one piece of evidence; the first difference decides. */
final class Comparison {

  /** Words that say something between two that stand beside each other in the sentence. */
  private static final int LONGEST_LEAP = 6;

  private static final Set<String> FROM_TO = Set.of("from", "to", "by");
  private static final List<List<String>> OPPOSITE =
      List.of(
          List.of("and", "or"),
          List.of("for", "against"),
          List.of("from", "to"),
          List.of("from", "by"),
          List.of("to", "by"),
          List.of("into", "from"),
          List.of("in", "out"));
  private static final ProofWords WORDS = ProofWords.shipped();

  private final List<Token> sentence;
  private final Evidence evidence;
  private final Alignment alignment;
  private final Frame.Kind frame;
  private final int first;
  private final int last;

  Comparison(List<Token> sentence, Evidence evidence, Frame.Kind frame) {
    this.sentence = sentence;
    this.evidence = evidence;
    this.frame = frame;
    this.alignment = Alignment.of(sentence, evidence.tokens());
    this.first = alignment.first(sentence);
    this.last = alignment.last(sentence);
  }

  /** Why the evidence does not bear the sentence out; empty if it does. */
  Optional<String> difference() {
    if (first < 0) {
      return Optional.of("nothing in the text says this");
    }
    return missing()
        .or(this::ownWords)
        .or(this::leftOut)
        .or(this::otherVoice)
        .or(this::otherRole)
        .or(this::otherNeighbour)
        .or(this::otherLink)
        .or(this::leap)
        .or(this::pastAsPlan)
        .or(this::otherActor);
  }

  private Optional<String> missing() {
    int subject = subject();
    if (frame == Frame.Kind.NONE && subject >= 0 && !alignment.has(subject)) {
      return Optional.of("the text does not say it of \"" + sentence.get(subject).word() + "\"");
    }
    for (int i = 0; i < sentence.size(); i++) {
      Token token = sentence.get(i);
      if (alignment.has(i)) {
        continue;
      }
      boolean weighty =
          token.isFact() || token.isCritical() || token.kind() == Token.Kind.DIRECTION;
      if (weighty) {
        return Optional.of("the text does not say \"" + token.word() + "\" of it");
      }
      if (token.kind() == Token.Kind.WILL && frame != Frame.Kind.PLAN && !hasPlan(evidence)) {
        return Optional.of("the text does not say that it will be");
      }
    }
    return Optional.empty();
  }

  private static boolean hasPlan(Evidence evidence) {
    return evidence.ofCalls()
        || evidence.tokens().stream().anyMatch(token -> WORDS.is("plan", token.word()));
  }

  private Optional<String> ownWords() {
    for (int i = 0; i < sentence.size(); i++) {
      Token token = sentence.get(i);
      if (token.hasContent()
          && !alignment.has(i)
          && !WORDS.is("neutral", token.word())
          && !(frame == Frame.Kind.PLAN && i == 0 && WORDS.is("bring", token.word()))
          && !isSetting(i)) {
        return Optional.of("\"" + token.word() + "\" is not in that place of the text");
      }
    }
    return Optional.empty();
  }

  /** "The cap is set to 1" says what "the cap: 1" does. */
  private boolean isSetting(int at) {
    if (at == 0 || !sentence.get(at).word().equals("set") || nextFound(at) < 0) {
      return false;
    }
    int before = at - 1;
    while (before >= 0 && !alignment.has(before)) {
      before--;
    }
    int next = alignment.place(nextFound(at));
    return before >= 0
        && alignment.place(before) + 1 == next
        && evidence.between(next - 1, next).contains(":");
  }

  /** "Is replaced by" is not "replaces". */
  private Optional<String> otherVoice() {
    for (int i = 0; i < sentence.size(); i++) {
      if (alignment.has(i)
          && sentence.get(i).hasContent()
          && isPassive(sentence, i) != isPassive(evidence.tokens(), alignment.place(i))) {
        return Optional.of("the text does not say who does it and to whom in this way");
      }
    }
    return Optional.empty();
  }

  private static boolean isPassive(List<Token> tokens, int at) {
    return at > 0 && tokens.get(at).isParticiple() && WORDS.is("be", tokens.get(at - 1).word());
  }

  private Optional<String> leftOut() {
    return new LeftOut(evidence, alignment, frame, first, last).word();
  }

  private Optional<String> otherRole() {
    for (int i = 0; i < sentence.size(); i++) {
      if (!sentence.get(i).isFact() || !alignment.has(i)) {
        continue;
      }
      String said = role(sentence, i);
      String there = role(evidence.tokens(), alignment.place(i));
      boolean same = said.equals(there);
      boolean vague =
          said.isEmpty() && !there.equals("from") || there.isEmpty() && said.equals("to");
      if (!same && !vague) {
        return Optional.of("the text gives \"" + sentence.get(i).word() + "\" another role");
      }
    }
    return Optional.empty();
  }

  /** From, to or by before a fact, with only words between that say nothing. */
  private static String role(List<Token> tokens, int fact) {
    for (int i = fact - 1; i >= 0; i--) {
      Token token = tokens.get(i);
      if (token.kind() == Token.Kind.ROLE) {
        return FROM_TO.contains(token.word()) ? token.word() : "";
      }
      if (token.kind() != Token.Kind.STOP) {
        return "";
      }
    }
    return "";
  }

  /** A number belongs to the word behind it, and no other number may stand between facts. */
  private Optional<String> otherNeighbour() {
    for (int i = 0; i + 1 < sentence.size(); i++) {
      Token token = sentence.get(i);
      if (!alignment.has(i)) {
        continue;
      }
      int next = nextFound(i);
      if (next < 0) {
        break;
      }
      boolean unit = token.kind() == Token.Kind.NUMBER && next == i + 1;
      for (int j = alignment.place(i) + 1; j < alignment.place(next); j++) {
        Token.Kind between = evidence.tokens().get(j).kind();
        boolean says = evidence.tokens().get(j).hasContent();
        boolean number =
            (between == Token.Kind.NUMBER || between == Token.Kind.ACCOUNT)
                && (token.isFact() || sentence.get(next).isFact());
        number |= between == Token.Kind.NAME && sentence.get(next).isFact();
        if (unit && says || number) {
          return Optional.of("in the text \"" + token.word() + "\" belongs to something else");
        }
      }
    }
    return Optional.empty();
  }

  /** "For" is not "against", nor "and" "or", between two words that follow each other in both. */
  private Optional<String> otherLink() {
    for (int i = 0; i + 1 < sentence.size(); i++) {
      int next = nextFound(i);
      if (next < 0 || !alignment.has(i) || sentence.get(i).kind() == Token.Kind.STOP) {
        continue;
      }
      List<Token> said = sentence.subList(i + 1, next);
      List<Token> there = evidence.tokens().subList(alignment.place(i) + 1, alignment.place(next));
      for (List<String> pair : OPPOSITE) {
        for (int side = 0; side < 2; side++) {
          String one = pair.get(side);
          String other = pair.get(1 - side);
          if (has(said, one) && !has(there, one) && has(there, other) && !has(said, other)) {
            return Optional.of("the text says \"" + other + "\", and not \"" + one + "\"");
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean has(List<Token> tokens, String word) {
    return tokens.stream().anyMatch(token -> token.word().equals(word));
  }

  private int nextFound(int token) {
    for (int i = token + 1; i < sentence.size(); i++) {
      if (alignment.has(i) && sentence.get(i).kind() != Token.Kind.STOP) {
        return i;
      }
    }
    return -1;
  }

  private Optional<String> leap() {
    for (int i = 0; i < sentence.size(); i++) {
      int next = nextFound(i);
      if (!alignment.has(i) || next < 0) {
        continue;
      }
      int leap = 0;
      for (int j = alignment.place(i) + 1; j < alignment.place(next); j++) {
        leap += evidence.tokens().get(j).hasContent() ? 1 : 0;
      }
      if (leap > LONGEST_LEAP) {
        return Optional.of("it joins what the text says of different things");
      }
    }
    return Optional.empty();
  }

  /** Who does it, or what it is said of: the words of the evidence before those of the sentence. */
  private Optional<String> otherActor() {
    if (frame != Frame.Kind.NONE) {
      return Optional.empty();
    }
    boolean other = false;
    for (int j = first - 1; j >= 0 && !evidence.isCutBefore(j + 1); j--) {
      Token token = evidence.tokens().get(j);
      boolean ofPlan = WORDS.is("plan", token.word());
      other |=
          !ofPlan
              && (token.hasContent()
                  || token.kind() == Token.Kind.TIME
                  || WORDS.is("actor", token.word()));
    }
    return other ? Optional.of("the text says it of somebody else") : Optional.empty();
  }

  private int subject() {
    for (int i = 0; i < sentence.size(); i++) {
      if (sentence.get(i).hasContent()) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isPast(Token token) {
    return token.word().endsWith("ed") || WORDS.is("irregular-past", token.word());
  }

  /** "We prolonged it" bears out no "it prolongs", and no "it will". */
  private Optional<String> pastAsPlan() {
    for (int i = 0; i < sentence.size(); i++) {
      Token token = sentence.get(i);
      if (!alignment.has(i)
          || token.kind() != Token.Kind.CONTENT && token.kind() != Token.Kind.DIRECTION) {
        continue;
      }
      int place = alignment.place(i);
      Token there = evidence.tokens().get(place);
      if (isPast(there)
          && !isPast(token)
          && !token.word().endsWith("ion")
          && (place == 0
              || evidence.isCutBefore(place)
              || !WORDS.is("passive", evidence.tokens().get(place - 1).word()))) {
        return Optional.of("the text tells of \"" + there.word() + "\" as done");
      }
    }
    return Optional.empty();
  }
}
