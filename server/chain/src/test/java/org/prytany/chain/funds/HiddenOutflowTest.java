package org.prytany.chain.funds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.chain.funds.SafeWorld.PAYEE;
import static org.prytany.chain.funds.SafeWorld.dollars;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.chain.OnLocalDao;
import org.prytany.contracts.localchain.DemoAction;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.contracts.localchain.DeployedSafe;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.decision.TreasuryShare;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.effects.Outflow;
import org.prytany.governance.proposal.ProposalContent;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.utils.Numeric;

/**
 * Proposals that hide what they take. Invariant: where money can leave an account of the DAO,
 * either the share of the treasury says so, or it says that it is not known, or the proposal moves
 * authority; never none of them. Where a test executes the proposal, the money really left.
 */
class HiddenOutflowTest extends OnLocalDao {
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);
  private static final String NOBODY = "0x0000000000000000000000000000000000000000";
  private SafeWorld world;

  @BeforeEach
  void world() {
    world = new SafeWorld(local);
  }

  private static String encode(String name, Type<?>... arguments) {
    return FunctionEncoder.encode(new Function(name, List.of(arguments), List.of()));
  }

  private static DemoAction call(String target, String name, Type<?>... arguments) {
    return new DemoAction(target, BigInteger.ZERO, encode(name, arguments));
  }

  private static Uint256 n(BigInteger value) {
    return new Uint256(value);
  }

  /** At the newest block, which the product may have seen a moment before. */
  private BigInteger usd(String account) {
    String data = encode("balanceOf", new Address(account));
    return Numeric.toBigInt(
        local.chain.call("eth_call", Map.of("to", world.usdc, "data", data), "latest").asText());
  }

  private record Seen(
      EffectsReport report, Outflow outflow, TreasuryShare share, DemoProposal proposal) {}

  private Seen look(Dao dao, DemoAction... actions) {
    DemoProposal proposal = local.propose("attack " + System.nanoTime(), actions);
    ProposalContent content = local.content(proposal);
    var decoded = local.adapters.decoder().decode(dao, content);
    var effects = local.adapters.simulator().simulate(dao, content, decoded);
    EffectsReport report =
        new EffectsReport(
            content.contentHash(),
            decoded,
            effects,
            local.adapters.facts().read(dao, decoded, effects));
    Outflow outflow = Outflow.of(dao, report.changes());
    TreasuryShare share = TreasuryShare.of(dao, outflow, local.adapters.reader());
    return new Seen(report, outflow, share, proposal);
  }

  /** Says what was said of it, and fails if nothing was that a rule or a limit could see. */
  private void judge(String name, Seen seen) {
    boolean authority =
        seen.report().changes().stream()
            .anyMatch(c -> !(c instanceof Change.Transfer) && c.movesValueOrAuthority());
    boolean missed =
        seen.share().value().doubleValue() < 0.5
            && seen.share().unknown().isEmpty()
            && !authority
            && seen.report().effects().succeeded();
    assertThat(missed)
        .as(name + ": nothing says that value leaves: " + seen.report().changes())
        .isFalse();
  }

  private void execute(DemoProposal proposal) {
    local.pass(proposal);
    local.demo.execute(local.chain.account(7), proposal);
  }

  private static void requireLost(String name, BigInteger lost) {
    assertThat(lost).as(name).isPositive();
  }

  /** An address without code is asked to "give back": transfer(token, recipient, amount). */
  @Test
  void forgedReturnOfTokensToASafe() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);
    Seen seen =
        look(
            world.dao(safe),
            safe.byOwner(world.timelock(), world.pay(PAYEE, 90_000)),
            call(
                PAYEE,
                "transfer",
                new Address(world.usdc),
                new Address(safe.address()),
                n(dollars(90_000))));
    execute(seen.proposal());
    requireLost("forgedReturnOfTokensToASafe", usd(PAYEE));
    judge("forgedReturnOfTokensToASafe", seen);
  }

  @Test
  void forgedReturnOfTokensToTheTimelock() {
    world.mint(world.timelock(), 99_000);
    judge(
        "forgedReturnOfTokensToTheTimelock",
        look(
            local.dao,
            world.pay(PAYEE, 90_000),
            call(
                PAYEE,
                "transfer",
                new Address(world.usdc),
                new Address(world.timelock()),
                n(dollars(90_000)))));
  }

  @Test
  void forgedReturnOfTokensToAnotherHolder() {
    DeployedSafe one = world.owned();
    DeployedSafe two = world.owned();
    world.mint(one.address(), 99_000);
    judge(
        "forgedReturnOfTokensToAnotherHolder",
        look(
            world.dao(one, two),
            one.byOwner(world.timelock(), world.pay(PAYEE, 90_000)),
            call(
                PAYEE,
                "transfer",
                new Address(world.usdc),
                new Address(two.address()),
                n(dollars(90_000)))));
  }

  @Test
  void forgedReturnToASafeThatNobodyListed() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);
    judge(
        "forgedReturnToASafeThatNobodyListed",
        look(
            local.dao,
            safe.byOwner(world.timelock(), world.pay(PAYEE, 90_000)),
            call(
                PAYEE,
                "transfer",
                new Address(world.usdc),
                new Address(safe.address()),
                n(dollars(90_000)))));
  }

  @Test
  void forgedReturnOfCoin() {
    DeployedSafe safe = world.owned();
    local.chain.setBalance(local.treasury().hex(), BigInteger.ZERO);
    local.chain.setBalance(safe.address(), ETHER.multiply(BigInteger.TEN));
    BigInteger nine = ETHER.multiply(BigInteger.valueOf(9));
    judge(
        "forgedReturnOfCoin",
        look(
            world.dao(safe),
            safe.byOwner(world.timelock(), local.demo.actions().payEther(PAYEE, nine)),
            call(PAYEE, "release", new Address(safe.address()), n(nine))));
  }

  /** A module's call that fails does not revert: what it means cancels what happened. */
  @Test
  void returnByAModulesCallThatFails() {
    DeployedSafe safe = world.asModule();
    world.mint(safe.address(), 99_000);
    Seen seen =
        look(
            world.dao(safe),
            safe.byModule(world.pay(PAYEE, 90_000)),
            safe.byModule(
                call(
                    world.usdc,
                    "transferFrom",
                    new Address(PAYEE),
                    new Address(safe.address()),
                    n(dollars(90_000)))));
    execute(seen.proposal());
    requireLost("returnByAModulesCallThatFails", usd(PAYEE));
    judge("returnByAModulesCallThatFails", seen);
  }

  /** Tokens that an unlisted Safe "gets" by a mint that fails, and then "passes on". */
  @Test
  void failedMintHidesTheLossOfASafeThatNobodyListed() {
    DeployedSafe safe = world.asModule();
    world.mint(safe.address(), 99_000);
    judge(
        "failedMintHidesTheLossOfASafeThatNobodyListed",
        look(
            local.dao,
            safe.byModule(world.pay(PAYEE, 90_000)),
            safe.byModule(
                call(
                    world.usdc,
                    "transferFrom",
                    new Address(NOBODY),
                    new Address(safe.address()),
                    n(dollars(90_000))))));
  }

  /** Allowed, taken by code that lies there later, and no longer allowed. */
  @Test
  void allowedAroundAKnownCallToCodeThatComesLater() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);
    DemoAction approve = call(world.usdc, "approve", new Address(PAYEE), n(dollars(90_000)));
    DemoAction nomore = call(world.usdc, "approve", new Address(PAYEE), n(BigInteger.ZERO));
    Seen seen =
        look(
            world.dao(safe),
            safe.byOwner(world.timelock(), approve),
            call(PAYEE, "release"),
            safe.byOwner(world.timelock(), nomore));
    // CODE: USDC.transferFrom(safe, this, 90,000)
    String data =
        encode("transferFrom", new Address(safe.address()), new Address(PAYEE), n(dollars(90_000)))
            .substring(2);
    int length = data.length() / 2;
    // codecopy(0, off, len); call(gas, usdc, 0, 0, len, 0, 0); stop
    String head =
        "60"
            + hex(length)
            + "60"
            + "OO"
            + "6000"
            + "39"
            + "6000"
            + "6000"
            + "60"
            + hex(length)
            + "6000"
            + "6000"
            + "73"
            + world.usdc.substring(2)
            + "5a"
            + "f1"
            + "50"
            + "00";
    head = head.replace("OO", hex(head.length() / 2));
    local.chain.setCode(PAYEE, "0x" + head + data);
    execute(seen.proposal());
    requireLost("allowedAroundAKnownCallToCodeThatComesLater", usd(PAYEE));
    judge("allowedAroundAKnownCallToCodeThatComesLater", seen);
  }

  private static String hex(int value) {
    return String.format("%02x", value);
  }

  private static DemoAction exec(
      String safe,
      String owner,
      String to,
      BigInteger value,
      String data,
      int operation,
      BigInteger baseGas,
      BigInteger gasPrice,
      String gasToken,
      String refund) {
    String approved = "0".repeat(24) + owner.substring(2) + "0".repeat(64) + "01";
    return call(
        safe,
        "execTransaction",
        new Address(to),
        n(value),
        new DynamicBytes(Numeric.hexStringToByteArray(data)),
        new Uint8(operation),
        n(BigInteger.ZERO),
        n(baseGas),
        n(gasPrice),
        new Address(gasToken),
        new Address(refund),
        new DynamicBytes(Numeric.hexStringToByteArray(approved)));
  }

  @Test
  void refundOfGasInCoin() {
    DeployedSafe safe = world.owned();
    local.chain.setBalance(local.treasury().hex(), BigInteger.ZERO);
    local.chain.setBalance(safe.address(), ETHER.multiply(BigInteger.TEN));
    BigInteger gwei = BigInteger.TEN.pow(9);
    Seen seen =
        look(
            world.dao(safe),
            exec(
                safe.address(),
                world.timelock(),
                PAYEE,
                BigInteger.ZERO,
                "0x",
                0,
                ETHER.multiply(BigInteger.valueOf(9)).divide(gwei),
                gwei,
                NOBODY,
                PAYEE));
    judge("refundOfGasInCoin", seen);
  }

  @Test
  void refundOfGasInTokens() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);
    judge(
        "refundOfGasInTokens",
        look(
            world.dao(safe),
            exec(
                safe.address(),
                world.timelock(),
                PAYEE,
                BigInteger.ZERO,
                "0x",
                0,
                BigInteger.ONE,
                dollars(90_000).divide(BigInteger.valueOf(60_000)),
                world.usdc,
                PAYEE)));
  }

  @Test
  void refundOfGasInTokensOfASafeThatNobodyListed() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);
    judge(
        "refundOfGasInTokensOfASafeThatNobodyListed",
        look(
            local.dao,
            exec(
                safe.address(),
                world.timelock(),
                PAYEE,
                BigInteger.ZERO,
                "0x",
                0,
                dollars(90_000),
                BigInteger.ONE,
                world.usdc,
                PAYEE)));
  }

  @Test
  void moduleReturnData() {
    DeployedSafe safe = world.asModule();
    world.mint(safe.address(), 99_000);
    DemoAction pay = world.pay(PAYEE, 90_000);
    judge(
        "moduleReturnData",
        look(
            world.dao(safe),
            call(
                safe.address(),
                "execTransactionFromModuleReturnData",
                new Address(pay.target()),
                n(BigInteger.ZERO),
                new DynamicBytes(Numeric.hexStringToByteArray(pay.calldata())),
                new Uint8(0))));
  }

  @Test
  void delegatecallToCodeThatComesLater() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);
    judge(
        "delegatecallToCodeThatComesLater",
        look(
            world.dao(safe),
            exec(
                safe.address(),
                world.timelock(),
                PAYEE,
                BigInteger.ZERO,
                encode("multiSend", new DynamicBytes(new byte[0])),
                1,
                BigInteger.ZERO,
                BigInteger.ZERO,
                NOBODY,
                NOBODY)));
  }

  @Test
  void approvedHash() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);
    judge(
        "approvedHash",
        look(world.dao(safe), call(safe.address(), "approveHash", new Bytes32(new byte[32]))));
  }

  @Test
  void moduleAddedAndTakenLater() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);
    judge(
        "moduleAddedAndTakenLater",
        look(
            world.dao(safe),
            safe.byOwner(
                world.timelock(), call(safe.address(), "enableModule", new Address(PAYEE)))));
  }

  /** A module that is there while a known call is made to code that comes later. */
  @Test
  void moduleAddedAroundAKnownCall() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);
    judge(
        "moduleAddedAroundAKnownCall",
        look(
            world.dao(safe),
            safe.byOwner(
                world.timelock(), call(safe.address(), "enableModule", new Address(PAYEE))),
            call(PAYEE, "release"),
            safe.byOwner(
                world.timelock(),
                call(
                    safe.address(),
                    "disableModule",
                    new Address("0x0000000000000000000000000000000000000001"),
                    new Address(PAYEE)))));
  }

  private DemoAction[] silent(DeployedSafe safe, int decoys) {
    String token = local.chain.account(8);
    local.chain.setCode(
        token, "0x60003560e01c6370a08231146014576000335500" + "5b60043554600052602060" + "00f3");
    local.chain.call(
        "anvil_setStorageAt",
        token,
        "0x" + "0".repeat(24) + safe.address().substring(2),
        "0x" + "0".repeat(58) + "0f4240");
    List<DemoAction> actions = new ArrayList<>();
    for (int i = 0; i < decoys; i++) {
      actions.add(call(String.format("0x%040x", 0xbeef0000L + i), "release"));
    }
    actions.add(
        safe.byOwner(world.timelock(), call(token, "withdraw", n(BigInteger.valueOf(1_000_000)))));
    return actions.toArray(new DemoAction[0]);
  }

  /** A share token of a vault that is given back without an event. */
  @Test
  void aTokenWithoutEvents() {
    DeployedSafe safe = world.owned();
    judge("aTokenWithoutEvents", look(world.dao(safe), silent(safe, 0)));
  }

  @Test
  void fortyTargetsBeforeATokenWithoutEvents() {
    DeployedSafe safe = world.owned();
    judge("fortyTargetsBeforeATokenWithoutEvents", look(world.dao(safe), silent(safe, 41)));
  }

  /** The same around the timelock's own allowance: no Safe, no module. */
  @Test
  void paidThroughAMulticallWhereTheReturnMayFail() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);
    judge(
        "returnByAnEmptyAddressInsideTheSafe",
        look(
            world.dao(safe),
            safe.byOwner(world.timelock(), world.pay(PAYEE, 90_000)),
            safe.byOwner(
                world.timelock(),
                call(
                    PAYEE,
                    "transfer",
                    new Address(PAYEE),
                    new Address(world.usdc),
                    new Address(safe.address()),
                    n(dollars(90_000))))));
  }

  /** Half of it is "given back": the share is as small as one likes. */
  @Test
  void forgedReturnOfMostOfIt() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);
    judge(
        "forgedReturnOfMostOfIt",
        look(
            world.dao(safe),
            safe.byOwner(world.timelock(), world.pay(PAYEE, 90_000)),
            call(
                PAYEE,
                "transfer",
                new Address(world.usdc),
                new Address(safe.address()),
                n(dollars(89_000)))));
  }

  /** A bridge's name for the payment: what is carried and what its event says. */
  @Test
  void receiverThatIsAHolderByAccident() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);
    judge(
        "payThroughUnlistedSafe",
        look(
            world.dao(safe),
            safe.byOwner(world.timelock(), world.pay(PAYEE, 90_000)),
            call(
                PAYEE,
                "newImmediatePayment",
                new Address(world.usdc),
                new Address(safe.address()),
                n(dollars(90_000)),
                new org.web3j.abi.datatypes.Utf8String("x"))));
  }

  /** The coin that a Safe gives back for gas is counted at a gas price of nothing. */
  @Test
  void refundOfGasInCoinExecuted() {
    DeployedSafe safe = world.owned();
    local.chain.setBalance(local.treasury().hex(), BigInteger.ZERO);
    local.chain.setBalance(safe.address(), ETHER.multiply(BigInteger.TEN));
    BigInteger tenth = BigInteger.TEN.pow(8);
    Seen seen =
        look(
            world.dao(safe),
            exec(
                safe.address(),
                world.timelock(),
                PAYEE,
                BigInteger.ZERO,
                "0x",
                0,
                ETHER.multiply(BigInteger.valueOf(9)).divide(tenth),
                tenth,
                NOBODY,
                PAYEE));
    BigInteger before = local.chain.balance(safe.address());
    execute(seen.proposal());
    requireLost("refundOfGasInCoinExecuted", before.subtract(local.chain.balance(safe.address())));
    judge("refundOfGasInCoinExecuted", seen);
  }

  /** The gas that is given back is spent by code that comes later. */
  @Test
  void refundOfGasThatIsSpentLaterExecuted() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);
    String approved = "0".repeat(24) + world.timelock().substring(2) + "0".repeat(64) + "01";
    DemoAction action =
        call(
            safe.address(),
            "execTransaction",
            new Address(PAYEE),
            n(BigInteger.ZERO),
            new DynamicBytes(new byte[0]),
            new Uint8(0),
            n(BigInteger.valueOf(2_000_000)),
            n(BigInteger.ZERO),
            n(BigInteger.valueOf(45_000)),
            new Address(world.usdc),
            new Address(PAYEE),
            new DynamicBytes(Numeric.hexStringToByteArray(approved)));
    Seen seen = look(world.dao(safe), action);
    local.chain.setCode(PAYEE, "0xfe"); // INVALID takes all the gas it is given
    execute(seen.proposal());
    requireLost("refundOfGasThatIsSpentLaterExecuted", usd(PAYEE));
    judge("refundOfGasThatIsSpentLaterExecuted", seen);
  }

  /** No function at all: a payment of nothing to an account that has code later. */
  @Test
  void allowedAroundAPaymentOfNothing() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);
    for (Dao dao : List.of(world.dao(safe), local.dao)) {
      judge(
          "allowedAroundAPaymentOfNothing",
          look(
              dao,
              safe.byOwner(
                  world.timelock(),
                  call(world.usdc, "approve", new Address(PAYEE), n(dollars(90_000)))),
              new DemoAction(PAYEE, BigInteger.ZERO, "0x"),
              safe.byOwner(
                  world.timelock(),
                  call(world.usdc, "approve", new Address(PAYEE), n(BigInteger.ZERO)))));
    }
  }

  @Test
  void allowedOnlyShare() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);
    judge(
        "allowedOnlyShare",
        look(
            world.dao(safe),
            safe.byOwner(
                world.timelock(),
                call(world.usdc, "approve", new Address(PAYEE), n(dollars(90_000))))));
  }

  private DemoAction failing(DeployedSafe safe, DemoAction inner) {
    return call(
        safe.address(),
        "execTransactionFromModule",
        new Address(inner.target()),
        n(BigInteger.ONE),
        new DynamicBytes(Numeric.hexStringToByteArray(inner.calldata())),
        new Uint8(0));
  }

  /** Allowed, and taken back by a call that fails. */
  @Test
  void allowedAndFalselyTakenBack() {
    DeployedSafe safe = world.asModule();
    world.mint(safe.address(), 99_000);
    judge(
        "allowedAndFalselyTakenBack",
        look(
            world.dao(safe),
            safe.byModule(call(world.usdc, "approve", new Address(PAYEE), n(dollars(90_000)))),
            failing(safe, call(world.usdc, "approve", new Address(PAYEE), n(BigInteger.ZERO)))));
  }

  /** The same for a right to every collectible, which no balance or allowance is asked about. */
  @Test
  void everyCollectibleAllowedAndFalselyTakenBack() {
    DeployedSafe safe = world.asModule();
    String nft = local.chain.account(8);
    // setApprovalForAll: refuses coin, else emits ApprovalForAll(caller, operator, flag)
    String topic =
        org.prytany.chain.abi.AbiBytes.topic("ApprovalForAll(address,address,bool)").substring(2);
    String body = "602435600052" + "600435" + "33" + "7f" + topic + "60206000a300";
    local.chain.setCode(nft, "0x34600557" + "5b" + body);
    String guarded = "0x" + "34" + "15" + "6009" + "57" + "60006000fd".substring(0, 8) + "fd";
    // CALLVALUE ISZERO PUSH1 09 JUMPI PUSH1 0 DUP1 REVERT JUMPDEST body
    local.chain.setCode(nft, "0x" + "3415600957" + "600080fd" + "5b" + body);
    judge(
        "everyCollectibleAllowedAndFalselyTakenBack",
        look(
            world.dao(safe),
            safe.byModule(
                call(
                    nft,
                    "setApprovalForAll",
                    new Address(PAYEE),
                    new org.web3j.abi.datatypes.Bool(true))),
            failing(
                safe,
                call(
                    nft,
                    "setApprovalForAll",
                    new Address(PAYEE),
                    new org.web3j.abi.datatypes.Bool(false)))));
  }

  /** A module that is enabled, and disabled by a call that fails. */
  @Test
  void moduleEnabledAndFalselyDisabled() {
    DeployedSafe safe = world.asModule();
    judge(
        "moduleEnabledAndFalselyDisabled",
        look(
            world.dao(safe),
            safe.byModule(call(safe.address(), "enableModule", new Address(PAYEE))),
            safe.byModule(
                call(safe.address(), "disableModule", new Address(PAYEE), new Address(PAYEE)))));
  }

  /** With safeTxGas an owner's call may fail as a module's may. */
  @Test
  void returnByAnOwnersCallThatFails() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);
    String approved = "0".repeat(24) + world.timelock().substring(2) + "0".repeat(64) + "01";
    DemoAction back =
        call(
            world.usdc,
            "transferFrom",
            new Address(PAYEE),
            new Address(safe.address()),
            n(dollars(90_000)));
    judge(
        "returnByAnOwnersCallThatFails",
        look(
            world.dao(safe),
            safe.byOwner(world.timelock(), world.pay(PAYEE, 90_000)),
            call(
                safe.address(),
                "execTransaction",
                new Address(back.target()),
                n(BigInteger.ZERO),
                new DynamicBytes(Numeric.hexStringToByteArray(back.calldata())),
                new Uint8(0),
                n(BigInteger.valueOf(100_000)),
                n(BigInteger.ZERO),
                n(BigInteger.ZERO),
                new Address(NOBODY),
                new Address(NOBODY),
                new DynamicBytes(Numeric.hexStringToByteArray(approved)))));
  }

  /** The allowance's number is not asked for where 200 other questions come first. */
  @Test
  void allowedAndFalselyTakenBackBehindManyQuestions() {
    DeployedSafe safe = world.asModule();
    world.mint(safe.address(), 99_000);
    List<DemoAction> actions = new ArrayList<>();
    for (int i = 0; i < 110; i++) {
      actions.add(
          call(
              String.format("0x%040x", 0xbeef0000L + i),
              "transfer",
              new Address(PAYEE),
              n(BigInteger.ONE)));
    }
    actions.add(safe.byModule(call(world.usdc, "approve", new Address(PAYEE), n(dollars(90_000)))));
    actions.add(failing(safe, call(world.usdc, "approve", new Address(PAYEE), n(BigInteger.ZERO))));
    judge(
        "allowedAndFalselyTakenBackBehindManyQuestions",
        look(world.dao(safe), actions.toArray(new DemoAction[0])));
  }

  /** Honest large payment, and many others: counted? */
  @Test
  void aPaymentBehindManyOthers() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);
    List<DemoAction> actions = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      actions.add(
          safe.byOwner(world.timelock(), world.pay(String.format("0x%040x", 0xbeef0000L + i), 1)));
    }
    actions.add(safe.byOwner(world.timelock(), world.pay(PAYEE, 90_000)));
    judge("aPaymentBehindManyOthers", look(world.dao(safe), actions.toArray(new DemoAction[0])));
  }

  /** A chain of strangers, ending nowhere known. */
  @Test
  void paidToAStrangerWhoPaysOn() {
    DeployedSafe safe = world.owned();
    DeployedSafe stranger = world.owned();
    world.mint(safe.address(), 99_000);
    judge(
        "paidToAStrangerWhoPaysOn",
        look(
            world.dao(safe),
            safe.byOwner(world.timelock(), world.pay(stranger.address(), 90_000)),
            stranger.byOwner(world.timelock(), world.pay(PAYEE, 90_000))));
  }

  /** A token whose balances cannot be asked. */
  @Test
  void aTokenThatDoesNotTellBalances() {
    DeployedSafe safe = world.owned();
    String token = local.chain.account(8);
    String topic =
        org.prytany.chain.abi.AbiBytes.topic("Transfer(address,address,uint256)").substring(2);
    // balanceOf reverts; all else emits Transfer(caller, arg0, arg1)
    local.chain.setCode(
        token, "0x60003560e01c6370a0823114602f57" + "6024356000526004" + "35337f" + topic);
    String head =
        "60003560e01c6370a08231146045"
            + "57"
            + "602435600052"
            + "600435"
            + "33"
            + "7f"
            + topic
            + "60206000a3"
            + "00";
    head = head.replace("6045", "60" + hex(head.length() / 2));
    local.chain.setCode(token, "0x" + head + "5b600080fd");
    judge(
        "aTokenThatDoesNotTellBalances",
        look(
            world.dao(safe),
            safe.byOwner(
                world.timelock(), call(token, "transfer", new Address(PAYEE), n(dollars(5))))));
  }
}
