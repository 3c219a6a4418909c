package org.prytany.governance.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Token;

class EffectWordsTest {

  private static final Address USDC = new Address("0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48");
  private static final Address TREASURY = new Address("0x" + "70".repeat(20));
  private static final Address PAYEE = new Address("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed");
  private static final String USDC_TEXT = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48";
  private static final String PAYEE_TEXT = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

  private static Effect effect(
      Effect.Kind kind, Optional<Token> token, String amount, String subject, String value) {
    boolean told =
        kind == Effect.Kind.PARAMETER
            || kind == Effect.Kind.CONTROL
            || kind == Effect.Kind.UNKNOWN_CALL;
    return new Effect(
        kind,
        token.flatMap(Token::contract).orElse(USDC),
        told ? Optional.empty() : Optional.of(TREASURY),
        told ? Optional.empty() : Optional.of(PAYEE),
        token,
        new BigInteger(amount),
        subject,
        value);
  }

  private static Optional<Token> token(String symbol, int decimals) {
    return Optional.of(new Token(Optional.of(USDC), Optional.of(symbol), OptionalInt.of(decimals)));
  }

  private static List<String> words(boolean succeeded, List<Effect> effects) {
    return EffectWords.of(
        new SimulatedEffects(
            succeeded, Optional.empty(), effects, "0x" + "0".repeat(64), 1, "eth_simulateV1"));
  }

  private static String words(Effect effect) {
    return words(true, List.of(effect)).getFirst();
  }

  @Test
  void aTransferSaysTheAmountTheTokensContractAndBothAccountsInFull() {
    assertThat(words(effect(Effect.Kind.TRANSFER, token("USDC", 6), "25000000000", "", "")))
        .isEqualTo(
            "Transfer 25,000 USDC (token "
                + USDC_TEXT
                + "), 25,000,000,000 base units, from 0x7070707070707070707070707070707070707070 to "
                + PAYEE_TEXT);
    assertThat(
            words(
                effect(
                    Effect.Kind.TRANSFER,
                    Optional.of(Token.NATIVE),
                    "1500000000000000000",
                    "",
                    "")))
        .startsWith("Transfer 1.5 ETH (the chain's own coin) from 0x7070");
  }

  @Test
  void otherDecimalsGiveOtherWordsThoughTheEffectsHaveTheSameHash() {
    assertThat(words(effect(Effect.Kind.TRANSFER, token("USDC", 6), "25000000000", "", "")))
        .isNotEqualTo(words(effect(Effect.Kind.TRANSFER, token("USDC", 8), "25000000000", "", "")));
  }

  @Test
  void aSymbolThatIsASentenceIsLeftOut() {
    for (String symbol :
        new String[] {"USDC to 0xgood", "USDC (verified)", "US\u202eDC", "", "x".repeat(40)}) {
      assertThat(words(effect(Effect.Kind.TRANSFER, token(symbol, 6), "1", "", "")))
          .startsWith("Transfer 0.000001 token " + USDC_TEXT + ", 1 base units, from ");
    }
  }

  @Test
  void aTextThatAProposerChoseIsQuotedAndCannotEndItsQuotes() {
    assertThat(
            words(
                effect(
                    Effect.Kind.PARAMETER,
                    Optional.empty(),
                    "0",
                    "a\" of 0xgood\n",
                    "y".repeat(300))))
        .startsWith("Set \"a\\u{22} of 0xgood\\u{a}\" of " + USDC_TEXT + " to \"yyy")
        .endsWith("y\" and 180 letters more");
  }

  @Test
  void callsThatFailInTheSimulationAreSaidToFail() {
    assertThat(words(false, List.of()))
        .containsExactly("WARNING: in the simulation its calls fail", "No effect was found");
  }

  @Test
  void everyKindOfEffectHasWordsWithBothItsContractAndWhoGains() {
    for (Effect.Kind kind : Effect.Kind.values()) {
      String words = words(effect(kind, token("USDC", 6), "7", "subject", "value"));
      assertThat(words).as(kind.name()).contains("0x").doesNotContain("null");
      if (kind != Effect.Kind.PARAMETER
          && kind != Effect.Kind.CONTROL
          && kind != Effect.Kind.UNKNOWN_CALL) {
        assertThat(words + words(effect(kind, token("USDC", 6), "0", "", "")))
            .as(kind.name())
            .containsAnyOf(PAYEE_TEXT, "0x7070");
      }
    }
  }

  @Test
  void anAllowanceThatNoTokenHasIsCalledSo() {
    String most = BigInteger.TWO.pow(96).subtract(BigInteger.ONE).toString();
    assertThat(words(effect(Effect.Kind.ALLOWANCE, token("USDC", 6), most, "", "")))
        .contains(
            "a practically unlimited amount of USDC (token "
                + USDC_TEXT
                + "), 79,228,162,514,264,337,593,543,950,335 base units, of 0x7070");
  }

  @Test
  void anEffectThatIsNoneOfThoseKnownIsToldWhole() {
    assertThat(words(effect(Effect.Kind.TRANSFER, token("USDC", 6), "25000", "a gift", "")))
        .isEqualTo(
            "Change "
                + USDC_TEXT
                + " (\"TRANSFER a gift\") from 0x7070707070707070707070707070707070707070 to "
                + PAYEE_TEXT
                + " by 25,000; what that does is unknown");
  }

  @Test
  void moreThanAPersonCanCheckIsRefused() {
    Effect one = effect(Effect.Kind.TRANSFER, token("USDC", 6), "1", "", "");
    assertThat(words(true, Collections.nCopies(256, one))).hasSize(256);
    assertThatThrownBy(() -> words(true, Collections.nCopies(257, one)))
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining("Propose it in smaller parts");
  }
}
