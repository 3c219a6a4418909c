package org.prytany.chain.funds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.chain.OnLocalDao;
import org.prytany.chain.decode.RpcImplementations;
import org.prytany.contracts.localchain.DeployedSafe;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.posture.Posture;
import org.prytany.spi.Address;
import org.web3j.abi.datatypes.generated.Uint256;

/** Whatever changes about who may move the money, however far behind it stands, is a change. */
class ChangedControlTest extends OnLocalDao {
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

  @Test
  void oneModule() throws Exception {
    DeployedSafe safe = world.owned();
    Dao dao = world.dao(safe);
    Posture before = read(dao);
    safe.setting("enableModule", new org.web3j.abi.datatypes.Address(local.chain.account(4)));
    assertThat(read(dao).changes(before.byKey())).isNotEmpty();
  }

  /** The list of modules is longer than is read: "not known" is no change. */
  @Test
  void aModuleAndTwoHundredMore() throws Exception {
    DeployedSafe safe = world.owned();
    Dao dao = world.dao(safe);
    Posture before = read(dao);
    for (int i = 0; i < 205; i++) {
      safe.setting(
          "enableModule",
          new org.web3j.abi.datatypes.Address(String.format("0x%040x", 0xabcd0000L + i)));
    }
    assertThat(read(dao).changes(before.byKey())).isNotEmpty();
  }

  /** The Safe's owner is a Safe that is not listed; its owners change. */
  @Test
  void ownersOfTheSafeThatOwnsIt() throws Exception {
    DeployedSafe outer = world.owned();
    DeployedSafe inner = world.ownedBy(outer);
    Dao dao = world.dao(inner);
    Posture before = read(dao);
    outer.setting(
        "addOwnerWithThreshold",
        new org.web3j.abi.datatypes.Address(local.chain.account(4)),
        new org.web3j.abi.datatypes.generated.Uint256(1));
    assertThat(read(dao).changes(before.byKey())).isNotEmpty();
  }

  /** The owner of a module changes: whoever owns it moves everything. */
  @Test
  void codeOfTheTimelockOrOfAVault() throws Exception {
    Dao dao = local.dao.withFunds(Set.of(new Address(local.demo.addresses().vault())));
    Posture before = read(dao);
    String code =
        local.chain.call("eth_getCode", local.demo.addresses().vault(), "latest").asText();
    // The vault's code is replaced, as behind a proxy; owner() stays.
    local.chain.setCode(local.demo.addresses().vault(), code + "00");
    assertThat(read(dao).changes(before.byKey())).isNotEmpty();
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
    assertThat(read(dao).changes(before.byKey())).isNotEmpty();
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
    assertThat(read(dao).changes(before.byKey())).isNotEmpty();
  }

  @Test
  void codeBehindAModule() throws Exception {
    String module = owned(3, world.timelock());
    DeployedSafe safe =
        DeployedSafe.deploy(
            local.chain, SafeWorld.ARTIFACTS, List.of(world.timelock()), 1, List.of(module));
    Dao dao = world.dao(safe);
    Posture before = read(dao);
    slot(module, RpcImplementations.EIP_1967, local.chain.account(4));
    assertThat(read(dao).changes(before.byKey())).isNotEmpty();
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
    assertThat(read(dao).changes(before.byKey())).isNotEmpty();
  }

  @Test
  void modulesOfASafeThatOwnsASafe() throws Exception {
    DeployedSafe outer = world.owned();
    Dao dao = world.dao(world.ownedBy(outer));
    Posture before = read(dao);
    outer.setting("enableModule", a(local.chain.account(4)));
    assertThat(read(dao).changes(before.byKey())).isNotEmpty();
  }

  @Test
  void ownerOfAVaultThatOwnsASafe() throws Exception {
    String vault = owned(4, world.timelock());
    DeployedSafe safe =
        DeployedSafe.deploy(local.chain, SafeWorld.ARTIFACTS, List.of(vault), 1, List.of());
    Dao dao = world.dao(safe);
    Posture before = read(dao);
    slot(vault, "0x1", local.chain.account(4));
    assertThat(read(dao).changes(before.byKey())).isNotEmpty();
  }

  @Test
  void codeBehindAVault() throws Exception {
    String vault = owned(5, world.timelock());
    Dao dao = local.dao.withFunds(Set.of(new Address(vault)));
    Posture before = read(dao);
    slot(vault, RpcImplementations.EIP_1967, local.chain.account(4));
    assertThat(read(dao).changes(before.byKey())).isNotEmpty();
  }
}
