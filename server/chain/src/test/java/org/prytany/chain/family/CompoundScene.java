package org.prytany.chain.family;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.Family;
import org.prytany.spi.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.StaticStruct;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.crypto.ContractUtils;

/** Governors of Compound's kind as their publishers compiled them, over Uniswap's votes. */
public final class CompoundScene implements FamilyScene {
  private static final String UNISWAP = "@uniswap/governance/build/";
  private static final String VENUS = "@venusprotocol/governance-contracts/artifacts/contracts/";
  private static final BigInteger WHOLE = BigInteger.TEN.pow(18);
  private static final long TWO_DAYS = 172_800;
  private static final long PERIOD = 3_600;
  private static final int GUARDIAN = 4;

  private final LocalChain chain;
  private final Family family;
  private final RawContract token;
  private final RawContract governor;
  private final Dao dao;

  private CompoundScene(
      LocalChain chain, Family family, RawContract token, RawContract governor, String timelock) {
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
            new Address(timelock));
    token.send(
        chain.account(0),
        "transfer(address,uint256)",
        RawContract.account(timelock),
        RawContract.uint(1_000));
  }

  /**
   * Uniswap's first governor. Its voting period is a constant of 40,320 blocks, which the local
   * chain takes an hour to make: in its code that one number is 400 here.
   */
  public static FamilyScene alpha(LocalChain chain) {
    return alpha(chain, true);
  }

  /**
   * The same, whose token is told by a function that nobody knows the name of: each fork names it
   * after its own token. The selector in its code is the next one, so that its order stays.
   */
  static FamilyScene alphaOfAnotherToken(LocalChain chain) {
    return alpha(chain, false);
  }

  private static FamilyScene alpha(LocalChain chain, boolean isNamed) {
    String named = AbiBytes.selector("uni()").substring(2);
    String unnamed = Integer.toHexString(Integer.parseUnsignedInt(named, 16) + 1);
    RawContract uni = uni(chain);
    RawContract timelock = timelock(chain, next(chain, 1));
    RawContract governor =
        RawContract.deploy(
            chain,
            chain.account(0),
            RawContract.bytecode(UNISWAP + "GovernorAlpha.json")
                .replace("619d80", "610190")
                .replace("63" + named, "63" + (isNamed ? named : unnamed)),
            RawContract.account(timelock.address),
            RawContract.account(uni.address));
    return new CompoundScene(chain, Family.ALPHA, uni, governor, timelock.address);
  }

  /** Venus' first GovernorBravo, behind Compound's delegator. */
  public static FamilyScene bravo(LocalChain chain) {
    RawContract uni = uni(chain);
    RawContract before = earlier(chain, uni);
    String admin = chain.account(0);
    RawContract code =
        RawContract.deploy(
            chain,
            admin,
            RawContract.bytecode(
                VENUS + "legacy/GovernorBravoDelegateV1.sol/GovernorBravoDelegateV1.json"));
    RawContract timelock = timelock(chain, admin);
    RawContract governor =
        RawContract.deploy(
            chain,
            admin,
            RawContract.bytecode(VENUS + "legacy/GovenorBravoV1.sol/GovernorBravoDelegatorV1.json"),
            RawContract.account(timelock.address),
            RawContract.account(uni.address),
            RawContract.account(admin),
            RawContract.account(code.address),
            RawContract.uint(PERIOD),
            RawContract.uint(1),
            RawContract.uint(WHOLE.multiply(BigInteger.valueOf(150_000))),
            RawContract.account(chain.account(GUARDIAN)));
    initiate(chain, governor, before, List.of(timelock));
    return new CompoundScene(chain, Family.BRAVO, uni, governor, timelock.address);
  }

  /** Venus' present governor, which has three routes. */
  public static FamilyScene routed(LocalChain chain) {
    RawContract uni = uni(chain);
    RawContract before = earlier(chain, uni);
    String admin = chain.account(0);
    RawContract governor =
        RawContract.deploy(
            chain,
            admin,
            RawContract.bytecode(
                VENUS + "Governance/GovernorBravoDelegate.sol/GovernorBravoDelegate.json"));
    // Its delegator's constructor would set the administrator, in the first slot.
    chain.call(
        "anvil_setStorageAt", governor.address, "0x0", "0x" + "0".repeat(24) + admin.substring(2));
    List<RawContract> timelocks =
        List.of(timelock(chain, admin), timelock(chain, admin), timelock(chain, admin));
    List<StaticStruct> pace = new ArrayList<>();
    for (int i = 0; i < timelocks.size(); i++) {
      pace.add(
          new StaticStruct(
              RawContract.uint(1),
              RawContract.uint(PERIOD),
              RawContract.uint(WHOLE.multiply(BigInteger.valueOf(150_000)))));
    }
    governor.send(
        admin,
        "initialize(address,(uint256,uint256,uint256)[],address[],address)",
        RawContract.account(uni.address),
        new DynamicArray<>(StaticStruct.class, pace),
        new DynamicArray<>(
            org.web3j.abi.datatypes.Address.class,
            timelocks.stream().map(its -> RawContract.account(its.address)).toList()),
        RawContract.account(chain.account(GUARDIAN)));
    initiate(chain, governor, before, timelocks);
    return new CompoundScene(
        chain, Family.ROUTED_BRAVO, uni, governor, timelocks.getFirst().address);
  }

  /** Bravo begins to count where an Alpha ended. */
  private static RawContract earlier(LocalChain chain, RawContract uni) {
    RawContract timelock = timelock(chain, chain.account(0));
    RawContract alpha =
        RawContract.deploy(
            chain,
            chain.account(0),
            RawContract.bytecode(UNISWAP + "GovernorAlpha.json"),
            RawContract.account(timelock.address),
            RawContract.account(uni.address));
    new CompoundScene(chain, Family.ALPHA, uni, alpha, timelock.address).propose("# Earlier");
    return alpha;
  }

  private static void initiate(
      LocalChain chain, RawContract governor, RawContract before, List<RawContract> timelocks) {
    // A timelock governs itself: acting as it, its next administrator is named without a vote.
    for (RawContract timelock : timelocks) {
      chain.impersonate(timelock.address);
      chain.setBalance(timelock.address, WHOLE);
      timelock.send(
          timelock.address, "setPendingAdmin(address)", RawContract.account(governor.address));
      chain.setBalance(timelock.address, BigInteger.ZERO);
    }
    governor.send(chain.account(0), "_initiate(address)", RawContract.account(before.address));
  }

  /** Uniswap's token: accounts 1 to 3 have and hold votes. */
  private static RawContract uni(LocalChain chain) {
    RawContract uni =
        RawContract.deploy(
            chain,
            chain.account(0),
            RawContract.bytecode(UNISWAP + "Uni.json"),
            RawContract.account(chain.account(0)),
            RawContract.account(chain.account(0)),
            RawContract.uint(chain.now().getEpochSecond() + 1_000_000));
    long[] millions = {50, 20, 10};
    for (int i = 0; i < millions.length; i++) {
      String voter = chain.account(i + 1);
      uni.send(
          chain.account(0),
          "transfer(address,uint256)",
          RawContract.account(voter),
          RawContract.uint(WHOLE.multiply(BigInteger.valueOf(millions[i] * 1_000_000))));
      uni.send(voter, "delegate(address)", RawContract.account(voter));
    }
    return uni;
  }

  static RawContract timelock(LocalChain chain, String admin) {
    return RawContract.deploy(
        chain,
        chain.account(0),
        RawContract.bytecode(UNISWAP + "Timelock.json"),
        RawContract.account(admin),
        RawContract.uint(TWO_DAYS));
  }

  /** The address of a contract that account 0 deploys after so many other transactions. */
  static String next(LocalChain chain, int after) {
    String admin = chain.account(0);
    String count = chain.call("eth_getTransactionCount", admin, "latest").asText();
    return ContractUtils.generateContractAddress(
        admin, new BigInteger(count.substring(2), 16).add(BigInteger.valueOf(after)));
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
    propose(text, 0);
  }

  /**
   * @param route the kind of proposal, where there are kinds
   */
  @SuppressWarnings("rawtypes") // As web3j declares it.
  void propose(String text, int route) {
    List<Type> arguments = new ArrayList<>(compoundLists());
    arguments.add(new Utf8String(text));
    String signature = "propose(address[],uint256[],string[],bytes[],string)";
    if (family == Family.ROUTED_BRAVO) {
      arguments.add(new Uint8(route));
      signature = "propose(address[],uint256[],string[],bytes[],string,uint8)";
    }
    governor.send(chain.account(1), signature, arguments.toArray(Type[]::new));
  }

  /** Bravo's proposer may; Alpha's may be cancelled by anyone once the proposer has no votes. */
  @Override
  public void cancel(int account, BigInteger id, String text) {
    if (family == Family.ALPHA) {
      token.send(chain.account(1), "delegate(address)", RawContract.account(chain.account(6)));
      chain.mine(2);
    }
    governor.send(chain.account(account), "cancel(uint256)", RawContract.uint(id));
  }

  /** Alpha's was taken out by Uniswap. */
  @Override
  public OptionalInt guardian() {
    return family == Family.ALPHA ? OptionalInt.empty() : OptionalInt.of(GUARDIAN);
  }
}
