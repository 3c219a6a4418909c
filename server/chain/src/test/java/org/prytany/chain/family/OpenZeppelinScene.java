package org.prytany.chain.family;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.prytany.contracts.ContractArtifact;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.DemoDaoSettings;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.Family;
import org.prytany.spi.Address;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.utils.Numeric;

/** Governors of OpenZeppelin's library over the demo's votes and timelock. */
public final class OpenZeppelinScene implements FamilyScene {
  private final LocalChain chain;
  private final Family family;
  private final RawContract token;
  private final RawContract governor;
  private final Dao dao;

  private OpenZeppelinScene(
      LocalChain chain, Family family, RawContract token, RawContract governor, String treasury) {
    this.chain = chain;
    this.family = family;
    this.token = token;
    this.governor = governor;
    this.dao =
        Dao.onlyRead(
            "scene",
            "Scene",
            chain.chainId(),
            new Address(governor.address),
            new Address(treasury));
    token.send(
        chain.account(1),
        "transfer(address,uint256)",
        RawContract.account(treasury),
        RawContract.uint(1_000));
  }

  /** OpenZeppelin 5 with a TimelockController, as the demo has it. */
  public static FamilyScene withTimelock(LocalChain chain) {
    return withTimelock(chain, DemoDaoSettings.defaults(chain));
  }

  /** The same with other times. */
  public static FamilyScene withTimelock(LocalChain chain, DemoDaoSettings settings) {
    DemoDao demo = DemoDao.deploy(chain, settings);
    return new OpenZeppelinScene(
        chain,
        Family.OPENZEPPELIN,
        new RawContract(chain, demo.addresses().token()),
        new RawContract(chain, demo.addresses().governor()),
        demo.addresses().timelock());
  }

  /** OpenZeppelin 5 without one. */
  public static FamilyScene withoutTimelock(LocalChain chain) {
    DemoDao demo = DemoDao.deploy(chain);
    RawContract governor =
        RawContract.deploy(
            chain,
            chain.account(0),
            ContractArtifact.load("NoTimelockGovernor").bytecode(),
            RawContract.account(demo.addresses().token()),
            RawContract.uint(10),
            RawContract.uint(1_000),
            RawContract.uint(1_000));
    return new OpenZeppelinScene(
        chain,
        Family.OPENZEPPELIN_NO_TIMELOCK,
        new RawContract(chain, demo.addresses().token()),
        governor,
        governor.address);
  }

  /** OpenZeppelin 4.9 with GovernorCompatibilityBravo and a TimelockController. */
  public static FamilyScene compatible(LocalChain chain) {
    DemoDao demo = DemoDao.deploy(chain);
    String timelock = demo.addresses().timelock();
    RawContract governor =
        RawContract.deploy(
            chain,
            chain.account(0),
            ContractArtifact.load("CompatibleGovernor").bytecode(),
            RawContract.account(demo.addresses().token()),
            RawContract.account(timelock));
    grant(chain, timelock, governor, "PROPOSER_ROLE");
    return new OpenZeppelinScene(
        chain,
        Family.COMPATIBILITY_BRAVO,
        new RawContract(chain, demo.addresses().token()),
        governor,
        timelock);
  }

  /** How long the extended governor takes votes, in seconds. */
  static final long PERIOD = 1_000;

  /** For how long at least after the quorum is reached, in seconds. */
  static final long EXTENSION = 200;

  /** Who may cancel any proposal of the extended governor. */
  static final int GUARDIAN = 4;

  /**
   * OpenZeppelin 5 with counted ids, votes in fractions, a super quorum that accounts 1 and 2 have
   * only together, a late quorum, and a guardian.
   */
  public static FamilyScene extended(LocalChain chain) {
    DemoDao demo = DemoDao.deploy(chain);
    String timelock = demo.addresses().timelock();
    RawContract token = new RawContract(chain, demo.addresses().token());
    BigInteger first = token.number("getVotes(address)", RawContract.account(chain.account(1)));
    RawContract governor =
        RawContract.deploy(
            chain,
            chain.account(0),
            ContractArtifact.load("ExtendedGovernor").bytecode(),
            RawContract.account(token.address),
            RawContract.account(timelock),
            RawContract.uint(PERIOD),
            RawContract.uint(EXTENSION),
            RawContract.uint(1_000),
            RawContract.uint(first.add(BigInteger.ONE)),
            RawContract.account(chain.account(GUARDIAN)));
    grant(chain, timelock, governor, "PROPOSER_ROLE");
    grant(chain, timelock, governor, "CANCELLER_ROLE");
    return new OpenZeppelinScene(chain, Family.OPENZEPPELIN, token, governor, timelock);
  }

  /** The timelock governs itself: acting as it, roles are given without a vote. */
  private static void grant(LocalChain chain, String timelock, RawContract governor, String role) {
    chain.impersonate(timelock);
    chain.setBalance(timelock, BigInteger.TEN.pow(18));
    new RawContract(chain, timelock)
        .send(
            timelock,
            "grantRole(bytes32,address)",
            new Bytes32(Numeric.hexStringToByteArray(org.prytany.chain.abi.AbiBytes.topic(role))),
            RawContract.account(governor.address));
  }

  @Override
  public LocalChain chain() {
    return chain;
  }

  @Override
  public Dao dao() {
    return dao;
  }

  @Override
  public Family family() {
    return family;
  }

  @Override
  public RawContract token() {
    return token;
  }

  @Override
  @SuppressWarnings("rawtypes") // As web3j declares it.
  public void propose(String text) {
    List<Type> arguments = new ArrayList<>(lists());
    arguments.add(new Utf8String(text));
    governor.send(
        chain.account(1),
        "propose(address[],uint256[],bytes[],string)",
        arguments.toArray(Type[]::new));
  }

  @Override
  @SuppressWarnings("rawtypes") // As web3j declares it.
  public void cancel(BigInteger id, String text) {
    List<Type> arguments = new ArrayList<>(lists());
    arguments.add(
        new Bytes32(
            Numeric.hexStringToByteArray(
                org.prytany.chain.abi.AbiBytes.keccak(
                    text.getBytes(java.nio.charset.StandardCharsets.UTF_8)))));
    governor.send(
        chain.account(1),
        "cancel(address[],uint256[],bytes[],bytes32)",
        arguments.toArray(Type[]::new));
  }
}
