package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.prytany.governance.comparison.World.Paid;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.findings.Verdict.Match;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

/** The host reads what a text states itself: no digester adds to that, or takes anything away. */
class AdversarialDigesterTest {

  private static final int WORLDS = Integer.getInteger("prytany.worlds", 1_000);
  private static final TextCheck CHECK = new TextCheck(ClaimCheck.standard());

  private static Verdict verdict(World world, List<Paid> payments) {
    Calls calls = Calls.under(world.text());
    payments.forEach(paid -> calls.pay(paid.token(), paid.amount().toPlainString(), paid.to()));
    return CHECK.compare(Calls.DAO, calls.content(), calls.report(), List.of());
  }

  @Test
  void whatIsAskedForAndPaidIsNotBlockedWithoutAnyClaim() {
    for (long seed = 0; seed < WORLDS; seed++) {
      World world = World.of(seed, true);

      assertThat(verdict(world, world.honest()).blocked())
          .as("%s: %s\n%s", seed, world.text(), world.honest())
          .isFalse();
    }
  }

  @Test
  void aPaymentThatTheTextDeniesIsNotExplainedByItsNumber() {
    String text = "We do not pay 25,000 USDC to " + Calls.ALICE + ". We thank all.";
    Calls calls = Calls.under(text).pay(Calls.USDC, "25000", Calls.ALICE);

    Verdict verdict = CHECK.compare(Calls.DAO, calls.content(), calls.report(), List.of());

    assertThat(Calls.red(verdict)).contains("UNMENTIONED_TRANSFER");
  }

  @Test
  void aDigestIsCompletedOnceAndEveryMatchPointsAtOneOfItsClaims() {
    String text = "Pay 25,000 USDC to " + Calls.ALICE + " by 2 May 2027.";
    Claim extra = new Claim.MentionedAddress(Calls.BOB, new Span(0, 3));
    TextDigest given = new TextDigest("", List.of(), List.of(extra), "any/1");

    TextDigest completed = CHECK.completed(given, text);

    assertThat(completed.claims()).hasSizeGreaterThan(2).endsWith(extra);
    assertThat(CHECK.completed(completed, text)).isEqualTo(completed);
    Calls calls = Calls.under(text).pay(Calls.USDC, "25000", Calls.ALICE);
    assertThat(CHECK.compare(Calls.DAO, calls.content(), calls.report(), List.of()).matches())
        .filteredOn(match -> match.effect() >= 0)
        .extracting(Match::claim)
        .allMatch(claim -> completed.claims().get(claim) instanceof Claim.Payment);
  }

  @Test
  void whetherATextIsReadIsNotForTheDigesterToSay() {
    String chinese = "请支付给协会的成员们，谢谢大家。";
    Calls calls = Calls.under(chinese).pay(Calls.USDC, "25000", Calls.ALICE);
    Verdict verdict = CHECK.compare(Calls.DAO, calls.content(), calls.report(), List.of());

    assertThat(verdict.findings())
        .extracting(Finding::code)
        .contains("LANGUAGE_NOT_READ", "UNMENTIONED_TRANSFER");
  }
}
