package org.prytany.reading.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prytany.reading.Reading;
import org.prytany.spi.Claim;

/** What is written alike in every language. */
class WordlessReaderTest {

  private static final String A = "0x1111111111111111111111111111111111111111";
  private static final String B = "0x2222222222222222222222222222222222222222";

  private static List<String> payments(String text) {
    return WordlessReader.claims(Reading.units(text.replace("AA", A).replace("BB", B))).stream()
        .filter(Claim.Payment.class::isInstance)
        .map(Claim.Payment.class::cast)
        .map(
            payment ->
                payment.amount().toPlainString()
                    + " "
                    + payment.symbol()
                    + (payment.recipient().orElseThrow().hex().equals(A) ? " A" : " B"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Pedimos 9 mil USDC para AA. | 9000 USDC A",
        "Pedimos 9,000 USDC para AA. | 9000 USDC A",
        "支付9万USDC给AA。 | 90000 USDC A",
        "支付 ９０００ USDC 给 AA。 | 9000 USDC A",
        "Pago: 5 ETH¶Cuenta: AA | 5 ETH A",
        "- 5 ETH → AA | 5 ETH A",
      })
  void anAmountBesideAnAccountIsRead(String text, String expected) {
    assertThat(payments(text.replace("¶", "\n"))).containsExactly(expected);
  }

  @Test
  void accountsAndAmountsOfASentenceBelongTogetherInOrder() {
    assertThat(payments("Pagamos 5 ETH a AA y 7 ETH a BB.")).containsExactly("5 ETH A", "7 ETH B");
    assertThat(payments("| AA | 5 ETH |\n|---|---|\n| BB | 7 ETH |"))
        .containsExactly("5 ETH A", "7 ETH B");
  }

  @Test
  void whoGetsWhatIsNotGuessed() {
    assertThat(payments("Pagamos 5 ETH y 7 ETH a AA.")).isEmpty();
    assertThat(payments("Pagamos 5 ETH a AA o BB.")).isEmpty();
    assertThat(payments("Pagamos 5 ETH.\n\n# Cuenta\n\nAA")).isEmpty();
  }
}
