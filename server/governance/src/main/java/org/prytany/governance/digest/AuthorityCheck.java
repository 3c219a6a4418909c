package org.prytany.governance.digest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.digest.Finding.Severity;
import org.prytany.governance.digest.MentionedAddresses.Reference;
import org.prytany.governance.digest.Verdict.Status;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.Effect;
import org.prytany.spi.Token;

/** Whether a text says that somebody gets the power that its calls give. */
final class AuthorityCheck {

  private static final int LARGEST_PLAUSIBLE_BITS = 160;
  private static final int SMALLEST_ALL_ONES_BITS = 64;

  private final Comparison comparison;
  private final TokenNames names;
  private final SpentClaims spent;

  private record Allowed(Address token, BigDecimal amount) {}

  /** How often an amount of a token may be taken, by one spender each. */
  private final Map<Allowed, Integer> allowed = new HashMap<>();

  /** Spenders that a claim without an account stands for. */
  private final Set<Address> spenders = new HashSet<>();

  AuthorityCheck(Comparison comparison, TokenNames names, SpentClaims spent) {
    this.comparison = comparison;
    this.names = names;
    this.spent = spent;
  }

  void run() {
    for (int i = 0; i < comparison.effects().size(); i++) {
      Effect effect = comparison.effects().get(i);
      switch (effect.kind()) {
        case ALLOWANCE -> allowance(i, effect);
        case ROLE_GRANTED, ROLE_REVOKED -> {
          if (mentioned(i, effect, Claim.Authority.Kind.ROLE)) {
            roleName(i, effect);
          }
        }
        case OWNERSHIP, CONTROL, DESTRUCTION ->
            mentioned(i, effect, Claim.Authority.Kind.OWNERSHIP);
        case UPGRADE -> mentioned(i, effect, Claim.Authority.Kind.UPGRADE);
        case UNKNOWN_CALL -> unexplained(i, effect);
        case TRANSFER, PARAMETER -> {}
      }
    }
  }

  private void unexplained(int i, Effect effect) {
    String text =
        "A call to "
            + comparison.name(effect.contract())
            + (effect.subject().isEmpty() ? "" : " (" + effect.subject() + ")")
            + " could not be decoded: what it does is not known.";
    comparison.match(-1, i, Status.UNMENTIONED, text);
    comparison.find(Severity.RED, "UNEXPLAINED_CALL", text, -1, i);
  }

  private void allowance(int i, Effect effect) {
    if (effect.amount().signum() == 0) {
      comparison.match(-1, i, Status.CONSISTENT, "An allowance is taken back.");
      return;
    }
    boolean said = mentioned(i, effect, Claim.Authority.Kind.ALLOWANCE);
    if (isUnlimited(effect.amount())) {
      // No words make that harmless: a person has to say that it is wanted.
      String text =
          spender(effect)
              + " may take any amount of "
              + asset(effect)
              + " from the treasury, at any time.";
      comparison.find(Severity.RED, "UNLIMITED_APPROVAL", text, -1, i);
      return;
    }
    if (said) {
      allowedAmount(i, effect);
    }
  }

  private void allowedAmount(int i, Effect effect) {
    Optional<String> unreadable = names.unreadable(effect);
    if (unreadable.isPresent()) {
      String text = "An allowance cannot be compared, because " + unreadable.get() + ".";
      comparison.find(Severity.RED, "TOKEN_UNKNOWN", text, -1, i);
      return;
    }
    Token token = names.token(effect);
    var amount = names.whole(token, effect.amount());
    List<Integer> matching = new ArrayList<>();
    for (int c = 0; c < comparison.claims().size(); c++) {
      if (comparison.counts(c)
          && comparison.claims().get(c) instanceof Claim.Payment payment
          && names.matches(payment.symbol(), token)) {
        matching.add(c);
      }
    }
    PaymentClaims claims = new PaymentClaims(comparison, matching);
    String takes =
        spender(effect)
            + " may take "
            + Comparison.number(amount)
            + " "
            + names.symbol(token)
            + " from the treasury";
    var exact = claims.exactly(amount);
    if (exact.isPresent()) {
      spent.noteAllowance(exact.getAsInt(), effect.to());
      allowedAgain(i, effect, claims, amount);
      comparison.match(exact.getAsInt(), i, Status.CONSISTENT, takes + ", as the text says.");
    } else if (claims.addingUpTo(amount).isPresent()) {
      claims
          .addingUpTo(amount)
          .get()
          .claims()
          .forEach(
              c -> {
                spent.noteAllowance(c, effect.to());
                comparison.match(c, i, Status.CONSISTENT, takes + ", in parts.");
              });
    } else if (!claims.isEmpty()) {
      int claim = claims.all().getFirst();
      String text = "The text asks for " + comparison.quote(claim) + ", but " + takes + ".";
      comparison.match(claim, i, Status.CONTRADICTED, text);
      comparison.find(Severity.RED, "AMOUNT_CONTRADICTED", text, claim, i);
    } else {
      String text = takes + "; the text does not say how much.";
      comparison.match(-1, i, Status.UNMENTIONED, text);
      comparison.find(Severity.RED, "UNMENTIONED_AUTHORITY", text, -1, i);
    }
  }

  /**
   * An amount that the text names once is not given to several spenders, as it is not paid twice.
   */
  private void allowedAgain(int i, Effect effect, PaymentClaims claims, BigDecimal amount) {
    int use =
        allowed.merge(new Allowed(effect.contract(), amount.stripTrailingZeros()), 1, Integer::sum);
    if (use > 1 && claims.items(amount) < use && !claims.saysEach(amount)) {
      String text =
          Comparison.number(amount)
              + " may be taken by "
              + use
              + " accounts; the text does not say that several may. One of them: "
              + spender(effect)
              + ".";
      comparison.find(Severity.RED, "AMOUNT_PAID_AGAIN", text, -1, i);
    }
  }

  /** Whether a claim of the kind covers the effect and its account; says so where none does. */
  private boolean mentioned(int i, Effect effect, Claim.Authority.Kind kind) {
    Optional<Address> account = effect.to();
    boolean alike = account.isPresent() && lookAlike(i, account.get());
    int covering = -1;
    int naming = -1;
    for (int c = 0; c < comparison.claims().size(); c++) {
      if (!comparison.counts(c)
          || !(comparison.claims().get(c) instanceof Claim.Authority claim)
          || claim.kind() != kind) {
        continue;
      }
      if (claim.account().isEmpty() || claim.account().equals(account)) {
        boolean better = covering < 0 || claim.account().isPresent();
        covering = better ? c : covering;
      } else {
        naming = c;
      }
    }
    if (covering < 0 && naming >= 0) {
      contradicted(
          i, naming, "The text gives that power to another account: " + comparison.quote(naming));
      return false;
    }
    if (covering < 0) {
      String text = sentence(effect) + " The text does not mention that.";
      comparison.match(-1, i, Status.UNMENTIONED, text);
      comparison.find(Severity.RED, "UNMENTIONED_AUTHORITY", text, -1, i);
      return false;
    }
    if (account.isPresent() && !covers(kind, account.get())) {
      contradicted(i, covering, "The text does not name the account that gets that power");
      return false;
    }
    if (alike) {
      return false;
    }
    comparison.match(covering, i, Status.CONSISTENT, sentence(effect));
    boolean contractNamed =
        kind == Claim.Authority.Kind.ALLOWANCE
            || isOwn(effect.contract())
            || comparison.reference(effect.contract()) == Reference.NAMED;
    if (!contractNamed) {
      comparison.find(
          Severity.AMBER,
          "CONTRACT_NOT_NAMED",
          sentence(effect) + " The text speaks of such a change, and does not name the contract.",
          covering,
          i);
    }
    return true;
  }

  /**
   * Whether the text lets a reader know who gets the power. "Ownership of our documentation" must
   * not pass for ownership of a token: power over contracts goes to a named account, or stays with
   * the DAO. An allowance is bounded by its amount; a text without addresses may mean one account.
   */
  private boolean covers(Claim.Authority.Kind kind, Address account) {
    Reference reference = comparison.reference(account);
    if (reference == Reference.NAMED || isOwn(account)) {
      return true;
    }
    if (reference == Reference.LEFT_OUT || kind != Claim.Authority.Kind.ALLOWANCE) {
      return false;
    }
    spenders.add(account);
    return spenders.size() == 1;
  }

  private boolean isOwn(Address account) {
    return account.equals(comparison.dao().treasury())
        || account.equals(comparison.dao().governor());
  }

  private void contradicted(int i, int claim, String said) {
    String text = said + ", but: " + sentence(comparison.effects().get(i));
    comparison.match(claim, i, Status.CONTRADICTED, text);
    comparison.find(Severity.RED, "AUTHORITY_CONTRADICTED", text, claim, i);
  }

  private boolean lookAlike(int i, Address account) {
    Optional<Address> other = comparison.lookAlike(account);
    other.ifPresent(
        known -> {
          String text =
              account + " looks like " + comparison.name(known) + " and is another address.";
          comparison.match(-1, i, Status.CONTRADICTED, text);
          comparison.find(Severity.RED, "LOOKALIKE_ADDRESS", text, -1, i);
        });
    return other.isPresent();
  }

  /** A text that speaks of one role must not pass for another one. */
  private void roleName(int i, Effect effect) {
    String role = effect.subject().toLowerCase(Locale.ROOT);
    String word = role.replaceAll("_?role$", "").replace('_', ' ').replace("default ", "").strip();
    boolean admin = role.contains("admin");
    boolean named = !word.startsWith("0x") && comparison.textHas(word);
    if (!named) {
      comparison.find(
          admin ? Severity.RED : Severity.AMBER,
          "ROLE_NOT_NAMED",
          sentence(effect) + " The text speaks of a role, and not of this one.",
          -1,
          i);
    }
  }

  static boolean isUnlimited(BigInteger amount) {
    boolean allOnes =
        amount.bitLength() >= SMALLEST_ALL_ONES_BITS && amount.bitCount() == amount.bitLength();
    return allOnes || amount.bitLength() > LARGEST_PLAUSIBLE_BITS;
  }

  private String spender(Effect effect) {
    return effect.to().map(comparison::name).orElse("Somebody");
  }

  private String asset(Effect effect) {
    return effect
        .token()
        .flatMap(Token::symbol)
        .filter(symbol -> !symbol.isBlank())
        .orElse(comparison.name(effect.contract()));
  }

  private String sentence(Effect effect) {
    String account = effect.to().map(comparison::name).orElse("nobody");
    String contract = comparison.name(effect.contract());
    return switch (effect.kind()) {
      case ALLOWANCE -> account + " may take " + asset(effect) + " from the treasury.";
      case ROLE_GRANTED -> account + " gets the role " + effect.subject() + " of " + contract + ".";
      case ROLE_REVOKED ->
          account + " loses the role " + effect.subject() + " of " + contract + ".";
      case OWNERSHIP ->
          account
              + " becomes "
              + (effect.subject().isEmpty() ? "owner" : effect.subject())
              + " of "
              + contract
              + ".";
      case UPGRADE -> "The code of " + contract + " is replaced by that at " + account + ".";
      case CONTROL ->
          "How "
              + contract
              + " is controlled changes: "
              + effect.subject()
              + " becomes "
              + effect.value()
              + ".";
      case DESTRUCTION -> "The code of " + contract + " ends for good.";
      default -> effect.kind() + " at " + contract + ".";
    };
  }
}
