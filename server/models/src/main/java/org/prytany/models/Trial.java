package org.prytany.models;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.prytany.governance.proof.SentenceProof;
import org.prytany.governance.proof.TextEvidence;
import org.prytany.inference.Device;
import org.prytany.inference.generation.Budget;
import org.prytany.inference.generation.CopiedSentences;
import org.prytany.inference.generation.ModelWriter;
import org.prytany.inference.generation.Writer;
import org.prytany.inference.generation.Written;
import org.prytany.inference.remote.RemoteWriter;

/**
 * One proposal that a model writes about.
 *
 * @param text the proposal's Markdown
 * @param evidence the sentences that the model sees, in their order
 * @param effects what the calls do, a line each
 * @param tokens that it may write
 * @param threads of one run
 */
record Trial(String text, List<String> evidence, List<String> effects, int tokens, int threads) {

  /** Of a text from which there is nothing to write. */
  static final Written NOTHING = new Written("", 0, 0, 0, Written.Stop.ENDED);

  private static final long MOST_CPU_NANOS = 120_000_000_000L;

  /**
   * Writes, and weighs what was written.
   *
   * @return a page for the terminal
   * @throws org.prytany.inference.generation.GenerationException if the model cannot be used
   */
  String on(Path folder, Device device) {
    try (ModelWriter model = ModelWriter.open(folder, threads, device)) {
      return on(model)
          + "It ran on "
          + model.device().used()
          + ": "
          + model.device().reason()
          + ".\n";
    }
  }

  /** The same with a model wherever it is. */
  String on(Writer model) {
    long begun = System.nanoTime();
    Writer.Draft draft = model.write(evidence, effects, budget());
    return page(draft, (System.nanoTime() - begun) / 1e9);
  }

  /** The same with a model behind an endpoint, and what of its answer could not be taken. */
  String elsewhere(RemoteWriter model) {
    long begun = System.nanoTime();
    Writer.Draft draft = model.write(evidence, effects, budget());
    String page = page(draft, (System.nanoTime() - begun) / 1e9);
    List<CopiedSentences.Reason> leftOut =
        new CopiedSentences(evidence).of(draft.written().text()).leftOut();
    return "Written by "
        + model.id().route()
        + ", model "
        + clean(model.id().model())
        + ". It runs elsewhere: what it was shown was sent there.\n\n"
        + page
        + leftOut(leftOut);
  }

  private static String leftOut(List<CopiedSentences.Reason> reasons) {
    if (reasons.isEmpty()) {
      return "";
    }
    return reasons.size()
        + (reasons.size() == 1 ? " piece" : " pieces")
        + " of its answer could not be taken: "
        + reasons.stream().distinct().map(Trial::word).collect(Collectors.joining("; "))
        + ".\n";
  }

  private static String word(CopiedSentences.Reason reason) {
    return switch (reason) {
      case TOO_LONG -> "it is too long";
      case NOT_CITED -> "words without the number of their evidence";
      case GOES_ON -> "a citation in the middle of a sentence";
      case NOT_COPIED -> "names, numbers or marks that are not copied from the evidence";
      case CITED_WRONGLY -> "something copied whose evidence is not cited";
      case TOO_MANY -> "more than three sentences";
    };
  }

  private Budget budget() {
    var threads = ManagementFactory.getThreadMXBean();
    return new Budget(
        tokens,
        MOST_CPU_NANOS,
        threads::getCurrentThreadCpuTime,
        () -> Thread.currentThread().isInterrupted());
  }

  String page(Writer.Draft draft, double seconds) {
    StringBuilder page = new StringBuilder("What the model was shown:\n");
    for (int i = 0; i < evidence.size(); i++) {
      page.append("  [").append(i + 1).append("] ").append(clean(evidence.get(i))).append('\n');
    }
    effects.forEach(line -> page.append("  calls: ").append(clean(line)).append('\n'));
    page.append("\nWhat it wrote, and whether the text bears it out:\n");
    TextEvidence read = new TextEvidence("", text, effects);
    int shown = 0;
    for (Writer.Sentence sentence : draft.sentences()) {
      SentenceProof proof = read.proof(sentence.text());
      shown += proof.shown() ? 1 : 0;
      page.append(proof.shown() ? "  yes  " : "  NO   ")
          .append(clean(sentence.text()))
          .append(' ')
          .append(
              sentence.cited().stream().map(n -> "[" + n + "]").collect(Collectors.joining(" ")))
          .append('\n');
      if (!proof.shown()) {
        page.append("       because ").append(clean(proof.reason())).append('\n');
        if (!proof.replacement().isEmpty()) {
          page.append("       instead: ").append(clean(proof.replacement())).append('\n');
        }
      }
    }
    if (draft.sentences().isEmpty()) {
      page.append("  nothing: no sentence was finished.\n");
    }
    page.append(
        String.format(
            Locale.ROOT,
            "%n%d of %d sentences proved. %d tokens read, %d written in %d runs, %.1f s; it stopped because %s.%n",
            shown,
            draft.sentences().size(),
            draft.written().promptTokens(),
            draft.written().tokens(),
            draft.written().runs(),
            seconds,
            why(draft)));
    return page.toString();
  }

  private static String why(Writer.Draft draft) {
    return switch (draft.written().stop()) {
      case ENDED -> "it was done";
      case TOKENS -> "its tokens were used";
      case CPU_TIME -> "its processor time was used";
      case CANCELLED -> "it was interrupted";
      case NOTHING_ALLOWED -> "nothing that it may write fitted";
    };
  }

  /** Text of strangers on one line, with what is invisible made visible. */
  private static String clean(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("\\p{C}", "?").strip();
  }
}
