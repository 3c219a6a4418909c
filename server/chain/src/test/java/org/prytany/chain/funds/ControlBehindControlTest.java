package org.prytany.chain.funds;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.chain.OnLocalDao;
import org.prytany.contracts.localchain.DeployedSafe;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.posture.Posture;
import org.prytany.spi.Address;
import org.web3j.abi.datatypes.generated.Uint256;

/** Changes in who may move the money, one step behind what is looked at. */
class ControlBehindControlTest extends OnLocalDao {
  private static final String IMPLEMENTATION =
      "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";
  private SafeWorld world;

  @BeforeEach
  void world() {
    world = new SafeWorld(local);
  }

  private static Posture read(Dao dao) {
    try (var adapters = local.adaptersAt(local.chain.rpcUrl())) {
      return adapters.posture().read(dao);
    }
  }

  @SuppressWarnings("unchecked")
  private static List<String> changes(Posture before, Posture now) throws Exception {
    Method byKey = Posture.class.getDeclaredMethod("byKey");
    byKey.setAccessible(true);
    Method changes = Posture.class.getDeclaredMethod("changes", Map.class);
    changes.setAccessible(true);
    return (List<String>) changes.invoke(now, (SortedMap<String, String>) byKey.invoke(before));
  }

  private static void judge(String name, List<String> changes) {
    assertThat(changes).as(name).isNotEmpty();
  }

  private static String owned(long at, String owner) throws Exception {
    String address = String.format("0x%040x", 0xdddd0000L + at);
    local.chain.setCode(
        address,
        Files.readString(Path.of("src/test/resources/org/prytany/chain/funds/Owned.hex")).strip());
    slot(address, "0x1", owner);
    return address;
  }

  private static void slot(String at, String slot, String account) {
    String padded = "0x" + "0".repeat(66 - slot.length()) + slot.substring(2);
    local.chain.call(
        "anvil_setStorageAt", at, padded, "0x" + "0".repeat(24) + account.substring(2));
    local.chain.mine(1);
  }

  private static org.web3j.abi.datatypes.Address a(String value) {
    return new org.web3j.abi.datatypes.Address(value);
  }

  @Test
  void ownersOfASafeThatOwnsAVault() throws Exception {
    DeployedSafe safe = world.owned();
    Dao dao = local.dao.withFunds(Set.of(new Address(owned(1, safe.address()))));
    Posture before = read(dao);
    safe.setting("addOwnerWithThreshold", a(local.chain.account(4)), new Uint256(1));
    judge("ownersOfASafeThatOwnsAVault", changes(before, read(dao)));
  }

  @Test
  void ownerOfAModule() throws Exception {
    String module = owned(2, world.timelock());
    DeployedSafe safe =
        DeployedSafe.deploy(
            local.chain, SafeWorld.ARTIFACTS, List.of(world.timelock()), 1, List.of(module));
    Dao dao = world.dao(safe);
    Posture before = read(dao);
    slot(module, "0x1", local.chain.account(4));
    judge("ownerOfAModule", changes(before, read(dao)));
  }

  @Test
  void codeBehindAModule() throws Exception {
    String module = owned(3, world.timelock());
    DeployedSafe safe =
        DeployedSafe.deploy(
            local.chain, SafeWorld.ARTIFACTS, List.of(world.timelock()), 1, List.of(module));
    Dao dao = world.dao(safe);
    Posture before = read(dao);
    slot(module, IMPLEMENTATION, local.chain.account(4));
    judge("codeBehindAModule", changes(before, read(dao)));
  }

  @Test
  void ownersOfASafeThatIsAModule() throws Exception {
    DeployedSafe module = world.owned();
    DeployedSafe safe =
        DeployedSafe.deploy(
            local.chain,
            SafeWorld.ARTIFACTS,
            List.of(world.timelock()),
            1,
            List.of(module.address()));
    Dao dao = world.dao(safe);
    Posture before = read(dao);
    module.setting("addOwnerWithThreshold", a(local.chain.account(4)), new Uint256(1));
    judge("ownersOfASafeThatIsAModule", changes(before, read(dao)));
  }

  @Test
  void modulesOfASafeThatOwnsASafe() throws Exception {
    DeployedSafe outer = world.owned();
    Dao dao = world.dao(world.ownedBy(outer));
    Posture before = read(dao);
    outer.setting("enableModule", a(local.chain.account(4)));
    judge("modulesOfASafeThatOwnsASafe", changes(before, read(dao)));
  }

  @Test
  void ownerOfAVaultThatOwnsASafe() throws Exception {
    String vault = owned(4, world.timelock());
    DeployedSafe safe =
        DeployedSafe.deploy(local.chain, SafeWorld.ARTIFACTS, List.of(vault), 1, List.of());
    Dao dao = world.dao(safe);
    Posture before = read(dao);
    slot(vault, "0x1", local.chain.account(4));
    judge("ownerOfAVaultThatOwnsASafe", changes(before, read(dao)));
  }

  @Test
  void codeBehindAVault() throws Exception {
    String vault = owned(5, world.timelock());
    Dao dao = local.dao.withFunds(Set.of(new Address(vault)));
    Posture before = read(dao);
    slot(vault, IMPLEMENTATION, local.chain.account(4));
    judge("codeBehindAVault", changes(before, read(dao)));
  }
}
