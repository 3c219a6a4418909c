package org.prytany.app.period;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.prytany.app.sheet.MarkdownText;

/** A period as Markdown to paste into a forum or a letter. */
public final class PeriodMarkdown {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final List<String> KINDS =
      List.of(
          "executed", "queued", "passed", "defeated", "cancelled", "expired", "voted", "proposed");

  private final StringBuilder out = new StringBuilder();
  private final Optional<String> page;

  private PeriodMarkdown(Optional<String> page) {
    this.page = page;
  }

  /**
   * @param page the address of the DAO's page, to which "/proposals/ID" is added
   */
  public static String of(PeriodView period, Optional<String> page) {
    PeriodMarkdown markdown = new PeriodMarkdown(page);
    markdown.write(period);
    return markdown.out.toString();
  }

  static String time(String iso) {
    return TIME.format(Instant.parse(iso));
  }

  private void write(PeriodView period) {
    line("## " + MarkdownText.of(period.name()) + ": " + days(period));
    line("");
    happened(period);
    paid(period.paid());
    unlisted(period.unlisted());
    unknown(period.unknown());
    blocked(period.blocked());
    due(period);
  }

  /** The days of the period, the last one included. */
  static String days(PeriodView period) {
    return days(Instant.parse(period.from()), Instant.parse(period.to()));
  }

  static String days(Instant from, Instant to) {
    return DAY.format(from) + " to " + DAY.format(to.minusMillis(1));
  }

  private void happened(PeriodView period) {
    heading("What happened");
    if (period.happened().isEmpty()) {
      paragraph("Nothing.");
      return;
    }
    for (String kind : KINDS) {
      List<PeriodView.Happening> ofKind =
          period.happened().stream().filter(one -> one.kind().equals(kind)).toList();
      if (ofKind.isEmpty()) {
        continue;
      }
      paragraph("**" + title(kind) + "** (" + ofKind.size() + ")");
      for (PeriodView.Happening one : ofKind) {
        line(
            "- "
                + link(one.proposalId(), one.headline())
                + " — "
                + (one.about() ? "about " : "")
                + time(one.at()));
        one.details().forEach(detail -> line("  - " + MarkdownText.of(detail)));
      }
      line("");
    }
  }

  static String title(String kind) {
    return switch (kind) {
      case "executed" -> "Executed and paid";
      case "queued" -> "Put into the timelock";
      case "voted" -> "Our votes";
      case "proposed" -> "New proposals";
      default -> kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
    };
  }

  private void paid(List<PeriodView.Paid> paid) {
    if (paid.isEmpty()) {
      return;
    }
    heading("What left the treasury");
    for (PeriodView.Paid one : paid) {
      line(
          "- **"
              + MarkdownText.of(one.line())
              + "** in "
              + one.payments()
              + (one.payments() == 1 ? " payment" : " payments")
              + one.token().map(token -> ", token " + MarkdownText.code(token)).orElse(""));
    }
    line("");
  }

  private void unlisted(List<PeriodView.Spending> unlisted) {
    if (unlisted.isEmpty()) {
      return;
    }
    heading("Paid by other accounts");
    paragraph(
        "Executed proposals moved this as well, out of accounts that are not listed as the DAO's."
            + " It is in no sum above.");
    for (PeriodView.Spending one : unlisted) {
      line(
          "- **"
              + MarkdownText.of(one.line())
              + "**"
              + one.from().map(from -> " from " + MarkdownText.code(from)).orElse("")
              + one.to().map(to -> " to " + MarkdownText.code(to)).orElse("")
              + one.token().map(token -> ", token " + MarkdownText.code(token)).orElse("")
              + ": "
              + link(one.proposalId(), one.headline()));
    }
    line("");
  }

  private void unknown(List<PeriodView.Unknown> unknown) {
    if (unknown.isEmpty()) {
      return;
    }
    heading("Executed, and not known for certain");
    for (PeriodView.Unknown one : unknown) {
      line("- " + link(one.proposalId(), one.headline()));
      line("  - " + MarkdownText.of(one.why()));
    }
    line("");
  }

  private void blocked(List<PeriodView.Blocked> blocked) {
    if (blocked.isEmpty()) {
      return;
    }
    heading("Stopped");
    for (PeriodView.Blocked one : blocked) {
      line("- ⛔ " + link(one.proposalId(), one.headline()) + " (" + one.state() + ")");
      one.reasons().forEach(reason -> line("  - " + MarkdownText.of(reason)));
    }
    line("");
  }

  private void due(PeriodView period) {
    List<PeriodView.Due> due = period.due();
    heading("What is due");
    if (due.isEmpty()) {
      paragraph("Nothing.");
      return;
    }
    for (PeriodView.Due one : due) {
      line(
          "- **"
              + one.what().substring(0, 1).toUpperCase(Locale.ROOT)
              + one.what().substring(1)
              + "**: "
              + link(one.proposalId(), one.headline())
              + " — "
              + one.latestSafe()
                  .map(latest -> "at the latest " + time(latest))
                  .orElseGet(() -> from(one.notBefore(), period.now())));
      one.executes().ifPresent(does -> line("  - " + MarkdownText.of(does)));
      if (!one.detail().isEmpty()) {
        line("  - " + MarkdownText.of(one.detail()));
      }
      one.problem().ifPresent(problem -> line("  - ⚠ " + MarkdownText.of(problem)));
    }
    line("");
  }

  private static String from(String notBefore, String now) {
    return Instant.parse(notBefore).isAfter(Instant.parse(now)) ? "from " + time(notBefore) : "now";
  }

  private String link(String id, String headline) {
    String words = MarkdownText.of(headline);
    return page.map(at -> "[" + words + "](<" + at + "/proposals/" + id + ">)").orElse(words);
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
}
