package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.prytany.governance.comparison.World.Paid;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.findings.Verdict.Match;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

/** The host reads what a text states itself: a digester may add to that, and takes nothing away. */
class AdversarialDigesterTest {

  private static final int WORLDS = Integer.getInteger("prytany.worlds", 1_000);
  private static final TextCheck CHECK = new TextCheck(ClaimCheck.standard());

  private static Verdict verdict(World world, List<Paid> payments, List<Claim> claims) {
    Calls calls = Calls.under(world.text());
    payments.forEach(paid -> calls.pay(paid.token(), paid.amount().toPlainString(), paid.to()));
    return CHECK.compare(Calls.DAO, calls.content(), claims, calls.report(), List.of());
  }

  @Test
  void whatIsAskedForAndPaidIsNotBlockedWithoutAnyClaim() {
    for (long seed = 0; seed < WORLDS; seed++) {
      World world = World.of(seed, true);

      assertThat(verdict(world, world.honest(), List.of()).blocked())
          .as("%s: %s\n%s", seed, world.text(), world.honest())
          .isFalse();
    }
  }

  @Test
  void noClaimsThatADigesterMakesUpDropsOrChangesUnblock() {
    int blocked = 0;
    for (long seed = 0; seed < WORLDS; seed++) {
      World world = World.of(seed, true);
      List<Paid> payments = world.dishonest();
      if (verdict(world, payments, List.of()).blocked()) {
        blocked++;
        List<Claim> lies = lies(world, payments);
        assertThat(verdict(world, payments, lies).blocked())
            .as("%s: %s\n%s\n%s", seed, world.text(), payments, lies)
            .isTrue();
      }
    }
    assertThat(blocked).as("worlds that are blocked").isGreaterThan(WORLDS / 2);
  }

  /** Claims of just what is paid, where the text has numbers, among true ones that are changed. */
  private static List<Claim> lies(World world, List<Paid> payments) {
    Random random = world.random();
    Span all = new Span(0, world.text().length());
    List<Claim> lies = new ArrayList<>();
    for (Paid paid : payments) {
      Optional<Address> to = random.nextBoolean() ? Optional.of(paid.to()) : Optional.empty();
      lies.add(new Claim.Payment(paid.amount(), paid.token().symbol().orElseThrow(), to, all));
    }
    for (Claim claim : PlainReader.claims(world.text())) {
      if (random.nextInt(3) > 0 && claim instanceof Claim.Payment payment) {
        lies.add(
            new Claim.Payment(
                payment.amount().multiply(BigDecimal.valueOf(1 + random.nextInt(3))),
                payment.symbol(),
                Optional.of(payments.get(random.nextInt(payments.size())).to()),
                payment.span()));
      }
    }
    Collections.shuffle(lies, random);
    return lies.subList(0, random.nextInt(lies.size() + 1));
  }

  /**
   * Invariant: a verdict is the same whatever sentences a digester shows. The attack: a repaired
   * sentence says in the text's own words that somebody else is paid.
   */
  @Test
  void aRepairedSentenceIsNoInputToTheVerdict() {
    for (long seed = 0; seed < WORLDS; seed++) {
      World world = World.of(seed, true);
      List<Paid> payments = world.dishonest();
      String text = world.text();
      Calls calls = Calls.under(text);
      payments.forEach(paid -> calls.pay(paid.token(), paid.amount().toPlainString(), paid.to()));
      int half = text.length() / 2;
      TextDigest.Piece put =
          new TextDigest.Piece(
              "pays " + payments.getFirst().amount().toPlainString(), new Span(0, half), true);
      TextDigest.Piece own =
          new TextDigest.Piece(
              payments.getFirst().token().symbol().orElseThrow()
                  + " to "
                  + payments.getFirst().to().hex(),
              new Span(half, text.length()),
              false);
      List<TextDigest.Sentence> repaired =
          List.of(TextDigest.Sentence.of(List.of(put, own), new Span(half, text.length())));
      TextDigest plain = CHECK.completed(new TextDigest("", List.of(), List.of(), "t"), text);
      TextDigest lying =
          CHECK.completed(new TextDigest("", repaired, repaired, List.of(), List.of(), "t"), text);

      assertThat(
              CHECK.compare(Calls.DAO, calls.content(), lying.claims(), calls.report(), List.of()))
          .isEqualTo(
              CHECK.compare(Calls.DAO, calls.content(), plain.claims(), calls.report(), List.of()));
    }
  }

  @Test
  void aPaymentThatTheTextDeniesIsNotExplainedByAClaimOfItsNumber() {
    String text = "We do not pay 25,000 USDC to " + Calls.ALICE + ". We thank all.";
    Calls calls = Calls.under(text).pay(Calls.USDC, "25000", Calls.ALICE);
    Claim lie =
        new Claim.Payment(
            new BigDecimal("25000"),
            "USDC",
            Optional.of(Calls.ALICE),
            new Span(14, text.indexOf('.')));

    Verdict verdict =
        CHECK.compare(Calls.DAO, calls.content(), List.of(lie), calls.report(), List.of());

    assertThat(Calls.red(verdict)).contains("UNMENTIONED_TRANSFER");
  }

  @Test
  void aClaimThatTheTextBearsOutAndTheHostDoesNotReadAddsWhatItFinds() {
    String text =
        "The club gets 25,000 USDC for its work. The term ends with a score and two days.";
    Calls calls = Calls.under(text).pay(Calls.USDC, "25000", Calls.ALICE);
    Claim further =
        new Claim.Payment(new BigDecimal("25000"), "DAI", Optional.empty(), new Span(14, 20));

    Verdict without =
        CHECK.compare(Calls.DAO, calls.content(), List.of(), calls.report(), List.of());
    Verdict with =
        CHECK.compare(Calls.DAO, calls.content(), List.of(further), calls.report(), List.of());

    assertThat(with.findings()).containsAll(without.findings());
    assertThat(with.matches()).containsAll(without.matches());
    assertThat(with.findings()).hasSizeGreaterThan(without.findings().size());
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
    assertThat(
            CHECK
                .compare(Calls.DAO, calls.content(), completed.claims(), calls.report(), List.of())
                .matches())
        .filteredOn(match -> match.effect() >= 0)
        .extracting(Match::claim)
        .allMatch(claim -> completed.claims().get(claim) instanceof Claim.Payment);
  }

  @Test
  void whetherATextIsReadIsNotForTheDigesterToSay() {
    String chinese = "请支付给协会的成员们，谢谢大家。";
    Calls calls = Calls.under(chinese).pay(Calls.USDC, "25000", Calls.ALICE);
    Verdict verdict =
        CHECK.compare(Calls.DAO, calls.content(), List.of(), calls.report(), List.of());

    assertThat(verdict.findings())
        .extracting(Finding::code)
        .contains("LANGUAGE_NOT_READ", "UNMENTIONED_TRANSFER");
  }
}
