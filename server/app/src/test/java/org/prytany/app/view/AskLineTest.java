package org.prytany.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prytany.governance.comparison.Agreement;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Span;
import org.prytany.spi.Token;

class AskLineTest {

  private static final Address TREASURY = new Address("0x00000000000000000000000000000000000000bb");
  private static final Address PAYEE = new Address("0x19e7e376e7c213b7e7e7e46cc70a5dd086daff2a");
  private static final Address TOKEN = new Address("0x00000000000000000000000000000000000000cc");
  private static final String HASH = "0x" + "1".repeat(64);
  private static final DecodedAction CALL =
      new DecodedAction(
          0,
          TOKEN,
          BigInteger.ZERO,
          "0xa9059cbb",
          Optional.empty(),
          List.of(),
          "Transfer.",
          List.of());
  private static final Effect PAYMENT =
      new Effect(
          Effect.Kind.TRANSFER,
          TOKEN,
          Optional.of(TREASURY),
          Optional.of(PAYEE),
          Optional.of(new Token(Optional.of(TOKEN), Optional.of("USDX"), OptionalInt.of(6))),
          new BigInteger("40000000000"),
          "",
          "");
  private static final Map<Address, String> LABELS =
      Map.of(TREASURY, "the treasury", PAYEE, "Writers");

  private static EffectsReport report(
      boolean calls, boolean succeeds, List<Effect> effects, String method) {
    return new EffectsReport(
        HASH,
        calls ? List.of(CALL) : List.of(),
        new SimulatedEffects(succeeds, Optional.empty(), effects, HASH, 9, method));
  }

  private static String line(EffectsReport report, List<Claim> claims, Agreement.Kind kind) {
    return AskLine.of(
        report, LABELS, TREASURY, claims, Optional.of(new Agreement(kind, "Because.")));
  }

  private static Claim asks(String amount, String symbol) {
    return new Claim.Payment(new BigDecimal(amount), symbol, Optional.empty(), new Span(0, 5));
  }

  @ParameterizedTest
  @CsvSource({
    "AGREES, ''",
    "DIFFERS, ' (the text does not say the same)'",
    "NOT_COMPARED, ' (the text was not compared with that)'",
    "NOT_KNOWN, ' (not all that it does is known)'"
  })
  void whatTheCallsDoStandsFirstAndThenWhetherTheTextSaysIt(Agreement.Kind kind, String besides) {
    EffectsReport paid = report(true, true, List.of(PAYMENT), "eth_call");

    assertThat(line(paid, List.of(asks("1", "USDX")), kind))
        .isEqualTo("Pays 40,000 USDX to Writers (0x19E7…ff2A)" + besides);
  }

  @Test
  void withoutCallsItSaysSoAndWhatTheTextNames() {
    List<Claim> claims =
        IntStream.rangeClosed(1, 5).mapToObj(i -> asks(i + "000", "USDX")).toList();

    assertThat(line(report(false, true, List.of(), "eth_call"), List.of(), Agreement.Kind.AGREES))
        .isEqualTo("Changes nothing on chain: it has no calls");
    assertThat(line(report(false, true, List.of(), "eth_call"), claims, Agreement.Kind.AGREES))
        .isEqualTo(
            "Changes nothing on chain: it has no calls (the text names 1,000 USDX, 2,000 USDX,"
                + " 3,000 USDX and 2 more)");
  }

  /** Calls that nobody gave are no calls that do nothing. */
  @Test
  void withoutAChainNothingIsSaidOfIt() {
    assertThat(
            line(report(false, true, List.of(), "decoded"), List.of(), Agreement.Kind.NOT_COMPARED))
        .isEqualTo("No calls were given");
  }

  @Test
  void whatWouldFailMovesNothing() {
    assertThat(
            line(report(true, false, List.of(), "eth_call"), List.of(), Agreement.Kind.WOULD_FAIL))
        .isEqualTo("It would fail: nothing would move");
  }

  @Test
  void aSymbolThatIsAStoryIsLeftOut() {
    List<Claim> claims = List.of(asks("5", "USDX ".repeat(20)), asks("7", "USDX"));

    assertThat(line(report(false, true, List.of(), "eth_call"), claims, Agreement.Kind.AGREES))
        .endsWith("(the text names 7 USDX)");
  }
}
