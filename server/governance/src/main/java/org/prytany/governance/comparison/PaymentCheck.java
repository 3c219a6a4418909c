package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.governance.comparison.Explanations.Explained;
import org.prytany.governance.comparison.Explanations.Kind;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.Grouped;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict.Status;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Address;

/** Compares the payments that a text asks for with the transfers that would happen. */
final class PaymentCheck {

  private static final int MOST_ALONE = 3;

  private static final Pattern NAME = Cues.pattern(PaymentCheck.class, "name");

  private final Comparison comparison;
  private final Asks asks;
  private final PricedPayments priced;

  PaymentCheck(Comparison comparison) {
    this.comparison = comparison;
    this.asks = new Asks(comparison);
    this.priced = new PricedPayments(comparison);
  }

  void run() {
    Payees payees = new Payees(comparison, asks);
    payees.unreadable().forEach(this::unreadable);
    Explanations.Result best = new Explanations(comparison, asks, priced, payees.all()).best();
    if (comparison.isForeign()) {
      unread(payees, best);
      return;
    }
    if (!best.exact()) {
      comparison
          .red(FindingCode.TOO_MANY_READINGS)
          .say(
              "The text's amounts can be put together in so many ways that some payments were not"
                  + " compared to the end; they count as not explained.");
    }
    best.explained().forEach(each -> agree(each, "The text asks for %s; %s."));
    List<Payee> notNamed = new ArrayList<>();
    for (Explained each : best.explained()) {
      tell(each);
      checkRecipient(each.payee(), notNamed);
    }
    notNamed(notNamed);
    new UnexplainedPayments(comparison, asks, best).run();
    new DoubtCheck(comparison, asks, best).run();
    new JoinedAmounts(comparison, asks.said()).run(best.explained());
    new StreamCheck(comparison).run();
    new UnpaidAsks(comparison, asks, best, payees.all()).run();
  }

  /**
   * Of a text in a language that is not read, each payment has to stand there with its exact
   * amount, its symbol and its account beside it: what the words make of it is not known.
   */
  private void unread(Payees payees, Explanations.Result best) {
    boolean all = best.left().isEmpty() && payees.unreadable().isEmpty();
    for (Payee payee : payees.all()) {
      all &= !LookAlikeCheck.tells(comparison, payee.account(), payee.effects().getFirst());
    }
    best.explained().forEach(each -> agree(each, "The text has %s beside its account; %s."));
    best.left().forEach(payee -> unmentioned(comparison, payee));
    new StreamCheck(comparison).run();
    comparison
        .finding(comparison.moves() ? Severity.RED : Severity.NOTE, FindingCode.LANGUAGE_NOT_READ)
        .say(
            "The text is in a language that is not read here%s",
            all && !payees.all().isEmpty() ? "; amounts and accounts are all in it." : ".");
  }

  private void unreadable(Payees.Unreadable unreadable) {
    Change.OfValue moved = unreadable.moved();
    comparison
        .red(FindingCode.TOKEN_UNKNOWN, unreadable.effect())
        .as(
            Status.UNMENTIONED,
            "A transfer cannot be compared with the text, because %s: %s base units of %s%s.",
            unreadable.why(),
            moved.amount(),
            comparison.name(moved.contract()),
            moved.to().map(to -> " to " + comparison.name(to)).orElse(", burnt"));
    moved.to().ifPresent(to -> LookAlikeCheck.tells(comparison, to, unreadable.effect()));
  }

  private void agree(Explained each, String how) {
    for (int claim : each.claims()) {
      for (int effect : each.payee().effects()) {
        comparison.match(
            claim,
            effect,
            Status.CONSISTENT,
            how.formatted(comparison.quote(claim), each.payee().sentence(comparison)));
      }
    }
  }

  /** Says on what an explanation rests, where that is more than one number. */
  private void tell(Explained each) {
    switch (each.kind()) {
      case EXACT, SHARE -> {}
      case PRICE -> priced.report(each.payee(), each.claims().getFirst());
      case LIST, RUN -> {
        List<String> parts =
            each.claims().stream()
                .map(claim -> Grouped.of(asks.said().payment(claim).amount()))
                .toList();
        comparison
            .finding(
                each.kind() == Kind.LIST ? Severity.NOTE : Severity.AMBER,
                FindingCode.AMOUNT_IS_A_SUM,
                each.claims().getFirst(),
                each.payee().effects().getFirst())
            .say(
                "%s: the text names no such amount, but %s makes it.",
                capital(each.payee().sentence(comparison)), String.join(" + ", parts));
        luckySum(each);
      }
    }
  }

  /**
   * Says where a sum that some amounts happen to make pays exactly what the text asks for in
   * another token, if nothing else fulfils that. Within the list whose lines are the parts, only a
   * total may have been written wrongly.
   */
  private void luckySum(Explained sum) {
    Payee payee = sum.payee();
    for (Ask ask : asks.all()) {
      if (ask.amount().compareTo(payee.amount()) == 0
          && !TokenNames.isMoney(ask.symbol())
          && !TokenNames.matches(ask.symbol(), payee.token())
          && ask.claims().stream().noneMatch(comparison.found()::isMatched)) {
        int claim = ask.claims().getFirst();
        String text =
            "The text asks for %s, but %s, which other amounts of the text add up to."
                .formatted(comparison.quote(claim), payee.sentence(comparison));
        payee
            .effects()
            .forEach(effect -> comparison.match(claim, effect, Status.CONTRADICTED, text));
        boolean total =
            sum.kind() == Kind.LIST
                && asks.said().block(claim) >= 0
                && asks.said().block(claim) == asks.said().block(sum.claims().getFirst());
        comparison
            .finding(
                total ? Severity.AMBER : Severity.RED,
                FindingCode.TOKEN_CONTRADICTED,
                claim,
                payee.effects().getFirst())
            .say(text);
        return;
      }
    }
  }

  /** Whether the account that is paid is the one that the text lets a reader expect. */
  private void checkRecipient(Payee payee, List<Payee> notNamed) {
    int effect = payee.effects().getFirst();
    checkPayer(payee);
    boolean burnt =
        payee.account().equals(Address.ZERO) && LostAddresses.isBurningSaid(comparison.text());
    if (burnt || LookAlikeCheck.tells(comparison, payee.account(), effect)) {
      return;
    }
    switch (comparison.reference(payee.account())) {
      case LEFT_OUT -> {
        String text =
            capital(payee.sentence(comparison))
                + ", but the text names other addresses and not this one.";
        comparison.red(FindingCode.RECIPIENT_CONTRADICTED, effect).as(Status.CONTRADICTED, text);
      }
      case SHORTENED ->
          comparison
              .amber(FindingCode.ADDRESS_SHORTENED, effect)
              .say(
                  "The text shows only a part of %s, which gets %s %s. Compare every digit with a"
                      + " source of your own.",
                  payee.account(), Grouped.of(payee.amount()), payee.symbol());
      case NO_ADDRESSES -> notNamed.add(payee);
      case NAMED -> {}
    }
  }

  /** Many that the text does not name are one thing to know. */
  private void notNamed(List<Payee> payees) {
    boolean isSaidWho =
        !payees.isEmpty()
            && (comparison.namesInPassing() || NAME.matcher(comparison.text()).find());
    Map<Severity, List<Payee>> bySeverity =
        payees.stream()
            .collect(
                Collectors.groupingBy(
                    payee ->
                        isSaidWho && !comparison.known().have(payee.account())
                            ? Severity.AMBER
                            : Severity.NOTE));
    bySeverity.forEach(
        (severity, its) -> {
          if (its.size() <= MOST_ALONE) {
            its.forEach(
                payee ->
                    notNamed(
                        severity, "which account is meant", payee.sentence(comparison), payee));
          } else {
            notNamed(severity, "which accounts are meant", together(its), its.getFirst());
          }
        });
  }

  private void notNamed(Severity severity, String which, String what, Payee payee) {
    comparison
        .finding(severity, FindingCode.RECIPIENT_NOT_NAMED, payee.effects().getFirst())
        .say("The text does not say " + which + "; " + what + ". Ask the recipient to confirm it.");
  }

  /** "25 accounts get 10,000 DUSD in all". */
  private static String together(List<Payee> payees) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    payees.forEach(payee -> sums.merge(payee.symbol(), payee.amount(), BigDecimal::add));
    return "%s accounts get %s in all"
        .formatted(
            payees.stream().map(Payee::account).distinct().count(),
            sums.entrySet().stream()
                .map(sum -> Grouped.of(sum.getValue()) + " " + sum.getKey())
                .collect(Collectors.joining(" and ")));
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
              && !comparison.dao().holds(payer.get())
              && !comparison.isNamed(payer.get())
              && comparison
                  .called()
                  .isHandedTo(comparison.effects().get(effect).contract(), payer.get());
      if (stranger) {
        comparison
            .red(FindingCode.PAYER_NOT_NAMED, effect)
            .as(
                Status.CONTRADICTED,
                "%s, out of what %s has; the text does not say so.",
                capital(payee.sentence(comparison)),
                comparison.name(payer.get()));
      }
    }
  }

  /** What the text has no word about. */
  static void unmentioned(Comparison comparison, Payee payee) {
    String text = capital(payee.sentence(comparison)) + ". The text does not mention that payment.";
    for (int each : payee.effects()) {
      comparison.match(-1, each, Status.UNMENTIONED, text);
    }
    comparison
        .red(
            payee.takes() ? FindingCode.UNMENTIONED_AUTHORITY : FindingCode.UNMENTIONED_TRANSFER,
            payee.effects().getFirst())
        .say(text);
  }

  static String capital(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
