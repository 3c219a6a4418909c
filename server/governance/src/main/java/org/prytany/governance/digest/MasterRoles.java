package org.prytany.governance.digest;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
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

  private static final int LINES_AROUND = 4;

  private MasterRoles() {}

  static boolean is(String role) {
    return WORDS.keySet().stream().anyMatch(part -> hasPart(role, part));
  }

  private static boolean hasPart(String role, String part) {
    // "Reward manager" has no ward.
    return Pattern.compile("(?<!\\p{L})" + part).matcher(role.toLowerCase(Locale.ROOT)).find();
  }

  /** Whether the text names the role where it speaks of roles, or near the account. */
  static boolean isNamed(Comparison comparison, String role, Optional<Address> account) {
    String near = near(comparison, account);
    return WORDS.entrySet().stream()
        .filter(word -> hasPart(role, word.getKey()))
        .allMatch(
            word ->
                Pattern.compile("(?<!\\p{L})(?:" + word.getValue() + ")", Pattern.CASE_INSENSITIVE)
                    .matcher(near)
                    .find());
  }

  private static String near(Comparison comparison, Optional<Address> account) {
    TextLines lines = comparison.lines();
    StringBuilder near = new StringBuilder();
    for (int c = 0; c < comparison.claims().size(); c++) {
      boolean role =
          comparison.counts(c)
              && comparison.claims().get(c) instanceof Claim.Authority claim
              && claim.kind() == Claim.Authority.Kind.ROLE
              && (claim.account().isEmpty() || claim.account().equals(account));
      if (role) {
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
