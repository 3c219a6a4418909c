package org.prytany.chain.funds;

import static org.prytany.chain.funds.SafeWorld.PAYEE;
import static org.prytany.chain.funds.SafeWorld.dollars;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.prytany.contracts.localchain.DemoAction;
import org.prytany.contracts.localchain.DeployedSafe;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.utils.Numeric;

/** What calls only mean to give back makes no loss smaller. */
class ForgedReturnTest extends OutflowScene {
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
}
