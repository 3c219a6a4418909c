package org.prytany.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ProposalDigester;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;
import org.prytany.spi.TextGenerator;

/**
 * Shows the lines of a text on which a model's sentences rest, and the first ones without a model.
 */
record LeadByModel() implements ProposalDigester {

  private static final Pattern LINE = Pattern.compile("(?m)^[A-Z].*\\.$");
  private static final int SHOWN = 3;

  @Override
  public String id() {
    return "digest-lead-by-model";
  }

  @Override
  public String version() {
    return "1.0.0";
  }

  @Override
  public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
    List<TextDigest.Sentence> lines = new ArrayList<>();
    LINE.matcher(proposal.description())
        .results()
        .limit(TextGenerator.MOST_EVIDENCE)
        .forEach(line -> lines.add(sentence(line)));
    List<TextDigest.Sentence> chosen =
        context.generator().map(model -> chosen(lines, model)).orElse(List.of());
    List<TextDigest.Sentence> shown = chosen.isEmpty() ? lines : chosen;
    return new TextDigest(
        proposal.description().lines().findFirst().filter(line -> line.length() < 90).orElse(""),
        shown.stream().limit(SHOWN).toList(),
        List.of(),
        "lead-by-model-1");
  }

  /** What the model wrote is not shown: only which of the text's own lines bear it out. */
  private static List<TextDigest.Sentence> chosen(
      List<TextDigest.Sentence> lines, TextGenerator model) {
    return model.generate(lines).stream()
        .flatMap(written -> written.evidence().stream())
        .sorted()
        .distinct()
        .map(lines::get)
        .toList();
  }

  private static TextDigest.Sentence sentence(MatchResult line) {
    return new TextDigest.Sentence(line.group(), new Span(line.start(), line.end()));
  }
}
