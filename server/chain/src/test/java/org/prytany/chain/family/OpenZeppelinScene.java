package org.prytany.chain.family;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
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
  private final Shown shown;
  private final RawContract token;
  private final RawContract governor;
  private final Dao dao;

  private OpenZeppelinScene(
      LocalChain chain, Family family, RawContract token, RawContract governor, String treasury) {
    this(chain, family, Shown.PLAIN, token, governor, treasury);
  }

  /**
   * What is otherwise than the family's.
   *
   * @param title what the page says of it besides its family
   * @param quorum which one decides
   * @param lapses whether what is queued lapses
   * @param guardian who may cancel what others proposed
   * @param extendsVoting whether a quorum that is reached late gives more time
   */
  private record Shown(
      String title, String quorum, boolean lapses, OptionalInt guardian, boolean extendsVoting) {
    static final Shown PLAIN = titled("");

    static Shown titled(String title) {
      return new Shown(title, "at the snapshot", false, OptionalInt.empty(), false);
    }
  }

  private OpenZeppelinScene(
      LocalChain chain,
      Family family,
      Shown shown,
      RawContract token,
      RawContract governor,
      String treasury) {
    this.chain = chain;
    this.family = family;
    this.shown = shown;
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

  /** OpenZeppelin 5 that executes from another contract, which is no timelock. */
  static FamilyScene fromAnotherAccount(LocalChain chain) {
    RawContract token = new RawContract(chain, DemoDao.deploy(chain).addresses().token());
    RawContract governor =
        RawContract.deploy(
            chain,
            chain.account(0),
            ContractArtifact.load("ExecutorGovernor").bytecode(),
            RawContract.account(token.address));
    return new OpenZeppelinScene(
        chain,
        Family.OPENZEPPELIN_NO_TIMELOCK,
        Shown.titled(" that executes from another account"),
        token,
        governor,
        String.format("0x%040x", governor.number("purse()")));
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
    return new OpenZeppelinScene(
        chain,
        Family.OPENZEPPELIN,
        new Shown(
            " with all parts below", "at the snapshot", false, OptionalInt.of(GUARDIAN), true),
        token,
        governor,
        timelock);
  }

  /** How many proposals there were before the governor over Compound's timelock. */
  static final long EARLIER = 400;

  /** The parts of Compound's present governor. */
  static FamilyScene overCompoundsTimelock(LocalChain chain) {
    RawContract token = new RawContract(chain, DemoDao.deploy(chain).addresses().token());
    RawContract timelock = CompoundScene.timelock(chain, CompoundScene.next(chain, 1));
    RawContract governor =
        RawContract.deploy(
            chain,
            chain.account(0),
            ContractArtifact.load("CompoundTimelockGovernor").bytecode(),
            RawContract.account(token.address),
            RawContract.account(timelock.address),
            RawContract.uint(EARLIER));
    return new OpenZeppelinScene(
        chain,
        Family.OPENZEPPELIN,
        new Shown(
            " with the parts of CompoundGovernor",
            "at the snapshot",
            true,
            OptionalInt.empty(),
            false),
        token,
        governor,
        timelock.address);
  }

  /** Announces a kind with each proposal, and has a quorum for each, as Agora's governors do. */
  static FamilyScene typed(LocalChain chain) {
    DemoDao demo = DemoDao.deploy(chain);
    String timelock = demo.addresses().timelock();
    RawContract token = new RawContract(chain, demo.addresses().token());
    RawContract governor =
        RawContract.deploy(
            chain,
            chain.account(0),
            ContractArtifact.load("TypedGovernor").bytecode(),
            RawContract.account(token.address),
            RawContract.account(timelock));
    grant(chain, timelock, governor, "PROPOSER_ROLE");
    return new OpenZeppelinScene(
        chain,
        Family.OPENZEPPELIN,
        new Shown(
            " with typed proposals, as Agora's",
            "of the proposal",
            false,
            OptionalInt.empty(),
            false),
        token,
        governor,
        timelock);
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
  public String title() {
    return FamilyScene.super.title() + shown.title();
  }

  @Override
  public boolean extendsVoting() {
    return shown.extendsVoting();
  }

  @Override
  public String quorum() {
    return shown.quorum();
  }

  @Override
  public boolean lapses() {
    return shown.lapses();
  }

  @Override
  public OptionalInt guardian() {
    return shown.guardian();
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
  public void cancel(int account, BigInteger id, String text) {
    List<Type> arguments = new ArrayList<>(lists());
    arguments.add(
        new Bytes32(
            Numeric.hexStringToByteArray(
                org.prytany.chain.abi.AbiBytes.keccak(
                    text.getBytes(java.nio.charset.StandardCharsets.UTF_8)))));
    governor.send(
        chain.account(account),
        "cancel(address[],uint256[],bytes[],bytes32)",
        arguments.toArray(Type[]::new));
  }
}
