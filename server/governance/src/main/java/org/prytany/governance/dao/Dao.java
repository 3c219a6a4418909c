package org.prytany.governance.dao;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.spi.Address;

/**
 * One DAO as the operator configured it.
 *
 * @param id short name in URLs, lower case with dashes
 * @param name what readers see
 * @param chainId EIP-155 id that the RPC endpoint must answer
 * @param governor the IGovernor contract
 * @param treasury the account that the governor executes from: its timelock, or itself
 * @param funds further accounts whose whole balance is the DAO's: Safes, vaults, streams
 * @param fromBlock first block to read logs from
 * @param voter the account that votes; empty: this server does not vote
 * @param executor the account that queues and executes; empty: this server does neither
 * @param treasurers accounts whose signatures approve, reject or override
 * @param approvalThreshold number of distinct treasurers that must approve, at least 1
 * @param textRules names of vote rules that may cast a vote on facts derived from text
 * @param labels names for addresses, shown beside them
 * @param family what the operator says that the governor is; empty: what the contract shows
 */
public record Dao(
    String id,
    String name,
    long chainId,
    Address governor,
    Address treasury,
    Set<Address> funds,
    long fromBlock,
    Optional<Address> voter,
    Optional<Address> executor,
    Set<Address> treasurers,
    int approvalThreshold,
    Set<String> textRules,
    Map<Address, String> labels,
    Optional<Family> family) {

  /**
   * @throws IllegalArgumentException if more approvals are needed than treasurers exist, or less
   *     than one
   */
  public Dao {
    funds = Set.copyOf(funds);
    treasurers = Set.copyOf(treasurers);
    textRules = Set.copyOf(textRules);
    labels = Map.copyOf(labels);
    if (approvalThreshold < 1) {
      throw new IllegalArgumentException(
          "DAO '" + id + "': approval-threshold must be at least 1, not " + approvalThreshold);
    }
    if (!treasurers.isEmpty() && approvalThreshold > treasurers.size()) {
      throw new IllegalArgumentException(
          "DAO '"
              + id
              + "': approval-threshold is "
              + approvalThreshold
              + " but only "
              + treasurers.size()
              + " treasurers are listed");
    }
  }

  /** A DAO whose treasury holds all that it has, with a governor of whatever family it shows. */
  public Dao(
      String id,
      String name,
      long chainId,
      Address governor,
      Address treasury,
      long fromBlock,
      Optional<Address> voter,
      Optional<Address> executor,
      Set<Address> treasurers,
      int approvalThreshold,
      Set<String> textRules,
      Map<Address, String> labels) {
    this(
        id,
        name,
        chainId,
        governor,
        treasury,
        Set.of(),
        fromBlock,
        voter,
        executor,
        treasurers,
        approvalThreshold,
        textRules,
        labels,
        Optional.empty());
  }

  /** Every account that holds the DAO's money: the treasury first, then the funds in order. */
  public Set<Address> holders() {
    Set<Address> holders = new LinkedHashSet<>();
    holders.add(treasury);
    funds.stream().sorted().forEach(holders::add);
    return holders;
  }

  /** Whether an account's money is the DAO's. */
  public boolean holds(Address account) {
    return account.equals(treasury) || funds.contains(account);
  }

  /** Whether an account's money is the DAO's; nobody's is not. */
  public boolean holds(Optional<Address> account) {
    return account.filter(this::holds).isPresent();
  }

  /** A DAO whose proposals are read and judged; this server neither votes nor pays in it. */
  public static Dao onlyRead(
      String id, String name, long chainId, Address governor, Address treasury) {
    return new Dao(
        id,
        name,
        chainId,
        governor,
        treasury,
        0,
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        1,
        Set.of(),
        Map.of());
  }

  /** The same DAO with these names for addresses. */
  public Dao withLabels(Map<Address, String> names) {
    return new Dao(
        id,
        name,
        chainId,
        governor,
        treasury,
        funds,
        fromBlock,
        voter,
        executor,
        treasurers,
        approvalThreshold,
        textRules,
        names,
        family);
  }

  /** The same DAO with what its operator says of its governor. */
  public Dao withFamily(Optional<Family> said) {
    return new Dao(
        id,
        name,
        chainId,
        governor,
        treasury,
        funds,
        fromBlock,
        voter,
        executor,
        treasurers,
        approvalThreshold,
        textRules,
        labels,
        said);
  }

  /** The same DAO with these accounts beside its treasury. */
  public Dao withFunds(Set<Address> accounts) {
    return new Dao(
        id,
        name,
        chainId,
        governor,
        treasury,
        accounts,
        fromBlock,
        voter,
        executor,
        treasurers,
        approvalThreshold,
        textRules,
        labels,
        family);
  }
}
