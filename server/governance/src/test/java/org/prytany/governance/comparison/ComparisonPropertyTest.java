package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.prytany.governance.findings.Verdict;
import org.prytany.judging.DigestCheck;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;

/** A plugin may say anything: it is compared or refused, and never ends the server's work. */
class ComparisonPropertyTest {

  private static final String TEXT =
      "# Grant\n\nPay 25,000 USDC to 0xa11ce00000000000000000000000000000000a11. Raise the quorum to 5.";

  @Property(tries = 1_000)
  void whateverAPluginClaimsIsCompared(@ForAll @Size(max = 8) List<@From("claims") Claim> claims) {
    Calls calls = Calls.under(TEXT).pay(Calls.USDC, "25000", Calls.ALICE).set("quorum", "5");
    Verdict verdict =
        ClaimCheck.standard().compare(Calls.DAO, calls.content(), claims, calls.report());
    assertThat(verdict.matches())
        .isNotEmpty()
        .allSatisfy(
            match -> {
              assertThat(match.claim()).isBetween(-1, claims.size() - 1);
              assertThat(match.effect()).isBetween(-1, 1);
            });
  }

  @Property(tries = 500)
  void noClaimLetsAPaymentToAnAddressPassThatTheTextDoesNotName(
      @ForAll @Size(max = 6) List<@From("claims") Claim> claims,
      @ForAll @LongRange(min = 1) long baseUnits) {
    Calls calls =
        Calls.under(TEXT).payBaseUnits(Calls.USDC, BigInteger.valueOf(baseUnits), Calls.CAROL);
    assertThat(
            ClaimCheck.standard()
                .compare(Calls.DAO, calls.content(), claims, calls.report())
                .blocked())
        .isTrue();
  }

  @Property(tries = 1_000)
  void anyDigestIsAcceptedOrItsFaultIsNamed(
      @ForAll String text,
      @ForAll @Size(max = 5) List<TextDigest.@From("sentences") Sentence> sentences,
      @ForAll @Size(max = 4) List<@From("claims") Claim> claims,
      @ForAll String headline) {
    Optional<String> fault =
        DigestCheck.fault(new TextDigest(headline, sentences, claims, "any/1"), text);
    boolean outside =
        claims.stream().anyMatch(claim -> claim.span().end() > text.length())
            || sentences.stream().anyMatch(sentence -> sentence.span().end() > text.length());
    if (outside || sentences.size() > 4) {
      assertThat(fault).isPresent();
    }
    fault.ifPresent(words -> assertThat(words).isNotBlank());
  }

  @Provide
  Arbitrary<Span> spans() {
    return Combinators.combine(
            Arbitraries.integers().between(0, TEXT.length()),
            Arbitraries.integers().between(0, TEXT.length()))
        .as((a, b) -> new Span(Math.min(a, b), Math.max(a, b)));
  }

  @Provide
  Arbitrary<TextDigest.Sentence> sentences() {
    return Combinators.combine(
            Arbitraries.strings().ofMaxLength(30), Arbitraries.integers().between(0, 40))
        .as((shown, end) -> new TextDigest.Sentence(shown, new Span(0, end)));
  }

  @Provide
  Arbitrary<Claim> claims() {
    Arbitrary<Address> addresses =
        Arbitraries.of(Calls.ALICE, Calls.BOB, Calls.CAROL, Calls.TREASURY, Address.ZERO);
    Arbitrary<BigDecimal> amounts =
        Arbitraries.oneOf(
            Arbitraries.of(
                BigDecimal.ZERO,
                new BigDecimal("25000"),
                new BigDecimal("1e60"),
                new BigDecimal("1e-30")),
            Arbitraries.bigDecimals());
    Arbitrary<String> symbols = Arbitraries.of("USDC", "USD", "ETH", "", "DAI", "\u0000");
    Arbitrary<String> words =
        Arbitraries.oneOf(Arbitraries.of("quorum", "5", "5%"), Arbitraries.strings());
    return Arbitraries.oneOf(
        Combinators.combine(amounts, symbols, addresses.optional(), spans()).as(Claim.Payment::new),
        Combinators.combine(addresses, spans()).as(Claim.MentionedAddress::new),
        Combinators.combine(words, words, spans()).as(Claim.Parameter::new),
        Combinators.combine(
                Arbitraries.of(Claim.Authority.Kind.values()), addresses.optional(), spans())
            .as(Claim.Authority::new));
  }
}
