package org.prytany.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.prytany.cli.Terminal.Style;

/** A digest as text for the terminal. */
final class DigestPage {

  private static final List<String> STATUSES =
      List.of("CONTRADICTED", "UNMENTIONED", "NOT_EXECUTED", "CONSISTENT");

  /** States in which nothing can be executed any more. */
  private static final List<String> OVER = List.of("CANCELED", "DEFEATED", "EXPIRED");

  private final Paper paper;
  private final JsonNode digest;
  private final JsonNode effects;
  private final JsonNode verdict;
  private final JsonNode whole;
  private final String text;

  private DigestPage(
      JsonNode whole,
      JsonNode digest,
      JsonNode effects,
      JsonNode verdict,
      String text,
      Terminal t) {
    this.whole = whole;
    this.digest = digest;
    this.effects = effects;
    this.verdict = verdict;
    this.text = text;
    this.paper = new Paper(t);
  }

  /**
   * A digest without a chain, a `DigestLine` of the API.
   *
   * @param text what was digested; its lines are named
   */
  static String of(JsonNode line, String text, Terminal terminal) {
    return new DigestPage(line, line, line, line, text, terminal).written();
  }

  /** A proposal on a chain, a `Proposal` of the API. */
  static String ofProposal(JsonNode proposal, Terminal terminal) {
    return new DigestPage(
            proposal,
            proposal.path("digest"),
            proposal.path("effects"),
            proposal.path("verdict"),
            proposal.path("description").asText(),
            terminal)
        .written();
  }

  private String written() {
    String headline = whole.path("headline").asText("");
    String happens = whole.path("happens").asText("");
    if (!happens.isEmpty()) {
      paper.item("", happens, Style.BOLD);
    }
    paper.item(
        "",
        headline.isBlank() ? "(no headline)" : headline,
        happens.isEmpty() ? Style.BOLD : Style.FAINT);
    ask();
    standing();
    verdict();
    says();
    model();
    executes();
    compared();
    findings();
    provenance();
    return paper.toString();
  }

  /** What it comes to, in one line. */
  private void ask() {
    String does = whole.path("executes").asText("");
    if (!does.isEmpty()) {
      paper.item("", does + ".");
      List<String> places = new ArrayList<>();
      for (JsonNode quoted : digest.path("quoted")) {
        place(quoted).filter(place -> !places.contains(place)).ifPresent(places::add);
      }
      if (!places.isEmpty()) {
        paper.item("  ", "quoted from " + String.join(", ", places), Style.FAINT);
      }
    }
  }

  private void standing() {
    if (whole.has("state")) {
      paper.item(
          "",
          whole.path("dao").asText()
              + ", proposal "
              + whole.path("id").asText()
              + ": "
              + whole.path("state").asText().toLowerCase(Locale.ROOT)
              + ", proposed by "
              + whole.path("proposer").asText(),
          Style.FAINT);
    }
    if (digest.path("stale").asBoolean()) {
      paper.item(
          "! ",
          "This digest is stale. "
              + digest.path("staleReason").asText("Text, calls or models have changed since."),
          Style.YELLOW);
    }
  }

  private void verdict() {
    if (verdict instanceof MissingNode) {
      paper.item("", "The text has not been compared with the calls yet.");
    } else if (verdict.path("blocked").asBoolean()) {
      paper.item(
          "",
          verdict.path("overridden").asBoolean()
              ? "A treasurer has overridden the block by name; what is found below stands."
              : unlifted(),
          Style.RED);
    }
    String compared = verdict.path("agreement").path("words").asText();
    if (!compared.isEmpty()) {
      paper.item("", compared);
    }
  }

  private String unlifted() {
    String state = whole.path("state").asText("");
    if (state.equals("EXECUTED")) {
      return "It was EXECUTED despite what is found below, and no override of it counted.";
    }
    return OVER.contains(state)
        ? "What is found below stops it; it is over, and nothing follows."
        : "Automation is BLOCKED: nothing is paid by itself until a treasurer overrides this by"
            + " name.";
  }

  private void says() {
    paper.heading("What it says");
    // A server of an earlier version has sentences alone.
    JsonNode sentences = digest.has("shown") ? digest.path("shown") : digest.path("sentences");
    if (sentences.isEmpty()) {
      paper.item("  ", "There is no summary of the text.");
    }
    for (JsonNode sentence : sentences) {
      String mark = sentence.path("mark").asText("");
      paper.item("  - ", (mark.isEmpty() ? "" : mark + " ") + sentence.path("text").asText());
      paper.item(
          "    ",
          place(sentence).orElse("in no place of the text") + inserted(sentence),
          Style.FAINT);
    }
    for (JsonNode note : digest.path("notes")) {
      paper.item("  ! ", note.asText(), Style.YELLOW);
    }
  }

  /** What a language model wrote; the words of what was not borne out are not even here. */
  private void model() {
    JsonNode written = whole.path("written");
    if (written.isMissingNode()) {
      return;
    }
    paper.heading("Written by a model");
    for (JsonNode sentence : written.path("sentences")) {
      paper.item("  - ", sentence.path("text").asText());
      for (JsonNode at : sentence.path("evidence")) {
        paper.item("    ", place(at).orElse("in no place of the text"), Style.FAINT);
      }
      for (JsonNode effect : sentence.path("effects")) {
        at(effects.path("effects"), effect.asInt(-1))
            .ifPresent(line -> paper.item("    ", "calls: " + effectLine(line), Style.FAINT));
      }
    }
    paper.item("  ", written.path("words").asText(), Style.FAINT);
  }

  /** Where what a repaired sentence has in brackets stands. */
  private String inserted(JsonNode sentence) {
    List<String> places = new ArrayList<>();
    for (JsonNode piece : sentence.path("pieces")) {
      if (piece.path("inserted").asBoolean()) {
        places.add(place(piece).orElse("in no place of the text"));
      }
    }
    return places.isEmpty() ? "" : "; in brackets: " + String.join(", ", places);
  }

  private void executes() {
    paper.heading("What it executes");
    if (effects.path("succeeded").isBoolean() && !effects.path("succeeded").asBoolean()) {
      paper.item(
          "  ! ",
          "Executing it would fail: "
              + effects.path("revertReason").asText("the contract gives no reason"),
          Style.RED);
    }
    if (noCallsGiven()) {
      paper.item(
          "  ",
          "No calls were given, so the text was not compared with any. Give them with --actions"
              + " FILE.");
      return;
    }
    if (effects.path("actions").isEmpty() && effects.path("effects").isEmpty()) {
      paper.item("  ", "No calls are known: executing it changes nothing on the chain.");
      return;
    }
    int number = 0;
    for (JsonNode action : effects.path("actions")) {
      action("  ", ++number, action);
    }
    if (!effects.path("effects").isEmpty()) {
      paper.item("  ", "Net result:");
    }
    for (JsonNode effect : effects.path("effects")) {
      paper.item("  - ", effectLine(effect));
    }
  }

  /** Of a text alone: what nobody gave is no call that does nothing. */
  private boolean noCallsGiven() {
    return !whole.has("state")
        && effects.path("actions").isEmpty()
        && effects.path("effects").isEmpty();
  }

  private void action(String indent, int number, JsonNode action) {
    String mark = indent + number + ". ";
    paper.item(mark, action.path("line").asText());
    String below = " ".repeat(mark.length());
    if (action.path("manner").asText().equalsIgnoreCase("delegatecall")) {
      paper.item(
          below,
          "DELEGATECALL: the called code acts with the caller's own money and authority",
          Style.RED);
    }
    String calldata = action.path("calldata").asText("0x");
    if (!action.has("function") && calldata.length() > 2) {
      paper.item(
          below,
          "NOT UNDERSTOOD: selector "
              + action.path("selector").asText("none")
              + ", "
              + (calldata.length() - 2) / 2
              + " bytes of calldata",
          Style.RED);
    }
    if (action.hasNonNull("publisher")) {
      paper.item(
          below, "The contract's publisher says: “" + action.path("publisher").asText() + "”");
    }
    int inside = 0;
    for (JsonNode nested : action.path("nested")) {
      action(below, ++inside, nested);
    }
  }

  private String effectLine(JsonNode effect) {
    return effect.path("line").asText() + paidBefore(effect);
  }

  private String paidBefore(JsonNode effect) {
    if (!effect.path("kind").asText().equals("TRANSFER")) {
      return "";
    }
    for (JsonNode account : effects.path("accounts")) {
      if (account.path("address").asText().equalsIgnoreCase(effect.path("to").asText("-"))) {
        return switch (account.path("paidBefore").asText().toUpperCase(Locale.ROOT)) {
          case "YES" -> " (paid before)";
          case "NO" -> " (FIRST PAYMENT to this account)";
          default -> "";
        };
      }
    }
    return "";
  }

  /** Every claim and effect with its other side, what differs first. */
  private void compared() {
    List<JsonNode> matches = new ArrayList<>();
    verdict
        .path("matches")
        .forEach(
            match -> {
              boolean again =
                  match.path("status").asText().equals("CONSISTENT")
                      && match.path("effect").asInt(-1) < 0;
              if (!again && !isTold(match)) {
                matches.add(match);
              }
            });
    if (matches.isEmpty() || noCallsGiven()) {
      claims();
      return;
    }
    matches.sort(Comparator.comparingInt(match -> STATUSES.indexOf(match.path("status").asText())));
    paper.heading("The text against the calls");
    paper.beside("  ", "THE TEXT SAYS", "THE CALLS DO");
    for (JsonNode match : matches) {
      Optional<JsonNode> claim = at(digest.path("claims"), match.path("claim").asInt(-1));
      Optional<JsonNode> effect = at(effects.path("effects"), match.path("effect").asInt(-1));
      if (claim.isEmpty() && effect.isEmpty()) {
        continue;
      }
      status(match.path("status").asText());
      paper.beside(
          "  ",
          claim
              .map(said -> "\"" + said.path("text").asText() + "\" " + place(said).orElse(""))
              .orElse(
                  match.path("status").asText().equals("CONSISTENT")
                      ? "(" + match.path("text").asText() + ")"
                      : "(nothing about this)"),
          effect.map(this::effectLine).orElse("(nothing of the kind)"));
    }
  }

  /** What stands beside its other side already is not shown alone again. */
  private boolean isTold(JsonNode match) {
    int claim = match.path("claim").asInt(-1);
    int effect = match.path("effect").asInt(-1);
    if (claim >= 0 && effect >= 0) {
      return false;
    }
    for (JsonNode pair : verdict.path("matches")) {
      boolean both = pair.path("claim").asInt(-1) >= 0 && pair.path("effect").asInt(-1) >= 0;
      boolean same =
          (claim >= 0 && pair.path("claim").asInt(-1) == claim)
              || (effect >= 0 && pair.path("effect").asInt(-1) == effect);
      if (both && same) {
        return true;
      }
    }
    return false;
  }

  private void status(String status) {
    switch (status) {
      case "CONTRADICTED" -> paper.item("  x ", "contradicted", Style.RED);
      case "UNMENTIONED" -> paper.item("  x ", "not mentioned in the text", Style.RED);
      case "NOT_EXECUTED" -> paper.item("  ! ", "said, but not executed", Style.YELLOW);
      default -> paper.item("  = ", "they agree", Style.GREEN);
    }
  }

  private void claims() {
    if (digest.path("claims").isEmpty()) {
      return;
    }
    paper.heading("The text asks for");
    for (JsonNode claim : digest.path("claims")) {
      paper.item(
          "  - ",
          claim.path("kind").asText()
              + ": "
              + claim.path("text").asText()
              + place(claim).map(place -> " (" + place + ")").orElse(""));
    }
  }

  private void findings() {
    if (verdict.path("findings").isEmpty()) {
      return;
    }
    paper.heading("Findings");
    for (JsonNode finding : verdict.path("findings")) {
      String severity = finding.path("severity").asText().toUpperCase(Locale.ROOT);
      String evidence =
          String.join(
              ", ",
              java.util.stream.Stream.of(
                      place(finding),
                      Optional.of(finding.path("action").asInt(-1))
                          .filter(call -> call >= 0)
                          .map(call -> "call " + (call + 1)))
                  .flatMap(Optional::stream)
                  .toList());
      paper.item(
          "  " + Columns.filled(severity, 6),
          finding.path("text").asText()
              + (evidence.isEmpty() ? "" : " (" + evidence + ")")
              + next(finding, severity),
          switch (severity) {
            case "RED" -> Style.RED;
            case "AMBER" -> Style.YELLOW;
            default -> Style.FAINT;
          });
    }
  }

  private static String next(JsonNode finding, String severity) {
    String next = finding.path("next").asText("");
    return next.isEmpty() || severity.equals("NOTE") ? "" : " Next: " + next;
  }

  private void provenance() {
    paper.heading("Made from and with");
    fact("Content hash", whole.path("contentHash").asText(""));
    JsonNode made = whole.has("provenance") ? whole.path("provenance") : digest;
    fact("Digest by", made.path("plugin").asText(""));
    fact("Algorithm", made.path("algorithm").asText(""));
    if (made.path("models").isEmpty()) {
      model(made.path("model").asText(""), made.path("modelSha256").asText(""));
    }
    for (JsonNode model : made.path("models")) {
      model(model.path("id").asText(), model.path("sha256").asText());
    }
    fact("Runtime", made.path("runtime").asText(""));
    fact("Device", made.path("device").asText(""));
    if (made.has("millis")) {
      fact("Time taken", made.path("millis").asLong() + " ms");
    }
    if (effects.path("block").asLong() > 0) {
      fact(
          "Effects",
          "at block "
              + effects.path("block").asLong()
              + ", with "
              + effects.path("method").asText());
      fact("Effects hash", effects.path("effectsHash").asText(""));
    }
  }

  private void model(String id, String sha256) {
    fact("Model", id + (sha256.isEmpty() ? "" : ", SHA-256 " + sha256));
  }

  private void fact(String name, String value) {
    if (!value.isEmpty()) {
      paper.item("  " + Columns.filled(name, 14), value);
    }
  }

  /** "line 3" or "lines 3-5". */
  private Optional<String> place(JsonNode span) {
    int start = span.path("start").asInt(-1);
    int end = span.path("end").asInt(-1);
    if (start < 0 || end < start || end > text.length()) {
      return Optional.empty();
    }
    int first = line(start);
    int last = line(Math.max(start, end - 1));
    return Optional.of(first == last ? "line " + first : "lines " + first + "-" + last);
  }

  private int line(int offset) {
    return 1
        + (int)
            text.substring(0, Math.min(offset, text.length()))
                .chars()
                .filter(c -> c == '\n')
                .count();
  }

  private static Optional<JsonNode> at(JsonNode list, int index) {
    return index >= 0 && index < list.size() ? Optional.of(list.get(index)) : Optional.empty();
  }
}
