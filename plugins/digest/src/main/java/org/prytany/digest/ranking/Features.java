package org.prytany.digest.ranking;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.prytany.reading.markdown.Block;

/** What can be seen of a sentence, as numbers of about the same size. */
final class Features {

  static final List<String> NAMES =
      List.of(
          "centroid",
          "title",
          "lead",
          "rank",
          "depth",
          "sectionStart",
          "blockStart",
          "short",
          "long",
          "item",
          "quoted",
          "colon",
          "cue",
          "weakCue",
          "anaphora",
          "question",
          "number",
          "motivation",
          "opening",
          "specification",
          "closing",
          "technical",
          "request",
          "definition",
          "authorsSummary");

  private static final Pattern CUE =
      Pattern.compile(
          "\\b(?:this|the|our) (?:proposal|[a-z]{0,3}ip(?:-?\\d+)?|arfc|aip|motion|request|grant"
              + "|document|standard|upgrade|change|vote|[a-z]{2,4}\\d*)"
              + " (?:\\w+ )?(?:proposes|introduces|aims|seeks|requests|asks|describes|defines|adds"
              + "|specifies|would|will|intends|is|outlines|suggests|recommends|allows|enables)"
              + "|\\bwe (?:propose|request|recommend|ask|seek|suggest|are proposing|are requesting)"
              + "|\\bit is proposed|\\bthe purpose of|\\bthe goal|\\bpropos(?:e|es|ing) to\\b"
              + "|\\bif (?:approved|passed|accepted)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern WEAK_CUE =
      Pattern.compile(
          "\\b(?:propos\\w+|request\\w*|aim\\w*|introduc\\w+|purpose|objective|goal|onboard\\w*|fund\\w*"
              + "|increase|decrease|update|upgrade|enable|allow\\w*|add|remove|deploy\\w*|change)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ANAPHORA =
      Pattern.compile(
          "\\A(?:this (?!proposal|[a-z]*ip\\b)|that|these|those|it|they|he|she|however|but|and|also"
              + "|therefore|thus|hence|for example|for instance|in addition|additionally|moreover"
              + "|furthermore|similarly|then|so|as such|note|e\\.g|i\\.e|otherwise|finally|such)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern TECHNICAL =
      Pattern.compile("[{}=\\\\]|\\w\\(|_\\w|\\w_|::|\\b[a-z]+[A-Z]\\w*\\b|0x[0-9a-fA-F]+");
  private static final Pattern REQUEST =
      Pattern.compile("[$€]\\s?\\d|\\d[\\d,.]*\\s?[kKmM]?\\s[A-Z]{3,6}\\b");
  private static final Pattern DEFINITION =
      Pattern.compile("\\A(?:The |An? )?[\\w -]{2,40} (?:is|are) (?:an?|the)\\b.*", Pattern.DOTALL);

  private static final Pattern AUTHORS_SUMMARY =
      Pattern.compile(
          "(?:\\d+[.)]?\\s*)?(?:(?:simple|short|executive|proposal|brief) )?(?:summary|abstract|tl;?\\s?dr)[:.]?",
          Pattern.CASE_INSENSITIVE);

  private Features() {}

  /** Values in the order of {@link #NAMES}; the two similarities are given by the caller. */
  static double[] of(Candidate c, int index, int count, double centroid, double title) {
    String text = c.shown();
    String section = c.section();
    return new double[] {
      centroid,
      title,
      1.0 / (1 + index),
      1 - (double) index / count,
      Math.exp(-index / 12.0),
      1.0 / (1 + c.inSection()),
      c.inBlock() == 0 ? 1 : 0,
      Math.max(0, (12 - c.words()) / 12.0),
      Math.max(0, (c.words() - 35) / 35.0),
      c.block().kind() == Block.Kind.LIST_ITEM ? 1 : 0,
      c.block().quoted() ? 1 : 0,
      text.endsWith(":") ? 1 : 0,
      flag(CUE, text),
      flag(WEAK_CUE, text),
      ANAPHORA.matcher(text).matches() ? 1 : 0,
      text.endsWith("?") ? 1 : 0,
      digits(text) ? 1 : 0,
      has(section, "motivation", "background", "why", "problem", "rationale", "context") ? 1 : 0,
      has(section, "abstract", "overview", "introduction", "proposal", "summary", "description")
              || section.isEmpty()
          ? 1
          : 0,
      has(section, "specification", "implementation", "details", "design", "technical") ? 1 : 0,
      has(
              section,
              "backward",
              "security",
              "test",
              "risk",
              "drawback",
              "alternativ",
              "unresolved",
              "future",
              "compatib",
              "stakeholder",
              "deployment",
              "team",
              "faq")
          ? 1
          : 0,
      Math.min(1, TECHNICAL.matcher(text).results().limit(4).count() / 3.0),
      flag(REQUEST, text),
      DEFINITION.matcher(text).matches() ? 1 : 0,
      AUTHORS_SUMMARY.matcher(section.strip()).matches() ? 1 : 0,
    };
  }

  private static double flag(Pattern pattern, String text) {
    return pattern.matcher(text).find() ? 1 : 0;
  }

  private static boolean digits(String text) {
    return text.chars().anyMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean has(String section, String... words) {
    String lower = section.toLowerCase(Locale.ROOT);
    for (String word : words) {
      if (lower.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
