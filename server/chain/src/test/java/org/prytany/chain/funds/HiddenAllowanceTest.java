package org.prytany.chain.funds;

import static org.prytany.chain.funds.SafeWorld.PAYEE;
import static org.prytany.chain.funds.SafeWorld.dollars;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prytany.contracts.localchain.DemoAction;
import org.prytany.contracts.localchain.DeployedSafe;
import org.prytany.governance.dao.Dao;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.utils.Numeric;

/** What may be taken in between, and what a Safe pays for its gas, counts. */
class HiddenAllowanceTest extends OutflowScene {
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
}
