package org.prytany.chain.funds;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
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

/** Changes in who may move the money that no payout is held for. */
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

  /** What the watch asks: package-private, so by reflection. */
  @SuppressWarnings("unchecked")
  private static List<String> changes(Posture before, Posture now) throws Exception {
    Method byKey = Posture.class.getDeclaredMethod("byKey");
    byKey.setAccessible(true);
    Method changes = Posture.class.getDeclaredMethod("changes", Map.class);
    changes.setAccessible(true);
    return (List<String>) changes.invoke(now, (SortedMap<String, String>) byKey.invoke(before));
  }

  private void judge(String name, List<String> changes) {
    assertThat(changes).as(name).isNotEmpty();
  }

  @Test
  void oneModule() throws Exception {
    DeployedSafe safe = world.owned();
    Dao dao = world.dao(safe);
    Posture before = read(dao);
    safe.setting("enableModule", new org.web3j.abi.datatypes.Address(local.chain.account(4)));
    judge("oneModule", changes(before, read(dao)));
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
    judge("aModuleAndTwoHundredMore", changes(before, read(dao)));
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
    judge("ownersOfTheSafeThatOwnsIt", changes(before, read(dao)));
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
    judge("codeOfAVault", changes(before, read(dao)));
  }
}
