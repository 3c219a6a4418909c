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
import org.prytany.governance.reading.WrittenTimes;
import org.prytany.reading.Reading;
import org.prytany.reading.number.WrittenNumbers;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.ProposalKey;

/**
 * Compares what a text claims with what its calls do. Pure: the same input gives the same verdict.
 * It lives in the host, because a verdict that stops payments must not be replaceable; it compares
 * what the host itself reads in the text. Nothing that a text says lowers a severity that comes
 * from the effects alone.
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
   * @param claims what is read in the text
   * @param report what the host decoded and simulated
   */
  public Verdict compare(
      Dao dao, ProposalContent content, List<Claim> claims, EffectsReport report) {
    return compare(dao, content, new Reading(claims, false), report, List.of());
  }

  /**
   * @param said what is read in the text
   * @param twins other proposals under way that make the same calls
   */
  Verdict compare(
      Dao dao,
      ProposalContent content,
      Reading said,
      EffectsReport report,
      List<ProposalKey> twins) {
    Comparison comparison = new Comparison(dao, content, said, report);
    dropUncounted(comparison);
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
    if (!comparison.isForeign()) {
      Sentences sentences = new Sentences(comparison.lines());
      Requested requested = new Requested(comparison, sentences);
      requested.run();
      new Contrary(comparison, sentences, requested).run();
      new OtherTerms(comparison, sentences, requested).run();
    }
    return comparison.found().verdict(comparison);
  }

  /** What is struck out is read too, and counts for nothing; nor does what is behind so many. */
  private static void dropUncounted(Comparison comparison) {
    for (int i = 0; i < comparison.claims().size(); i++) {
      if (i >= MOST_CLAIMS || !counts(comparison, comparison.claims().get(i))) {
        comparison.drop(i);
      }
    }
  }

  private static boolean counts(Comparison comparison, Claim claim) {
    String words = claim.span().of(comparison.text());
    return !words.isBlank()
        && switch (claim) {
          case Claim.Payment payment ->
              isWritten(words, payment.amount()) && isNamed(comparison, payment.recipient());
          case Claim.Authority authority -> isNamed(comparison, authority.account());
          default -> true;
        };
  }

  /** What the page shows has to say it: a disguised number is read, and counts for nothing. */
  private static boolean isWritten(String words, BigDecimal amount) {
    return WrittenNumbers.contains(words, amount) || WrittenTimes.isProduct(words, amount);
  }

  private static boolean isNamed(Comparison comparison, Optional<Address> account) {
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
