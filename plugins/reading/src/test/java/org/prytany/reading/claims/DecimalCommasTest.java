package org.prytany.reading.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prytany.reading.Reading;
import org.prytany.spi.Claim;

class DecimalCommasTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Pay 0,500 USDC.|0.5 USDC",
        "Pay 2,125 USDC. The fee is 0,5 %.|2125 USDC, 2.125 USDC",
        "Pay 2,125 USDC. The fee is 0.5 %.|2125 USDC",
        "Pay 2,125 USDC of 1,000,000 USDC. The fee is 0,5 %.|2125 USDC, 1000000 USDC",
        "Pay 1.000,50 USDC and 3,400 USDC.|1000.5 USDC, 3400 USDC, 3.4 USDC",
        "Pay 1 200,50 USDC.|1200.5 USDC",
        "Pay 1\u202f200,50 USDC.|1200.5 USDC",
        "Pay 1\u00a0200 USDC.|1200 USDC",
        "Pay 1,25 Mio. USDC.|1250000 USDC",
        "Pay 5,000 USDC.e.|5000 USDC.E",
        "Pay 5,000 USDC.|5000 USDC",
        "Pay 5,000 aUSDC.|5000 AUSDC",
        "Pay $100 MXN.|100 MXN",
        "Pay A$100.|100 A$",
        "Pay HK$100.|100 HK$",
        "Pay CAD $100.|100 CAD",
        "Pay US$100.|100 USD",
        "Pay the DAO $100.|100 USD",
        "Pay $100 in USDC.|100 USDC, 100 USD",
        "Pay 5,000 USDC-cents.|",
      })
  void anAmountIsReadAsItIsWritten(String text, String expected) {
    List<String> wanted = expected == null ? List.of() : List.of(expected.split(", ", -1));
    List<String> read =
        Reading.of(text.replace("\\u202f", "\u202f").replace("\\u00a0", "\u00a0"))
            .statements()
            .stream()
            .filter(Claim.Payment.class::isInstance)
            .map(Claim.Payment.class::cast)
            .map(claim -> claim.amount().toPlainString() + " " + claim.symbol())
            .distinct()
            .toList();

    assertThat(wanted).containsAll(read);
    assertThat(read).hasSizeGreaterThanOrEqualTo(Math.min(1, wanted.size()));
  }
}
