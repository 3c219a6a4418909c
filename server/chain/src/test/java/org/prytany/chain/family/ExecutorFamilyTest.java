package org.prytany.chain.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.contracts.localchain.DeployedSafe;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.posture.Posture;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.web3j.crypto.Hash;

/** OpenZeppelin 5.7 with another account than itself or a timelock to execute from. */
class ExecutorFamilyTest extends FamilyConformance {
  @Override
  FamilyScene deploy(LocalChain local) {
    return OpenZeppelinScene.fromAnotherAccount(local);
  }

  /**
   * Invariant as in RoutedBravoFamilyTest. Attack: a treasury that is the governor itself, which
   * executes nothing, and one that is neither.
   */
  @Test
  void whereTheTreasuryIsNotThatAccountItIsExecutedFromElsewhere() {
    ProposalContent content = proposed();
    for (Address treasury :
        new Address[] {scene().dao().governor(), new Address(scene().token().address)}) {
      Dao mistaken = withTreasury(treasury);

      assertThat(
              adapters()
                  .reader()
                  .executedElsewhere(mistaken, content, adapters().logs().head(mistaken))
                  .orElseThrow())
          .contains("neither from itself nor from the treasury")
          .contains(treasury.hex());
      assertThat(adapters().families().of(mistaken).limits())
          .anyMatch(limit -> limit.startsWith("Nothing is queued or executed"));
    }
  }

  /** An executor that is not known is nobody's account, and no treasury is the same. */
  @Test
  void whatIsNotKnownIsNotTheAccountOfNobody() {
    ProposalContent content = proposed();
    Dao nobodys = withTreasury(Address.ZERO);

    assertThat(adapters().families().of(nobodys).executor()).isEmpty();
    assertThat(
            adapters()
                .reader()
                .executedElsewhere(nobodys, content, adapters().logs().head(nobodys)))
        .isPresent();
  }

  /** A Safe that the governor executes from is no wrong treasury: one answer to who executes. */
  @Test
  void aSafeThatExecutesIsNoWrongTreasury() throws Exception {
    String purse = scene().dao().treasury().hex();
    DeployedSafe safe =
        DeployedSafe.deploy(
            scene().chain(),
            Path.of(
                "../../contracts/node_modules/@safe-global/safe-contracts/build/artifacts/contracts"),
            List.of(scene().chain().account(3)),
            1,
            List.of());
    String code = scene().chain().call("eth_getCode", safe.address(), "latest").asText();
    String behind =
        scene().chain().call("eth_getStorageAt", safe.address(), "0x0", "latest").asText();
    String first = AbiBytes.word(BigInteger.ONE);
    scene().chain().setCode(purse, code);
    scene()
        .chain()
        .call("anvil_setStorageAt", purse, "0x" + AbiBytes.word(BigInteger.ZERO), behind);
    // Where a Safe has its owners' list begin, and end.
    String sentinel = Hash.sha3("0x" + first + AbiBytes.word(BigInteger.TWO));
    scene().chain().call("anvil_setStorageAt", purse, sentinel, "0x" + first);

    assertThat(adapters().posture().read(scene().dao()).dangers())
        .noneMatch(Posture.Danger::wrongSetting);
    assertThat(adapters().posture().read(withTreasury(new Address(safe.address()))).dangers())
        .as("of whom it is not known a limit tells")
        .noneMatch(Posture.Danger::wrongSetting);
  }

  private Dao withTreasury(Address treasury) {
    return Dao.onlyRead(
        "scene", "Scene", scene().dao().chainId(), scene().dao().governor(), treasury);
  }
}
