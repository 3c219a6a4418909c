package org.prytany.digest.repair;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;

/**
 * The subject with which a sentence begins, up to its first finite verb; found by words alone, and
 * not found where anything stands in it that could make it another.
 *
 * @param end where it ends in the sentence
 * @param words it, as it is written
 * @param plural whether it is more than one
 * @param verb the finite verb behind it
 * @param rest what stands behind the verb
 */
record Subject(int end, String words, boolean plural, String verb, String rest) {

  private static final int MOST_WORDS = 8;

  private static final Pattern SINGULAR = Cues.pattern(Subject.class, "singular");
  private static final Pattern PLURAL = Cues.pattern(Subject.class, "plural");
  private static final Pattern MODAL = Cues.pattern(Subject.class, "modal");
  private static final Pattern NO_SUBJECT = Cues.pattern(Subject.class, "no-subject");
  private static final Pattern BREAKS = Cues.pattern(Subject.class, "breaks");
  private static final Pattern JOINS = Cues.pattern(Subject.class, "joins");
  private static final Pattern PROPOSAL =
      Pattern.compile("this (?:[\\w-]+ )?(?:proposal|[a-z]{0,4}ip)", Pattern.CASE_INSENSITIVE);
  private static final Pattern WORD = Pattern.compile("\\S+");
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\d$][\\p{L}\\d.’'/&-]*");

  /** Empty where the sentence begins with something else. */
  static Optional<Subject> of(String sentence) {
    Matcher words = WORD.matcher(sentence);
    String head = "";
    boolean joined = false;
    boolean proposal = PROPOSAL.matcher(sentence).lookingAt();
    int count = 0;
    int end = 0;
    while (words.find() && count <= MOST_WORDS) {
      String word = words.group();
      if (count == 0 && !proposal && NO_SUBJECT.matcher(word).matches()) {
        return Optional.empty();
      }
      Optional<Boolean> plural = count == 0 ? Optional.empty() : plural(word, head);
      if (plural.isPresent()) {
        return begins(sentence)
            ? Optional.of(
                new Subject(
                    end,
                    sentence.substring(0, end),
                    plural.get(),
                    word,
                    sentence.substring(words.end())))
            : Optional.empty();
      }
      if (!PLAIN.matcher(word).matches() || BREAKS.matcher(word).matches()) {
        return Optional.empty();
      }
      joined |= JOINS.matcher(word).matches();
      head = joined ? head : word;
      end = words.end();
      count++;
    }
    return Optional.empty();
  }

  /** Empty where it is no finite verb. */
  private static Optional<Boolean> plural(String word, String head) {
    if (SINGULAR.matcher(word).matches()) {
      return Optional.of(false);
    }
    if (PLURAL.matcher(word).matches()) {
      return Optional.of(true);
    }
    return MODAL.matcher(word).matches() ? Optional.of(isPlural(head)) : Optional.empty();
  }

  static boolean isPlural(String noun) {
    return noun.endsWith("s")
        && !noun.endsWith("ss")
        && !noun.endsWith("us")
        && !noun.endsWith("is");
  }

  private static boolean begins(String sentence) {
    return Character.isUpperCase(sentence.charAt(0)) || Character.isLetter(sentence.charAt(0));
  }
}
