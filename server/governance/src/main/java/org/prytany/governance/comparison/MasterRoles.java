package org.prytany.governance.comparison;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.effects.Change;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.reading.TextLines;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;

/**
 * Roles that are as good as the keys: a text that speaks of a lesser one must not pass for them.
 */
record MasterRoles(Comparison comparison, String role, Address account) {

  /** A part of each role's name, and how texts say it. */
  private static final Map<String, Set<String>> WORDS = Cues.table(MasterRoles.class, "words");

  private static final Pattern IDENTIFIER = Cues.pattern(MasterRoles.class, "identifier");
  private static final Pattern OTHER_MATTER = Cues.pattern(MasterRoles.class, "other-matter");

  private static final Pattern STAYS = Cues.pattern(MasterRoles.class, "stays");

  private static final int LINES_AROUND = 4;

  MasterRoles(Comparison comparison, Change.Role effect) {
    this(comparison, effect.name().toLowerCase(Locale.ROOT), effect.account());
  }

  /** A text that speaks of one role must not pass for another one. */
  void check(int i) {
    String word =
        role.replaceAll("_?role$", "")
            .replace('_', ' ')
            .replace("default ", "")
            .replaceAll(" for 0x.*", "")
            .strip();
    boolean master = WORDS.keySet().stream().anyMatch(this::hasPart);
    boolean named =
        master
            ? isNamed()
            : !word.startsWith("0x") && comparison.text().toLowerCase(Locale.ROOT).contains(word);
    if (!named) {
      comparison
          .finding(master ? Severity.RED : Severity.AMBER, FindingCode.ROLE_NOT_NAMED, i)
          .say(
              "%s The text speaks of a role, and not of this one.",
              AuthorityCheck.sentence(comparison, comparison.effects().get(i)));
    }
  }

  private boolean hasPart(String part) {
    // "Reward manager" has no ward.
    return Pattern.compile("(?<!\\p{L})" + part).matcher(role).find();
  }

  /** Whether the text names the role where it speaks of roles, or near the account. */
  private boolean isNamed() {
    List<Integer> claims =
        comparison.claims(Claim.Authority.class).entrySet().stream()
            .filter(claim -> claim.getValue().kind() == Claim.Authority.Kind.ROLE)
            .filter(claim -> claim.getValue().account().filter(to -> !to.equals(account)).isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    Set<String> identifiers = new HashSet<>();
    claims.forEach(claim -> addNames(restOfLine(claim), identifiers));
    if (identifiers.isEmpty()) {
      comparison
          .lines()
          .sentences()
          .filter(this::hasAccount)
          .forEach(sentence -> addNames(sentence, identifiers));
    }
    if (!identifiers.isEmpty()) {
      return identifiers.contains(
          role.toUpperCase(Locale.ROOT).replaceAll(" FOR 0X.*", "").strip());
    }
    String near = near(claims);
    return WORDS.entrySet().stream()
        .filter(word -> hasPart(word.getKey()))
        .map(word -> "(?<!\\p{L})(?:" + String.join("|", word.getValue()) + ")")
        .allMatch(word -> Pattern.compile(word, Pattern.CASE_INSENSITIVE).matcher(near).find());
  }

  private String restOfLine(int claim) {
    int at = comparison.claims().get(claim).span().start();
    return comparison
        .lineOf(claim)
        .substring(at - comparison.lines().start(comparison.lineNumber(claim)));
  }

  private boolean hasAccount(String words) {
    return words.toLowerCase(Locale.ROOT).contains(account.hex());
  }

  /**
   * Adds the roles that are named as code before another matter begins; none of a role that stays
   * where it is. "PAUSER_ROLE, whose admin role is DEFAULT_ADMIN_ROLE" grants the first of them.
   */
  private static void addNames(String words, Set<String> found) {
    Matcher other = OTHER_MATTER.matcher(words);
    boolean ends = other.find();
    if (!ends || !STAYS.matcher(other.group()).matches()) {
      IDENTIFIER
          .matcher(ends ? words.substring(0, other.start()) : words)
          .results()
          .forEach(name -> found.add(name.group()));
    }
  }

  private String near(List<Integer> claims) {
    TextLines lines = comparison.lines();
    StringBuilder near = new StringBuilder();
    claims.forEach(claim -> near.append(comparison.lineOf(claim)).append('\n'));
    for (int line = 0; line < lines.count(); line++) {
      if (hasAccount(lines.line(line))) {
        int last = Math.min(lines.count() - 1, line + LINES_AROUND);
        for (int around = Math.max(0, line - LINES_AROUND); around <= last; around++) {
          near.append(lines.line(around)).append('\n');
        }
      }
    }
    return near.toString().replace('_', ' ');
  }
}
