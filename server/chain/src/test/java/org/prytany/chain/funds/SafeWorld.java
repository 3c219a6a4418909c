package org.prytany.chain.funds;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.prytany.chain.LocalDao;
import org.prytany.contracts.generated.DemoStablecoin;
import org.prytany.contracts.localchain.DemoAction;
import org.prytany.contracts.localchain.DeployedSafe;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.effects.Outflow;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.web3j.tx.gas.DefaultGasProvider;

/** A DAO whose money lies in real Safes, compiled by their publisher, on a real chain. */
final class SafeWorld {
  static final Path ARTIFACTS =
      Path.of("../../contracts/node_modules/@safe-global/safe-contracts/build/artifacts/contracts");
  static final String PAYEE = LocalDao.PAYEE.hex();

  private static int proposals;

  final LocalDao local;
  final String usdc;

  SafeWorld(LocalDao local) {
    this.local = local;
    this.usdc = local.demo.deployStablecoin("USD Coin", "USDC", BigInteger.ZERO);
  }

  String timelock() {
    return local.demo.addresses().timelock();
  }

  /** A Safe of the timelock alone. */
  DeployedSafe owned() {
    return DeployedSafe.deploy(local.chain, ARTIFACTS, List.of(timelock()), 1, List.of());
  }

  /** A Safe of somebody else that the timelock moves as its module. */
  DeployedSafe asModule() {
    return DeployedSafe.deploy(
        local.chain, ARTIFACTS, List.of(local.chain.account(3)), 1, List.of(timelock()));
  }

  /** A Safe of another Safe. */
  DeployedSafe ownedBy(DeployedSafe owner) {
    return DeployedSafe.deploy(local.chain, ARTIFACTS, List.of(owner.address()), 1, List.of());
  }

  /** Whole dollars come to an account. */
  void mint(String account, long dollars) {
    try {
      DemoStablecoin.load(
              usdc,
              local.chain.web3j(),
              local.chain.transactionsFrom(local.chain.account(0)),
              new DefaultGasProvider())
          .mint(account, dollars(dollars))
          .send();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** An account lets somebody take dollars, in base units. */
  void allow(String holder, String spender, BigInteger baseUnits) {
    BigInteger had = local.chain.balance(holder);
    local.chain.setBalance(holder, BigInteger.TEN.pow(18));
    try {
      DemoStablecoin.load(
              usdc,
              local.chain.web3j(),
              local.chain.transactionsFrom(holder),
              new DefaultGasProvider())
          .approve(spender, baseUnits)
          .send();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    local.chain.setBalance(holder, had);
  }

  static BigInteger dollars(long whole) {
    return BigInteger.valueOf(whole).multiply(BigInteger.TEN.pow(6));
  }

  DemoAction pay(String to, long dollars) {
    return local.demo.actions().payToken(usdc, to, dollars(dollars));
  }

  Dao dao(DeployedSafe... funds) {
    Set<Address> accounts =
        Arrays.stream(funds).map(safe -> new Address(safe.address())).collect(Collectors.toSet());
    return local.dao.withFunds(accounts);
  }

  EffectsReport report(Dao dao, DemoAction... actions) {
    ProposalContent content = local.content(local.propose("payment " + proposals++, actions));
    List<DecodedAction> decoded = local.adapters.decoder().decode(dao, content);
    var effects = local.adapters.simulator().simulate(dao, content, decoded);
    return new EffectsReport(
        content.contentHash(),
        decoded,
        effects,
        local.adapters.facts().read(dao, decoded, effects));
  }

  Outflow outflow(Dao dao, DemoAction... actions) {
    return Outflow.of(dao, report(dao, actions).changes());
  }
}
