package org.prytany.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.proposal.Asked;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Token;

class HeadlineTest {

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

  private static Effect payment(int thousands) {
    return new Effect(
        Effect.Kind.TRANSFER,
        TOKEN,
        Optional.of(TREASURY),
        Optional.of(PAYEE),
        Optional.of(new Token(Optional.of(TOKEN), Optional.of("USDX"), OptionalInt.of(3))),
        BigInteger.valueOf(1_000_000L * thousands),
        "",
        "");
  }

  private static Effect of(Effect.Kind kind, String subject, String value, String previous) {
    return new Effect(
        kind,
        TOKEN,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        BigInteger.ZERO,
        subject,
        value,
        previous,
        "");
  }

  private static Optional<String> headline(
      boolean calls,
      boolean succeeds,
      List<Effect> effects,
      Map<Address, String> labels,
      Asked asked) {
    return Headline.of(
        new EffectsReport(
            HASH,
            calls ? List.of(CALL) : List.of(),
            new SimulatedEffects(succeeds, Optional.empty(), effects, HASH, 9, "eth_call")),
        labels,
        asked,
        "The author's title");
  }

  private static Optional<String> headline(List<Effect> effects) {
    return headline(true, true, effects, Map.of(), Asked.NOTHING);
  }

  @Test
  void aPaymentIsAnOrderWithAShortAccountOrItsName() {
    assertThat(headline(List.of(payment(120)))).contains("Pay 120,000 USDX to 0x19E7…ff2A");
    assertThat(headline(true, true, List.of(payment(120)), Map.of(PAYEE, "Writers"), Asked.NOTHING))
        .contains("Pay 120,000 USDX to Writers");
  }

  @Test
  void aSettingHasItsOldAndItsNewValue() {
    assertThat(headline(List.of(of(Effect.Kind.PARAMETER, "quorumNumerator", "4", "3"))))
        .contains("Set quorumNumerator of 0x0000…00cc from 3 to 4");
  }

  /** However many payments there are, what is not understood stands first. */
  @Test
  void manyChangesAreCountedAndTheWorstStandsFirst() {
    List<Effect> many =
        new ArrayList<>(IntStream.rangeClosed(1, 40).mapToObj(HeadlineTest::payment).toList());
    many.add(of(Effect.Kind.UNKNOWN_CALL, "0x12345678", "", ""));

    assertThat(headline(many).orElseThrow())
        .startsWith("41 changes: make an unknown call to 0x0000…00cc; ")
        .endsWith("; …")
        .hasSizeLessThanOrEqualTo(90);
  }

  @Test
  void noNameMakesItLong() {
    String name = "A name without any end ".repeat(9);

    assertThat(
            headline(
                    true, true, List.of(payment(1), payment(2)), Map.of(PAYEE, name), Asked.NOTHING)
                .orElseThrow())
        .hasSizeLessThanOrEqualTo(90);
  }

  @Test
  void whatFailsMovesNothing() {
    assertThat(headline(true, false, List.of(payment(1)), Map.of(), Asked.NOTHING))
        .contains("Would fail: nothing would move");
  }

  @Test
  void withoutCallsTheOneTypedRequestIsSaidAsTheTexts() {
    Asked payment = new Asked("", "90k ENS", List.of(), List.of());
    Asked setting = new Asked("", "", List.of(), List.of(new Asked.FromTo("quorum", "3 %", "4 %")));

    assertThat(headline(false, true, List.of(), Map.of(), payment))
        .contains("The text asks for 90k ENS");
    assertThat(headline(false, true, List.of(), Map.of(), setting))
        .contains("The text asks: quorum from 3 % to 4 %");
    assertThat(headline(false, true, List.of(), Map.of(), Asked.NOTHING)).isEmpty();
  }

  /** Cut where a clause ends; where the title says it already, nothing stands before it. */
  @Test
  void withoutCallsWhatTheTextAsksStandsInItsOwnWords() {
    Asked asked =
        asked(
            "We propose to raise the quorum of all of the votes of members from 3% to 4%, which others have had for years.");

    assertThat(headline(false, true, List.of(), Map.of(), asked))
        .contains(
            "The text asks: “raise the quorum of all of the votes of members from 3% to 4% …”");
    assertThat(
            headline(
                false, true, List.of(), Map.of(), asked("A sentence without an end ".repeat(8))))
        .isEmpty();
    assertThat(headline(false, true, List.of(), Map.of(), asked("The author's title"))).isEmpty();
    assertThat(
            headline(
                false,
                true,
                List.of(),
                Map.of(),
                asked(
                    "We propose to “pay” all of it to Ann"
                        + ", which is right"
                        + " and right".repeat(12)
                        + ".")))
        .contains("The text asks: “We propose to ‘pay’ all of it to Ann …”");
  }

  /** The line below has the sentence whole. */
  @Test
  void withoutCallsTheHeadlineDoesNotSayWhatTheLineSaysWhole() {
    assertThat(headline(false, true, List.of(), Map.of(), asked("Pay all of it to Ann.")))
        .isEmpty();
  }

  private static Asked asked(String quote) {
    return new Asked(quote, "", List.of(), List.of());
  }

  @Test
  void theAuthorsTitleStaysWhole() {
    assertThat(Headline.with(Optional.of("Pay 1 USDX to A"), "A grant"))
        .isEqualTo("Pay 1 USDX to A · A grant");
    assertThat(Headline.with(Optional.empty(), "A grant")).isEqualTo("A grant");
  }
}
