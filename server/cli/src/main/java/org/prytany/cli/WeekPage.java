package org.prytany.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.prytany.cli.Terminal.Style;

/** What happened in a DAO and what is due, as text for the terminal. */
final class WeekPage {

  private static final List<String> KINDS =
      List.of(
          "executed", "queued", "passed", "defeated", "cancelled", "expired", "voted", "proposed");

  private WeekPage() {}

  /**
   * @param period a `Period` of the API, or what {@link Together} makes of several
   */
  static String of(JsonNode period, Terminal terminal) {
    Paper paper = new Paper(terminal);
    paper.item("", period.path("name").asText(), Style.BOLD);
    paper.item("", time(period.path("from")) + " to " + time(period.path("to")), Style.FAINT);
    due(paper, period.path("due"), period.path("now").asText(""));
    blocked(paper, period.path("blocked"));
    if (!period.path("paid").isEmpty()) {
      paper.heading("What left the treasury");
    }
    for (JsonNode paid : period.path("paid")) {
      int payments = paid.path("payments").asInt();
      paper.item(
          "  - ",
          paid.path("line").asText()
              + " in "
              + payments
              + (payments == 1 ? " payment" : " payments")
              + (paid.has("token") ? ", token " + paid.path("token").asText() : "")
              + of(paid));
    }
    unlisted(paper, period.path("unlisted"));
    unknown(paper, period.path("unknown"));
    happened(paper, period.path("happened"));
    return paper.toString();
  }

  private static void due(Paper paper, JsonNode due, String now) {
    paper.heading("What is due");
    if (due.isEmpty()) {
      paper.item("  ", "Nothing.");
    }
    for (JsonNode one : due) {
      boolean deadline = one.has("latestSafe");
      paper.item(
          "  - ",
          one.path("what").asText()
              + ", "
              + (deadline
                  ? "at the latest " + time(one.path("latestSafe"))
                  : from(one.path("notBefore"), now))
              + ": "
              + one.path("headline").asText()
              + of(one));
      more(paper, one.path("executes").asText(""));
      more(paper, one.path("detail").asText(""));
      more(paper, one.path("problem").asText(""));
    }
  }

  private static void blocked(Paper paper, JsonNode blocked) {
    if (blocked.isEmpty()) {
      return;
    }
    paper.heading("Stopped");
    for (JsonNode one : blocked) {
      paper.item(
          "  x ",
          one.path("headline").asText() + " (" + one.path("state").asText() + ")" + of(one),
          Style.RED);
      one.path("reasons").forEach(reason -> more(paper, reason.asText()));
    }
  }

  /** What executions took out of accounts that nobody listed as the DAO's. */
  private static void unlisted(Paper paper, JsonNode unlisted) {
    if (unlisted.isEmpty()) {
      return;
    }
    paper.heading("Paid by other accounts (in no sum above)");
    for (JsonNode one : unlisted) {
      paper.item(
          "  - ",
          one.path("line").asText()
              + (one.has("from") ? " from " + one.path("from").asText() : "")
              + (one.has("to") ? " to " + one.path("to").asText() : "")
              + (one.has("token") ? ", token " + one.path("token").asText() : "")
              + of(one));
      more(paper, one.path("headline").asText());
    }
  }

  private static void unknown(Paper paper, JsonNode unknown) {
    if (unknown.isEmpty()) {
      return;
    }
    paper.heading("Executed, and not known for certain");
    for (JsonNode one : unknown) {
      paper.item("  - ", one.path("headline").asText() + of(one));
      more(paper, one.path("why").asText());
    }
  }

  private static void happened(Paper paper, JsonNode happened) {
    paper.heading("What happened");
    if (happened.isEmpty()) {
      paper.item("  ", "Nothing.");
    }
    for (String kind : KINDS) {
      List<JsonNode> ofKind = new ArrayList<>();
      happened.forEach(
          one -> {
            if (one.path("kind").asText().equals(kind)) {
              ofKind.add(one);
            }
          });
      for (JsonNode one : ofKind) {
        paper.item(
            "  - ",
            kind
                + " "
                + (one.path("about").asBoolean() ? "about " : "")
                + time(one.path("at"))
                + ": "
                + one.path("headline").asText()
                + of(one));
        one.path("details").forEach(detail -> more(paper, detail.asText()));
      }
    }
  }

  /** The governor's name, where those of several stand together. */
  private static String of(JsonNode one) {
    return one.has("of") ? " - " + one.path("of").asText() : "";
  }

  private static void more(Paper paper, String text) {
    if (!text.isEmpty()) {
      paper.item("    ", text);
    }
  }

  /** Both are ISO times in UTC with the same number of digits before the seconds' fraction. */
  private static String from(JsonNode notBefore, String now) {
    return notBefore.asText().compareTo(now) > 0 ? "from " + time(notBefore) : "now";
  }

  /** To the minute: nobody plans by seconds. */
  static String time(JsonNode iso) {
    String text = iso.asText();
    return text.length() >= 16 ? text.substring(0, 16).replace('T', ' ') + " UTC" : text;
  }
}
