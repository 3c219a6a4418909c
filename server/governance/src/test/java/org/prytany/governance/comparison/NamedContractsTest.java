package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.BOB;
import static org.prytany.governance.comparison.Calls.GOVERNOR;
import static org.prytany.governance.comparison.Calls.address;
import static org.prytany.governance.comparison.Calls.under;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.findings.Finding;
import org.prytany.spi.Address;
import org.prytany.spi.Argument;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.DecodedAction.Manner;
import org.prytany.spi.Effect;

/**
 * Calls of contracts that a text names by their names alone, and that an operator has bound ABIs
 * to: a name is nobody's, and what such a call does is not known, so all of them are red.
 */
class NamedContractsTest {

  private static final Address FEED = address(0xa7);
  private static final String KNOWLEDGE = "operator: PriceFeed.json";
  private static final String OLDEST = "setLongestAge(uint256)";
  private static final String TEXT =
      "We set the longest age of prices in the PriceFeed to 7,205.\n";

  private static DecodedAction call(
      Address target,
      long value,
      Manner manner,
      String behind,
      String function,
      String... arguments) {
    List<Argument> given = new ArrayList<>();
    StringBuilder data = new StringBuilder("0xb95de2d6");
    String types = function.substring(function.indexOf('(') + 1, function.length() - 1);
    String[] type = types.isEmpty() ? new String[0] : types.split(",", -1);
    for (int i = 0; i < type.length; i++) {
      given.add(new Argument("x" + i, type[i], arguments[i]));
      data.append(word(arguments[i]));
    }
    return new DecodedAction(
        0,
        target,
        BigInteger.valueOf(value),
        data + behind,
        Optional.of(function),
        given,
        "",
        List.of(),
        manner,
        Optional.of(KNOWLEDGE));
  }

  private static String word(String argument) {
    String digits =
        argument.startsWith("0x")
            ? argument.substring(2)
            : argument.equals("true") ? "1" : new BigInteger(argument).toString(16);
    return "0".repeat(64 - digits.length()) + digits;
  }

  private static DecodedAction call(String function, String... arguments) {
    return call(FEED, 0, Manner.CALL, "", function, arguments);
  }

  private static List<String> red(String text, DecodedAction call) {
    return under(text)
        .unknown(call)
        .effect(
            Effect.Kind.UNKNOWN_CALL, call.target(), call.target(), call.function().orElse(""), "")
        .compared()
        .findings()
        .stream()
        .filter(finding -> finding.severity() == Finding.Severity.RED)
        .map(Finding::code)
        .toList();
  }

  private static void assertStopped(String text, DecodedAction call) {
    assertThat(red(text, call)).as(text).contains("UNEXPLAINED_CALL");
  }

  /** An address is what tells contracts apart. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "We set the longest age of prices in the PriceFeed (%s) to 7,205.",
        "`PriceFeed.setLongestAge(7205)` is called.\n\nPriceFeed: %s",
      })
  void aContractWhoseAddressTheTextHasMayBeSpelledOut(String text) {
    assertThat(red(text.formatted(FEED), call(OLDEST, "7205"))).isEmpty();
    assertStopped(text.formatted(address(0xb7)), call(OLDEST, "7205"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We set the longest age of prices in the PriceFeed to 7,205.",
        "`PriceFeed.setLongestAge(7205)` is called.",
        "The longest age in the price feed becomes 7205 seconds.",
        "| price-feed | longest age | 7,205 |",
        "Contract: PRICE_FEED\n\nLongest age: 7205",
        "The DAO's PriceFeed gets 7,205 as its longest age."
      })
  void aNameAloneNamesNoContract(String text) {
    assertStopped(text, call(OLDEST, "7205"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We set the longest age of prices in the PriceFeed at %s to 7,205.",
        "Set the longest age of %s (PriceFeed) to 7,205.",
        "Set the longest age of the [PriceFeed](https://etherscan.io/address/%s) to 7,205.",
        "The longest age of prices becomes 7,205.\n\n| Contract | Address |\n|---|---|\n| PriceFeed | %s |",
      })
  void theNameBesideAnotherAddressIsNotIts(String text) {
    assertStopped(text.formatted(address(0xb7)), call(OLDEST, "7205"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The PriceFeed stays as it is. Set the longest age of the Oracle to 7,205.",
        "The PriceFeed is not changed.\nSet the longest age of the Oracle to 7,205.",
        "Set the longest age of the Oracle, which reads the PriceFeed, to 7,205.",
        "Set the longest age of the RateFeed to 7,205, like that of the PriceFeed.",
        "- PriceFeed: longest age 3,600\n- Oracle: longest age 7,205",
        "Oracle\n\n- longest age: 7,205\n\nPriceFeed\n\n- unchanged",
        "| Contract | Longest age |\n|---|---|\n| Oracle | 7,205 |\n| PriceFeed | 3,600 |",
        "| Contract | Longest age |\n|---|---|\n| PriceFeed | 3,600 |\n| Oracle | 7,205 |",
      })
  void theNameBesideTheChangeOfAnotherIsNotIts(String text) {
    assertStopped(text, call(OLDEST, "7205"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We set the longest age of prices in the BackupPriceFeed to 7,205.",
        "We set the longest age of prices in the backup price feed to 7,205.",
        "We set the longest age of prices in the legacy PriceFeed to 7,205.",
        "We set the longest age of prices in the old PriceFeed to 7,205.",
        "We set the longest age of prices in another PriceFeed to 7,205.",
        "We set the longest age of prices in the PriceFeedV2 to 7,205.",
        "We set the longest age of prices in the PriceFeed v2 to 7,205.",
        "We set the longest age of prices in the PriceFeed 2 to 7,205.",
        "We set the longest age of prices in the Price-Feed-Admin to 7,205.",
        "We set the longest age of prices in any cheap price feed to 7,205.",
        "We set the longest age of prices in the feed of the price to 7,205.",
        "Set the longest age in the PriceFeed Admin to 7,205.",
        "Set the longest age in the PriceFeed Registry to 7,205.",
        "Set the longest age in the price feed registry to 7,205.",
        "Set the longest age in the Chainlink PriceFeed to 7,205.",
        "Set the longest age in the ETH/USD PriceFeed to 7,205.",
        "Set the longest age in Bob's PriceFeed to 7,205.",
        "Set the longest age in the Aave market's PriceFeed to 7,205.",
        "Set the longest age in the external PriceFeed to 7,205.",
        "Set the longest age in the old and unused PriceFeed to 7,205.",
        "Set the longest age in the PriceFeed (old) to 7,205.",
        "Set the longest age in the PriceFeed of the Sepolia deployment to 7,205.",
        "Set the longest age in the PriceFeed of the second market to 7,205.",
        "Set the longest age in the price feed of the other DAO to 7,205.",
        "Set the longest age in the PriceFeed's successor to 7,205.",
        "Set the longest age in the MarketA.PriceFeed to 7,205.",
        "Set the longest age in WETH/PriceFeed to 7,205."
      })
  void anotherContractsNameIsNotIts(String text) {
    assertStopped(text, call(OLDEST, "7205"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We do not set the longest age of prices in the PriceFeed to 7,205.",
        "The longest age in the PriceFeed was previously set to 7,205.",
        "Never set the longest age of prices in the PriceFeed to 7,205.",
        "The PriceFeed was audited.\n\nNothing here is about it.\n\nMore words.\n\nEven more.\n\nThe longest age of the Oracle is set to 7,205.",
        "On Base, we set the longest age of prices in the PriceFeed to 7,205.",
        "<!-- the longest age in the PriceFeed is 7,205 -->We thank everybody.",
        "Should we set the longest age of the PriceFeed to 7,205? No.",
        "We decided against a longest age of 7,205 in the PriceFeed.",
        "Should the longest age of the PriceFeed be 7,205? A later vote decides.",
        "> set the longest age of the PriceFeed to 7,205\n\nWe decline.",
        "The longest age of the PriceFeed becomes 3,600 instead of 7,205.",
        "The longest age of the PriceFeed goes from 7,205 to 3,600.",
        "The longest age of the PriceFeed becomes 3,600. The audit cost 7,205 USDC."
      })
  void whatIsDeniedPastHiddenElsewhereOrAboutAnotherContractIsNotSaid(String text) {
    assertStopped(text, call(OLDEST, "7205"));
  }

  @Test
  void whatTakesMoneyOrPowerBehindTheNameIsStopped() {
    // Another number, account, or direction than the text has.
    assertStopped(TEXT, call(OLDEST, "72050"));
    assertStopped(
        "Set the keeper of the PriceFeed to " + ALICE + ".", call("setKeeper(address)", BOB.hex()));
    assertStopped(
        "The PriceFeed's keeper " + ALICE + " loses the longest age of 7,205.",
        call("setKeeper(address,uint256)", BOB.hex(), "7205"));
    // Another function than the text speaks of.
    assertStopped(TEXT, call("setAdmin(address)", ALICE.hex()));
    assertStopped(TEXT, call("sweep(address,uint256)", BOB.hex(), "7205"));
    assertStopped(TEXT + "Admins: " + ALICE, call("setAdmin(address,uint256)", BOB.hex(), "7205"));
    // One more account than the text has.
    assertStopped(TEXT, call("setLongestAge(uint256,address)", "7205", BOB.hex()));
    assertStopped(TEXT, call("setLongestAge(uint256,bool)", "7205", "true"));
    assertStopped(TEXT, call("setLongestAge(uint256,uint256)", "7205", "999999"));
    // The same number as a whole token, or a time in blocks.
    assertStopped(TEXT, call(OLDEST, "7205000000000000000000"));
    String day = "We set the longest age of prices in the PriceFeed to 1 day.";
    assertStopped(day, call(OLDEST, "43200"));
    assertStopped(day, call(OLDEST, "5760"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Set the keeper of the PriceFeed to %s instead of %s.",
        "Set the keeper of the PriceFeed to %s. Proposer: %s.",
        "The keeper of the PriceFeed, %2$s, is replaced by %1$s.",
      })
  void anAccountThatIsNotTheNewOneIsStopped(String text) {
    assertStopped(text.formatted(ALICE, BOB), call("setKeeper(address)", BOB.hex()));
  }

  @Test
  void whatWordsNeverCoverIsStoppedByNameAsWell() {
    assertStopped(TEXT, call(FEED, 1, Manner.CALL, "", OLDEST, "7205"));
    assertStopped(TEXT, call(FEED, 0, Manner.DELEGATECALL, "", OLDEST, "7205"));
    assertStopped(TEXT, call(FEED, 0, Manner.CALL, word(BOB.hex()), OLDEST, "7205"));
    assertStopped(TEXT, call(GOVERNOR, 0, Manner.CALL, "", OLDEST, "7205"));
    assertStopped(
        "The PriceFeed is told to executeAge 7,205.", call("executeAge(uint256)", "7205"));
    assertStopped(
        "The PriceFeed is told to approveAge 7,205.", call("approveAge(uint256)", "7205"));
  }
}
