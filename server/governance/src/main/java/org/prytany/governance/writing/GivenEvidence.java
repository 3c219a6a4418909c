package org.prytany.governance.writing;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.FindingCode;
import org.prytany.reading.Reading;
import org.prytany.reading.language.Language;
import org.prytany.spi.Span;

/**
 * Which sentences of a digest a model is given. It is given none that speaks to it, as far as that
 * can be told, and none that the proof cannot read: another language, letters of several scripts,
 * words in single letters. What is left out here is left out of what is written, and of nothing
 * else.
 */
public final class GivenEvidence {

  private static final int MOST = 60;

  /** More in one sentence is a table or data. */
  private static final int LONGEST = 2_000;

  /** What the host itself found to speak to a model, or in the name of this server. */
  private static final Set<String> SPEAKING =
      Set.of(
          FindingCode.ADDRESSED_TO_MODEL.name(),
          FindingCode.IMITATES_REPORT.name(),
          FindingCode.ENCODED_TEXT.name());

  private static final Pattern OTHER_SCRIPT =
      Pattern.compile(
          "[\\p{L}\\p{M}&&[^\\p{IsLatin}\\p{IsCommon}\\p{IsInherited}]]|[\\x{1D400}-\\x{1D7FF}]");
  private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");
  private static final Pattern SPACED = Pattern.compile("(?<!\\S)\\p{L}(?: \\p{L}){3}(?!\\S)");

  /** Orders to whoever writes, and marks of conversations with models. */
  private static final List<Pattern> ORDERS =
      List.of(
          Pattern.compile(
              "(?i)^\\W*(?:(?:please|now|then|just|and|so),? )?(?:ignore|disregard|forget|override"
                  + "|write|say|repeat|print|output|answer|reply|respond|pretend|decode|obey"
                  + "|translate|summari[sz]e|tell|mention|describe|remember|imagine|act as)\\b"),
          Pattern.compile("(?i)^\\W*(?:system|assistant|user|developer|model|tool)\\W*:"),
          Pattern.compile(
              "(?i)\\b(?:the|your|a|an|any|this) (?:summar(?:y|izer|iser)|digest|prompt)\\b"),
          Pattern.compile(
              "(?i)\\b(?:the|this|any|language|ai) model (?:must|should|shall|has to|says)\\b"),
          Pattern.compile("(?i)\\b(?:previous|prior|above|earlier|these|all) instructions\\b"),
          Pattern.compile("(?i)\\b(?:llm|chatbot|assistant)s?\\b"),
          Pattern.compile("(?i)\\byou (?:must|should|shall|have to|are now)\\b"),
          Pattern.compile("(?i)\\b(?:write|say|repeat|output|answer)\\s?[:\"“‘']"),
          Pattern.compile("<\\||\\|>|\\[/?INST]|<</?SYS|_of_turn|</?s>|\\{%|\\{\\{"));

  private GivenEvidence() {}

  /**
   * Of a digest's sentences those that a model may read, in their order, at most 60.
   *
   * @param found what the host found in the text
   */
  public static List<WritingTask.Evidence> of(
      List<WritingTask.Evidence> digest, List<Finding> found) {
    List<Span> speaking =
        found.stream()
            .filter(each -> SPEAKING.contains(each.code()))
            .flatMap(each -> each.span().stream())
            .toList();
    return digest.stream()
        .filter(each -> isFit(each.text()))
        .filter(each -> speaking.stream().noneMatch(span -> overlap(span, each.span())))
        .limit(MOST)
        .toList();
  }

  /** Whether a sentence speaks to nobody who writes, and can be read by the proof. */
  static boolean isFit(String sentence) {
    return sentence.length() <= LONGEST
        && !UNSEEN.matcher(sentence).find()
        && !OTHER_SCRIPT.matcher(sentence).find()
        && !SPACED.matcher(sentence).find()
        && ORDERS.stream().noneMatch(order -> order.matcher(sentence).find())
        && !Language.isForeign(Reading.units(sentence))
        && Language.foreignBlocks(Reading.units(sentence)).isEmpty();
  }

  private static boolean overlap(Span one, Span other) {
    return one.start() < other.end() && other.start() < one.end();
  }
}
