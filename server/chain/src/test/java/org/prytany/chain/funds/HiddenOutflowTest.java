package org.prytany.chain.funds;

import static org.prytany.chain.funds.SafeWorld.PAYEE;
import static org.prytany.chain.funds.SafeWorld.dollars;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prytany.contracts.localchain.DemoAction;
import org.prytany.contracts.localchain.DeployedSafe;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.utils.Numeric;

/** Payments behind decoys, modules, delegate calls and tokens that tell nothing are counted. */
class HiddenOutflowTest extends OutflowScene {
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
