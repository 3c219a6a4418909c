package org.prytany.governance.ask;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;

/** The words of a sentence that leads into a list, or of an item of one, as they are quoted. */
final class AskLeadIn {

  /** A figure with its measure, or of several digits, that is no year and in no name. */
  private static final Pattern VALUE =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}.,-])(?!(?:19|20)\\d\\d(?![\\p{Nd},.]))"
              + "\\p{Nd}[\\p{Nd},.]{0,30}(?<=\\p{Nd})(?:\\s?%|[kKmM](?!\\p{L})|(?<=\\p{Nd}{2}))");

  /** The end of a sentence that leads into a list, which is not quoted. */
  private static final Pattern LEAD_IN = Pattern.compile("(?:\\s(?:that|which))?\\s?:\\z");

  /** What a sentence ends with that says nothing without its list. */
  private static final Pattern OPEN = Cues.pattern(AskLeadIn.class, "open");

  /** What ends an item of a list and no sentence. */
  private static final Pattern TRAILING = Pattern.compile("\\s*(?:;|\\s[–—-])\\s*\\z");

  private AskLeadIn() {}

  static boolean hasValue(String words) {
    return VALUE.matcher(words).find();
  }

  /** A sentence beside what it leads into. */
  static String bare(String text) {
    return LEAD_IN.matcher(text).replaceAll("");
  }

  /** A sentence without what it leads into, where it says something; else as it is. */
  static String closed(String text) {
    Matcher lead = LEAD_IN.matcher(text);
    return lead.find() && saysSomething(text.substring(0, lead.start()))
        ? text.substring(0, lead.start()) + AskClause.CUT
        : TRAILING.matcher(text).replaceAll("");
  }

  /** Whether a lead-in says what is asked without its list: it ends closed, or says how much. */
  private static boolean saysSomething(String lead) {
    return !OPEN.matcher(lead).find() || hasValue(lead);
  }
}
