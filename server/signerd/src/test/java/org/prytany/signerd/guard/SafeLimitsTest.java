package org.prytany.signerd.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.contracts.localchain.DemoAction;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.contracts.localchain.DeployedSafe;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.signerd.journal.Recorded;
import org.prytany.spi.Address;
import org.prytany.spi.SimulatedEffects;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint16;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint32;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.abi.datatypes.generated.Uint96;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/**
 * The invariant: what a limit says holds for whatever leaves any account of the DAO by the signer's
 * own simulation, and for what leaves an account that nobody listed. The Safes are real ones.
 */
class SafeLimitsTest {
  private static final Path ARTIFACTS =
      Path.of("../../contracts/node_modules/@safe-global/safe-contracts/build/artifacts/contracts");
  private static final String PAYEE = "0x00000000000000000000000000000000000a11ce";
  private static final ApprovalState NOBODY =
      new ApprovalState(List.of(), List.of(), List.of(), List.of(), List.of(), 1);

  private static LocalChain chain;
  private static DemoDao demo;
  private static ChainAdapters own;
  private static Dao unlisted;
  private static int proposals;

  @BeforeAll
  static void deploy() {
    chain = LocalChain.start();
    demo = DemoDao.deploy(chain);
    own =
        new ChainAdapters(Map.of(chain.chainId(), URI.create(chain.rpcUrl())), RpcOptions.DEFAULT);
    unlisted =
        Dao.onlyRead(
            "demo",
            "Demo DAO",
            chain.chainId(),
            new Address(demo.addresses().governor()),
            new Address(demo.addresses().timelock()));
  }

  @AfterAll
  static void end() {
    own.close();
    chain.close();
  }

  private static DeployedSafe safe(List<String> modules) {
    String owner = modules.isEmpty() ? demo.addresses().timelock() : chain.account(3);
    DeployedSafe safe = DeployedSafe.deploy(chain, ARTIFACTS, List.of(owner), 1, modules);
    try {
      demo.stablecoin(chain.account(0)).mint(safe.address(), dollars(99_000)).send();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return safe;
  }

  private static BigInteger dollars(long whole) {
    return BigInteger.valueOf(whole).multiply(BigInteger.TEN.pow(6));
  }

  /** At most 40,000 dollars a day. */
  private static void require(Dao dao, DemoAction... actions) {
    look(
        dao,
        new Limits.OfDao(
            List.of(
                new Limits.Amount(
                    new Address(demo.addresses().stablecoin()),
                    dollars(40_000),
                    Duration.ofDays(1))),
            Set.of(),
            Duration.ZERO,
            Duration.ZERO),
        List.of(),
        actions);
  }

  private static Limits.Leaving look(
      Dao dao, Limits.OfDao bounds, List<Payments.Payment> paid, DemoAction... actions) {
    DemoProposal proposal =
        demo.propose(chain.account(1), List.of(actions), "payment " + proposals++);
    ProposalContent content =
        own.logs().proposals(dao, 0, chain.blockNumber().longValueExact()).stream()
            .filter(read -> read.key().proposalId().equals(proposal.id()))
            .findFirst()
            .orElseThrow();
    SimulatedEffects effects =
        own.simulator().simulate(dao, content, own.decoder().decode(dao, content));
    return new Limits(Map.of("demo", bounds)).require(dao, effects, NOBODY, paid, Instant.EPOCH);
  }

  private static DemoAction pay(String to, long dollars) {
    return demo.actions().payStablecoin(to, dollars(dollars));
  }

  private static Dao listing(DeployedSafe... safes) {
    return unlisted.withFunds(
        java.util.Arrays.stream(safes)
            .map(safe -> new Address(safe.address()))
            .collect(java.util.stream.Collectors.toSet()));
  }

  private static void refuses(Dao dao, DemoAction... actions) {
    assertThatThrownBy(() -> require(dao, actions))
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining("the limit is 40000000000");
  }

  @Test
  void aSafeOfTheTimelockIsHeldToTheLimit() {
    DeployedSafe safe = safe(List.of());
    String timelock = demo.addresses().timelock();

    refuses(listing(safe), safe.byOwner(timelock, pay(PAYEE, 90_000)));
    refuses(unlisted, safe.byOwner(timelock, pay(PAYEE, 90_000)));
    assertThatCode(() -> require(listing(safe), safe.byOwner(timelock, pay(PAYEE, 40_000))))
        .doesNotThrowAnyException();
  }

  @Test
  void aSafeThatTheTimelockMovesAsAModuleIsHeldToTheLimit() {
    DeployedSafe safe = safe(List.of(demo.addresses().timelock()));

    refuses(listing(safe), safe.byModule(pay(PAYEE, 90_000)));
    refuses(unlisted, safe.byModule(pay(PAYEE, 90_000)));
  }

  @Test
  void twoHoldersTogetherAreHeldToTheLimit() {
    DeployedSafe one = safe(List.of());
    DeployedSafe two = safe(List.of(demo.addresses().timelock()));

    refuses(
        listing(one, two),
        one.byOwner(demo.addresses().timelock(), pay(PAYEE, 25_000)),
        two.byModule(pay(PAYEE, 25_000)));
  }

  @Test
  void whatASafeLetsSomebodyTakeIsHeldToTheLimit() {
    DeployedSafe safe = safe(List.of());

    refuses(
        listing(safe),
        safe.byOwner(
            demo.addresses().timelock(), demo.actions().approveStablecoin(PAYEE, dollars(90_000))));
  }

  @Test
  void whatMovesBetweenHoldersIsNotHeldToTheLimit() {
    DeployedSafe one = safe(List.of());
    DeployedSafe two = safe(List.of());
    DemoAction moves = one.byOwner(demo.addresses().timelock(), pay(two.address(), 90_000));

    assertThatCode(() -> require(listing(one, two), moves)).doesNotThrowAnyException();
    refuses(listing(one), moves);
  }

  @Test
  void whatIsOnlyMeantToComeBackIsHeldToTheLimit() {
    DeployedSafe safe = safe(List.of());
    DemoAction out = safe.byOwner(demo.addresses().timelock(), pay(PAYEE, 90_000));
    DemoAction back =
        new DemoAction(
            PAYEE,
            BigInteger.ZERO,
            FunctionEncoder.encode(
                new Function(
                    "transfer",
                    List.of(
                        new org.web3j.abi.datatypes.Address(demo.addresses().stablecoin()),
                        new org.web3j.abi.datatypes.Address(safe.address()),
                        new Uint256(dollars(90_000))),
                    List.of())));

    refuses(listing(safe), out, back);
    refuses(unlisted, out, back);
  }

  private static DemoAction lent(DeployedSafe safe, String code) {
    String approved =
        "0".repeat(24) + demo.addresses().timelock().substring(2) + "0".repeat(64) + "01";
    org.web3j.abi.datatypes.Address nobody =
        new org.web3j.abi.datatypes.Address("0x" + "0".repeat(40));
    Uint256 none = new Uint256(BigInteger.ZERO);
    return new DemoAction(
        safe.address(),
        BigInteger.ZERO,
        FunctionEncoder.encode(
            new Function(
                "execTransaction",
                List.of(
                    new org.web3j.abi.datatypes.Address(code),
                    none,
                    new DynamicBytes(new byte[] {1, 2, 3, 4}),
                    new Uint8(1),
                    none,
                    none,
                    none,
                    nobody,
                    nobody,
                    new DynamicBytes(Numeric.hexStringToByteArray(approved))),
                List.of())));
  }

  /** There may be code when it is executed, and it may take all that the Safe has. */
  @Test
  void codeThatIsLentTheRightsOfASafeIsWithinNoLimit() {
    DeployedSafe safe = safe(List.of());

    for (Dao dao : List.of(listing(safe), unlisted)) {
      assertThatThrownBy(() -> require(dao, lent(safe, PAYEE)))
          .isInstanceOf(PrytanyException.class)
          .hasMessageContaining("what leaves cannot be counted")
          .hasMessageContaining("delegatecall");
    }
  }

  private static boolean waits(List<Payments.Payment> paid, Dao dao, DemoAction... actions) {
    Limits.OfDao delay = new Limits.OfDao(List.of(), Set.of(), Duration.ofDays(1), Duration.ZERO);
    return look(dao, delay, paid, actions).early().isPresent();
  }

  /** Invariant: who may get what nobody counts was never paid before, as far as anybody knows. */
  @Test
  void whatCannotBeCountedWaitsAsAFirstPaymentDoes() {
    DeployedSafe safe = safe(List.of());
    String timelock = demo.addresses().timelock();

    assertThat(waits(List.of(), listing(safe), lent(safe, PAYEE))).isTrue();
    assertThat(
            waits(
                List.of(),
                listing(safe),
                safe.byOwner(timelock, setting(safe, "enableModule", PAYEE))))
        .isTrue();
    assertThat(waits(List.of(), listing(safe), safe.byOwner(timelock, pay(timelock, 1)))).isFalse();
  }

  @Test
  void whoWasPaidBeforeDoesNotWaitUnlessNobodyIsNamed() {
    DeployedSafe safe = safe(List.of());
    DemoAction pays = safe.byOwner(demo.addresses().timelock(), pay(PAYEE, 1));

    assertThat(waits(List.of(), listing(safe), pays)).isTrue();
    assertThat(waits(List.of(paid(new Address(PAYEE))), listing(safe), pays)).isFalse();
    assertThat(Limits.known(List.of(paid(Address.ZERO)))).isEmpty();
  }

  private static Payments.Payment paid(Address to) {
    return new Payments.Payment(
        "act",
        chain.chainId(),
        unlisted.governor(),
        Address.ZERO,
        List.of(
            new Payments.Attempt(
                1, List.of(), java.util.Optional.of(new Payments.End(Instant.EPOCH, true, true)))),
        List.of(new Recorded.Spent(Address.ZERO, to, BigInteger.ONE)),
        Map.of());
  }

  private static DemoAction setting(DeployedSafe safe, String name, String account) {
    return new DemoAction(
        safe.address(),
        BigInteger.ZERO,
        FunctionEncoder.encode(
            new Function(
                name,
                name.equals("disableModule")
                    ? List.of(
                        new org.web3j.abi.datatypes.Address("0x" + "0".repeat(39) + "1"),
                        new org.web3j.abi.datatypes.Address(account))
                    : List.of(new org.web3j.abi.datatypes.Address(account)),
                List.of())));
  }

  /** A module moves all that a Safe has, also where it is one for a moment only. */
  @Test
  void aModuleThatIsEnabledOnASafeIsWithinNoLimit() {
    DeployedSafe safe = safe(List.of());
    String timelock = demo.addresses().timelock();
    DemoAction in = safe.byOwner(timelock, setting(safe, "enableModule", PAYEE));
    DemoAction out = safe.byOwner(timelock, setting(safe, "disableModule", PAYEE));

    for (DemoAction[] actions : new DemoAction[][] {{in}, {in, out}}) {
      assertThatThrownBy(() -> require(listing(safe), actions))
          .isInstanceOf(PrytanyException.class)
          .hasMessageContaining("what leaves cannot be counted")
          .hasMessageContaining("who may move what " + safe.address());
    }
  }

  /** Whoever may propose to the timelock moves what it has once its delay is over. */
  @Test
  void aRoleOnTheTreasuryIsWithinNoLimit() {
    String timelock = demo.addresses().timelock();
    String grant =
        FunctionEncoder.encode(
            new Function(
                "grantRole",
                List.of(
                    new Bytes32(Hash.sha3("PROPOSER_ROLE".getBytes(UTF_8))),
                    new org.web3j.abi.datatypes.Address(PAYEE)),
                List.of()));

    assertThatThrownBy(() -> require(unlisted, new DemoAction(timelock, BigInteger.ZERO, grant)))
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining("who may move what " + timelock);
  }

  /** The module of allowances, which gives the same again every day. */
  @Test
  void anAllowanceThatRenewsItselfIsWithinNoLimit() {
    DeployedSafe safe = safe(List.of());
    DemoAction again =
        new DemoAction(
            "0xcfbfac74c26f8647cbdb8c5caf80bb5b32e43134",
            BigInteger.ZERO,
            FunctionEncoder.encode(
                new Function(
                    "setAllowance",
                    List.of(
                        new org.web3j.abi.datatypes.Address(PAYEE),
                        new org.web3j.abi.datatypes.Address(demo.addresses().stablecoin()),
                        new Uint96(BigInteger.TEN),
                        new Uint16(BigInteger.valueOf(1_440)),
                        new Uint32(BigInteger.ZERO)),
                    List.of())));

    assertThatThrownBy(
            () -> require(listing(safe), safe.byOwner(demo.addresses().timelock(), again)))
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining("again and again");
  }
}
