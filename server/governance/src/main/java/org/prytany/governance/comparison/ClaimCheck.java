package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.effects.Grouped;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.reading.WrittenPeriods;
import org.prytany.governance.reading.WrittenTimes;
import org.prytany.reading.Reading;
import org.prytany.reading.number.WrittenNumbers;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.ProposalKey;

/**
 * Compares what a text claims with what its calls do. Pure: the same input gives the same verdict.
 * It lives in the host, because a verdict that stops payments must not be replaceable; it trusts no
 * claim that the text does not bear out, and reads the addresses of the text itself. Nothing that a
 * text says lowers a severity that comes from the effects alone.
 */
public final class ClaimCheck {

  /** More make comparing slow, and no reader follows them. */
  private static final int MOST_CLAIMS = 5_000;

  private static final int MOST_TWINS = 5;

  private ClaimCheck() {}

  public static ClaimCheck standard() {
    return new ClaimCheck();
  }

  /**
   * @param claims what a digester read out of the text; not trusted
   * @param report what the host decoded and simulated
   */
  public Verdict compare(
      Dao dao, ProposalContent content, List<Claim> claims, EffectsReport report) {
    return compare(dao, content, new Reading(claims, false), report, List.of());
  }

  /**
   * @param said what is read in the text; not trusted
   * @param twins other proposals under way that make the same calls
   */
  Verdict compare(
      Dao dao,
      ProposalContent content,
      Reading said,
      EffectsReport report,
      List<ProposalKey> twins) {
    Comparison comparison = new Comparison(dao, content, said, report);
    dropUnfounded(comparison);
    content.malformed().ifPresent(why -> comparison.red(FindingCode.MALFORMED_ACTIONS).say(why));
    if (content.malformed().isEmpty() && !report.effects().succeeded()) {
      comparison
          .red(FindingCode.SIMULATION_REVERTS)
          .say(
              "Executing it now would fail: %s.",
              report.effects().revertReason().orElse("no reason is given"));
    }
    emptyText(comparison);
    new HiddenTextCheck(comparison).run();
    new ProposerCheck(comparison).run();
    new LettersCheck(comparison).run();
    new ModelTextCheck(comparison).run();
    new LinkCheck(comparison).run();
    new DateCheck(comparison).run();
    new ActionCheck(comparison).run();
    new OtherChainCheck(comparison).run();
    new AccountCheck(comparison).run();
    new FundsCheck(comparison).run();
    new RecipientCheck(comparison).run();
    new TogetherCheck(comparison).run();
    twins(comparison, twins);
    new AuthorityCheck(comparison).run();
    new ParameterCheck(comparison).run();
    new PaymentCheck(comparison).run();
    new OrderCheck(comparison).run();
    new LookAlikeCheck(comparison).run();
    new UnknownCallCheck(comparison).run();
    new AmbiguousNumbers(comparison).run();
    products(comparison);
    return comparison.found().verdict(comparison);
  }

  /** A number or an account that a claim reports has to stand in the text. */
  private static void dropUnfounded(Comparison comparison) {
    String text = comparison.text();
    int count = comparison.claims().size();
    if (count > MOST_CLAIMS) {
      comparison
          .amber(FindingCode.TOO_MANY_CLAIMS)
          .say("The text makes %s claims; the first %s are compared.", count, MOST_CLAIMS);
    }
    for (int i = 0; i < count; i++) {
      Claim claim = comparison.claims().get(i);
      boolean founded =
          i < MOST_CLAIMS && claim.span().end() <= text.length() && founded(comparison, claim);
      // What several claims make together is found where it is needed; it is no claim of its own.
      boolean sum = founded && claim instanceof Claim.Payment paid && isSum(comparison, paid);
      if (!founded || sum) {
        comparison.dropUnfounded(i);
      }
      if (!founded && i < MOST_CLAIMS) {
        comparison
            .note(FindingCode.CLAIM_NOT_IN_TEXT)
            .say(
                "A claim of the digest is left out, because the text does not bear it out: %s",
                claim);
      }
    }
  }

  private static boolean founded(Comparison comparison, Claim claim) {
    String words = claim.span().of(comparison.text());
    return switch (claim) {
      case Claim.Payment payment ->
          payment.amount().signum() >= 0
              && (WrittenNumbers.contains(words, payment.amount())
                  || WrittenTimes.isProduct(words, payment.amount())
                  || isSum(comparison, payment))
              && areNamed(comparison, payment.recipient());
      case Claim.Authority authority ->
          !words.isBlank() && areNamed(comparison, authority.account());
      case Claim.Parameter parameter -> ParameterCheck.isWritten(parameter, comparison.text());
      case Claim.MentionedAddress address -> true;
      case Claim.Stream stream ->
          WrittenNumbers.contains(words, stream.amount())
              && WrittenTimes.saysUnit(words, stream.per())
              && areNamed(comparison, stream.recipient());
      case Claim.Term term -> WrittenPeriods.say(words, term.count(), term.unit());
      case Claim.Day day -> WrittenTimes.saysDay(words, day.date());
    };
  }

  /** Whether a claim is what other claims inside of its place make together. */
  private static boolean isSum(Comparison comparison, Claim.Payment sum) {
    if (WrittenNumbers.contains(sum.span().of(comparison.text()), sum.amount())) {
      return false;
    }
    return comparison.claims().stream()
            .filter(claim -> !claim.equals(sum))
            .filter(claim -> claim.span().start() >= sum.span().start())
            .filter(claim -> claim.span().end() <= sum.span().end())
            .filter(Claim.Payment.class::isInstance)
            .map(Claim.Payment.class::cast)
            .filter(part -> part.symbol().equals(sum.symbol()))
            .map(Claim.Payment::amount)
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .compareTo(sum.amount())
        == 0;
  }

  private static boolean areNamed(Comparison comparison, Optional<Address> account) {
    return account.map(comparison::isNamed).orElse(true);
  }

  private static void emptyText(Comparison comparison) {
    if (comparison.text().isBlank() && comparison.moves()) {
      comparison
          .red(FindingCode.EMPTY_TEXT)
          .say("The proposal has no text, and it moves value or authority.");
    }
  }

  /** "10,000 USDC per month for 6 months" pays an amount that stands nowhere. */
  private static void products(Comparison comparison) {
    comparison
        .claims(Claim.Payment.class)
        .forEach(
            (i, payment) -> {
              String words = payment.span().of(comparison.text());
              if (comparison.found().isMatched(i)
                  && !WrittenNumbers.contains(words, payment.amount())) {
                comparison
                    .note(FindingCode.AMOUNT_IS_A_PRODUCT, i, -1)
                    .say(
                        "%s makes %s %s, which is paid at once.",
                        comparison.quote(i), Grouped.of(payment.amount()), payment.symbol());
              }
            });
  }

  private static void twins(Comparison comparison, List<ProposalKey> twins) {
    if (twins.isEmpty()) {
      return;
    }
    String ids =
        twins.stream()
            .map(ProposalKey::proposalId)
            .sorted()
            .limit(MOST_TWINS)
            .map(BigInteger::toString)
            .collect(Collectors.joining(", "));
    comparison
        .amber(FindingCode.SAME_PAYLOAD)
        .say(
            "Other proposals under way make exactly the same calls: %s%s. If more than one"
                + " passes, everything happens again.",
            ids, twins.size() > MOST_TWINS ? " and more" : "");
  }
}
