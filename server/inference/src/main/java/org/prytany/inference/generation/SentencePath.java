package org.prytany.inference.generation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One way to understand what was written so far: {@code Words copied or small, also, after commas
 * [1] [2].} and so on. A value.
 */
final class SentencePath {

  /** One bit each. */
  static final int MOST_EVIDENCE = 60;

  private static final int LONGEST_FREE_WORD = 20;
  private static final int MOST_JOINTS = 2;
  private static final String MARKS = ",;:";

  /**
   * How much may be written.
   *
   * @param sentences at most
   * @param fewestWords of a sentence before its citations
   * @param mostWords after which a sentence has to end; a span that has begun is finished
   */
  record Limits(int sentences, int fewestWords, int mostWords) {
    /** Of a summary: what local models may write, and what is taken of others. */
    static final Limits SUMMARY = new Limits(3, 4, 30);
  }

  private enum Phase {
    /** Before a sentence. */
    OPEN,
    /** Before a word or a citation. */
    GAP,
    /** In a word of the model's own. */
    FREE,
    /** In a span. */
    COPY,
    /** After a comma. */
    MARK,
    /** In a citation. */
    CITE,
    /** After a citation. */
    CITED,
    /** Before a citation. */
    MORE,
    /** After a sentence. */
    DONE
  }

  /** What does not change on the way. */
  private record Rules(EvidenceText evidence, int count, Limits limits) {}

  /**
   * What was written of this sentence.
   *
   * @param words finished or begun
   * @param copied whether the last word was, so that the next one may not be
   * @param uncited for each span the evidence that it stands in (bit n for number n), where none of
   *     it is cited
   * @param cited bit n for number n
   */
  private record Sentence(int words, boolean copied, List<Long> uncited, long cited) {
    static final Sentence EMPTY = new Sentence(0, false, List.of(), 0);

    Sentence word(boolean isCopied) {
      return new Sentence(words + 1, isCopied, uncited, cited);
    }

    Sentence from(long evidence) {
      List<Long> more = new ArrayList<>(uncited);
      more.add(evidence);
      return new Sentence(words, true, List.copyOf(more), cited);
    }

    Sentence citing(int number) {
      long bit = 1L << number;
      return new Sentence(
          words, copied, uncited.stream().filter(each -> (each & bit) == 0).toList(), cited | bit);
    }

    /** A number that is not cited yet and, where something was copied, says where from. */
    boolean mayCite(int number) {
      long bit = 1L << number;
      return (cited & bit) == 0
          && (uncited.isEmpty() || uncited.stream().anyMatch(each -> (each & bit) != 0));
    }
  }

  private final Rules rules;
  private final Phase phase;
  private final int sentences;
  private final Sentence sentence;
  private final String word;
  private final int[] places;

  private SentencePath(
      Rules rules, Phase phase, int sentences, Sentence sentence, String word, int[] places) {
    this.rules = rules;
    this.phase = phase;
    this.sentences = sentences;
    this.sentence = sentence;
    this.word = word;
    this.places = places;
  }

  static SentencePath start(EvidenceText evidence, int count, Limits limits) {
    if (count < 1 || count > MOST_EVIDENCE) {
      throw new IllegalArgumentException(
          count + " pieces of evidence: give from 1 to " + MOST_EVIDENCE);
    }
    return new SentencePath(
        new Rules(evidence, count, limits), Phase.OPEN, 0, Sentence.EMPTY, "", new int[0]);
  }

  boolean mayEnd() {
    return phase == Phase.DONE;
  }

  /** Adds every way in which this byte can go on. */
  void step(char next, Set<SentencePath> ways) {
    switch (phase) {
      case OPEN -> open(next, ways);
      case GAP -> gap(next, ways);
      case FREE -> free(next, ways);
      case COPY -> copy(next, ways);
      case MARK -> {
        if (next == ' ') {
          // The mark is kept: no citation comes right after it.
          ways.add(to(Phase.GAP, sentence, word));
        }
      }
      case CITE -> cite(next, ways);
      case CITED -> cited(next, ways);
      case MORE -> {
        if (next == '[') {
          ways.add(to(Phase.CITE, sentence, ""));
        }
      }
      case DONE -> {
        if (next == ' ' && sentences < rules.limits.sentences()) {
          ways.add(to(Phase.OPEN, Sentence.EMPTY, ""));
        }
      }
    }
  }

  private void open(char next, Set<SentencePath> ways) {
    if (ReservedWords.beginsOpening(String.valueOf(next))) {
      ways.add(to(Phase.FREE, sentence.word(false), String.valueOf(next)));
    }
    beginSpan(next, ways);
  }

  private void gap(char next, Set<SentencePath> ways) {
    if (next == '[' && sentence.words >= rules.limits.fewestWords() && !word.equals(",")) {
      ways.add(to(Phase.CITE, sentence, ""));
    }
    if (sentence.words < rules.limits.mostWords()) {
      if (isLetter(next)) {
        ways.add(to(Phase.FREE, sentence.word(false), String.valueOf(next)));
      }
      if (!sentence.copied) {
        beginSpan(next, ways);
      }
    }
  }

  private void beginSpan(char next, Set<SentencePath> ways) {
    int[] begun = rules.evidence.startingWith(next);
    if (begun.length > 0) {
      ways.add(new SentencePath(rules, Phase.COPY, sentences, sentence.word(true), "", begun));
    }
  }

  private void free(char next, Set<SentencePath> ways) {
    String longer = word + next;
    char last = word.charAt(word.length() - 1);
    boolean opening = Character.isUpperCase(word.charAt(0));
    if (opening) {
      if (ReservedWords.beginsOpening(longer)) {
        ways.add(to(Phase.FREE, sentence, longer));
      }
    } else if (isLetter(next) ? mayGrow() : isInner(next) && mayJoin(last)) {
      ways.add(to(Phase.FREE, sentence, longer));
    }
    boolean whole =
        opening
            ? ReservedWords.OPENINGS.contains(word)
            : isLetter(last) && !ReservedWords.has(word);
    if (whole) {
      endWord(next, sentence, ways);
    }
  }

  private void copy(char next, Set<SentencePath> ways) {
    int[] on = Arrays.stream(places).filter(place -> rules.evidence.has(place, next)).toArray();
    if (on.length > 0) {
      int[] moved = Arrays.stream(on).map(place -> place + 1).toArray();
      ways.add(new SentencePath(rules, Phase.COPY, sentences, sentence, "", moved));
    }
    endSpan(next, false, ways);
    endSpan(next, true, ways);
  }

  /** A bare number is followed by a mark or a citation: "5." is not made "5 k". */
  private void endSpan(char next, boolean bare, Set<SentencePath> ways) {
    long from = 0;
    for (int place : places) {
      if (rules.evidence.endsAt(place) && rules.evidence.endsBareAt(place) == bare) {
        from |= 1L << rules.evidence.itemAt(place);
      }
    }
    if (from == 0) {
      return;
    }
    if (bare && next == ' ') {
      if (sentence.words >= rules.limits.fewestWords()) {
        ways.add(to(Phase.MORE, sentence.from(from), ""));
      }
    } else {
      endWord(next, sentence.from(from), ways);
    }
  }

  private void endWord(char next, Sentence after, Set<SentencePath> ways) {
    if (next == ' ') {
      ways.add(to(Phase.GAP, after, ""));
    } else if (MARKS.indexOf(next) >= 0 && after.words < rules.limits.mostWords()) {
      ways.add(to(Phase.MARK, after, ","));
    }
  }

  private void cite(char next, Set<SentencePath> ways) {
    if (next == ']') {
      if (!word.isEmpty() && numbers(word).anyMatch(word::equals)) {
        ways.add(to(Phase.CITED, sentence.citing(Integer.parseInt(word)), ""));
      }
    } else if (numbers(word + next).findAny().isPresent()) {
      ways.add(to(Phase.CITE, sentence, word + next));
    }
  }

  private Stream<String> numbers(String beginning) {
    return IntStream.rangeClosed(1, rules.count)
        .filter(sentence::mayCite)
        .mapToObj(Integer::toString)
        .filter(number -> number.startsWith(beginning));
  }

  private void cited(char next, Set<SentencePath> ways) {
    if (sentence.uncited.isEmpty()) {
      if (next == '.') {
        ways.add(
            new SentencePath(rules, Phase.DONE, sentences + 1, Sentence.EMPTY, "", new int[0]));
      }
    } else if (next == ' ') {
      ways.add(to(Phase.MORE, sentence, ""));
    }
  }

  private SentencePath to(Phase next, Sentence after, String letters) {
    return new SentencePath(rules, next, sentences, after, letters, new int[0]);
  }

  /** A long word still grows where it cannot end: so there is always a way on. */
  private boolean mayGrow() {
    return word.length() < LONGEST_FREE_WORD
        || !isLetter(word.charAt(word.length() - 1))
        || ReservedWords.has(word);
  }

  /** A hyphen stands between two letters, and no number before it. */
  private boolean mayJoin(char last) {
    return isLetter(last)
        && word.length() < LONGEST_FREE_WORD
        && word.chars().filter(c -> isInner((char) c)).count() < MOST_JOINTS
        && !ReservedWords.has(word);
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isInner(char c) {
    return c == '-' || c == '\'';
  }
}
