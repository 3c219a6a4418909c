package org.prytany.app.sheet;

import java.util.List;
import java.util.Optional;

/** A sheet as Markdown to paste into a forum. */
public final class SheetMarkdown {

  private final StringBuilder out = new StringBuilder();

  private SheetMarkdown() {}

  /**
   * @param page where the digest can be read with its sources; an address of our own
   */
  public static String of(Sheet sheet, Optional<String> page) {
    SheetMarkdown markdown = new SheetMarkdown();
    markdown.write(sheet, page);
    return markdown.out.toString();
  }

  private void write(Sheet sheet, Optional<String> page) {
    line("## " + MarkdownText.of(sheet.headline()));
    line("");
    sheet.ask().ifPresent(ask -> paragraph(text(ask) + "." + sheet.quotedPlaces()));
    if (!sheet.standing().isEmpty()) {
      paragraph(String.join(" ", sheet.standing().stream().map(MarkdownText::of).toList()));
    }
    sheet.stale().ifPresent(why -> paragraph("⚠ **This digest is stale.** " + text(why)));
    paragraph((sheet.blocked() ? "⛔ " : "") + "**" + MarkdownText.of(sheet.verdict()) + "**");
    sentences(sheet.sentences());
    sheet.notes().forEach(note -> paragraph("⚠ " + text(note)));
    sheet.written().ifPresent(this::written);
    executes(sheet);
    pairs(sheet.pairs());
    findings(sheet.findings());
    provenance(sheet.provenance());
    page.ifPresent(at -> paragraph("[Read it beside its sources, and check it](<" + at + ">)"));
  }

  private void sentences(List<Sheet.Sentence> sentences) {
    heading("What it says");
    if (sentences.isEmpty()) {
      paragraph("There is no summary of the text.");
      return;
    }
    for (Sheet.Sentence sentence : sentences) {
      line("- " + text(sentence.text()) + " *(" + sentence.place() + ")*");
    }
    line("");
  }

  private void written(Sheet.Written written) {
    heading("Written by a model");
    for (Sheet.WrittenSentence sentence : written.sentences()) {
      String places =
          sentence.lines().isEmpty()
              ? "what the calls do"
              : String.join(", ", sentence.lines().stream().map(Sheet.Lines::words).toList());
      line("- " + text(sentence.text()) + " *(" + places + ")*");
    }
    if (!written.sentences().isEmpty()) {
      line("");
    }
    paragraph("*" + text(written.words()) + "*");
  }

  private void executes(Sheet sheet) {
    heading("What it executes");
    sheet.failure().ifPresent(why -> paragraph("⚠ **" + text(why) + "**"));
    if (sheet.executes().isEmpty() && sheet.effects().isEmpty()) {
      paragraph(
          sheet.failure().isPresent() ? "No call could be decoded." : "There are no calls here.");
      return;
    }
    int number = 0;
    for (Sheet.Call call : sheet.executes()) {
      call(++number + ". ", "", call);
    }
    line("");
    if (sheet.failure().isEmpty() && !sheet.executes().isEmpty()) {
      paragraph(
          sheet.effects().isEmpty()
              ? "It moves nothing and changes no power or setting."
              : "Net result:");
    }
    for (String effect : sheet.effects()) {
      line("- " + text(effect));
    }
    line("");
  }

  private void call(String mark, String indent, Sheet.Call call) {
    line(
        indent
            + mark
            + text(call.line())
            + (call.remark().isEmpty() ? "" : " **(" + text(call.remark()) + ")**"));
    String below = indent + " ".repeat(mark.length());
    int number = 0;
    for (Sheet.Call inside : call.inside()) {
      call(++number + ". ", below, inside);
    }
  }

  private void pairs(List<Sheet.Pair> pairs) {
    if (pairs.isEmpty()) {
      return;
    }
    heading("The text against the calls");
    line("| The text says | The calls do | |");
    line("|---|---|---|");
    for (Sheet.Pair pair : pairs) {
      line(
          "| "
              + pair.claim()
                  .map(claim -> "“" + text(claim.quote()) + "” (" + claim.lines().words() + ")")
                  .orElse(
                      pair.status() == Sheet.Status.CONSISTENT
                          ? "*" + text(pair.explanation()) + "*"
                          : "*nothing about this*")
              + " | "
              + pair.effect().map(MarkdownText::of).orElse("*nothing of the kind*")
              + " | "
              + pair.status().mark()
              + " "
              + (pair.status() == Sheet.Status.CONSISTENT
                  ? pair.status().words()
                  : "**" + pair.status().words() + "**")
              + " |");
    }
    line("");
  }

  private void findings(List<Sheet.Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    heading("Findings");
    for (Sheet.Finding finding : findings) {
      line(
          "- "
              + switch (finding.severity()) {
                case STOP -> "🔴 **Stop:** ";
                case LOOK -> "🟠 **Look:** ";
                case NOTE -> "**Note:** ";
              }
              + text(finding.text())
              + evidence(finding));
    }
    line("");
  }

  private static String evidence(Sheet.Finding finding) {
    String lines = finding.lines().map(Sheet.Lines::words).orElse("");
    String call = finding.call() >= 0 ? "call " + (finding.call() + 1) : "";
    String both = lines + (lines.isEmpty() || call.isEmpty() ? "" : ", ") + call;
    return both.isEmpty() ? "" : " *(" + both + ")*";
  }

  private void provenance(List<Sheet.Fact> provenance) {
    heading("Made from and with");
    for (Sheet.Fact fact : provenance) {
      line("- " + fact.name() + ": " + MarkdownText.code(fact.value()));
    }
    line("");
  }

  private void heading(String words) {
    line("### " + words);
    line("");
  }

  private void paragraph(String words) {
    line(words);
    line("");
  }

  private void line(String words) {
    out.append(words).append('\n');
  }

  private static String text(String strangers) {
    return MarkdownText.of(strangers);
  }
}
