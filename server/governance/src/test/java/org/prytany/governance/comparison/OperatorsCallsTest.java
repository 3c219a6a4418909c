package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.BOB;
import static org.prytany.governance.comparison.Calls.GOVERNOR;
import static org.prytany.governance.comparison.Calls.address;
import static org.prytany.governance.comparison.Calls.under;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.hash.Keccak256;
import org.prytany.spi.Address;
import org.prytany.spi.Argument;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.DecodedAction.Manner;
import org.prytany.spi.Effect;

/** Calls that an operator's ABI names: what their texts have to say before they pass. */
class OperatorsCallsTest {

  private static final Address POOL = address(0xa7);
  private static final String TEXT =
      "We raise the reserve factor of the asset " + ALICE + " in the pool " + POOL + " to 25 %.\n";

  /** A call whose arguments are plain words, or "0x" bytes as they are. */
  private static DecodedAction call(Address target, String function, String... arguments) {
    List<Argument> given = new ArrayList<>();
    StringBuilder data = new StringBuilder("0xb95de2d6");
    String types = function.substring(function.indexOf('(') + 1, function.length() - 1);
    String[] type = types.isEmpty() ? new String[0] : types.split(",", -1);
    for (int i = 0; i < type.length; i++) {
      given.add(new Argument("x" + i, type[i], arguments[i]));
      data.append(word(arguments[i]));
    }
    return known(target, 0, data.toString(), function, given, Manner.CALL);
  }

  private static DecodedAction known(
      Address target,
      long value,
      String data,
      String function,
      List<Argument> given,
      Manner manner) {
    return new DecodedAction(
        0,
        target,
        BigInteger.valueOf(value),
        data,
        Optional.of(function),
        given,
        "",
        List.of(),
        manner,
        Optional.of("operator: pool.json"));
  }

  private static String word(String argument) {
    if (argument.startsWith("0x")) {
      String digits = argument.substring(2);
      return digits.length() == 64 ? digits : "0".repeat(64 - digits.length()) + digits;
    }
    if (argument.equals("true") || argument.equals("false")) {
      return "0".repeat(63) + (argument.equals("true") ? "1" : "0");
    }
    return String.format("%064x", new BigInteger(argument));
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

  private static DecodedAction factor(String value) {
    return call(POOL, "setReserveFactor(address,uint256)", ALICE.hex(), value);
  }

  @Test
  void whatTheTextSaysInWordsPasses() {
    assertThat(red(TEXT, factor("2500"))).isEmpty();
    assertThat(red(TEXT, factor("25"))).isEmpty();
  }

  @Test
  void anotherNumberOrAccountDoesNot() {
    assertThat(red(TEXT, factor("25000"))).contains("UNEXPLAINED_CALL");
    assertThat(red(TEXT, call(POOL, "setReserveFactor(address,uint256)", BOB.hex(), "2500")))
        .contains("UNEXPLAINED_CALL");
  }

  @Test
  void anAmountHasItsOwnDecimalsOrThoseOfCoins() {
    String text = "Release 35,838,926 CELO to " + ALICE + " from " + POOL + ".\n";
    String function = "release(address,uint256)";
    assertThat(red(text, call(POOL, function, ALICE.hex(), "35838926" + "0".repeat(18)))).isEmpty();
    for (int zeros : new int[] {6, 12, 17, 19, 24, 27}) {
      assertThat(red(text, call(POOL, function, ALICE.hex(), "35838926" + "0".repeat(zeros))))
          .as("%d zeros", zeros)
          .contains("UNEXPLAINED_CALL");
    }
  }

  @Test
  void aFunctionOfWhichTheTextDoesNotSpeakDoesNot() {
    assertThat(red(TEXT, call(POOL, "setAdmin(address)", ALICE.hex())))
        .contains("UNEXPLAINED_CALL");
    assertThat(red(TEXT, call(POOL, "set(address)", ALICE.hex()))).contains("UNEXPLAINED_CALL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We do not change the reserve factor of ",
        "The reserve factor was previously 25 % for ",
        "Never set the reserve factor of "
      })
  void whatIsDeniedOrPastDoesNot(String words) {
    assertThat(red(words + ALICE + " in " + POOL + " at 25 %.\n", factor("2500")))
        .contains("UNEXPLAINED_CALL");
  }

  @Test
  void theContractHasToBeNamed() {
    assertThat(red(TEXT.replace(POOL.hex(), "Aave"), factor("2500"))).contains("UNEXPLAINED_CALL");
  }

  @Test
  void theOppositeIsAnotherThing() {
    String freeze = "Freeze the market of " + ALICE + " at " + POOL + ".\n";
    assertThat(red(freeze, call(POOL, "freezeMarket(address)", ALICE.hex()))).isEmpty();
    assertThat(red(freeze, call(POOL, "unfreezeMarket(address)", ALICE.hex())))
        .contains("UNEXPLAINED_CALL");
    String unfreeze = freeze.replace("Freeze", "Unfreeze");
    assertThat(red(unfreeze, call(POOL, "freezeMarket(address)", ALICE.hex())))
        .contains("UNEXPLAINED_CALL");
  }

  @Test
  void aSwitchIsSaidByWhatTheSentenceDoes() {
    String text = "Disable the stable borrowing of " + ALICE + " at " + POOL + ".\n";
    String function = "setStableBorrowing(address,bool)";
    assertThat(red(text, call(POOL, function, ALICE.hex(), "false"))).isEmpty();
    assertThat(red(text, call(POOL, function, ALICE.hex(), "true"))).contains("UNEXPLAINED_CALL");
    String enable = text.replace("Disable", "Enable");
    assertThat(red(enable, call(POOL, function, ALICE.hex(), "true"))).isEmpty();
    assertThat(red(enable, call(POOL, function, ALICE.hex(), "false")))
        .contains("UNEXPLAINED_CALL");
  }

  @Test
  void whatTheHashIsOfIsRead() {
    byte[] minter = Keccak256.of("MINTER_ROLE");
    String text = "Set the manager of MINTER_ROLE at " + POOL + " to " + ALICE + ".\n";
    String function = "setManager(bytes32,address)";
    String hash = "0x" + HexFormat.of().formatHex(minter);
    assertThat(red(text, call(POOL, function, hash, ALICE.hex()))).isEmpty();
    assertThat(red(text.replace("MINTER", "BURNER"), call(POOL, function, hash, ALICE.hex())))
        .contains("UNEXPLAINED_CALL");
  }

  @Test
  void wordsThatAnAccountOnlyBeginsWithAreNotSaid() {
    String text = "Set the manager at " + POOL + " to " + ALICE + ".\n";
    String begins = ALICE.hex().substring(0, 8) + "0".repeat(58);
    assertThat(red(text, call(POOL, "setManager(bytes32,address)", begins, ALICE.hex())))
        .contains("UNEXPLAINED_CALL");
  }

  @Test
  void whatRunsSomethingElseNeverPasses() {
    for (String name :
        List.of("executeFactor", "relayFactor", "multicallFactor", "approveFactor")) {
      String text = "The " + name + " of " + POOL + " is called with 25.\n";
      assertThat(red(text, call(POOL, name + "(uint256)", "25")))
          .as(name)
          .contains("UNEXPLAINED_CALL");
    }
  }

  @Test
  void bytesOfAnyLengthNeverPass() {
    String inner = "0xa9059cbb" + "00".repeat(60);
    String text = "The update of the factor at " + POOL + " hands over " + inner + ".\n";
    List<Argument> given = List.of(new Argument("data", "bytes", inner));
    DecodedAction call =
        known(POOL, 0, "0xb95de2d6" + "00".repeat(128), "setFactor(bytes)", given, Manner.CALL);
    assertThat(red(text, call)).contains("UNEXPLAINED_CALL");
  }

  @Test
  void bytesBehindTheArgumentsNeverPass() {
    DecodedAction whole = factor("2500");
    DecodedAction more =
        known(
            POOL,
            0,
            whole.calldata() + word(BOB.hex()),
            whole.function().orElseThrow(),
            whole.arguments(),
            Manner.CALL);
    assertThat(red(TEXT, more)).contains("UNEXPLAINED_CALL");
  }

  @Test
  void coinLentAuthorityAndTheDaosOwnContractsNeverPass() {
    DecodedAction whole = factor("2500");
    String function = whole.function().orElseThrow();
    assertThat(
            red(TEXT, known(POOL, 1, whole.calldata(), function, whole.arguments(), Manner.CALL)))
        .contains("UNEXPLAINED_CALL");
    assertThat(
            red(
                TEXT,
                known(POOL, 0, whole.calldata(), function, whole.arguments(), Manner.DELEGATECALL)))
        .contains("UNEXPLAINED_CALL");
    assertThat(
            red(
                TEXT + GOVERNOR,
                call(GOVERNOR, "setReserveFactor(address,uint256)", ALICE.hex(), "2500")))
        .contains("UNEXPLAINED_CALL");
  }

  @Test
  void listsAreReadToTheirEnd() {
    String text = "Set the caps of " + ALICE + " and " + BOB + " at " + POOL + " to 1,500.\n";
    String function = "setCaps(address[],uint256)";
    assertThat(red(text, listed(function, ALICE, BOB))).isEmpty();
    assertThat(red(text, listed(function, ALICE, BOB, address(0x99)))).contains("UNEXPLAINED_CALL");
  }

  private static DecodedAction listed(String function, Address... accounts) {
    StringBuilder data = new StringBuilder("0xb95de2d6");
    data.append(word("64")).append(word("1500")).append(word("" + accounts.length));
    for (Address account : accounts) {
      data.append(word(account.hex()));
    }
    String shown = Arrays.stream(accounts).map(Address::hex).toList().toString();
    return known(
        POOL,
        0,
        data.toString(),
        function,
        List.of(new Argument("assets", "address[]", shown), new Argument("cap", "uint256", "1500")),
        Manner.CALL);
  }
}
