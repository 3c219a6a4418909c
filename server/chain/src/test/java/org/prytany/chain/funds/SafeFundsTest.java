package org.prytany.chain.funds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.prytany.chain.funds.SafeWorld.PAYEE;
import static org.prytany.chain.funds.SafeWorld.dollars;

import java.math.BigInteger;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.chain.OnLocalDao;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.contracts.localchain.DemoAction;
import org.prytany.contracts.localchain.DeployedSafe;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.decision.TreasuryShare;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.effects.Outflow;
import org.prytany.spi.Address;

/**
 * The invariant: value that leaves any account of the DAO is always counted, whoever makes the call
 * that moves it. Measured against a timelock that holds nothing itself, and Safes that hold 99,000.
 */
class SafeFundsTest extends OnLocalDao {
  private SafeWorld world;

  @BeforeEach
  void world() {
    world = new SafeWorld(local);
  }

  private TreasuryShare share(Dao dao, Outflow outflow) {
    return TreasuryShare.of(dao, outflow, local.adapters.reader());
  }

  private void requireNinetyOfNinetyNine(DeployedSafe safe, DemoAction action) {
    Dao dao = world.dao(safe);
    EffectsReport report = world.report(dao, action);
    Outflow outflow = Outflow.of(dao, report.changes());

    assertThat(report.effects().succeeded()).isTrue();
    assertThat(outflow.unlisted()).isEmpty();
    assertThat(outflow.listed())
        .singleElement()
        .satisfies(
            out -> {
              assertThat(out.from()).isEqualTo(new Address(safe.address()));
              assertThat(out.to()).contains(new Address(PAYEE));
              assertThat(out.amount()).isEqualTo(dollars(90_000));
            });
    assertThat(share(dao, outflow).value().doubleValue()).isCloseTo(90.0 / 99.0, within(1e-9));
    assertThat(report.facts().holdings()).containsEntry(new Address(world.usdc), dollars(99_000));
  }

  @Test
  void whatLeavesASafeOfTheTimelockIsCounted() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);

    requireNinetyOfNinetyNine(safe, safe.byOwner(world.timelock(), world.pay(PAYEE, 90_000)));
  }

  @Test
  void whatLeavesASafeByItsModuleIsCounted() {
    DeployedSafe safe = world.asModule();
    world.mint(safe.address(), 99_000);

    requireNinetyOfNinetyNine(safe, safe.byModule(world.pay(PAYEE, 90_000)));
  }

  @Test
  void whatLeavesASafeOfASafeIsCounted() {
    DeployedSafe outer = world.owned();
    DeployedSafe inner = world.ownedBy(outer);
    world.mint(inner.address(), 99_000);
    DemoAction action =
        outer.byOwner(world.timelock(), inner.byOwner(outer.address(), world.pay(PAYEE, 90_000)));

    requireNinetyOfNinetyNine(inner, action);
    assertThat(world.report(world.dao(inner), action).actions().getFirst().nested())
        .singleElement()
        .satisfies(
            opened ->
                assertThat(opened.nested())
                    .singleElement()
                    .satisfies(call -> assertThat(call.target().hex()).isEqualTo(world.usdc)));
  }

  @Test
  void twoSafesAreOneTreasury() {
    DeployedSafe one = world.owned();
    DeployedSafe two = world.asModule();
    world.mint(one.address(), 60_000);
    world.mint(two.address(), 30_000);
    world.mint(world.timelock(), 10_000);
    Dao dao = world.dao(one, two);

    Outflow outflow =
        world.outflow(
            dao,
            one.byOwner(world.timelock(), world.pay(PAYEE, 20_000)),
            two.byModule(world.pay(PAYEE, 5_000)));

    assertThat(share(dao, outflow).value()).isEqualByComparingTo("0.25");
    assertThat(share(dao, outflow).unknown()).isEmpty();
  }

  @Test
  void whatMovesBetweenTheDaosOwnAccountsHasNotLeft() {
    DeployedSafe one = world.owned();
    DeployedSafe two = world.asModule();
    world.mint(one.address(), 99_000);
    Dao dao = world.dao(one, two);

    Outflow outflow =
        world.outflow(dao, one.byOwner(world.timelock(), world.pay(two.address(), 90_000)));

    assertThat(outflow.all()).isEmpty();
    assertThat(share(dao, outflow).value()).isEqualByComparingTo("0");
    // Through one of them and out again it has.
    Outflow through =
        world.outflow(
            dao,
            one.byOwner(world.timelock(), world.pay(two.address(), 90_000)),
            two.byModule(world.pay(PAYEE, 90_000)));
    assertThat(share(dao, through).value().doubleValue()).isCloseTo(90.0 / 99.0, within(1e-9));
  }

  @Test
  void whatLeavesASafeThatNobodyListedIsNotKnownAndNeverNothing() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);
    Dao dao = local.dao;

    Outflow outflow = world.outflow(dao, safe.byOwner(world.timelock(), world.pay(PAYEE, 90_000)));
    TreasuryShare share = share(dao, outflow);

    assertThat(outflow.listed()).isEmpty();
    assertThat(outflow.unlisted())
        .singleElement()
        .satisfies(out -> assertThat(out.amount()).isEqualTo(dollars(90_000)));
    assertThat(share.value()).isEqualByComparingTo("1");
    assertThat(share.unknown().orElseThrow())
        .contains("90,000 USDC leaves " + safe.address())
        .contains("prytany.dao.demo.funds");
  }

  @Test
  void whatComesHomeFromASafeThatNobodyListedHasNotLeft() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);

    Outflow outflow =
        world.outflow(
            local.dao, safe.byOwner(world.timelock(), world.pay(world.timelock(), 90_000)));

    assertThat(outflow.all()).isEmpty();
  }

  @Test
  void coinCountsAsTokensDo() {
    DeployedSafe listed = world.owned();
    DeployedSafe other = world.owned();
    BigInteger ether = BigInteger.TEN.pow(18);
    local.chain.setBalance(local.treasury().hex(), BigInteger.ZERO);
    local.chain.setBalance(listed.address(), ether.multiply(BigInteger.TEN));
    local.chain.setBalance(other.address(), ether);
    Dao dao = world.dao(listed);

    Outflow known =
        world.outflow(
            dao,
            listed.byOwner(
                world.timelock(),
                local.demo.actions().payEther(PAYEE, ether.multiply(BigInteger.valueOf(9)))));
    Outflow unknown =
        world.outflow(
            dao, other.byOwner(world.timelock(), local.demo.actions().payEther(PAYEE, ether)));

    assertThat(share(dao, known).value()).isEqualByComparingTo("0.9");
    assertThat(share(dao, unknown).unknown()).isPresent();
  }

  @Test
  void whatAVaultPaysByAFunctionThatNobodyKnowsIsCounted() {
    Address vault = new Address(local.demo.addresses().vault());
    BigInteger ether = BigInteger.TEN.pow(18);
    local.chain.setBalance(local.treasury().hex(), BigInteger.ZERO);
    local.chain.setBalance(vault.hex(), ether.multiply(BigInteger.TWO));
    DemoAction withdraw =
        local
            .demo
            .actions()
            .call(
                vault.hex(),
                AbiBytes.selector("withdraw(address,uint256)")
                    + AbiBytes.word(new Address(PAYEE))
                    + AbiBytes.word(ether));
    Dao listed = local.dao.withFunds(Set.of(vault));

    Outflow known = world.outflow(listed, withdraw);

    assertThat(known.unlisted()).isEmpty();
    assertThat(share(listed, known).value()).isEqualByComparingTo("0.5");
    assertThat(share(local.dao, world.outflow(local.dao, withdraw)).unknown()).isPresent();
  }

  @Test
  void aRefundThatASafePaysForItsGasHasLeftAsWell() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);
    Dao dao = world.dao(safe);

    Outflow outflow =
        world.outflow(
            dao,
            safe.refunding(
                world.timelock(),
                world.pay(world.timelock(), 1),
                world.usdc,
                PAYEE,
                BigInteger.ONE));

    assertThat(outflow.listed())
        .singleElement()
        .satisfies(out -> assertThat(out.to()).contains(new Address(PAYEE)));
  }

  @Test
  void anAllowanceThatASafeGivesMayBeTaken() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);
    DemoAction approve =
        new DemoAction(
            world.usdc,
            BigInteger.ZERO,
            local.demo.actions().approveStablecoin(PAYEE, dollars(90_000)).calldata());

    for (Dao dao : java.util.List.of(world.dao(safe), local.dao)) {
      assertThat(world.outflow(dao, safe.byOwner(world.timelock(), approve)).allowed())
          .singleElement()
          .satisfies(out -> assertThat(out.amount()).isEqualTo(dollars(90_000)));
    }
    Outflow unlisted = world.outflow(local.dao, safe.byOwner(world.timelock(), approve));
    assertThat(share(local.dao, unlisted).unknown().orElseThrow()).contains(safe.address());
  }
}
