package org.prytany.governance.comparison;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
final class MasterRoles {

  /** A part of each role's name, and how texts say it. */
  private static final Map<String, String> WORDS =
      Map.of(
          "admin", "admin",
          "ward", "wards?\\b|rely\\b",
          "module", "modules?\\b",
          "owner", "owner|signer|signator|member|keyholder|multi-?sig",
          "minter", "mint",
          "upgrader", "upgrad",
          "voting power", "voting power|delegat");

  private static final Pattern IDENTIFIER = Cues.pattern(MasterRoles.class, "identifier");
  private static final Pattern OTHER_MATTER = Cues.pattern(MasterRoles.class, "other-matter");

  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.;!?])\\s+");

  private static final Pattern STAYS = Cues.pattern(MasterRoles.class, "stays");

  private static final int LINES_AROUND = 4;

  private MasterRoles() {}

  /** A text that speaks of one role must not pass for another one. */
  static void check(Comparison comparison, int i, Change.Role effect) {
    String role = effect.name().toLowerCase(Locale.ROOT);
    String word =
        role.replaceAll("_?role$", "")
            .replace('_', ' ')
            .replace("default ", "")
            .replaceAll(" for 0x.*", "")
            .strip();
    boolean master = is(role);
    boolean named =
        master
            ? isNamed(comparison, role, effect.to())
            : !word.startsWith("0x") && comparison.textHas(word);
    if (!named) {
      comparison
          .finding(master ? Severity.RED : Severity.AMBER, FindingCode.ROLE_NOT_NAMED, i)
          .say(
              AuthorityCheck.sentence(comparison, effect)
                  + " The text speaks of a role, and not of this one.");
    }
  }

  private static boolean is(String role) {
    return WORDS.keySet().stream().anyMatch(part -> hasPart(role, part));
  }

  private static boolean hasPart(String role, String part) {
    // "Reward manager" has no ward.
    return Pattern.compile("(?<!\\p{L})" + part).matcher(role.toLowerCase(Locale.ROOT)).find();
  }

  /** Whether the text names the role where it speaks of roles, or near the account. */
  private static boolean isNamed(Comparison comparison, String role, Optional<Address> account) {
    Set<String> identifiers = identifiers(comparison, account);
    if (!identifiers.isEmpty()) {
      return identifiers.contains(
          role.toUpperCase(Locale.ROOT).replaceAll(" FOR 0X.*", "").strip());
    }
    String near = near(comparison, account);
    return WORDS.entrySet().stream()
        .filter(word -> hasPart(role, word.getKey()))
        .allMatch(
            word ->
                Pattern.compile("(?<!\\p{L})(?:" + word.getValue() + ")", Pattern.CASE_INSENSITIVE)
                    .matcher(near)
                    .find());
  }

  /**
   * The roles that sentences about the account name as code: "PAUSER_ROLE, whose admin role is
   * DEFAULT_ADMIN_ROLE" grants the first of them.
   */
  private static Set<String> identifiers(Comparison comparison, Optional<Address> account) {
    Set<String> found = new HashSet<>();
    for (int c = 0; c < comparison.claims().size(); c++) {
      if (isAbout(comparison, c, account)) {
        String line = comparison.lineOf(c);
        TextLines lines = comparison.lines();
        int start = comparison.claims().get(c).span().start();
        String rest = line.substring(start - lines.start(lines.at(start)));
        addNames(rest, found);
      }
    }
    return found.isEmpty() ? beside(comparison, account) : found;
  }

  /** Those in sentences that have the account. */
  private static Set<String> beside(Comparison comparison, Optional<Address> account) {
    Set<String> found = new HashSet<>();
    if (account.isPresent()) {
      for (String line : comparison.text().split("\n", -1)) {
        for (String sentence : SENTENCE_END.split(line, -1)) {
          if (sentence.toLowerCase(Locale.ROOT).contains(account.get().hex())) {
            addNames(sentence, found);
          }
        }
      }
    }
    return found;
  }

  /** The names before another matter begins; none of a role that stays where it is. */
  private static void addNames(String words, Set<String> found) {
    Matcher other = OTHER_MATTER.matcher(words);
    boolean ends = other.find();
    String own = ends ? words.substring(0, other.start()) : words;
    if (ends && STAYS.matcher(other.group()).matches()) {
      return;
    }
    Matcher names = IDENTIFIER.matcher(own);
    while (names.find()) {
      found.add(names.group());
    }
  }

  private static boolean isAbout(Comparison comparison, int c, Optional<Address> account) {
    return comparison.counts(c)
        && comparison.claims().get(c) instanceof Claim.Authority claim
        && claim.kind() == Claim.Authority.Kind.ROLE
        && (claim.account().isEmpty() || claim.account().equals(account));
  }

  private static String near(Comparison comparison, Optional<Address> account) {
    TextLines lines = comparison.lines();
    StringBuilder near = new StringBuilder();
    for (int c = 0; c < comparison.claims().size(); c++) {
      if (isAbout(comparison, c, account)) {
        near.append(comparison.lineOf(c)).append('\n');
      }
    }
    for (int line = 0; line < lines.count() && account.isPresent(); line++) {
      if (lines.line(line).toLowerCase(Locale.ROOT).contains(account.get().hex())) {
        int last = Math.min(lines.count() - 1, line + LINES_AROUND);
        for (int around = Math.max(0, line - LINES_AROUND); around <= last; around++) {
          near.append(lines.line(around)).append('\n');
        }
      }
    }
    return near.toString().replace('_', ' ');
  }
}
