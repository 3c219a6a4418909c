package org.prytany.chain.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.simulate.DecodedEffectsSimulator;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Token;
import org.web3j.abi.DefaultFunctionEncoder;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint16;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint32;

/** What bridges carry to other chains is opened, decoded and marked with its chain. */
class OtherChainsTest {
  private static final Address TREASURY = new Address("0x0000000000000000000000000000000000071e10");
  private static final Address ALIAS = new Address("0x1111000000000000000000000000000000072f21");
  private static final Address ALICE = new Address("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed");
  private static final Address STRANGER = new Address("0x00000000000000000000000000000000000bad00");
  private static final Address TOKEN = new Address("0x00000000000000000000000000000000000070ce");
  private static final Address INBOX = new Address("0x4dbd4fc535ac27206064b68ffcf827b0a60bab3f");
  private static final Address OP_MESSENGER =
      new Address("0x25ace71c97b33cc4729cf772ae268934f7ab5fa1");
  private static final BigInteger AMOUNT = BigInteger.valueOf(250_000);
  private static final String PAY =
      AbiBytes.selector("transfer(address,uint256)") + AbiBytes.word(ALICE) + AbiBytes.word(AMOUNT);
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);
  private static final Dao DAO = Dao.onlyRead("demo", "Demo", 1, TREASURY, TREASURY);

  private static ProposalContent proposal(Dao dao, Address target, BigInteger wei, String data) {
    return new ProposalContent(
        new ProposalKey(dao.chainId(), TREASURY, BigInteger.ONE),
        ALICE,
        List.of(target),
        List.of(wei),
        List.of(data),
        "0x",
        AbiBytes.keccak(new byte[0]),
        1,
        2,
        "0x" + "0".repeat(64),
        1,
        "0x" + "0".repeat(64));
  }

  private static DecodedAction decoded(
      KnownFunctions functions, Dao dao, Address target, BigInteger wei, String data) {
    return new TableActionDecoder(Tokens.UNKNOWN, functions)
        .decode(dao, proposal(dao, target, wei, data))
        .getFirst();
  }

  private static DecodedAction decoded(Address target, String data) {
    return decoded(KnownFunctions.bundled(), DAO, target, BigInteger.ZERO, data);
  }

  private static List<Effect> effects(
      KnownFunctions functions, Dao dao, Address target, BigInteger wei, String data) {
    ProposalContent content = proposal(dao, target, wei, data);
    return new DecodedEffectsSimulator(functions)
        .simulate(dao, content, List.of(decoded(functions, dao, target, wei, data)))
        .effects();
  }

  private static List<Effect> effects(Address target, BigInteger wei, String data) {
    return effects(KnownFunctions.bundled(), DAO, target, wei, data);
  }

  @SuppressWarnings("rawtypes")
  private static String encode(String function, Type... arguments) {
    return FunctionEncoder.encode(new Function(function, List.of(arguments), List.of()));
  }

  /** Arguments without a selector. */
  @SuppressWarnings("rawtypes")
  private static String message(Type... arguments) {
    return "0x" + new DefaultFunctionEncoder().encodeParameters(List.of(arguments));
  }

  private static org.web3j.abi.datatypes.Address address(Address account) {
    return new org.web3j.abi.datatypes.Address(account.hex());
  }

  private static DynamicBytes bytes(String hex) {
    return new DynamicBytes(AbiBytes.parse(hex));
  }

  private static Uint256 number(BigInteger value) {
    return new Uint256(value);
  }

  private static String retryable(
      Address to, BigInteger value, Address feesTo, Address cancels, String data) {
    return encode(
        "createRetryableTicket",
        address(to),
        number(value),
        number(BigInteger.ONE),
        address(feesTo),
        address(cancels),
        number(BigInteger.ONE),
        number(BigInteger.ONE),
        bytes(data));
  }

  private static String toOptimism(Address to, String data) {
    return encode("sendMessage", address(to), bytes(data), new Uint32(200_000));
  }

  private static void assertPays(List<Effect> effects, String chain, Address from) {
    assertThat(effects)
        .filteredOn(effect -> effect.kind() == Effect.Kind.TRANSFER)
        .singleElement()
        .satisfies(
            effect -> {
              assertThat(effect.chain()).isEqualTo(chain);
              assertThat(effect.contract()).isEqualTo(TOKEN);
              assertThat(effect.from()).contains(from);
              assertThat(effect.to()).contains(ALICE);
              assertThat(effect.amount()).isEqualTo(AMOUNT);
            });
  }

  private static boolean hasUnknownCall(List<Effect> effects, Address contract, String chain) {
    return effects.stream()
        .anyMatch(
            effect ->
                effect.kind() == Effect.Kind.UNKNOWN_CALL
                    && effect.contract().equals(contract)
                    && effect.chain().equals(chain));
  }

  @Test
  void aRetryableTicketIsOpenedAndItsPaymentIsOnItsChain() {
    String ticket = retryable(TOKEN, BigInteger.ZERO, TREASURY, TREASURY, PAY);

    DecodedAction inner = decoded(INBOX, ticket).nested().getFirst();

    assertThat(inner.chain()).isEqualTo("Arbitrum One");
    assertThat(inner.function()).contains("transfer(address,uint256)");
    assertThat(inner.line()).startsWith("On Arbitrum One: Transfer 250,000 base units");
    assertPays(effects(INBOX, BigInteger.ZERO, ticket), "Arbitrum One", ALIAS);
  }

  @Test
  void coinThatABridgeCarriesLeavesTheTreasuryAndArrivesThere() {
    BigInteger fee = ETHER.divide(BigInteger.valueOf(100));
    BigInteger ten = ETHER.multiply(BigInteger.TEN);
    String ticket = retryable(ALICE, ten, TREASURY, TREASURY, "0x");

    List<Effect> effects = effects(INBOX, ten.add(fee), ticket);

    assertThat(effects).hasSize(2);
    assertThat(effects)
        .anySatisfy(
            effect -> {
              assertThat(effect.isCarried()).isTrue();
              assertThat(effect.from()).contains(TREASURY);
              assertThat(effect.to()).contains(ALICE);
              assertThat(effect.amount()).isEqualTo(ten);
            });
    assertThat(effects)
        .anySatisfy(
            effect -> {
              assertThat(effect.isElsewhere()).isFalse();
              assertThat(effect.to()).contains(INBOX);
              assertThat(effect.amount()).isEqualTo(fee);
            });
  }

  @Test
  void coinThatIsSpentThereBeyondWhatIsSentComesFromTheCallersOtherAddress() {
    List<Effect> effects =
        effects(
            INBOX, ETHER, retryable(ALICE, ETHER.add(BigInteger.TWO), TREASURY, TREASURY, "0x"));

    assertThat(effects)
        .filteredOn(effect -> effect.from().equals(Optional.of(ALIAS)))
        .singleElement()
        .satisfies(effect -> assertThat(effect.amount()).isEqualTo(BigInteger.TWO));
    assertThat(effects.stream().map(Effect::amount).reduce(BigInteger.ZERO, BigInteger::add))
        .isEqualTo(ETHER.add(BigInteger.TWO));
  }

  @Test
  void whoGetsRefundsOrMayCancelIsAnEffectUnlessItIsTheCaller() {
    for (Address own : List.of(TREASURY, ALIAS, Address.ZERO)) {
      assertThat(effects(INBOX, BigInteger.ZERO, retryable(TOKEN, BigInteger.ZERO, own, own, PAY)))
          .noneMatch(effect -> effect.kind() == Effect.Kind.ROLE_GRANTED);
    }
    List<Effect> given =
        effects(INBOX, BigInteger.ZERO, retryable(TOKEN, BigInteger.ZERO, STRANGER, STRANGER, PAY));
    assertThat(given)
        .filteredOn(effect -> effect.kind() == Effect.Kind.ROLE_GRANTED)
        .hasSize(2)
        .allSatisfy(
            effect -> {
              assertThat(effect.to()).contains(STRANGER);
              assertThat(effect.chain()).isEqualTo("Arbitrum One");
            });
  }

  @Test
  void anInboxThatNobodyKnowsLeadsToAnUnknownChainAndIsAnUnknownCall() {
    String ticket = retryable(TOKEN, BigInteger.ZERO, TREASURY, TREASURY, PAY);

    List<Effect> effects = effects(STRANGER, BigInteger.ZERO, ticket);

    assertPays(effects, "an unknown chain, by way of " + STRANGER.hex(), ALIAS);
    assertThat(hasUnknownCall(effects, STRANGER, "")).isTrue();
  }

  @Test
  void aMessageOfAFalseLengthStaysVisibleAndUnknown() {
    String ticket = retryable(TOKEN, BigInteger.ZERO, TREASURY, TREASURY, PAY);
    int length = 10 + 64 * 8;
    String longer =
        ticket.substring(0, length) + AbiBytes.word(AMOUNT) + ticket.substring(length + 64);

    DecodedAction action = decoded(INBOX, longer);

    assertThat(action.function()).isEmpty();
    assertThat(action.calldata()).isEqualTo(longer);
    assertThat(hasUnknownCall(effects(INBOX, BigInteger.ZERO, longer), INBOX, "")).isTrue();
  }

  @Test
  void messagesInMessagesAreOpenedUntilNobodyReadsThemAndThenStayUnknown() {
    String data = PAY;
    Address target = TOKEN;
    Address down = new Address("0x4200000000000000000000000000000000000007");
    for (int i = 0; i < 10; i++) {
      data = toOptimism(target, data);
      target = i % 2 == 0 ? OP_MESSENGER : down;
    }

    DecodedAction action = decoded(OP_MESSENGER, toOptimism(target, data));
    List<String> chains = new ArrayList<>();
    while (!action.nested().isEmpty()) {
      action = action.nested().getFirst();
      chains.add(action.chain());
    }

    assertThat(chains).startsWith("OP Mainnet", "", "OP Mainnet", "");
    assertThat(action.function()).isEmpty();
    assertThat(action.line()).contains("Unknown call");
    assertThat(effects(OP_MESSENGER, BigInteger.ZERO, toOptimism(target, data)))
        .anyMatch(effect -> effect.kind() == Effect.Kind.UNKNOWN_CALL);
  }

  @Test
  void aReceiverThatReadsMessagesInAFormOfItsOwnIsRead() {
    Address receiver = new Address("0xc3a73a70d1577cd5b02da0ba91c0afc8fa434daf");
    String queued =
        message(
            new DynamicArray<>(org.web3j.abi.datatypes.Address.class, address(TOKEN)),
            new DynamicArray<>(Uint256.class, number(BigInteger.ZERO)),
            new DynamicArray<>(Utf8String.class, new Utf8String("transfer(address,uint256)")),
            new DynamicArray<>(DynamicBytes.class, bytes("0x" + PAY.substring(10))));

    DecodedAction inner = decoded(OP_MESSENGER, toOptimism(receiver, queued)).nested().getFirst();

    assertThat(inner.nested()).hasSize(1);
    assertThat(inner.line()).contains("On OP Mainnet: Queue calls with the bridge receiver");
    assertPays(
        effects(OP_MESSENGER, BigInteger.ZERO, toOptimism(receiver, queued)),
        "OP Mainnet",
        receiver);
    // The same bytes to anybody else are no message that somebody here can read.
    assertThat(
            hasUnknownCall(
                effects(OP_MESSENGER, BigInteger.ZERO, toOptimism(STRANGER, queued)),
                STRANGER,
                "OP Mainnet"))
        .isTrue();
  }

  @Test
  void whatPolygonIsSentIsNoCallBySelectorAndUnknownToWhoDoesNotReadIt() {
    Address fxRoot = new Address("0xfe5e5d361b2ad62c541bab87c45a0b9b018389a2");
    String sent = encode("sendMessageToChild", address(TOKEN), bytes(PAY));

    assertThat(decoded(fxRoot, sent).nested().getFirst().line())
        .startsWith("On Polygon: Unknown message with 68 bytes to");
    assertThat(hasUnknownCall(effects(fxRoot, BigInteger.ZERO, sent), TOKEN, "Polygon")).isTrue();
  }

  @Test
  void theArbitrumDaosWayDownAndUpAgainEndsOnItsOwnChain() {
    Dao dao = Dao.onlyRead("demo", "Demo", 42161, TREASURY, TREASURY);
    Address timelock = new Address("0xe6841d92b0c345144506576ec13ecf5103ac7f49");
    Address magic = new Address("0xa723c008e76e379c55599d2e4d93879beafda79c");
    Address arbSys = new Address("0x0000000000000000000000000000000000000064");
    String up =
        message(
            address(INBOX),
            address(TOKEN),
            number(BigInteger.ZERO),
            number(BigInteger.ZERO),
            number(BigInteger.ZERO),
            bytes(PAY));
    String schedule =
        encode(
            "schedule",
            address(magic),
            number(BigInteger.ZERO),
            bytes(up),
            new Bytes32(new byte[32]),
            new Bytes32(new byte[32]),
            number(BigInteger.valueOf(259_200)));
    String sent = encode("sendTxToL1", address(timelock), bytes(schedule));

    DecodedAction action = decoded(KnownFunctions.bundled(), dao, arbSys, BigInteger.ZERO, sent);
    DecodedAction scheduled = action.nested().getFirst();
    DecodedAction ticket = scheduled.nested().getFirst();
    DecodedAction paid = ticket.nested().getFirst();

    assertThat(scheduled.chain()).isEqualTo("Ethereum");
    assertThat(ticket.chain()).isEqualTo("Ethereum");
    assertThat(ticket.line()).contains("Have the timelock send a message through the inbox");
    assertThat(paid.chain()).isEmpty();
    assertThat(paid.function()).contains("transfer(address,uint256)");
    assertPays(
        effects(KnownFunctions.bundled(), dao, arbSys, BigInteger.ZERO, sent),
        "",
        Operand.alias(timelock));
  }

  @Test
  void wormholesNumbersOfChainsAreItsOwn() {
    Address sender = new Address("0xf5f4496219f31cdcba6130b5402873624585615a");
    for (int number : new int[] {14, 999}) {
      String sent =
          encode(
              "sendMessage",
              new DynamicArray<>(org.web3j.abi.datatypes.Address.class, address(TOKEN)),
              new DynamicArray<>(Uint256.class, number(BigInteger.ZERO)),
              new DynamicArray<>(DynamicBytes.class, bytes(PAY)),
              address(STRANGER),
              new Uint16(number));
      String chain = number == 14 ? "Celo" : "an unknown chain, number 999 of wormhole";

      assertPays(effects(sender, BigInteger.ZERO, sent), chain, STRANGER);
      assertThat(hasUnknownCall(effects(ALICE, BigInteger.ZERO, sent), ALICE, "")).isTrue();
    }
  }

  @Test
  void aTokenThatIsCarriedIsOnePaymentWithItsNameHere() {
    Address messenger = new Address("0xbd3fa81b58ba92a82136038b25adec7066af3155");
    String sent =
        encode(
            "depositForBurn",
            number(AMOUNT),
            new Uint32(6),
            new Bytes32(AbiBytes.parse("0x" + AbiBytes.word(ALICE))),
            address(TOKEN));

    List<Effect> effects = effects(messenger, BigInteger.ZERO, sent);

    assertPays(effects, "Base", TREASURY);
    assertThat(effects).singleElement().satisfies(e -> assertThat(e.isCarried()).isTrue());
    String elsewhere = sent.replace(AbiBytes.word(ALICE), "ab".repeat(32));
    assertThat(hasUnknownCall(effects(messenger, BigInteger.ZERO, elsewhere), messenger, ""))
        .isTrue();
  }

  private static String burned(long maxFee, String caller) {
    return encode(
        "depositForBurn",
        number(AMOUNT),
        new Uint32(6),
        new Bytes32(AbiBytes.parse("0x" + AbiBytes.word(ALICE))),
        address(TOKEN),
        new Bytes32(AbiBytes.parse("0x" + caller)),
        number(BigInteger.valueOf(maxFee)),
        new Uint32(1_000));
  }

  private static final Address MESSENGER_2 =
      new Address("0x28b5a0e9c621a5badaa536219b3a228c8168cf5d");

  @Test
  void aFeeThatMayEatWhatIsSentIsAnEffect() {
    String nobody = "0".repeat(64);
    assertThat(effects(MESSENGER_2, BigInteger.ZERO, burned(2_500, nobody))).hasSize(1);
    assertThat(effects(MESSENGER_2, BigInteger.ZERO, burned(2_501, nobody)))
        .filteredOn(effect -> effect.kind() == Effect.Kind.ALLOWANCE)
        .singleElement()
        .satisfies(
            effect -> {
              assertThat(effect.amount()).isEqualTo(BigInteger.valueOf(2_501));
              assertThat(effect.to()).contains(MESSENGER_2);
            });
    String arbiter =
        encode(
            "transferTokens",
            address(TOKEN),
            number(AMOUNT),
            new Uint16(30),
            new Bytes32(AbiBytes.parse("0x" + AbiBytes.word(ALICE))),
            number(AMOUNT.subtract(BigInteger.ONE)),
            new Uint32(0));
    Address bridge = new Address("0x3ee18b2214aff97000d974cf647e7c347e8fa585");
    assertThat(effects(bridge, BigInteger.ZERO, arbiter))
        .anyMatch(effect -> effect.kind() == Effect.Kind.ALLOWANCE);
  }

  @Test
  void whoAloneMayHaveItPaidOutIsAnEffectUnlessItIsTheCaller() {
    assertThat(effects(MESSENGER_2, BigInteger.ZERO, burned(0, AbiBytes.word(TREASURY))))
        .hasSize(1);
    assertThat(effects(MESSENGER_2, BigInteger.ZERO, burned(0, AbiBytes.word(STRANGER))))
        .filteredOn(effect -> effect.kind() == Effect.Kind.ROLE_GRANTED)
        .singleElement()
        .satisfies(effect -> assertThat(effect.to()).contains(STRANGER));
    assertThat(
            hasUnknownCall(
                effects(MESSENGER_2, BigInteger.ZERO, burned(0, "ab".repeat(32))), MESSENGER_2, ""))
        .isTrue();
  }

  @Test
  void whatAPortalMakesIsAContractAndNoPayment() {
    Address portal = new Address("0xbeb5fc579115071764c7423a4f12edde41f106ed");
    String made =
        encode(
            "depositTransaction",
            address(ALICE),
            number(ETHER),
            new org.web3j.abi.datatypes.generated.Uint64(100_000),
            new org.web3j.abi.datatypes.Bool(true),
            bytes("0x"));
    assertThat(effects(portal, ETHER, made))
        .noneMatch(effect -> effect.to().equals(Optional.of(ALICE)));
  }

  @Test
  void tokensOfAnotherChainAreNamedByTheOperatorsListAlone() {
    Tokens here =
        (dao, contract) -> new Token(Optional.of(contract), Optional.of("USDC"), OptionalInt.of(6));
    String line =
        new TableActionDecoder(here, KnownFunctions.bundled())
            .decode(
                DAO,
                proposal(
                    DAO,
                    INBOX,
                    BigInteger.ZERO,
                    retryable(TOKEN, BigInteger.ZERO, TREASURY, TREASURY, PAY)))
            .getFirst()
            .nested()
            .getFirst()
            .line();

    assertThat(line).doesNotContain("USDC").contains("base units of an unnamed token");
  }

  @Test
  void aSetterThatOnlyAnAbiNamesStaysUnknownOnItsChain() {
    KnownFunctions taught =
        KnownFunctions.with(
            List.of(
                new OperatorAbi(
                    Optional.of(new OperatorAbi.Binding(42161, TOKEN)),
                    List.of(
                        KnownFunction.declared("setCeiling(uint256 a)", "setCeiling({a})", "")))));
    String set = AbiBytes.selector("setCeiling(uint256)") + AbiBytes.word(AMOUNT);
    String ticket = retryable(TOKEN, BigInteger.ZERO, TREASURY, TREASURY, set);

    assertThat(effects(taught, DAO, INBOX, BigInteger.ZERO, ticket))
        .singleElement()
        .satisfies(
            effect -> {
              assertThat(effect.kind()).isEqualTo(Effect.Kind.UNKNOWN_CALL);
              assertThat(effect.subject()).isEqualTo("setCeiling(uint256)");
              assertThat(effect.chain()).isEqualTo("Arbitrum One");
            });
  }

  @Test
  void aPayloadWhoseCodeIsNotHereIsNamedAsThat() {
    Address forwarder = new Address("0xd1b3e25fd7c8ae7caddc6f71b461b79cd4ddcfa3");

    List<Effect> effects =
        effects(forwarder, BigInteger.ZERO, encode("execute", address(STRANGER)));

    assertThat(effects)
        .singleElement()
        .satisfies(
            effect -> {
              assertThat(effect.kind()).isEqualTo(Effect.Kind.UNKNOWN_CALL);
              assertThat(effect.contract()).isEqualTo(STRANGER);
              assertThat(effect.chain()).isEqualTo("Arbitrum One");
              assertThat(effect.subject()).isEqualTo("payload (its code is not shown)");
            });
  }

  @Test
  void anotherBridgeIsARowInEachTable() {
    Address door = new Address("0x00000000000000000000000000000000000d0012");
    List<String> functions = new ArrayList<>(KnownFunctions.lines("known-functions.txt"));
    functions.add(
        "beam(uint64 chain, address to, bytes data) | Beam a message to {to} | inside |"
            + " elsewhere(by(called), alias, each(to, coin, data))");
    List<String> chains = new ArrayList<>(KnownFunctions.lines("other-chains.txt"));
    chains.add("chain | 777 | Beamland");
    chains.add("door | 1 | " + door.hex() + " | 777");
    String beam =
        AbiBytes.selector("beam(uint64,address,bytes)")
            + new DefaultFunctionEncoder()
                .encodeParameters(List.of(number(BigInteger.ONE), address(TOKEN), bytes(PAY)));

    KnownFunctions taught = KnownFunctions.read(functions, chains);

    assertPays(effects(taught, DAO, door, BigInteger.ZERO, beam), "Beamland", ALIAS);
  }

  @Test
  void everyRowLeadsSomewhereThatIsNamed() {
    List<String> lines = KnownFunctions.lines("other-chains.txt");
    OtherChains chains = OtherChains.read(lines);
    List<String> ids =
        lines.stream()
            .filter(line -> line.startsWith("chain "))
            .map(line -> line.split("\\|")[1].strip())
            .toList();
    for (String line : lines) {
      String[] columns = line.split("\\s*\\|\\s*");
      if (line.startsWith("door ") || line.startsWith("number ")) {
        assertThat(ids.contains(columns[3]) || chains.schemes().contains(columns[3]))
            .as(line)
            .isTrue();
      }
    }
    Stream.concat(KnownFunctions.bundled().all().stream(), chains.messages().stream())
        .flatMap(function -> function.ways().stream())
        .forEach(way -> assertThat(chains.schemes()).as(way.toString()).contains(way.scheme()));
  }

  /** Uniswap's timelock and its other address, as its governance publishes both. */
  @Test
  void theOtherAddressOfAContractIsTheOneThatBridgesGiveIt() {
    assertThat(Operand.alias(new Address("0x1a9c8182c09f50c8318d769245bea52c32be35bc")))
        .isEqualTo(new Address("0x2bad8182c09f50c8318d769245bea52c32be46cd"));
  }

  @Test
  void aRowThatIsNoneIsNamed() {
    for (String row :
        List.of("bridge | 1 | x", "door | 1 | 0x12 | 5", "chain | 1 | A\nchain | 1 | B")) {
      assertThatThrownBy(() -> OtherChains.read(row.lines().toList()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(row.lines().reduce("", (one, two) -> two));
    }
  }
}
