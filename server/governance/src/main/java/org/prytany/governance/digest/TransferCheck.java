package org.prytany.governance.digest;

import static org.prytany.governance.digest.Comparison.number;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.prytany.governance.digest.Finding.Severity;
import org.prytany.governance.digest.MentionedAddresses.Reference;
import org.prytany.governance.digest.Verdict.Status;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.Effect;
import org.prytany.spi.Token;

/** Compares the payments that a text asks for with the transfers that would happen. */
final class TransferCheck {

  private static final Pattern BURNT =
      Pattern.compile(
          "(?<!\\bnot )(?<!\\bnever )\\b(?:burn|destroy)(?:s|t|ed|ing)?\\b(?![\\s-]?rates?\\b)",
          Pattern.CASE_INSENSITIVE);

  private final Comparison comparison;
  private final TokenNames names;

  private final SpentClaims spent;
  private final UnexplainedPayments reports;
  private final PricedPayments priced;

  /** The claim of exactly the amount that a payee gets, for payees of the asset under way. */
  private final Map<Payee, Integer> used = new LinkedHashMap<>();

  /** Payments that a sum explains. */
  private final Map<Payee, PaymentClaims.Sum> sums = new LinkedHashMap<>();

  /** Amounts without a name that make a sum which is paid: they are paid with it. */
  private final Set<BigDecimal> summed = new HashSet<>();

  /**
   * What is paid of one asset, or may be taken of it. Collectibles, and terms that nobody
   * understands, stand apart; a stream and a plain allowance do not, so that words pay for one of
   * them.
   */
  private record Asset(Address contract, boolean taken, boolean understood) {
    static Asset of(Effect effect, boolean taken) {
      boolean understood = effect.subject().isEmpty() || StreamTerms.of(effect).isPresent();
      return new Asset(effect.contract(), taken, understood);
    }
  }

  TransferCheck(Comparison comparison, TokenNames names, SpentClaims spent) {
    this.comparison = comparison;
    this.names = names;
    this.spent = spent;
    this.reports = new UnexplainedPayments(comparison, names, spent);
    this.priced = new PricedPayments(comparison, names, reports);
  }

  void run() {
    Map<Asset, List<Integer>> assets = new LinkedHashMap<>();
    for (boolean taken : new boolean[] {true, false}) {
      // What may be taken comes first: it is not paid as well.
      for (int i = 0; i < comparison.effects().size(); i++) {
        Effect effect = comparison.effects().get(i);
        if (taken ? mayBeTaken(effect) : leaves(effect)) {
          assets.computeIfAbsent(Asset.of(effect, taken), a -> new ArrayList<>()).add(i);
        }
      }
    }
    List<Payee> unexplained = new ArrayList<>();
    assets.values().forEach(effects -> unexplained.addAll(explain(effects)));
    // Only now is it known which claims no other asset explains.
    unexplained.removeIf(this::explainedAtPrice);
    sums.forEach(reports::luckySum);
    unexplained.forEach(reports::report);
    new JoinedAmounts(comparison).run();
    new StreamCheck(comparison).run();
    claimsNotExecuted(assets);
  }

  private boolean explainedAtPrice(Payee payee) {
    OptionalInt claim = priced.claimFor(payee);
    claim.ifPresent(
        found -> {
          agree(found, payee);
          priced.report(payee, found);
          checkRecipient(payee);
        });
    return claim.isPresent();
  }

  /** Whether somebody other than the treasury gains; what comes in needs no mention. */
  private boolean leaves(Effect effect) {
    return effect.kind() == Effect.Kind.TRANSFER
        && effect.amount().signum() > 0
        && !effect.to().equals(Optional.of(comparison.dao().treasury()))
        && !effect.to().equals(effect.from());
  }

  /**
   * Whether somebody may take an amount that has a bound. Who may be paid it may as well be let
   * take it: the words that explain a payment explain this.
   */
  private static boolean mayBeTaken(Effect effect) {
    return effect.kind() == Effect.Kind.ALLOWANCE
        && effect.amount().signum() > 0
        && !AuthorityCheck.isUnlimited(effect.amount());
  }

  /** Explains the transfers of one asset; returns those that the text does not explain. */
  private List<Payee> explain(List<Integer> effects) {
    Effect first = comparison.effects().get(effects.getFirst());
    Optional<String> unreadable = names.unreadable(first);
    boolean taken = first.kind() == Effect.Kind.ALLOWANCE;
    if (unreadable.isPresent() || !Asset.of(first, taken).understood()) {
      String terms = taken ? "it is allowed " + first.subject() : "it is a single collectible";
      effects.forEach(effect -> unreadable(effect, unreadable.orElse(terms)));
      return List.of();
    }
    Token token = names.token(first);
    PaymentClaims claims = reports.unspent(reports.claimsFor(token), token, taken);
    List<Payee> payees =
        payees(effects, token, taken).stream()
            .map(payee -> StreamCheck.rounded(comparison, payee, claims))
            .toList();
    used.clear();
    summed.clear();
    OptionalInt total = OptionalInt.empty();
    Map<BigDecimal, Integer> uses = new HashMap<>();
    for (Payee payee : payees) {
      // What a text asks for by name is no second payment where it says the amount without a name.
      if (claims.naming(payee.account()).exactly(payee.amount()).isPresent()) {
        uses.merge(payee.amount().stripTrailingZeros(), 1, Integer::sum);
      }
    }
    Set<BigDecimal> named = Set.copyOf(uses.keySet());
    List<Payee> open = new ArrayList<>();
    for (Payee payee : payees) {
      if (!explained(payee, claims, uses, named)) {
        open.add(payee);
      }
    }
    if (open.size() > 1 && totalExplains(open, claims)) {
      total = claims.namingNobody().exactly(sum(open));
      open.clear();
    } else if (!open.isEmpty() && open.size() < payees.size() && totalExplains(payees, claims)) {
      open.clear();
    }
    payees.stream().filter(payee -> !open.contains(payee)).forEach(this::checkRecipient);
    new PartsCheck(comparison, reports.claimsFor(token)).run(payees, used, total);
    return open;
  }

  private void unreadable(int effect, String why) {
    Effect moved = comparison.effects().get(effect);
    String text =
        "A transfer cannot be compared with the text, because "
            + why
            + ": "
            + moved.amount()
            + " base units of "
            + comparison.name(moved.contract())
            + moved.to().map(to -> " to " + comparison.name(to)).orElse(", burnt")
            + ".";
    comparison.match(-1, effect, Status.UNMENTIONED, text);
    comparison.find(Severity.RED, "TOKEN_UNKNOWN", text, -1, effect);
    moved.to().ifPresent(to -> reports.lookAlike(to, effect));
  }

  private List<Payee> payees(List<Integer> effects, Token token, boolean taken) {
    Map<Address, List<Integer>> byAccount = new LinkedHashMap<>();
    for (int effect : effects) {
      Address to = comparison.effects().get(effect).to().orElse(Address.ZERO);
      byAccount.computeIfAbsent(to, a -> new ArrayList<>()).add(effect);
    }
    List<Payee> payees = new ArrayList<>();
    byAccount.forEach(
        (account, its) -> {
          BigInteger sum =
              its.stream()
                  .map(i -> comparison.effects().get(i).amount())
                  .reduce(BigInteger.ZERO, BigInteger::add);
          payees.add(
              new Payee(account, token, its, names.whole(token, sum), names.symbol(token), taken));
        });
    // Those whom the text names come first: an amount that is named once is theirs.
    payees.sort(
        Comparator.comparing((Payee payee) -> comparison.reference(payee.account()))
            .thenComparing(Payee::account));
    return payees;
  }

  private boolean explained(
      Payee payee,
      PaymentClaims claims,
      Map<BigDecimal, Integer> uses,
      Set<BigDecimal> namedAmounts) {
    PaymentClaims own = claims.naming(payee.account());
    OptionalInt exact = own.exactly(payee.amount());
    if (exact.isPresent()) {
      used.put(payee, exact.getAsInt());
      agree(exact.getAsInt(), payee);
      return true;
    }
    PaymentClaims free = claims.namingNobody();
    if (!own.isEmpty()) {
      Optional<PaymentClaims.Sum> sum = own.addingUpTo(payee.amount());
      if (sum.isEmpty()) {
        sum =
            own.and(free)
                .addingUpTo(payee.amount())
                .filter(found -> found.claims().stream().anyMatch(own.all()::contains));
      }
      sum.ifPresent(found -> agree(found, payee));
      return sum.isPresent();
    }
    exact = free.exactly(payee.amount());
    if (exact.isPresent() && summed.contains(payee.amount().stripTrailingZeros())) {
      return false;
    }
    if (exact.isPresent() && mayUse(payee, claims, uses, namedAmounts)) {
      used.put(payee, exact.getAsInt());
      agree(exact.getAsInt(), payee);
      return true;
    }
    if (exact.isPresent()) {
      return false;
    }
    Optional<PaymentClaims.Sum> sum =
        free.addingUpTo(payee.amount())
            .filter(found -> found.claims().stream().noneMatch(comparison::isMatched));
    sum.ifPresent(found -> agree(found, payee));
    sum.ifPresent(found -> sums.put(payee, found));
    return sum.isPresent();
  }

  /**
   * An amount that is named once explains one payment. It explains another one only where the text
   * names the payee, or lists the amount again.
   */
  private boolean mayUse(
      Payee payee,
      PaymentClaims claims,
      Map<BigDecimal, Integer> uses,
      Set<BigDecimal> namedAmounts) {
    PaymentClaims free = claims.namingNobody();
    BigDecimal amount = payee.amount().stripTrailingZeros();
    int use = uses.merge(amount, 1, Integer::sum);
    if (use == 1) {
      return true;
    }
    boolean named = comparison.reference(payee.account()) == Reference.NAMED;
    boolean listed = claims.items(payee.amount()) >= use;
    if (!named && !listed) {
      return false;
    }
    boolean total = free.exactly(payee.amount().multiply(BigDecimal.valueOf(use))).isPresent();
    if (!free.saysEach(payee.amount()) && !listed && !total) {
      comparison.find(
          payee.takes() || namedAmounts.contains(amount) || !standsWithOthers(payee)
              ? Severity.RED
              : Severity.AMBER,
          "AMOUNT_PAID_AGAIN",
          number(payee.amount())
              + " "
              + payee.symbol()
              + " is paid "
              + use
              + " times; the text does not say that several get it. One of them: "
              + comparison.name(payee.account())
              + ".",
          -1,
          payee.effects().getFirst());
    }
    return true;
  }

  /**
   * Whether the text names the payee in one line or list with another one who gets the amount, or
   * with the amount. An author who signed the text is named as well, and is not meant.
   */
  private boolean standsWithOthers(Payee payee) {
    for (Map.Entry<Payee, Integer> other : used.entrySet()) {
      if (other.getKey().amount().compareTo(payee.amount()) == 0
          && (comparison.standTogether(payee.account(), other.getKey().account())
              || comparison.names(comparison.lineOf(other.getValue()), payee.account()))) {
        return true;
      }
    }
    return false;
  }

  private boolean totalExplains(List<Payee> payees, PaymentClaims claims) {
    boolean contradicted =
        payees.stream().anyMatch(payee -> !claims.naming(payee.account()).isEmpty());
    OptionalInt claim = claims.namingNobody().exactly(sum(payees));
    if (contradicted || claim.isEmpty()) {
      return false;
    }
    payees.forEach(payee -> agree(claim.getAsInt(), payee));
    return true;
  }

  private static BigDecimal sum(List<Payee> payees) {
    return payees.stream().map(Payee::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private void agree(int claim, Payee payee) {
    spent.note(claim, payee.token());
    if (payee.takes()) {
      spent.noteAllowance(claim, Optional.of(payee.account()));
    }
    for (int effect : payee.effects()) {
      comparison.match(
          claim,
          effect,
          Status.CONSISTENT,
          "The text asks for " + comparison.quote(claim) + "; " + payee.sentence(comparison) + ".");
    }
  }

  private void agree(PaymentClaims.Sum sum, Payee payee) {
    sum.claims().forEach(claim -> agree(claim, payee));
    for (int claim : sum.claims()) {
      Claim.Payment part = PaymentClaims.payment(comparison, claim);
      if (part.recipient().isEmpty()) {
        summed.add(part.amount().stripTrailingZeros());
      }
    }
    List<String> parts =
        sum.claims().stream()
            .map(claim -> number(PaymentClaims.payment(comparison, claim).amount()))
            .toList();
    comparison.find(
        sum.whole() ? Severity.NOTE : Severity.AMBER,
        "AMOUNT_IS_A_SUM",
        UnexplainedPayments.capital(payee.sentence(comparison))
            + ": the text names no such amount, but "
            + String.join(" + ", parts)
            + " makes it.",
        sum.claims().getFirst(),
        payee.effects().getFirst());
  }

  /** Whether the account that is paid is the one that the text lets a reader expect. */
  private void checkRecipient(Payee payee) {
    int effect = payee.effects().getFirst();
    checkPayer(payee);
    boolean burnt = payee.account().equals(Address.ZERO) && BURNT.matcher(comparison.text()).find();
    if (burnt || reports.lookAlike(payee.account(), effect)) {
      return;
    }
    switch (comparison.reference(payee.account())) {
      case LEFT_OUT -> {
        String text =
            UnexplainedPayments.capital(payee.sentence(comparison))
                + ", but the text names other addresses and not this one.";
        comparison.match(-1, effect, Status.CONTRADICTED, text);
        comparison.find(Severity.RED, "RECIPIENT_CONTRADICTED", text, -1, effect);
      }
      case SHORTENED ->
          comparison.find(
              Severity.AMBER,
              "ADDRESS_SHORTENED",
              "The text shows only a part of "
                  + payee.account()
                  + ", which gets "
                  + number(payee.amount())
                  + " "
                  + payee.symbol()
                  + ". Compare every digit with a source of your own.",
              -1,
              effect);
      case NO_ADDRESSES ->
          comparison.find(
              comparison.namesInPassing() && !comparison.knows(payee.account())
                  ? Severity.AMBER
                  : Severity.NOTE,
              "RECIPIENT_NOT_NAMED",
              "The text does not say which account is meant; "
                  + payee.sentence(comparison)
                  + ". Ask the recipient to confirm it.",
              -1,
              effect);
      case NAMED -> {}
    }
  }

  /**
   * Who asks a token to move what is not the treasury's has to say whose it is. What other
   * contracts pay out is what they are called for.
   */
  private void checkPayer(Payee payee) {
    for (int effect : payee.effects()) {
      Optional<Address> payer = comparison.effects().get(effect).from();
      boolean stranger =
          payer.isPresent()
              && !comparison.isOwn(payer.get())
              && comparison.reference(payer.get()) != Reference.NAMED
              && comparison.asks(comparison.effects().get(effect).contract(), payer.get());
      if (stranger) {
        String text =
            UnexplainedPayments.capital(payee.sentence(comparison))
                + ", out of what "
                + comparison.name(payer.get())
                + " has; the text does not say so.";
        comparison.match(-1, effect, Status.CONTRADICTED, text);
        comparison.find(Severity.RED, "PAYER_NOT_NAMED", text, -1, effect);
      }
    }
  }

  private void claimsNotExecuted(Map<Asset, List<Integer>> assets) {
    List<Parts> parts =
        assets.values().stream().map(this::parts).flatMap(Optional::stream).toList();
    for (int i = 0; i < comparison.claims().size(); i++) {
      if (!(comparison.claims().get(i) instanceof Claim.Payment payment) || !reports.open(i)) {
        continue;
      }
      if (parts.stream().anyMatch(part -> part.contains(payment, names))) {
        comparison.match(i, -1, Status.CONSISTENT, "Part of what is paid: " + comparison.quote(i));
        continue;
      }
      String text = "The text names " + comparison.quote(i) + ", which is not executed.";
      comparison.match(i, -1, Status.NOT_EXECUTED, text);
      boolean contradicted =
          comparison.hasFinding("AMOUNT_CONTRADICTED")
              || comparison.hasFinding("TOKEN_CONTRADICTED")
              || comparison.hasFinding("RECIPIENT_CONTRADICTED");
      if (!contradicted && !comparison.hasFinding("SIMULATION_REVERTS")) {
        boolean valuation = names.isMoney(payment.symbol()) && !assets.isEmpty();
        comparison.find(valuation ? Severity.NOTE : Severity.AMBER, "NOT_EXECUTED", text, i, -1);
      }
    }
  }

  /**
   * The total of what is paid in one asset, and the claims that add up to a payment: milestones are
   * no payments of their own.
   */
  private record Parts(Token token, Set<Address> payees, Set<BigDecimal> amounts) {

    boolean contains(Claim.Payment payment, TokenNames names) {
      return names.matches(payment.symbol(), token)
          && payment.recipient().map(payees::contains).orElse(true)
          && amounts.contains(payment.amount().stripTrailingZeros());
    }
  }

  private Optional<Parts> parts(List<Integer> effects) {
    Effect first = comparison.effects().get(effects.getFirst());
    if (names.unreadable(first).isPresent()) {
      return Optional.empty();
    }
    Token token = names.token(first);
    List<Payee> payees = payees(effects, token, first.kind() == Effect.Kind.ALLOWANCE);
    BigDecimal total = sum(payees);
    Set<BigDecimal> sums = new LinkedHashSet<>();
    payees.forEach(payee -> sums.add(payee.amount().stripTrailingZeros()));
    sums.add(total.stripTrailingZeros());
    PaymentClaims rest =
        reports.claimsFor(token).without(amount -> sums.contains(amount.stripTrailingZeros()));
    Set<BigDecimal> amounts = new HashSet<>(Set.of(total.stripTrailingZeros()));
    for (BigDecimal sum : sums) {
      rest.addingUpTo(sum).stream()
          .flatMap(found -> found.claims().stream())
          .map(claim -> PaymentClaims.payment(comparison, claim).amount().stripTrailingZeros())
          .forEach(amounts::add);
    }
    Set<Address> accounts = new HashSet<>();
    payees.forEach(payee -> accounts.add(payee.account()));
    return Optional.of(new Parts(token, accounts, amounts));
  }
}
