package org.prytany.governance.digest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.prytany.governance.digest.Finding.Severity;
import org.prytany.governance.digest.Verdict.Status;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.Token;

/** Says what is wrong with a payment that no claim explains: which claim it contradicts, if any. */
final class UnexplainedPayments {

  private final Comparison comparison;
  private final TokenNames names;
  private final SpentClaims spent;

  UnexplainedPayments(Comparison comparison, TokenNames names, SpentClaims spent) {
    this.comparison = comparison;
    this.names = names;
    this.spent = spent;
  }

  PaymentClaims claimsFor(Token token) {
    List<Integer> matching = new ArrayList<>();
    for (int i = 0; i < comparison.claims().size(); i++) {
      if (comparison.counts(i)
          && comparison.claims().get(i) instanceof Claim.Payment payment
          && names.matches(payment.symbol(), token)
          && !meansAnother(payment, token)) {
        matching.add(i);
      }
    }
    return new PaymentClaims(comparison, matching);
  }

  /**
   * Money ("$25,000") stands for many tokens. It does not where the text gives the very amount in
   * another token, or names another dollar token and not this one.
   */
  private boolean meansAnother(Claim.Payment money, Token token) {
    if (!names.isMoney(money.symbol())) {
      return false;
    }
    boolean another =
        names.anotherDollarIsNamed(token, comparison.text())
            && !names.isNamed(token, comparison.text());
    return another
        || comparison.claims().stream()
                .anyMatch(
                    claim ->
                        claim instanceof Claim.Payment other
                            && other.amount().compareTo(money.amount()) == 0
                            && !names.isMoney(other.symbol())
                            && !names.matches(other.symbol(), token))
            && comparison.claims().stream()
                .noneMatch(
                    claim ->
                        claim instanceof Claim.Payment other
                            && other.amount().compareTo(money.amount()) == 0
                            && !names.isMoney(other.symbol())
                            && names.matches(other.symbol(), token));
  }

  PaymentClaims unspent(PaymentClaims claims, Token token, boolean taken) {
    return claims.but(spent.among(claims.all(), token, taken));
  }

  boolean lookAlike(Address account, int effect) {
    Optional<Address> other = comparison.lookAlike(account);
    other.ifPresent(
        known -> {
          String text =
              account
                  + " looks like "
                  + comparison.name(known)
                  + " at both ends and is another address.";
          comparison.match(-1, effect, Status.CONTRADICTED, text);
          comparison.find(Severity.RED, "LOOKALIKE_ADDRESS", text, -1, effect);
        });
    return other.isPresent();
  }

  void report(Payee payee) {
    int effect = payee.effects().getFirst();
    lookAlike(payee.account(), effect);
    PaymentClaims claims = claimsFor(payee.token());
    OptionalInt again = claims.exactly(payee.amount());
    if (again.isPresent()
        && unspent(claims, payee.token(), payee.takes()).exactly(payee.amount()).isEmpty()) {
      contradict(
          "PAID_TWICE_OVER",
          "The text asks for "
              + comparison.quote(again.getAsInt())
              + ", which is paid in another token or may be taken by an allowance already",
          again.getAsInt(),
          payee);
      return;
    }
    OptionalInt toOthers = claims.namingOthersThan(payee.account()).exactly(payee.amount());
    if (toOthers.isPresent() && !comparison.isMatched(toOthers.getAsInt())) {
      Address expected =
          PaymentClaims.payment(comparison, toOthers.getAsInt()).recipient().orElseThrow();
      contradict(
          "RECIPIENT_CONTRADICTED",
          "The text sends " + comparison.quote(toOthers.getAsInt()) + " to " + expected,
          toOthers.getAsInt(),
          payee);
      return;
    }
    OptionalInt sameToken =
        claims.naming(payee.account()).all().stream().mapToInt(i -> i).findFirst();
    if (sameToken.isEmpty()) {
      sameToken = claims.all().stream().mapToInt(i -> i).filter(this::open).findFirst();
    }
    if (sameToken.isPresent()) {
      contradict(
          "AMOUNT_CONTRADICTED",
          "The text asks for " + comparison.quote(sameToken.getAsInt()),
          sameToken.getAsInt(),
          payee);
      return;
    }
    OptionalInt otherToken = otherToken(payee);
    if (otherToken.isPresent()) {
      contradict(
          "TOKEN_CONTRADICTED",
          "The text asks for " + comparison.quote(otherToken.getAsInt()),
          otherToken.getAsInt(),
          payee);
      return;
    }
    String text = capital(payee.sentence(comparison)) + ". The text does not mention that payment.";
    for (int each : payee.effects()) {
      comparison.match(-1, each, Status.UNMENTIONED, text);
    }
    comparison.find(
        Severity.RED,
        payee.takes() ? "UNMENTIONED_AUTHORITY" : "UNMENTIONED_TRANSFER",
        text,
        -1,
        effect);
  }

  private void contradict(String code, String said, int claim, Payee payee) {
    String text = said + ", but " + payee.sentence(comparison) + ".";
    for (int effect : payee.effects()) {
      comparison.match(claim, effect, Status.CONTRADICTED, text);
    }
    comparison.find(Severity.RED, code, text, claim, payee.effects().getFirst());
  }

  boolean open(int claim) {
    return comparison.counts(claim) && !comparison.isMatched(claim) && !repeats(claim);
  }

  /** Whether a claim says again what another one, which is matched, says. */
  private boolean repeats(int claim) {
    Claim.Payment payment = PaymentClaims.payment(comparison, claim);
    for (int i = 0; i < comparison.claims().size(); i++) {
      if (comparison.isMatched(i)
          && comparison.claims().get(i) instanceof Claim.Payment other
          && other.amount().compareTo(payment.amount()) == 0
          && names.sameAsset(other.symbol(), payment.symbol())
          && (payment.recipient().isEmpty() || payment.recipient().equals(other.recipient()))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Says where a sum that some amounts happen to make pays exactly what the text asks for in
   * another token, if nothing else fulfils that. Within the list whose lines are the parts, only a
   * total may have been written wrongly.
   */
  void luckySum(Payee payee, PaymentClaims.Sum sum) {
    for (int i = 0; i < comparison.claims().size(); i++) {
      if (comparison.claims().get(i) instanceof Claim.Payment payment
          && payment.amount().compareTo(payee.amount()) == 0
          && !names.isMoney(payment.symbol())
          && !names.matches(payment.symbol(), payee.token())
          && open(i)) {
        String text =
            "The text asks for "
                + comparison.quote(i)
                + ", but "
                + payee.sentence(comparison)
                + ", which other amounts of the text add up to.";
        for (int effect : payee.effects()) {
          comparison.match(i, effect, Status.CONTRADICTED, text);
        }
        comparison.find(
            sum.whole() && inOneList(i, sum) ? Severity.AMBER : Severity.RED,
            "TOKEN_CONTRADICTED",
            text,
            i,
            payee.effects().getFirst());
        return;
      }
    }
  }

  private boolean inOneList(int claim, PaymentClaims.Sum sum) {
    return block(claim) >= 0 && block(claim) == block(sum.claims().getFirst());
  }

  private int block(int claim) {
    TextLines lines = comparison.lines();
    return lines.block(lines.at(comparison.claims().get(claim).span().start()));
  }

  /** A claim in another token that nothing fulfils and that this payment may stand in for. */
  private OptionalInt otherToken(Payee payee) {
    for (int i = 0; i < comparison.claims().size(); i++) {
      if (comparison.claims().get(i) instanceof Claim.Payment payment && open(i)) {
        boolean sameAmount = payment.amount().compareTo(payee.amount()) == 0;
        boolean samePayee = payment.recipient().equals(Optional.of(payee.account()));
        if (sameAmount || samePayee) {
          return OptionalInt.of(i);
        }
      }
    }
    return OptionalInt.empty();
  }

  static String capital(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
