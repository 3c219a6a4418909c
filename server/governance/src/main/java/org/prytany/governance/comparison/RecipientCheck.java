package org.prytany.governance.comparison;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.governance.effects.ChainFacts.Answer;
import org.prytany.governance.effects.Change;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.reading.MentionedAddresses.Reference;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/** Whether who gets value can do anything with it. What nobody can move again is lost. */
final class RecipientCheck {

  private static final Pattern TRANSFER = Cues.pattern(RecipientCheck.class, "transfer");

  private final Comparison comparison;
  private final Set<String> said = new HashSet<>();

  RecipientCheck(Comparison comparison) {
    this.comparison = comparison;
  }

  void run() {
    comparison
        .effects(Change.OfValue.class)
        .forEach(
            (i, given) -> {
              if (given.amount().signum() > 0 && given instanceof Change.Transfer moved) {
                lost(i, moved);
              }
              // Whether there is code was asked of this chain.
              if (given.amount().signum() > 0 && !given.isElsewhere()) {
                given.to().ifPresent(to -> withoutCode(i, to));
              }
            });
  }

  private void lost(int i, Change.Transfer effect) {
    Address to = effect.to().orElse(Address.ZERO);
    boolean token = !effect.contract().equals(Address.ZERO);
    // Tokens that end, as shares that are paid out do, go to nobody as well.
    boolean toNobody = effect.to().isEmpty() || to.equals(Address.ZERO);
    if (LostAddresses.has(to) && (!toNobody || sends(effect.contract(), to))) {
      burnt(i, effect, to, "nobody has a key to " + (toNobody ? "the zero address" : to.hex()));
    } else if (LostAddresses.isBuiltIn(to)) {
      find(Severity.RED, i, to, "that is a program built into the chain, and not an account");
    } else if (token && to.equals(effect.contract()) && sends(effect.contract(), to)) {
      burnt(i, effect, to, "that is the contract of the token itself");
    } else if (token && isToken(to) && sends(effect.contract(), to) && !givesBack(to)) {
      find(Severity.RED, i, to, "that is the contract of another token");
    } else if (!effect.isElsewhere()
        && to.equals(comparison.dao().governor())
        && !to.equals(Address.ZERO)
        && !comparison.dao().holds(to)) {
      find(
          Severity.AMBER,
          i,
          to,
          "that is the governor, which is not the treasury: only some governors can move what they"
              + " have, by a further proposal (relay)");
    }
  }

  /** What the text wants to be burnt may well go where nobody gets at it. */
  private void burnt(int i, Change.Transfer moved, Address to, String why) {
    if (isBurningSaid(moved)) {
      find(Severity.NOTE, i, to, why + ". The text speaks of burning");
    } else {
      find(Severity.RED, i, to, why);
    }
  }

  /** Anywhere, if nothing else is paid; else where the text speaks of that token or account. */
  private boolean isBurningSaid(Change.Transfer effect) {
    boolean alone =
        comparison.effects(Change.Transfer.class).values().stream()
            .noneMatch(moved -> !isLost(moved) && moved.amount().signum() > 0);
    if (alone) {
      return LostAddresses.isBurningSaid(comparison.text());
    }
    String symbol = effect.token().flatMap(Token::symbol).orElse("").toLowerCase(Locale.ROOT);
    String account = effect.to().orElse(Address.ZERO).hex();
    return comparison
        .lines()
        .sentences()
        .filter(sentence -> saysEither(sentence.toLowerCase(Locale.ROOT), account, symbol))
        .anyMatch(LostAddresses::isBurningSaid);
  }

  private static boolean saysEither(String sentence, String account, String symbol) {
    return sentence.contains(account) || (!symbol.isBlank() && sentence.contains(symbol));
  }

  private static boolean isLost(Change.Transfer effect) {
    return effect
        .to()
        .map(to -> LostAddresses.has(to) || to.equals(effect.contract()))
        .orElse(true);
  }

  private void withoutCode(int i, Address to) {
    boolean empty = comparison.facts().of(to).map(facts -> facts.code() == Answer.NO).orElse(false);
    if (!empty) {
      return;
    }
    Optional<String> word =
        ContractWords.in(comparison.dao().labels().getOrDefault(to, ""))
            .or(() -> ContractWords.about(to, comparison.text()))
            .or(
                () ->
                    theOnlyPayee()
                        ? ContractWords.aboutPayee(comparison.text())
                        : Optional.empty());
    word.ifPresent(
        name ->
            find(
                Severity.RED,
                i,
                to,
                ("it is called “%s”, and there is no contract at that address on this chain. On"
                        + " another chain there may be one; what is sent here does not get there")
                    .formatted(name)));
  }

  private boolean theOnlyPayee() {
    Set<Address> payees =
        comparison.effects(Change.Transfer.class).values().stream()
            .flatMap(moved -> moved.to().stream())
            .filter(to -> !to.equals(comparison.dao().treasury()))
            .collect(Collectors.toSet());
    return payees.size() == 1
        && comparison.reference(payees.iterator().next()) == Reference.NO_ADDRESSES;
  }

  private boolean isToken(Address account) {
    return LostAddresses.isKnownToken(account)
        || comparison.effects(Change.OfValue.class).values().stream()
            .anyMatch(moved -> moved.contract().equals(account));
  }

  /** A vault takes a token and gives its own for it. */
  private boolean givesBack(Address vault) {
    return comparison.effects(Change.Transfer.class).values().stream()
        .anyMatch(moved -> moved.contract().equals(vault) && moved.from().isEmpty());
  }

  /** Whether a call, on whatever level, tells a token to move some to that account. */
  private boolean sends(Address token, Address to) {
    return token.equals(Address.ZERO)
        || comparison
            .calls()
            .filter(call -> TRANSFER.matcher(call.function().orElse("")).lookingAt())
            .anyMatch(call -> Called.accounts(call).contains(to));
  }

  private void find(Severity severity, int i, Address to, String why) {
    if (said.add(to + why)) {
      String name = to.equals(Address.ZERO) ? "the zero address" : comparison.name(to);
      comparison
          .finding(severity, FindingCode.RECIPIENT_CANNOT_USE, i)
          .say("What " + name + " gets cannot be used again: " + why + ".");
    }
  }
}
