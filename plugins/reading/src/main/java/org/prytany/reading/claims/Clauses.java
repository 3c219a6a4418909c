package org.prytany.reading.claims;

import java.util.regex.Pattern;

/** Tells whether the words around a statement take it back. */
final class Clauses {

  private static final int CONTEXT = 110;
  private static final Pattern BOUNDARY =
      Pattern.compile(
          "[.;:!?](?=\\s)|,\\s|\\s(?:but|however|while|although|whereas|and then)\\s",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DENIED_BEFORE =
      Pattern.compile(
          "\\b(?:not(?! only| just| merely)|no|never|without|neither|nor|none|cannot|nobody|nothing"
              + "|instead of|rather than|avoid(?:s|ing)?|prevent(?:s|ing)?|[a-z]+n[’']t)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DENIED_AFTER =
      Pattern.compile(
          "\\A[\\w\\s'’()-]{0,60}?\\b(?:is|are|be|was|were|will|would|does|do|has|have|shall|can)\\s?"
              + "(?:not(?! only| just| merely)|n[’']t|never|no longer)\\b",
          Pattern.CASE_INSENSITIVE);

  /** What somebody was before ("the council that was previously the owner") is no matter. */
  private static final Pattern PAST =
      Pattern.compile(
          "(?<!\\b(?:that|which|who)\\s)\\b(?:was|were|(?:has|have|had) been)\\s"
              + "(?:previously|formerly|already|last year)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern HYPOTHETICAL =
      Pattern.compile(
          "\\b(?:could|might|may|in (?:the|a) future|later (?:proposal|vote|date)|previously|formerly"
              + "|already|last year|had been|in the past|if ever|would have|used to)\\b",
          Pattern.CASE_INSENSITIVE);

  private Clauses() {}

  /** Whether {@code [start, end)} of {@code text} is denied, past, or only possible. */
  static boolean takenBack(String text, int start, int end) {
    String before = text.substring(Math.max(0, start - CONTEXT), start);
    var matcher = BOUNDARY.matcher(before);
    int clause = 0;
    while (matcher.find()) {
      clause = matcher.end();
    }
    String since = before.substring(clause);
    String inside = text.substring(start, end);
    String after = text.substring(end, Math.min(text.length(), end + CONTEXT));
    var next = BOUNDARY.matcher(after);
    String until = next.find() ? after.substring(0, next.start()) : after;
    return DENIED_BEFORE.matcher(since).find()
        || DENIED_BEFORE.matcher(inside).find()
        || DENIED_AFTER.matcher(until).find()
        || PAST.matcher(inside + until).find()
        || HYPOTHETICAL.matcher(since).find();
  }
}
