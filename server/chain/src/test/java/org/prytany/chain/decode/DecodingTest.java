package org.prytany.chain.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiWriting;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Token;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;

/** Decoding needs no chain but for the names of tokens. */
class DecodingTest {
  private static final Address TOKEN = new Address("0x00000000000000000000000000000000000070ce");
  private static final Address TIMELOCK = new Address("0x0000000000000000000000000000000000071e10");
  private static final Address GOVERNOR = new Address("0x0000000000000000000000000000000000090e10");
  private static final Address ALICE = new Address("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed");
  private static final String PAY_ALICE =
      AbiBytes.selector("transfer(address,uint256)")
          + AbiBytes.word(ALICE)
          + AbiBytes.word(BigInteger.valueOf(250_000_500_000L));

  private static final Dao DAO =
      Dao.onlyRead("demo", "Demo", 1, GOVERNOR, TIMELOCK).withLabels(Map.of(TOKEN, "Demo Dollar"));

  private final TableActionDecoder decoder =
      new TableActionDecoder(
          (dao, contract) ->
              contract.equals(TOKEN)
                  ? new Token(Optional.of(TOKEN), Optional.of("DUSD"), OptionalInt.of(6))
                  : Tokens.UNKNOWN.of(dao, contract),
          KnownFunctions.bundled());

  private static ProposalContent proposal(
      List<Address> targets, List<BigInteger> values, List<String> calldatas) {
    return new ProposalContent(
        new ProposalKey(1, GOVERNOR, BigInteger.ONE),
        ALICE,
        targets,
        values,
        calldatas,
        "0x",
        AbiBytes.keccak(new byte[0]),
        1,
        2,
        "0x" + "0".repeat(64),
        1,
        "0x" + "0".repeat(64));
  }

  private DecodedAction only(Address target, long wei, String calldata) {
    return decoder
        .decode(DAO, proposal(List.of(target), List.of(BigInteger.valueOf(wei)), List.of(calldata)))
        .getFirst();
  }

  @SuppressWarnings("rawtypes")
  private static String encode(String function, Type... arguments) {
    return FunctionEncoder.encode(new Function(function, List.of(arguments), List.of()));
  }

  private static DynamicBytes bytes(String hex) {
    return new DynamicBytes(AbiBytes.parse(hex));
  }

  @Example
  void aTransferIsToldInWholeUnitsWithChecksums() {
    DecodedAction action = only(TOKEN, 0, PAY_ALICE);

    assertThat(action.line())
        .isEqualTo(
            "Transfer 250,000.5 DUSD (token Demo Dollar (0x00000000000000000000000000000000000070Ce),"
                + " whose symbol and decimals are its own claim)"
                + " to 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed.");
    assertThat(action.function()).contains("transfer(address,uint256)");
    assertThat(action.arguments().get(1).value()).isEqualTo("250000500000");
  }

  @Example
  void anUnlimitedApprovalIsCalledUnlimited() {
    String call =
        AbiBytes.selector("approve(address,uint256)") + AbiBytes.word(ALICE) + "f".repeat(64);

    assertThat(only(TOKEN, 0, call).line())
        .startsWith(
            "Allow 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
                + " to take up to an unlimited amount of DUSD");
  }

  @Example
  void anApprovalBeyondAnySupplyIsCalledPracticallyUnlimited() {
    String call =
        AbiBytes.selector("approve(address,uint256)") + AbiBytes.word(ALICE) + "7" + "f".repeat(63);

    assertThat(only(TOKEN, 0, call).line())
        .startsWith(
            "Allow 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
                + " to take up to a practically unlimited amount of DUSD");
  }

  @Example
  void anUnknownSelectorIsShownWithItsSize() {
    DecodedAction action = only(ALICE, 7, "0x12345678" + "00".repeat(64));

    assertThat(action.line())
        .isEqualTo(
            "Unknown call 0x12345678 with 68 bytes to 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed,"
                + " sending 0.000000000000000007 ETH along.");
    assertThat(action.function()).isEmpty();
  }

  @Example
  void bytesBehindTheArgumentsAreMentioned() {
    assertThat(only(TOKEN, 0, PAY_ALICE + "deadbeef").line())
        .contains("with 4 further bytes that the function does not read");
  }

  @Example
  void aDirtyAddressWordIsNotDecodedButShown() {
    String dirty = PAY_ALICE.substring(0, 10) + "1" + PAY_ALICE.substring(11);

    DecodedAction action = only(TOKEN, 0, dirty);

    assertThat(action.function()).isEmpty();
    assertThat(action.line())
        .startsWith("Unknown call 0xa9059cbb with 68 bytes")
        .contains("is not what");
  }

  @Example
  void callsWithinCallsAreDecodedThrough() {
    String batch =
        encode(
            "scheduleBatch",
            new DynamicArray<>(
                org.web3j.abi.datatypes.Address.class,
                List.of(
                    new org.web3j.abi.datatypes.Address(TOKEN.hex()),
                    new org.web3j.abi.datatypes.Address(ALICE.hex()))),
            new DynamicArray<>(Uint256.class, new Uint256(0), new Uint256(BigInteger.TEN.pow(18))),
            new DynamicArray<>(DynamicBytes.class, bytes(PAY_ALICE), bytes("0x")),
            new Bytes32(new byte[32]),
            new Bytes32(new byte[32]),
            new Uint256(172_800));
    String multicall =
        encode("multicall", new DynamicArray<>(DynamicBytes.class, bytes(batch), bytes("0x01")));

    DecodedAction action = only(TIMELOCK, 0, multicall);

    assertThat(action.nested()).hasSize(2);
    DecodedAction scheduled = action.nested().getFirst();
    assertThat(scheduled.line()).contains("the treasury").contains("2 days");
    assertThat(scheduled.nested())
        .extracting(DecodedAction::line)
        .element(0)
        .asString()
        .startsWith("Transfer 250,000.5 DUSD");
    assertThat(scheduled.nested().get(1).line()).startsWith("Send 1 ETH");
    assertThat(action.nested().get(1).line()).startsWith("Unknown call with 1 byte");
    assertThat(action.line()).contains("Inside: ").contains("Transfer 250,000.5 DUSD");
  }

  @Example
  void nestingThatNeverEndsIsCutAndStaysVisible() {
    String call = PAY_ALICE;
    for (int i = 0; i < 12; i++) {
      call = encode("multicall", new DynamicArray<>(DynamicBytes.class, bytes(call)));
    }
    DecodedAction action = only(TOKEN, 0, call);
    while (!action.nested().isEmpty()) {
      action = action.nested().getFirst();
    }
    assertThat(action.line()).startsWith("Unknown call 0xac9650d8");
  }

  @Example
  void callsWithoutTargetOrDataAreNotLeftOut() {
    List<DecodedAction> actions =
        decoder.decode(
            DAO,
            proposal(
                List.of(TOKEN),
                List.of(BigInteger.ZERO, BigInteger.ONE, BigInteger.TWO),
                List.of(PAY_ALICE, PAY_ALICE)));

    assertThat(actions).hasSize(3);
    assertThat(actions.get(1).line()).startsWith("Incomplete call");
    assertThat(actions.get(2).valueWei()).isEqualTo(BigInteger.TWO);
  }

  @Example
  void symbolsCannotPoseAsOtherText() {
    assertThat(SafeText.symbol("US\u202EDC\u200b")).contains("USDC");
    assertThat(SafeText.symbol("USDC (token 0xGood) to Bob\n")).contains("USDCtoken0xGoodtoBob");
    assertThat(SafeText.symbol("\u0000 \t")).isEmpty();
    assertThat(SafeText.symbol("A".repeat(500)).orElseThrow()).hasSize(20);
  }

  @Example
  void everyKnownFunctionHasItsPlaceholdersAndAMeaning() {
    for (KnownFunction function : KnownFunctions.bundled().all()) {
      DecodedAction action =
          only(TOKEN, 0, function.selector() + AbiWriting.arguments(function.types()));
      // Made-up bytes are no packed transactions.
      assertThat(action.function().isPresent() || function.name().equals("multiSend"))
          .as(function.signature())
          .isTrue();
      assertThat(action.line()).doesNotContain("{").endsWith(".");
    }
  }

  /** Selectors as block explorers show them: a slip in a signature would make another one. */
  @Example
  void signaturesOfTheTableAreThoseOfThePublicInterfaces() {
    for (String selector :
        ("""
        a9059cbb 095ea7b3 23b872dd 39509351 d505accf 40c10f19 2f2ff15d d547741f 36568abe f2fde38b
        715018a6 79ba5097 3659cfe6 4f1ef286 99a88ec4 9623609d 7eff275e 8f283970 6a761202 8d80ff0a
        252dba42 82ad56cb 174dea71 bce38bd7 399542e9 c3077fa9 ac9650d8 01d5062a 8f2a0bb0 134008d3
        e38335e5 64d62353 c4d252f5 c28bc2fa 7d5e81e2 1f931c1c 468721a7 5229073f 0d582f13 f8dc5dd9
        e318b52b 694e80c3 610b5925 e009cfde e19a9dd9 f08a0323 5c19a95c 3a66f901 0825f38f 591fcdfe
        8456cb59 3f4ba83a 3ccfd60b d0e30db0 2e1a7d4d 42966c68 79cc6790 a22cb465 42842e0e b88d4fde
        f242432a 2eb2c2d6 bb913f41 704b6c02 4dd18bf5 0e18b681 e177246e 6e553f65 ba087652 b460af94
        94bf804d 5b0fc9c3 06ab5923 10f13a8c cc1b4bf6 6db9241b b61d27f6 1cff79cd beabacc8 da95691a
        45977d03 57e6aa36 8cb8ecec 65fae35e 9c52a7f1 29ae8114 d4e8be83 """)
            .strip()
            .split("\\s+")) {
      assertThat(KnownFunctions.bundled().find(1, TOKEN, "0x" + selector)).as(selector).isPresent();
    }
  }

  @Property(tries = 1_000)
  void anyCalldataIsShownWhole(
      @ForAll @Size(max = 400) byte[] arguments, @ForAll @IntRange(max = 1_000) int pick) {
    List<KnownFunction> all = List.copyOf(KnownFunctions.bundled().all());
    String calldata = all.get(pick % all.size()).selector() + AbiBytes.hex(arguments).substring(2);

    DecodedAction action = only(TOKEN, 0, calldata);

    assertThat(action.calldata()).isEqualTo(calldata);
    assertThat(action.line()).isNotBlank();
  }
}
