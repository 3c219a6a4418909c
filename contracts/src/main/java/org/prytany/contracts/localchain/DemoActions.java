package org.prytany.contracts.localchain;

import java.math.BigInteger;
import java.time.Duration;
import org.prytany.contracts.generated.DemoStablecoin;
import org.prytany.contracts.generated.DemoVault;
import org.prytany.contracts.generated.PrytanyGovernor;
import org.prytany.contracts.generated.PrytanyTimelock;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;

/** Calls that proposals of a DAO are made of, honest and otherwise; none is sent from here. */
public final class DemoActions {
  private final DemoDaoAddresses addresses;
  private final PrytanyGovernor governor;
  private final PrytanyTimelock timelock;
  private final DemoStablecoin stablecoin;
  private final DemoVault vault;

  DemoActions(LocalChain chain, DemoDaoAddresses addresses) {
    this.addresses = addresses;
    var reader = new ReadonlyTransactionManager(chain.web3j(), addresses.timelock());
    var gas = new DefaultGasProvider();
    this.governor = PrytanyGovernor.load(addresses.governor(), chain.web3j(), reader, gas);
    this.timelock = PrytanyTimelock.load(addresses.timelock(), chain.web3j(), reader, gas);
    this.stablecoin = DemoStablecoin.load(addresses.stablecoin(), chain.web3j(), reader, gas);
    this.vault = DemoVault.load(addresses.vault(), chain.web3j(), reader, gas);
  }

  /** Pays the stablecoin, in base units of six decimals. */
  public DemoAction payStablecoin(String to, BigInteger baseUnits) {
    return call(addresses.stablecoin(), stablecoin.transfer(to, baseUnits).encodeFunctionCall());
  }

  /** Pays another token of the treasury, in that token's base units. */
  public DemoAction payToken(String token, String to, BigInteger baseUnits) {
    return call(token, stablecoin.transfer(to, baseUnits).encodeFunctionCall());
  }

  /** Lets a spender take the treasury's stablecoin, in base units of six decimals. */
  public DemoAction approveStablecoin(String spender, BigInteger baseUnits) {
    return call(
        addresses.stablecoin(), stablecoin.approve(spender, baseUnits).encodeFunctionCall());
  }

  /** Pays ether, in wei. */
  public DemoAction payEther(String to, BigInteger wei) {
    return new DemoAction(to, wei, "0x");
  }

  /** Gives the vault away. */
  public DemoAction transferVaultOwnership(String newOwner) {
    return call(addresses.vault(), vault.transferOwnership(newOwner).encodeFunctionCall());
  }

  /** Changes how much wei one withdrawal from the vault may take. */
  public DemoAction setVaultWithdrawalLimit(BigInteger wei) {
    return call(addresses.vault(), vault.setWithdrawalLimit(wei).encodeFunctionCall());
  }

  /** Changes how long votes are taken, in whole seconds. */
  public DemoAction setVotingPeriod(Duration period) {
    return call(
        addresses.governor(),
        governor.setVotingPeriod(BigInteger.valueOf(period.toSeconds())).encodeFunctionCall());
  }

  /** Changes how long proposals wait for votes, in whole seconds. */
  public DemoAction setVotingDelay(Duration delay) {
    return call(
        addresses.governor(),
        governor.setVotingDelay(BigInteger.valueOf(delay.toSeconds())).encodeFunctionCall());
  }

  /** Changes the votes needed to propose, in base units of 18 decimals. */
  public DemoAction setProposalThreshold(BigInteger votes) {
    return call(addresses.governor(), governor.setProposalThreshold(votes).encodeFunctionCall());
  }

  /** Changes the quorum, in hundredths of the supply. */
  public DemoAction setQuorumPercent(int percent) {
    return call(
        addresses.governor(),
        governor.updateQuorumNumerator(BigInteger.valueOf(percent)).encodeFunctionCall());
  }

  /** Changes the timelock's delay, in whole seconds. */
  public DemoAction setTimelockDelay(Duration delay) {
    return call(
        addresses.timelock(),
        timelock.updateDelay(BigInteger.valueOf(delay.toSeconds())).encodeFunctionCall());
  }

  /**
   * Gives a role of the timelock away.
   *
   * @param role 32 bytes, such as keccak-256 of {@code PROPOSER_ROLE}
   */
  public DemoAction grantTimelockRole(byte[] role, String account) {
    return call(addresses.timelock(), timelock.grantRole(role, account).encodeFunctionCall());
  }

  /** Calls anything, without ether. */
  public DemoAction call(String target, String calldata) {
    return new DemoAction(target, BigInteger.ZERO, calldata);
  }
}
