package org.prytany.inference.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The form of an answer in GBNF, for servers that hold a model to a grammar while it writes
 * (llama.cpp's; https://github.com/ggml-org/llama.cpp/blob/master/grammars/README.md). It is
 * narrower than {@link SentencePath} in what is usual (one piece of evidence a sentence) and wider
 * in details, so what comes back is judged all the same.
 */
public final class EvidenceGrammar {

  /** Spans of one piece of evidence that are offered; names of a long one are many. */
  private static final int MOST_SPANS = 400;

  private EvidenceGrammar() {}

  /**
   * @param evidence numbered from 1; from 1 to 60
   */
  public static String gbnf(List<String> evidence) {
    EvidenceText text = EvidenceText.of(evidence);
    StringBuilder rules = new StringBuilder();
    List<String> sentences = new ArrayList<>();
    for (int item = 1; item <= evidence.size(); item++) {
      String its = String.valueOf(item);
      sentences.add("s" + its);
      List<String> spans = text.spans(item, false);
      List<String> bare = text.spans(item, true);
      String span = spans.isEmpty() ? "" : "(\" \" c" + its + ")?";
      rules
          .append("s" + its + " ::= ")
          .append(spans.isEmpty() ? "o" : "(o " + span + " | c" + its + ")")
          .append(" w w (w{0,6} " + span + "){0,4} ")
          .append(bare.isEmpty() ? "" : "(w \" \" b" + its + ")? ")
          .append("\" [" + its + "].\"\n");
      appendChoice(rules, "c" + its, spans);
      appendChoice(rules, "b" + its, bare);
    }
    return "root ::= s (\" \" s){0,2}\n"
        + "s ::= "
        + String.join(" | ", sentences)
        + "\n"
        + rules
        + "w ::= \",\"? \" \" [a-z]{1,15}\n"
        + "o ::= "
        + ReservedWords.OPENINGS.stream()
            .sorted()
            .map(EvidenceGrammar::quoted)
            .collect(Collectors.joining(" | "))
        + "\n";
  }

  private static void appendChoice(StringBuilder rules, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      rules
          .append(name)
          .append(" ::= ")
          .append(
              texts.stream()
                  .limit(MOST_SPANS)
                  .map(EvidenceGrammar::quoted)
                  .collect(Collectors.joining(" | ")))
          .append('\n');
    }
  }

  /** Copied words have neither line breaks nor control characters. */
  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
