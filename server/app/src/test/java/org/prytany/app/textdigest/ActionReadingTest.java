package org.prytany.app.textdigest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.chain.decode.OperatorFiles;
import org.prytany.spi.Address;
import org.web3j.crypto.Hash;

class ActionReadingTest {

  private static final String USDC = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48";
  private static final String RECIPIENT = "0x690f0581ececcf8389c223170778cd9d029606f2";
  private static final String TRANSFER =
      "0xa9059cbb000000000000000000000000690f0581ececcf8389c223170778cd9d029606f2"
          + "0000000000000000000000000000000000000000000000000000011bbe60ce00";

  private final ActionReading reading = new ActionReading(KnownFunctions.bundled(), Map.of());

  private static GivenAction action(String target, String signature, String... arguments) {
    return new GivenAction(target, signature, "0", List.of(arguments), Optional.empty());
  }

  @Test
  void calldataIsTakenAsItIs() {
    GivenAction given =
        new GivenAction(
            USDC, "transfer(address,uint256)", "0", List.of(RECIPIENT, "1"), Optional.of(TRANSFER));

    assertThat(reading.read(given).calldata()).isEqualTo(TRANSFER);
  }

  @Test
  void signatureAndArgumentsMakeTheSameCalldata() {
    ActionReading.Call call =
        reading.read(action(USDC, "transfer(address,uint256)", RECIPIENT, "1218669760000"));

    assertThat(call.target()).isEqualTo(new Address(USDC));
    assertThat(call.calldata()).isEqualTo(TRANSFER);
  }

  @Test
  void aNameMeansWhatTheCallerSays() {
    ActionReading told =
        new ActionReading(
            KnownFunctions.bundled(),
            Map.of("Treasury", new Address(RECIPIENT), "Coin", new Address(USDC)));
    ActionReading.Call call =
        told.read(action("IERC20(Coin)", "transfer(address,uint256)", "Treasury", "1218669760000"));

    assertThat(call)
        .isEqualTo(new ActionReading.Call(new Address(USDC), BigInteger.ZERO, TRANSFER));
    assertThat(told.names()).containsEntry(new Address(USDC), "Coin");
  }

  @Test
  void aFunctionThatOnlyTheOperatorsAbiHasIsReadByItsNameAlone(@TempDir Path folder)
      throws IOException {
    Files.writeString(
        folder.resolve("pool.json"),
        "[{\"type\":\"function\",\"name\":\"setSupplyCeiling\","
            + "\"inputs\":[{\"name\":\"cap\",\"type\":\"uint256\"}]}]");
    KnownFunctions taught = KnownFunctions.with(OperatorFiles.read(folder));
    GivenAction call = action("POOL", "setSupplyCeiling", "5");

    assertThat(reading.read(call).calldata()).hasSize(10);
    assertThat(new ActionReading(taught, Map.of()).read(call).calldata()).hasSize(2 + 8 + 64);
  }

  @Test
  void nativeCoinIsCountedInWei() {
    GivenAction given =
        new GivenAction(RECIPIENT, "", "6000000000000000000000", List.of(), Optional.of("0x"));

    assertThat(reading.read(given))
        .isEqualTo(
            new ActionReading.Call(
                new Address(RECIPIENT), new BigInteger("6000000000000000000000"), "0x"));
  }

  @Test
  void anArgumentThatCannotBeReadLeavesTheCallOpaqueAndNotHarmless() {
    ActionReading.Call call =
        reading.read(action(USDC, "transfer(address,uint256)", RECIPIENT, "amountOf(x)"));

    assertThat(call.calldata()).hasSize(10).isNotEqualTo("0xa9059cbb");
  }

  @Test
  void calldataThatWasCutIsNotTaken() {
    GivenAction given =
        new GivenAction(USDC, "0x6a761202", "0", List.of(), Optional.of(TRANSFER + "…[cut]"));

    assertThat(reading.read(given).calldata()).isEqualTo("0x6a761202");
  }

  @Test
  void typesOfAFunctionThatIsNamedAloneComeFromTheFunctionTable() {
    ActionReading.Call call = reading.read(action("SortedOracles", "addOracle", USDC, RECIPIENT));

    assertThat(call.calldata())
        .hasSize(2 + 8 + 2 * 64)
        .contains(USDC.substring(2))
        .contains(RECIPIENT.substring(2));
  }

  @Test
  void listsAndBytesAreReadAsTheyAreWritten() {
    ActionReading.Call call =
        reading.read(
            action(
                "Wallet",
                "run(address[],uint256[],bytes[])",
                "[\"" + USDC + "\", \"" + RECIPIENT + "\"]",
                "[\"0\", 7]",
                "[\"0x\", \"" + TRANSFER + "\"]"));

    assertThat(call.calldata()).contains(TRANSFER.substring(2)).hasSizeGreaterThan(600);
  }

  @Test
  void anExpressionInAListLeavesTheCallUnknown() {
    ActionReading.Call call =
        reading.read(action("Wallet", "run(uint256[])", "[1, balanceOf(this)]"));

    assertThat(call.calldata()).hasSize(10);
  }

  private static final String PAYMENT =
      "[{\"type\":\"function\",\"name\":\"pay\",\"inputs\":[{\"name\":\"payments\",\"type\":\"tuple[]\",\"components\":["
          + "{\"name\":\"to\",\"type\":\"address\"},{\"name\":\"amount\",\"type\":\"uint128\"},"
          + "{\"name\":\"note\",\"type\":\"string\"}]}]}]";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"to\":\"%s\",\"amount\":\"5\",\"note\":\"rent, May\"}]",
        "[{\"note\":\"rent, May\",\"amount\":5,\"to\":\"%s\"}]",
        "[Payment({to: address(%s), amount: 5, note: 'rent, May'})]",
        "[(%s, 5, \"rent, May\")]",
        "[[\"%s\",\"5\",\"rent, May\"]]",
        "[ Types.Payment( %s , 5 , 'rent, May' ) ]"
      })
  void aStructIsReadByTheNamesOfItsMembersOrInOrder(String written, @TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("payer.json"), PAYMENT);
    ActionReading taught =
        new ActionReading(KnownFunctions.with(OperatorFiles.read(folder)), Map.of());

    String byName = taught.read(action(USDC, "pay", written.formatted(RECIPIENT))).calldata();
    String bySignature =
        taught
            .read(action(USDC, "pay((address,uint128,string)[])", written.formatted(RECIPIENT)))
            .calldata();

    assertThat(byName)
        .isEqualTo(
            "0x%s%064x%064x%064x%064x%064x%064x%064x%s"
                .formatted(
                    Hash.sha3String("pay((address,uint128,string)[])").substring(2, 10),
                    32,
                    1,
                    32,
                    new BigInteger(RECIPIENT.substring(2), 16),
                    5,
                    96,
                    9,
                    "72656e742c204d6179" + "0".repeat(46)));
    assertThat(bySignature).isEqualTo(byName);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"to\":\"%s\",\"amount\":\"5\"}]",
        "[{\"to\":\"%s\",\"amount\":\"5\",\"memo\":\"x\"}]",
        "[{\"to\":\"%s\",\"to\":\"%<s\",\"amount\":\"5\"}]",
        "[{\"to\":\"%s\",\"amount\":\"340282366920938463463374607431768211456\",\"note\":\"x\"}]",
        "[(%s, balance(), 'x')]",
        "[(%s, 5, 'x'), 7]",
        "[(%s, 5, 'x'] )",
        "[(%s, 5, 'x)]",
        "[(%s, 5, 'x')] + more",
        "payments(%s)[0]"
      })
  void aStructThatDoesNotSayAllOfItselfLeavesTheCallUnknown(String written) {
    String signature = "pay((address,uint128,string)[])";

    assertThat(reading.read(action(USDC, signature, written.formatted(RECIPIENT))).calldata())
        .hasSize(10);
  }

  @Test
  void namesOfMembersThatNobodyKnowsAreNotGuessed() {
    String named = "{\"to\":\"" + RECIPIENT + "\",\"amount\":\"5\"}";

    assertThat(reading.read(action(USDC, "pay((address,uint128))", named)).calldata()).hasSize(10);
    assertThat(
            reading
                .read(action(USDC, "pay((address,uint128))", "(" + RECIPIENT + ", 5)"))
                .calldata())
        .hasSize(2 + 8 + 2 * 64);
  }

  @Test
  void aNameMeansTheAddressThatThePayloadGivesWithIt() {
    ActionReading.Call call =
        reading.read(
            new GivenAction(
                "GoldToken",
                "approve",
                "0",
                List.of(RECIPIENT, "5"),
                Optional.empty(),
                Optional.of("0x471EcE3750Da237f93B8E339c536989b8978a438")));

    assertThat(call.target()).isEqualTo(new Address("0x471ece3750da237f93b8e339c536989b8978a438"));
    assertThat(reading.names()).containsEntry(call.target(), "GoldToken");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "transfer(address, uint256)",
        "transfer( address,uint256)",
        "transfer(address to,uint256 amount)",
        "transfer (address,uint256)",
        " transfer(address,uint256)"
      })
  void aSignatureIsHashedAsItIsWritten(String signature) {
    String apart = "0x" + TRANSFER.substring(10);
    GivenAction withCalldata = new GivenAction(USDC, signature, "0", List.of(), Optional.of(apart));

    assertThat(reading.read(action(USDC, signature, RECIPIENT, "1")).calldata())
        .doesNotStartWith("0xa9059cbb");
    assertThat(reading.read(withCalldata).calldata())
        .isEqualTo(Hash.sha3String(signature).substring(0, 10) + apart.substring(2));
  }

  @Test
  void argumentsApartFromTheirSignatureAreJoined() {
    GivenAction given =
        new GivenAction(
            USDC,
            "transfer(address,uint256)",
            "0",
            List.of(),
            Optional.of("0x" + TRANSFER.substring(10)));

    assertThat(reading.read(given).calldata()).isEqualTo(TRANSFER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Council Safe", "USD Coin (USDC)", "Sociedad de jardín: caja", "3/5 Safe"})
  void aTargetMayBeCalledInWords(String name) {
    GivenAction given =
        new GivenAction(name, "", "0", List.of(), Optional.of(TRANSFER), Optional.of(USDC));

    assertThat(reading.read(given).target()).isEqualTo(new Address(USDC));
    assertThat(reading.names()).containsEntry(new Address(USDC), name);
    assertThat(
            new ActionReading(KnownFunctions.bundled(), Map.of())
                .read(action(name, "pause"))
                .target())
        .isNotEqualTo(Address.ZERO);
  }
}
