package org.prytany.chain.funds;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.OnLocalDao;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.chain.decode.TokenList;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.contracts.localchain.DeployedSafe;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.posture.Posture;
import org.prytany.spi.Address;
import org.web3j.utils.Numeric;

/** Who may move what real Safes and a real timelock have. */
class PostureTest extends OnLocalDao {
  private SafeWorld world;

  @BeforeEach
  void world() {
    world = new SafeWorld(local);
  }

  /** New adapters, because what was searched is remembered and a reverted chain forgets it. */
  private static Posture read(Dao dao) {
    try (var adapters = local.adaptersAt(local.chain.rpcUrl())) {
      return adapters.posture().read(dao);
    }
  }

  private static List<String> dangers(Dao dao) {
    return read(dao).dangers().stream().map(Posture.Danger::text).toList();
  }

  private static Map<String, String> facts(Dao dao, String account) {
    return read(dao).facts().stream()
        .filter(fact -> fact.account().equals(new Address(account)))
        .collect(Collectors.toMap(Posture.Fact::what, Posture.Fact::value));
  }

  @Test
  void aTimelockOfItsGovernorAndASafeOfTheTimelockAreNotDangerous() {
    DeployedSafe safe = world.owned();
    Dao dao = world.dao(safe);

    assertThat(dangers(dao)).isEmpty();
    assertThat(facts(dao, safe.address()))
        .containsEntry("Safe owners", world.timelock())
        .containsEntry("Safe threshold", "1")
        .containsEntry("Safe modules", "")
        .containsEntry("Safe guard", "")
        .containsEntry("Safe fallback handler", "")
        .containsKey("Safe code");
    assertThat(facts(dao, world.timelock()))
        .containsEntry("PROPOSER_ROLE", local.demo.addresses().governor())
        .containsEntry("CANCELLER_ROLE", local.demo.addresses().governor())
        .containsEntry("EXECUTOR_ROLE", Address.ZERO.hex())
        .containsEntry("DEFAULT_ADMIN_ROLE", world.timelock());
  }

  @Test
  void aSafeThatOnePersonMovesIsDangerousAndSoIsAnUnknownModule() {
    DeployedSafe safe = world.asModule();
    Dao dao = world.dao(safe);
    String person = local.chain.account(3);

    assertThat(dangers(dao))
        .singleElement()
        .satisfies(
            text ->
                assertThat(text.toLowerCase(java.util.Locale.ROOT))
                    .startsWith("any one of " + person)
                    .endsWith("without a vote."));

    safe.setting("enableModule", new org.web3j.abi.datatypes.Address(local.chain.account(4)));

    assertThat(dangers(dao))
        .anySatisfy(
            text ->
                assertThat(text).startsWith("The unknown module ").contains("an ordinary account"));
  }

  @Test
  void whoMayProposeToTheTimelockIsFoundByItsLogs() {
    String person = local.chain.account(6);
    byte[] proposer = Numeric.hexStringToByteArray(AbiBytes.topic("PROPOSER_ROLE"));
    local.chain.setBalance(world.timelock(), BigInteger.TEN.pow(18));
    try {
      local.demo.timelock(world.timelock()).grantRole(proposer, person).send();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }

    assertThat(dangers(local.dao))
        .singleElement()
        .satisfies(
            text ->
                assertThat(text)
                    .contains("an ordinary account, may propose to the timelock")
                    .contains("any call, without a vote"));
    assertThat(facts(local.dao, world.timelock()).get("PROPOSER_ROLE")).contains(person);
  }

  @Test
  void anUnlimitedAllowanceOfAListedTokenIsDangerousUntilItIsTakenBack(@TempDir Path folder)
      throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("tokens.json"),
            """
            {"tokens": [{"chainId": %d, "address": "%s", "symbol": "USDC", "decimals": 6}]}
            """
                .formatted(local.chain.chainId(), world.usdc));
    DeployedSafe safe = world.owned();
    Dao dao = world.dao(safe);
    String spender = local.chain.account(4);
    try (ChainAdapters adapters =
        new ChainAdapters(
            new Endpoints(
                Map.of(local.chain.chainId(), URI.create(local.chain.rpcUrl())),
                RpcOptions.DEFAULT),
            KnownFunctions.bundled(),
            TokenList.read(file))) {
      world.allow(safe.address(), spender, BigInteger.TWO.pow(256).subtract(BigInteger.ONE));
      assertThat(adapters.posture().read(dao).dangers())
          .singleElement()
          .satisfies(
              danger ->
                  assertThat(danger.text())
                      .contains("an ordinary account, may take all of the token")
                      .endsWith("its allowance is unlimited."));

      world.allow(safe.address(), spender, BigInteger.TEN);
      assertThat(adapters.posture().read(dao).dangers()).isEmpty();
    }
  }

  @Test
  void aSafeInThePlaceOfTheTreasuryIsAWrongSettingWithItsRemedy() {
    DeployedSafe safe = world.owned();
    Dao wrong =
        Dao.onlyRead(
            "demo", "Demo", local.dao.chainId(), local.dao.governor(), new Address(safe.address()));

    assertThat(read(wrong).dangers().getFirst())
        .satisfies(
            danger -> {
              assertThat(danger.wrongSetting()).isTrue();
              assertThat(danger.text())
                  .contains("put the Safe in prytany.dao.demo.funds")
                  .endsWith("treasury is " + world.timelock() + ".");
            });
  }

  @Test
  void whoOwnsAnotherAccountIsSaidAndAnOrdinaryAccountIsDangerous() {
    Dao vault = local.dao.withFunds(java.util.Set.of(new Address(local.demo.addresses().vault())));
    Dao person = local.dao.withFunds(java.util.Set.of(new Address(local.chain.account(9))));

    assertThat(dangers(vault)).isEmpty();
    assertThat(facts(vault, local.demo.addresses().vault()))
        .containsEntry("owner", world.timelock());
    assertThat(dangers(person))
        .singleElement()
        .satisfies(text -> assertThat(text).contains("is an ordinary account"));
  }
}
