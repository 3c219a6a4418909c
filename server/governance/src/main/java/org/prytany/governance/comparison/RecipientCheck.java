package org.prytany.governance.comparison;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.prytany.governance.effects.ChainFacts.Answer;
import org.prytany.governance.effects.Change;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.reading.MentionedAddresses;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Token;

/** Whether who gets value can do anything with it. What nobody can move again is lost. */
final class RecipientCheck {

  private static final Pattern SENTENCES = Pattern.compile("(?<=[.;!?])\\s+");

  private final Comparison comparison;
  private final Set<String> said = new HashSet<>();

  RecipientCheck(Comparison comparison) {
    this.comparison = comparison;
  }

  void run() {
    for (int i = 0; i < comparison.effects().size(); i++) {
      if (!(comparison.effects().get(i) instanceof Change.OfValue given)
          || given.amount().signum() == 0) {
        continue;
      }
      if (given instanceof Change.Transfer moved) {
        lost(i, moved);
      }
      // Whether there is code was asked of this chain.
      if (!given.isElsewhere() && given.to().isPresent()) {
        withoutCode(i, given.to().get());
      }
    }
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
        && !comparison.holds(to)) {
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
        comparison.effects().stream()
            .noneMatch(
                other ->
                    other instanceof Change.Transfer moved
                        && !isLost(moved)
                        && moved.amount().signum() > 0);
    if (alone) {
      return LostAddresses.isBurningSaid(comparison.text());
    }
    String symbol = effect.token().flatMap(Token::symbol).orElse("");
    String account = effect.to().orElse(Address.ZERO).hex();
    for (int line = 0; line < comparison.lines().count(); line++) {
      for (String sentence : SENTENCES.split(comparison.lines().line(line), -1)) {
        String lower = sentence.toLowerCase(Locale.ROOT);
        boolean meant =
            lower.contains(account)
                || (!symbol.isBlank() && lower.contains(symbol.toLowerCase(Locale.ROOT)));
        if (meant && LostAddresses.isBurningSaid(sentence)) {
          return true;
        }
      }
    }
    return false;
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
    Set<Address> payees = new HashSet<>();
    for (Change effect : comparison.effects()) {
      boolean paid =
          effect instanceof Change.Transfer
              && effect.to().isPresent()
              && !effect.to().get().equals(comparison.dao().treasury());
      if (paid) {
        payees.add(effect.to().get());
      }
    }
    return payees.size() == 1
        && comparison.reference(payees.iterator().next())
            == MentionedAddresses.Reference.NO_ADDRESSES;
  }

  private boolean isToken(Address account) {
    return LostAddresses.isKnownToken(account)
        || comparison.effects().stream()
            .anyMatch(
                effect -> effect.contract().equals(account) && effect instanceof Change.OfValue);
  }

  /** A vault takes a token and gives its own for it. */
  private boolean givesBack(Address vault) {
    return comparison.effects().stream()
        .anyMatch(
            effect ->
                effect instanceof Change.Transfer
                    && effect.contract().equals(vault)
                    && effect.from().isEmpty());
  }

  /** Whether a call, on whatever level, tells a token to move some to that account. */
  private boolean sends(Address token, Address to) {
    return token.equals(Address.ZERO) || sends(comparison.actions(), token, to);
  }

  private static boolean sends(List<DecodedAction> actions, Address token, Address to) {
    return actions.stream()
        .anyMatch(
            action ->
                sends(action.nested(), token, to)
                    || (action.function().map(RecipientCheck::isTransfer).orElse(false)
                        && action.arguments().stream()
                            .anyMatch(a -> a.value().equalsIgnoreCase(to.hex()))));
  }

  private static boolean isTransfer(String function) {
    String name = function.toLowerCase(Locale.ROOT);
    return name.startsWith("transfer(")
        || name.startsWith("transferfrom(")
        || name.startsWith("transferandcall(")
        || name.startsWith("safetransfer")
        || name.startsWith("executetransfer")
        || name.startsWith("executeallowancetransfer")
        || name.startsWith("send(");
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
