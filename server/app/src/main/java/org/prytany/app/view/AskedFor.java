package org.prytany.app.view;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.prytany.governance.effects.Change;
import org.prytany.governance.proposal.Asked;
import org.prytany.spi.Token;

/**
 * What the text adds to what calls do: what a payment is for and until when, and the old value of a
 * setting that the chain did not say. Only where it is about that very change and no other.
 */
final class AskedFor {

  private final Asked asked;

  AskedFor(Asked asked) {
    this.asked = asked;
  }

  /** " “for the audit”", or "" where the text ties nothing to what changes. */
  String of(List<Change> changes) {
    if (changes.size() != 1) {
      return "";
    }
    return switch (changes.getFirst()) {
      case Change.Transfer moved -> purpose(moved);
      case Change.Setting set -> set.previous().isEmpty() ? old(set) : "";
      default -> "";
    };
  }

  private String purpose(Change.Transfer moved) {
    List<List<String>> words =
        asked.purposes().stream()
            .filter(purpose -> isAbout(purpose, moved))
            .map(Asked.Purpose::words)
            .distinct()
            .toList();
    return words.size() == 1
        ? words.getFirst().stream().map(each -> " “" + each + "”").collect(Collectors.joining())
        : "";
  }

  private static boolean isAbout(Asked.Purpose purpose, Change.Transfer moved) {
    Optional<BigDecimal> amount =
        moved
            .token()
            .filter(token -> token.decimals().isPresent())
            .map(token -> new BigDecimal(moved.amount(), token.decimals().getAsInt()));
    return amount.filter(paid -> paid.compareTo(purpose.amount()) == 0).isPresent()
        && moved
            .token()
            .flatMap(Token::symbol)
            .filter(purpose.symbol()::equalsIgnoreCase)
            .isPresent()
        && (purpose.recipient().isEmpty() || purpose.recipient().equals(moved.to()));
  }

  private String old(Change.Setting set) {
    List<Asked.FromTo> same =
        asked.settings().stream().filter(each -> bare(each.to()).equals(set.value())).toList();
    return same.size() == 1
        ? ", where the text says it is now “" + same.getFirst().from() + "”"
        : "";
  }

  private static String bare(String value) {
    return value.replaceAll("[,$%\\s]|[A-Za-z]+\\z", "");
  }
}
