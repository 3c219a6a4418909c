package com.example.template;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.spi.DigestContext;
import org.prytany.spi.ProposalDigester;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

/**
 * Reads the proposals of a DAO that has its authors fill in a template: a title with a number
 * ("[GIP-7] Pay the auditors"), and a section "Summary" that says it in short. Of a text that keeps
 * to no template it shows the first lines.
 */
@ApplicationScoped
public class TemplateDigest implements ProposalDigester {

  private static final int SENTENCES = 3;
  private static final int LONGEST = 300;
  private static final int HEADLINE_WORDS = 25;

  /** Possessive, because strangers write what it reads. */
  private static final Pattern HEADING = Pattern.compile("#{1,6}+\\s{1,9}+(\\S.{0,299}+)");

  private static final Pattern NUMBER =
      Pattern.compile("(?:\\[[A-Z]{2,6}+-\\d{1,4}+\\]|[A-Z]{2,6}+-\\d{1,4}+:)\\s{1,9}+");

  @Override
  public String id() {
    return "digest-template";
  }

  @Override
  public String version() {
    return "1.0.0";
  }

  @Override
  public boolean readsTextAlone() {
    return true;
  }

  @Override
  public TextDigest digest(ProposalSnapshot proposal, DigestContext context) {
    List<TextDigest.Sentence> summary = new ArrayList<>();
    List<TextDigest.Sentence> first = new ArrayList<>();
    String headline = "";
    boolean inSummary = false;
    String text = proposal.description();
    for (int start = 0; start < text.length() && summary.size() < SENTENCES; ) {
      int end = text.indexOf('\n', start) < 0 ? text.length() : text.indexOf('\n', start);
      String line = text.substring(start, end);
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        String words = heading.group(1).strip();
        inSummary = words.equalsIgnoreCase("Summary");
        headline = headline.isEmpty() ? headline(words) : headline;
      } else if (isSentence(line) && (inSummary || first.size() < SENTENCES)) {
        (inSummary ? summary : first).add(new TextDigest.Sentence(line, new Span(start, end)));
      }
      start = end + 1;
    }
    return new TextDigest(headline, summary.isEmpty() ? first : summary, List.of(), "template 1");
  }

  /** The title without its number; what is too long or has signs that nobody sees is no headline. */
  private static String headline(String title) {
    Matcher number = NUMBER.matcher(title);
    String words = number.lookingAt() ? title.substring(number.end()) : title;
    return isPlain(words) && words.split("\\s").length <= HEADLINE_WORDS ? words : "";
  }

  private static boolean isSentence(String line) {
    return line.length() <= LONGEST
        && !line.isEmpty()
        && Character.isLetterOrDigit(line.codePointAt(0))
        && line.strip().endsWith(".")
        && isPlain(line);
  }

  private static boolean isPlain(String line) {
    return line.codePoints()
        .noneMatch(
            sign -> Character.isISOControl(sign) || Character.getType(sign) == Character.FORMAT);
  }
}
