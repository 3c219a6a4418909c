package org.prytany.digest.ranking;

import java.util.regex.Pattern;
import org.prytany.reading.modality.Leaning;

/** Knows the lines of a proposal that say nothing of what it is about. */
final class Boilerplate {

  private static final Pattern SECTION =
      Pattern.compile(
          "(?:copyright|licen[cs]e|references?|useful links|links|change ?log|revision history"
              + "|acknowledge?ments?|authors?|disclaimer|bibliography|footnotes|see also"
              + "|additional resources|resources|table of contents|contents|test cases"
              + "|appendix|citations?|further reading)\\b.*");

  /** Who makes the proposal, and what they have done before. */
  private static final Pattern PEOPLE =
      Pattern.compile(
          "(?:(?:the|our|my|about|project|core|meet|key|founding|introducing|introduction of|background of) ){0,3}"
              + "(?:team|team members?|team (?:background|experience|bios?|overview|introduction)|us|who (?:we are|am i)"
              + "|(?:past |prior |previous |our )?experience(?: (?:with|in) .{1,40})?|track record|credentials|bios?"
              + "|biograph(?:y|ies)|about me)");

  private static final Pattern ITSELF =
      Pattern.compile(
          "\\b(?:this|the present|our) (?:proposal|request|grant|application)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern LINE =
      Pattern.compile(
          "copyright and related rights|licensed under|creativecommons|\\bcc0\\b|all rights reserved"
              + "|\\[insert|\\[todo|\\btbd\\b|\\bn/a\\b|please (?:describe|provide|fill|list|explain)"
              + "|replace this|lorem ipsum|delete this|this section (?:should|must|describes|is"
              + " optional)|click here|table of contents|view (?:the )?(?:full|post|thread)"
              + "|\\bcopied from .{1,60}\\bpermission\\b|\\b(?:because|of|the|an?|and|or|than|via)\\s?\\.\\z"
              + "|can be (?:found|viewed|seen|read) (?:here|at|on|in)\\b|discuss(?:ion)? (?:on|in|here|thread)|join (?:us|the (?:discussion|discord|forum))",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern METADATA =
      Pattern.compile(
          "(?:authors?|status|created|date|type|category|discussions?(?:-to| to| link)?|requires"
              + "|network|implementor|release|proposer|tags?|version|replaces|forum(?: post)?"
              + "|snapshot|github|twitter|telegram|discord|e-?mail|contacts?|link|website"
              + "|last call|shortcode|sip|title|id)\\s*(?:\\([^)]*\\))?\\s*[:|].*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]{6,}|[0-9a-fA-F]{24,}");

  private Boilerplate() {}

  /** Whether a section holds no sentence worth showing. */
  static boolean isSection(String heading) {
    return SECTION.matcher(heading).matches();
  }

  /** Whether a section is about people, together with what stands under its own headings. */
  static boolean isAboutPeople(String heading) {
    return PEOPLE.matcher(heading).matches();
  }

  /** Whether a sentence says what the proposal itself asks, wherever it stands. */
  static boolean isAskOfTheProposal(String shown) {
    return ITSELF.matcher(shown).find() && Leaning.asks(shown);
  }

  /** Whether a sentence is no sentence, or says nothing of its own. */
  static boolean isLine(String shown, String source) {
    return LINE.matcher(shown).find()
        || METADATA.matcher(shown).matches()
        || mostlyNotWords(HEX.matcher(shown).replaceAll(""))
        || source.contains("://") && shown.length() * 2 < source.length();
  }

  private static boolean mostlyNotWords(String text) {
    int letters = 0;
    int others = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isLetter(c)) {
        letters++;
      } else if (!Character.isWhitespace(c)) {
        others++;
      }
    }
    return letters < 8 || others > letters;
  }
}
