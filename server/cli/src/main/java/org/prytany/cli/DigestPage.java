package org.prytany.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** A digest as text for the terminal. */
final class DigestPage {

  private static final int WIDTH = 88;

  private DigestPage() {}

  static String of(JsonNode digest) {
    StringBuilder page = new StringBuilder();
    page.append(wrapped("", text(digest, "headline", "(no headline)"))).append('\n');
    for (JsonNode sentence : digest.path("sentences")) {
      page.append(wrapped("  ", safe(sentence.path("text").asText())));
      page.append("    characters ")
          .append(sentence.path("start").asInt())
          .append(" to ")
          .append(sentence.path("end").asInt())
          .append("\n");
    }
    section(page, digest, "effects", "What it executes", "line");
    section(page, digest, "findings", "Findings", "text");
    if (digest.path("claims").size() > 0) {
      page.append("\nThe text asks for\n");
      for (JsonNode claim : digest.path("claims")) {
        page.append(
            wrapped(
                "  - ", claim.path("kind").asText() + ": " + safe(claim.path("text").asText())));
      }
    }
    page.append('\n')
        .append(digest.path("blocked").asBoolean() ? "Automation is BLOCKED. " : "")
        .append("Content hash ")
        .append(digest.path("contentHash").asText())
        .append('\n');
    return page.toString();
  }

  private static void section(
      StringBuilder page, JsonNode digest, String field, String title, String text) {
    JsonNode items = digest.path(field);
    if (items.isEmpty()) {
      return;
    }
    page.append('\n').append(title).append('\n');
    for (JsonNode item : items) {
      String severity = item.path("severity").asText("");
      page.append(
          wrapped(
              "  - ",
              (severity.isEmpty() ? "" : severity.toUpperCase(Locale.ROOT) + " ")
                  + safe(item.path(text).asText())));
    }
  }

  private static String text(JsonNode node, String field, String otherwise) {
    String value = node.path(field).asText("");
    return value.isEmpty() ? otherwise : safe(value);
  }

  /** Proposal text is hostile: no control character of it reaches the terminal. */
  private static String safe(String text) {
    return text.codePoints()
        .map(
            point -> {
              int kind = Character.getType(point);
              boolean hidden =
                  kind == Character.CONTROL
                      || kind == Character.FORMAT
                      || kind == Character.SURROGATE
                      || kind == Character.PRIVATE_USE;
              return hidden ? (Character.isWhitespace(point) ? ' ' : 0xFFFD) : point;
            })
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String wrapped(String indent, String text) {
    StringBuilder out = new StringBuilder(indent);
    int column = indent.length();
    String hanging = " ".repeat(indent.length());
    for (String word : text.split("\\s+")) {
      if (column + word.length() > WIDTH && column > indent.length()) {
        out.append('\n').append(hanging);
        column = hanging.length();
      }
      out.append(word).append(' ');
      column += word.length() + 1;
    }
    return out.toString().stripTrailing() + "\n";
  }
}
