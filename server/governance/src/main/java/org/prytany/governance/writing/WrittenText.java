package org.prytany.governance.writing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.prytany.governance.proof.SentenceProof;
import org.prytany.governance.proof.TextEvidence;
import org.prytany.governance.reading.ReadableText;
import org.prytany.spi.Span;

/**
 * What a model wrote about a proposal, each sentence with what its check came to. The words of a
 * sentence that is not borne out are in nothing of this.
 */
public record WrittenText(WritingKey key, List<Sentence> sentences, Instant madeAt, long millis) {

  /** More is not asked for; what a writer sends beyond it is not looked at. */
  public static final int MOST_SENTENCES = 3;

  private static final int LONGEST = 600;
  private static final List<String> NUMBERS = List.of("no", "one", "two", "three");

  /** Control, format, private and unassigned characters, halves of characters, line separators. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  /** Rejects more sentences than a model may write. */
  public WrittenText {
    sentences = List.copyOf(sentences);
    if (sentences.size() > MOST_SENTENCES) {
      throw new IllegalArgumentException(sentences.size() + " sentences are too many");
    }
  }

  /** What became of a sentence. */
  public enum Outcome {
    /** Its cited evidence bears it out: it may be shown. */
    PROVED,
    /** It is not borne out; the digest's sentence that it cites may be shown, and is here. */
    REPLACED,
    /** It is not borne out, nor may what it cites be shown alone. */
    DROPPED
  }

  /**
   * One sentence.
   *
   * @param text what may be shown; "" if nothing may
   * @param why the check's words for a reader
   * @param evidence places of the description that bear the text out, UTF-16 units
   * @param effects lines on the calls that bear it out, from 0
   */
  public record Sentence(
      Outcome outcome, String text, String why, List<Span> evidence, List<Integer> effects) {
    public Sentence {
      evidence = List.copyOf(evidence);
      effects = List.copyOf(effects);
    }
  }

  /** How many sentences had an outcome. */
  public long count(Outcome outcome) {
    return sentences.stream().filter(each -> each.outcome() == outcome).count();
  }

  /** Which model wrote, how its sentences fared, and what the check is worth. */
  public String words() {
    return key.isRemote()
        ? outcome()
            + " The model runs at an endpoint of the operator's, which was sent the digest's"
            + " sentences and what the calls do."
        : outcome();
  }

  private String outcome() {
    int all = sentences.size();
    int proved = (int) count(Outcome.PROVED);
    if (all == 0) {
      return key.model() + " finished no sentence.";
    }
    if (proved == 0) {
      return key.model()
          + " wrote "
          + sentences(all)
          + (all == 1 ? ", and it was not" : ", none was")
          + " borne out by the text.";
    }
    String words =
        "Written by "
            + key.model()
            + ", each sentence checked against the sentence that it cites; the check can be deceived.";
    if (proved == all) {
      return words;
    }
    int left = all - proved;
    return words
        + " It wrote "
        + sentences(all)
        + "; "
        + NUMBERS.get(left)
        + (left == 1
            ? " was not borne out by the text and is"
            : " were not borne out by the text and are")
        + " left out.";
  }

  private static String sentences(int count) {
    return NUMBERS.get(count) + (count == 1 ? " sentence" : " sentences");
  }

  /**
   * Checks what was written. A sentence is proved only by what it cites: a place of the text that
   * the model was not shown bears out nothing, so that what a stranger hides elsewhere in the text
   * adds no sentence.
   *
   * @param drafted what the model wrote for this task
   */
  public static WrittenText of(WritingTask task, Drafted drafted) {
    TextEvidence text = new TextEvidence("", ReadableText.of(task.description()), task.effects());
    List<Sentence> sentences = new ArrayList<>();
    drafted.sentences().stream()
        .limit(MOST_SENTENCES)
        .forEach(each -> sentences.add(checked(task, text, each)));
    return new WrittenText(drafted.key(), sentences, drafted.madeAt(), drafted.millis());
  }

  private static Sentence checked(WritingTask task, TextEvidence text, Drafted.Sentence drafted) {
    List<WritingTask.Evidence> cited =
        drafted.cited().stream()
            .filter(number -> number >= 1 && number <= task.evidence().size())
            .distinct()
            .map(number -> task.evidence().get(number - 1))
            .toList();
    if (cited.isEmpty() || cited.size() < drafted.cited().stream().distinct().count()) {
      return dropped("it cites nothing that there is");
    }
    if (drafted.text().length() > LONGEST || UNSEEN.matcher(drafted.text()).find()) {
      return dropped("it is too long, or has characters that are not seen");
    }
    if (!GivenEvidence.isFit(drafted.text())) {
      return instead(text, cited, "it speaks to whoever writes, or not in English");
    }
    SentenceProof proof = text.proof(drafted.text());
    if (!proof.shown()) {
      return instead(text, cited, proof.reason());
    }
    boolean elsewhere =
        proof.evidence().stream()
            .anyMatch(span -> cited.stream().noneMatch(each -> overlap(span, each.span())));
    return elsewhere || (proof.evidence().isEmpty() && proof.effects().isEmpty())
        ? instead(text, cited, "what it cites does not say it")
        : new Sentence(
            Outcome.PROVED, drafted.text(), proof.reason(), proof.evidence(), proof.effects());
  }

  private static Sentence instead(TextEvidence text, List<WritingTask.Evidence> cited, String why) {
    return cited.stream()
        .filter(each -> text.proof(each.text()).shown())
        .findFirst()
        .map(
            each ->
                new Sentence(Outcome.REPLACED, each.text(), why, List.of(each.span()), List.of()))
        .orElseGet(() -> dropped(why));
  }

  private static Sentence dropped(String why) {
    return new Sentence(Outcome.DROPPED, "", why, List.of(), List.of());
  }

  private static boolean overlap(Span one, Span other) {
    return one.start() < other.end() && other.start() < one.end();
  }
}
