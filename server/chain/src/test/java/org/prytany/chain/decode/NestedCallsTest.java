package org.prytany.chain.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.DecodedAction.Manner;
import org.prytany.spi.Effect;
import org.prytany.spi.ProposalKey;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.DynamicStruct;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Bytes4;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;

/** Calls inside calls, as other software encodes them. */
class NestedCallsTest {
  private static final Address TOKEN = new Address("0x00000000000000000000000000000000000070ce");
  private static final Address TREASURY = new Address("0x0000000000000000000000000000000000071e10");
  private static final Address SAFE = new Address("0x00000000000000000000000000000000000005af");
  private static final Address ALICE = new Address("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed");
  private static final BigInteger AMOUNT = BigInteger.valueOf(250_000);
  private static final String PAY =
      AbiBytes.selector("transfer(address,uint256)") + AbiBytes.word(ALICE) + AbiBytes.word(AMOUNT);
  private static final Dao DAO = Dao.onlyRead("demo", "Demo", 1, TREASURY, TREASURY);

  private static ProposalContent proposal(Address target, String calldata) {
    return new ProposalContent(
        new ProposalKey(1, TREASURY, BigInteger.ONE),
        ALICE,
        List.of(target),
        List.of(BigInteger.ZERO),
        List.of(calldata),
        "0x",
        AbiBytes.keccak(new byte[0]),
        1,
        2,
        "0x" + "0".repeat(64),
        1,
        "0x" + "0".repeat(64));
  }

  private static DecodedAction decoded(Address target, String calldata) {
    return ChainAdapters.offlineDecoder().decode(DAO, proposal(target, calldata)).getFirst();
  }

  private static List<Effect> effects(Address target, String calldata) {
    ProposalContent content = proposal(target, calldata);
    return ChainAdapters.offlineSimulator()
        .simulate(DAO, content, ChainAdapters.offlineDecoder().decode(DAO, content))
        .effects();
  }

  @SuppressWarnings("rawtypes")
  private static String encode(String function, Type... arguments) {
    return FunctionEncoder.encode(new Function(function, List.of(arguments), List.of()));
  }

  private static org.web3j.abi.datatypes.Address address(Address account) {
    return new org.web3j.abi.datatypes.Address(account.hex());
  }

  private static DynamicBytes bytes(String hex) {
    return new DynamicBytes(AbiBytes.parse(hex));
  }

  private static Uint256 number(long value) {
    return new Uint256(value);
  }

  private static String packed(int operation, Address to, long value, String data) {
    int length = data.length() / 2 - 1;
    return String.format("%02x", operation)
        + to.hex().substring(2)
        + AbiBytes.word(BigInteger.valueOf(value))
        + AbiBytes.word(BigInteger.valueOf(length))
        + data.substring(2);
  }

  private static String safe(Address to, String data, int operation) {
    return encode(
        "execTransaction",
        address(to),
        number(0),
        bytes(data),
        new Uint8(operation),
        number(0),
        number(0),
        number(0),
        address(Address.ZERO),
        address(Address.ZERO),
        bytes("0x"));
  }

  private static void assertPays(List<Effect> effects, Address from) {
    assertThat(effects)
        .filteredOn(effect -> effect.kind() == Effect.Kind.TRANSFER)
        .singleElement()
        .satisfies(
            effect -> {
              assertThat(effect.contract()).isEqualTo(TOKEN);
              assertThat(effect.from()).contains(from);
              assertThat(effect.to()).contains(ALICE);
              assertThat(effect.amount()).isEqualTo(AMOUNT);
            });
  }

  @Test
  void callsThroughMulticall3AreOpenedInEachOfItsForms() {
    DynamicStruct plain = new DynamicStruct(address(TOKEN), bytes(PAY));
    DynamicStruct failing =
        new DynamicStruct(address(TOKEN), new org.web3j.abi.datatypes.Bool(true), bytes(PAY));
    DynamicStruct valued =
        new DynamicStruct(
            address(TOKEN), new org.web3j.abi.datatypes.Bool(true), number(0), bytes(PAY));
    Stream.of(
            encode("aggregate", new DynamicArray<>(DynamicStruct.class, plain)),
            encode(
                "tryAggregate",
                new org.web3j.abi.datatypes.Bool(true),
                new DynamicArray<>(DynamicStruct.class, plain)),
            encode("aggregate3", new DynamicArray<>(DynamicStruct.class, failing)),
            encode("aggregate3Value", new DynamicArray<>(DynamicStruct.class, valued)))
        .forEach(
            call -> {
              assertThat(decoded(SAFE, call).nested()).hasSize(1);
              assertPays(effects(SAFE, call), SAFE);
            });
  }

  @Test
  void aSafesTransactionIsItsOwnAndAnotherModeOfItLendsEverything() {
    assertPays(effects(SAFE, safe(TOKEN, PAY, 0)), SAFE);

    DecodedAction lent = decoded(SAFE, safe(TOKEN, PAY, 1)).nested().getFirst();

    assertThat(lent.manner()).isEqualTo(Manner.DELEGATECALL);
    assertThat(lent.line()).startsWith("DELEGATECALL: ").contains("lends its whole authority");
    assertThat(effects(SAFE, safe(TOKEN, PAY, 1)))
        .anySatisfy(
            effect -> {
              assertThat(effect.kind()).isEqualTo(Effect.Kind.UNKNOWN_CALL);
              assertThat(effect.subject()).isEqualTo("delegatecall");
              assertThat(effect.contract()).isEqualTo(TOKEN);
            });
  }

  @Test
  void callsThatASafeSendsAtOnceAreUnpackedAndAreTheSafes() {
    String transactions =
        "0x"
            + packed(0, TOKEN, 0, PAY)
            + packed(1, ALICE, 0, "0x12345678")
            + packed(0, ALICE, 7, "0x");
    String call = safe(TREASURY, encode("multiSend", bytes(transactions)), 1);

    DecodedAction sending = decoded(SAFE, call).nested().getFirst();

    assertThat(sending.nested()).hasSize(3);
    assertThat(sending.nested().get(1).manner()).isEqualTo(Manner.DELEGATECALL);
    assertThat(sending.nested().get(2).line()).startsWith("Send 0.000000000000000007 ETH");
    assertThat(effects(SAFE, call))
        .filteredOn(effect -> effect.kind() == Effect.Kind.TRANSFER)
        .allSatisfy(effect -> assertThat(effect.from()).contains(SAFE))
        .hasSize(2);
    assertThat(effects(SAFE, call))
        .filteredOn(effect -> effect.subject().equals("delegatecall"))
        .hasSize(2);
  }

  @Test
  void packedTransactionsThatEndTooEarlyStayVisible() {
    String broken = "0x" + packed(0, TOKEN, 0, PAY).substring(0, 200);

    DecodedAction action = decoded(SAFE, encode("multiSend", bytes(broken)));

    assertThat(action.function()).isEmpty();
    assertThat(action.line()).startsWith("Unknown call 0x8d80ff0a with ").contains("is not what");
  }

  @Test
  void compoundsTimelockNamesTheFunctionApartFromItsArguments() {
    String arguments = "0x" + PAY.substring(10);
    for (String[] form : new String[][] {{"transfer(address,uint256)", arguments}, {"", PAY}}) {
      for (String function : List.of("queueTransaction", "executeTransaction")) {
        String call =
            encode(
                function,
                address(TOKEN),
                number(0),
                new Utf8String(form[0]),
                bytes(form[1]),
                number(1));

        assertThat(decoded(SAFE, call).nested().getFirst().calldata()).isEqualTo(PAY);
        assertPays(effects(SAFE, call), SAFE);
      }
    }
  }

  @Test
  void callsThatAreProposedToAnotherGovernorAreOpened() {
    String call =
        encode(
            "propose",
            new DynamicArray<>(org.web3j.abi.datatypes.Address.class, address(TOKEN)),
            new DynamicArray<>(Uint256.class, number(0)),
            new DynamicArray<>(DynamicBytes.class, bytes(PAY)),
            new Utf8String("pay"));

    assertPays(effects(SAFE, call), SAFE);
  }

  @Test
  void codeThatAProxyRunsForItsOwnerIsMarked() {
    DecodedAction action = decoded(SAFE, encode("execute", address(TOKEN), bytes(PAY)));

    assertThat(action.nested().getFirst().manner()).isEqualTo(Manner.DELEGATECALL);
  }

  @Test
  void newFunctionsOfADiamondReplaceCodeAndTheirSetUpIsLentItsAuthority() {
    DynamicStruct cut =
        new DynamicStruct(
            address(ALICE),
            new Uint8(1),
            new DynamicArray<>(Bytes4.class, new Bytes4(new byte[] {1, 2, 3, 4})));
    String call =
        encode(
            "diamondCut",
            new DynamicArray<>(DynamicStruct.class, cut),
            address(TOKEN),
            bytes("0x12345678"));

    assertThat(effects(SAFE, call))
        .extracting(Effect::kind)
        .contains(Effect.Kind.UPGRADE, Effect.Kind.UNKNOWN_CALL);
    assertThat(decoded(SAFE, call).nested().getFirst().manner()).isEqualTo(Manner.DELEGATECALL);
  }

  @Test
  void aNewImplementationIsSetUpByWhoeverReplacesIt() {
    String give = AbiBytes.selector("transferOwnership(address)") + AbiBytes.word(ALICE);
    String call = encode("_setAndInitializeImplementation", address(ALICE), bytes(give));

    assertThat(effects(SAFE, call))
        .filteredOn(effect -> effect.kind() == Effect.Kind.OWNERSHIP)
        .singleElement()
        .satisfies(
            effect -> {
              assertThat(effect.contract()).isEqualTo(SAFE);
              assertThat(effect.from()).contains(TREASURY);
            });
    assertThat(
            decoded(SAFE, encode("_setAndInitializeImplementation", address(ALICE), bytes("0x")))
                .nested())
        .isEmpty();
  }

  @Test
  void whatAModuleOfASafeDoesIsTheSafes() {
    String call =
        encode("execTransactionFromModule", address(TOKEN), number(0), bytes(PAY), new Uint8(0));

    assertPays(effects(SAFE, call), SAFE);
  }

  @Test
  void listsOfUnequalLengthAreNotOpenedAndStayVisible() {
    String call =
        encode(
            "scheduleBatch",
            new DynamicArray<>(
                org.web3j.abi.datatypes.Address.class, address(TOKEN), address(SAFE)),
            new DynamicArray<>(Uint256.class, number(0)),
            new DynamicArray<>(DynamicBytes.class, bytes(PAY)),
            new Bytes32(new byte[32]),
            new Bytes32(new byte[32]),
            number(1));

    assertThat(decoded(SAFE, call).function()).isEmpty();
    assertThat(effects(SAFE, call))
        .extracting(Effect::kind)
        .containsExactly(Effect.Kind.UNKNOWN_CALL);
  }

  @Test
  void tenThousandCallsAreShownAndTheLastOnesUnopened() {
    StringBuilder transactions = new StringBuilder("0x");
    for (int i = 0; i < 10_000; i++) {
      transactions.append(packed(0, TOKEN, 0, PAY));
    }

    DecodedAction action = decoded(SAFE, encode("multiSend", bytes(transactions.toString())));

    assertThat(action.nested()).hasSize(10_000);
    assertThat(action.line()).hasSizeLessThan(5_000).endsWith("The calls inside go on.");
    assertThat(action.nested().getFirst().function()).isPresent();
    assertThat(action.nested().getLast().line()).startsWith("Unknown call 0xa9059cbb");
  }

  @Test
  void oddAndShortDataAreShownWithTheirSize() {
    assertThat(decoded(SAFE, "0x12").line()).startsWith("Unknown call with 1 byte to ");
    assertThat(decoded(SAFE, "0x").line()).startsWith("Call ");
    assertThat(decoded(SAFE, PAY.substring(0, PAY.length() - 2)).line())
        .startsWith("Unknown call 0xa9059cbb with 67 bytes");
  }
}
