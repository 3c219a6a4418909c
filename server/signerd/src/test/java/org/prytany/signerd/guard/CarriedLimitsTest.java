package org.prytany.signerd.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
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
import org.prytany.contracts.localchain.LocalChainOptions;
import org.prytany.governance.approval.ApprovalState;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.SimulatedEffects;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint16;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint32;
import org.web3j.utils.Numeric;

/** What bridges carry is held to the limit, on a chain with the number of Ethereum's. */
class CarriedLimitsTest {
  private static final Path ARTIFACTS =
      Path.of("../../contracts/node_modules/@safe-global/safe-contracts/build/artifacts/contracts");
  private static final String PAYEE = "0x00000000000000000000000000000000000a11ce";
  private static final String GATE = "0x3ee18b2214aff97000d974cf647e7c347e8fa585";
  private static final String OP_BRIDGE = "0x99c9fc46f92e8a1c0dec1b1747d010903e884be1";
  private static final ApprovalState NOBODY =
      new ApprovalState(List.of(), List.of(), List.of(), List.of(), List.of(), 1);

  private static LocalChain chain;
  private static DemoDao demo;
  private static ChainAdapters own;
  private static Dao unlisted;
  private static int proposals;

  @BeforeAll
  static void deploy() throws Exception {
    chain = LocalChain.start(LocalChainOptions.defaults().withChainId(1));
    demo = DemoDao.deploy(chain);
    own = new ChainAdapters(Map.of(1L, URI.create(chain.rpcUrl())), RpcOptions.DEFAULT);
    unlisted =
        Dao.onlyRead(
            "demo",
            "Demo DAO",
            1,
            new Address(demo.addresses().governor()),
            new Address(demo.addresses().timelock()));
    for (String at : List.of(GATE, OP_BRIDGE)) {
      chain.setCode(
          at,
          Files.readString(Path.of("../chain/src/test/resources/org/prytany/chain/funds/Gate.hex"))
              .strip());
    }
  }

  @AfterAll
  static void end() {
    own.close();
    chain.close();
  }

  private static String usd() {
    return demo.addresses().stablecoin();
  }

  private static String timelock() {
    return demo.addresses().timelock();
  }

  private static DeployedSafe safe(boolean module) throws Exception {
    DeployedSafe safe =
        DeployedSafe.deploy(
            chain,
            ARTIFACTS,
            List.of(module ? chain.account(3) : timelock()),
            1,
            module ? List.of(timelock()) : List.of());
    demo.stablecoin(chain.account(0)).mint(safe.address(), dollars(99_000)).send();
    return safe;
  }

  private static BigInteger dollars(long whole) {
    return BigInteger.valueOf(whole).multiply(BigInteger.TEN.pow(6));
  }

  private static DemoAction call(String target, String name, Type<?>... arguments) {
    return new DemoAction(
        target,
        BigInteger.ZERO,
        FunctionEncoder.encode(new Function(name, List.of(arguments), List.of())));
  }

  private static org.web3j.abi.datatypes.Address a(String value) {
    return new org.web3j.abi.datatypes.Address(value);
  }

  private static DemoAction carry(String to, long dollars) {
    return call(
        GATE,
        "transferTokens",
        a(usd()),
        new Uint256(dollars(dollars)),
        new Uint16(30),
        new Bytes32(Numeric.hexStringToByteArray("0x" + "0".repeat(24) + to.substring(2))),
        new Uint256(BigInteger.ZERO),
        new Uint32(0));
  }

  private static DemoAction pay(String to, long dollars) {
    return demo.actions().payStablecoin(to, dollars(dollars));
  }

  private static DemoAction approve(String who, long dollars) {
    return demo.actions().approveStablecoin(who, dollars(dollars));
  }

  private static Dao listing(String... safes) {
    return unlisted.withFunds(
        java.util.Arrays.stream(safes)
            .map(Address::new)
            .collect(java.util.stream.Collectors.toSet()));
  }

  /** At most 40,000 dollars a day, and to nobody but the DAO's friend. */
  private static void judge(String name, Dao dao, DemoAction... actions) {
    DemoProposal proposal =
        demo.propose(chain.account(1), List.of(actions), "payment " + proposals++);
    ProposalContent content =
        own.logs().proposals(dao, 0, chain.blockNumber().longValueExact()).stream()
            .filter(read -> read.key().proposalId().equals(proposal.id()))
            .findFirst()
            .orElseThrow();
    SimulatedEffects effects =
        own.simulator().simulate(dao, content, own.decoder().decode(dao, content));
    Limits.OfDao bounds =
        new Limits.OfDao(
            List.of(new Limits.Amount(new Address(usd()), dollars(40_000), Duration.ofDays(1))),
            Set.of(),
            Duration.ZERO,
            Duration.ZERO);
    String signer;
    try {
      var leaving =
          new Limits(Map.of("demo", bounds))
              .require(dao, effects, NOBODY, List.of(), Instant.EPOCH);
      signer = "signs " + leaving.spent();
    } catch (PrytanyException e) {
      signer = "refuses: " + e.getMessage();
    }
    assertThat(signer).as(name).startsWith("refuses");
  }

  @Test
  void carriedToItsOwnAddress() throws Exception {
    DeployedSafe safe = safe(false);
    judge(
        "carriedToItsOwnAddress",
        listing(safe.address()),
        safe.byOwner(timelock(), approve(GATE, 90_000)),
        safe.byOwner(timelock(), carry(safe.address(), 90_000)));
  }

  @Test
  void carriedElsewhere() throws Exception {
    DeployedSafe safe = safe(false);
    judge(
        "carriedElsewhere",
        listing(safe.address()),
        safe.byOwner(timelock(), approve(GATE, 90_000)),
        safe.byOwner(timelock(), carry(PAYEE, 90_000)));
  }

  @Test
  void carriedToItsOwnAddressFromTheTimelock() throws Exception {
    demo.stablecoin(chain.account(0)).mint(timelock(), dollars(99_000)).send();
    judge(
        "carriedToItsOwnAddressFromTheTimelock",
        unlisted,
        approve(GATE, 90_000),
        carry(timelock(), 90_000));
  }

  /** The bridge's call fails in the module; the payment's event is taken for its own. */
  @Test
  void aPaymentBehindABridgesCallThatFails() throws Exception {
    DeployedSafe safe = safe(true);
    judge(
        "aPaymentBehindABridgesCallThatFails",
        listing(safe.address()),
        safe.byModule(pay(PAYEE, 90_000)),
        safe.byModule(carry(safe.address(), 90_000)));
  }

  private static String evil(String name, int number, String safe) throws Exception {
    String at = String.format("0x%040x", 0xeeee00000000L + number);
    chain.setCode(
        at,
        Files.readString(
                Path.of("../chain/src/test/resources/org/prytany/chain/funds/" + name + ".hex"))
            .strip());
    for (int i = 1; i <= 2; i++) {
      chain.call(
          "anvil_setStorageAt",
          at,
          "0x" + String.format("%064x", i),
          "0x" + "0".repeat(24) + (i == 1 ? usd() : safe).substring(2));
    }
    return at;
  }

  @Test
  void depositIntoTheDaosOwnVaultForAStranger() throws Exception {
    DeployedSafe safe = safe(false);
    String vault = evil("Vault", 3, safe.address());
    judge(
        "depositIntoTheDaosOwnVaultForAStranger",
        listing(safe.address(), vault),
        safe.byOwner(timelock(), approve(vault, 90_000)),
        safe.byOwner(timelock(), call(vault, "deposit", new Uint256(dollars(90_000)), a(PAYEE))));
  }

  /** Each carries to the other one's address there: it is no exchange. */
  @Test
  void carriedCrosswise() throws Exception {
    DeployedSafe one = safe(false);
    DeployedSafe two = safe(false);
    judge(
        "carriedCrosswise",
        listing(one.address(), two.address()),
        one.byOwner(timelock(), approve(GATE, 90_000)),
        two.byOwner(timelock(), approve(GATE, 90_000)),
        one.byOwner(timelock(), carry(two.address(), 90_000)),
        two.byOwner(timelock(), carry(one.address(), 90_000)));
  }
}
