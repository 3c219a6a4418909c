package org.prytany.app.textdigest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.prytany.app.view.DigestLineView;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.spi.TextDigest;
import org.prytany.spi.Token;

/** A token that has a name in what calls do has the same name in the calls themselves. */
class NamedTokensTest {

  private static final String PAYEE = "0x19e7e376e7c213b7e7e7e46cc70a5dd086daff2a";
  private static final TextDigester DIGESTER =
      new TextDigester(
          new StatedDigest(new TextDigest("", List.of(), List.of(), "silent/1")).service(),
          KnownFunctions.bundled());

  private static DigestLineView paid(String token, Meanings meanings) {
    GivenAction call =
        new GivenAction(
            token,
            "transfer(address,uint256)",
            "0",
            List.of(PAYEE, "418500000000"),
            Optional.empty());
    return DIGESTER.digest(
        "1", "Pay", "We pay 418,500 USDC.", List.of(call), TextDigester.Owner.UNKNOWN, meanings);
  }

  @Test
  void aWellKnownTokenIsNamedInTheCallAsInItsEffect() {
    DigestLineView line = paid("0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48", Meanings.NONE);

    assertThat(line.effects().getFirst().line()).contains("418,500 USDC");
    assertThat(line.actions().getFirst().line())
        .contains("418,500 USDC")
        .doesNotContain("base units", "unnamed token");
  }

  @Test
  void soIsATokenThatTheCallerNames() {
    String contract = "0x" + "12".repeat(20);
    Token said = new Token(Optional.empty(), Optional.of("OWN"), OptionalInt.of(9));

    DigestLineView line =
        paid(contract, new Meanings(Meanings.NO_CHAIN, Map.of(), Map.of(contract, said)));

    assertThat(line.actions().getFirst().line()).contains("418.5 OWN");
  }

  @Test
  void aTokenThatNobodyNamesStaysUnnamed() {
    assertThat(paid("0x" + "12".repeat(20), Meanings.NONE).actions().getFirst().line())
        .contains("418,500,000,000 base units of an unnamed token");
  }
}
