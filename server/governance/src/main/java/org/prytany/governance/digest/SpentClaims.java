package org.prytany.governance.digest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.Token;

/** Which claims explain payments in which tokens: one amount is not paid again in another token. */
final class SpentClaims {

  private final Comparison comparison;
  private final TokenNames names;
  private final Map<Integer, Set<Token>> explaining = new HashMap<>();
  private final Map<Integer, Optional<Address>> allowing = new HashMap<>();

  SpentClaims(Comparison comparison, TokenNames names) {
    this.comparison = comparison;
    this.names = names;
  }

  /** What may be taken by an allowance is not paid as well. */
  void noteAllowance(int claim, Optional<Address> spender) {
    allowing.put(claim, spender);
  }

  void note(int claim, Token token) {
    explaining.computeIfAbsent(claim, c -> new HashSet<>()).add(token);
  }

  /**
   * The claims that already explain a payment in another token, with their repetitions: what is
   * asked for once is not paid once in every token that it may mean.
   *
   * @param taken whether allowances are explained: those come first, and spend nothing of their own
   */
  Set<Integer> among(List<Integer> claims, Token token, boolean taken) {
    Set<Integer> spent = new HashSet<>();
    for (int claim : claims) {
      if (!taken && isAllowance(claim)) {
        spent.add(claim);
      }
      for (Map.Entry<Integer, Set<Token>> used : explaining.entrySet()) {
        boolean elsewhere =
            used.getValue().stream().anyMatch(paid -> !paid.contract().equals(token.contract()));
        boolean itself = used.getKey() == claim;
        if (elsewhere
            && (itself || (repeats(claim, used.getKey()) && !namesToken(claim, token, used)))) {
          spent.add(claim);
        }
      }
    }
    return spent;
  }

  private boolean isAllowance(int claim) {
    Optional<Address> recipient = PaymentClaims.payment(comparison, claim).recipient();
    return allowing.entrySet().stream()
        .anyMatch(
            used ->
                used.getKey() == claim
                    || (repeats(claim, used.getKey())
                        && (recipient.isEmpty() || recipient.equals(used.getValue()))));
  }

  private boolean repeats(int claim, int earlier) {
    Claim.Payment one = PaymentClaims.payment(comparison, claim);
    Claim.Payment other = PaymentClaims.payment(comparison, earlier);
    return one.amount().compareTo(other.amount()) == 0
        && names.sameAsset(one.symbol(), other.symbol());
  }

  /** Whether a claim can only mean this token, and not the one that is paid already. */
  private boolean namesToken(int claim, Token token, Map.Entry<Integer, Set<Token>> used) {
    String symbol = PaymentClaims.payment(comparison, claim).symbol();
    if (used.getValue().stream().noneMatch(paid -> names.matches(symbol, paid))) {
      return true;
    }
    // "In USDC or DAI" leaves a choice; it does not ask for both.
    String line = comparison.lineOf(claim);
    return used.getValue().stream()
            .noneMatch(
                paid ->
                    names.symbol(paid).equalsIgnoreCase(names.symbol(token))
                        || names.isNamed(paid, line))
        && names.isNamed(token, line);
  }
}
