package org.prytany.chain.funds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.chain.funds.SafeWorld.PAYEE;
import static org.prytany.chain.funds.SafeWorld.dollars;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.contracts.localchain.DemoAction;
import org.prytany.contracts.localchain.DeployedSafe;
import org.prytany.governance.dao.Dao;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.utils.Numeric;

/**
 * Losses that no event tells of, and claims to what the DAO's own vault holds. Invariant: the share
 * of the treasury says so, or that it is not known, or the proposal moves authority. The contracts'
 * source is Hiding.sol, beside their code.
 */
class SilentLossTest extends OutflowScene {
  private static final BigInteger M = BigInteger.valueOf(1_000_000);

  private static Address a(String value) {
    return new Address(value);
  }

  private static org.prytany.spi.Address spi(String value) {
    return new org.prytany.spi.Address(value);
  }

  private void give(String token, String account, BigInteger amount) {
    String from = local.chain.account(5);
    local.chain.call(
        "eth_sendTransaction",
        Map.of("from", from, "to", token, "data", encode("give", a(account), n(amount))));
    local.chain.mine(1);
    assertThat(balance(token, account)).isEqualTo(amount);
  }

  private DemoAction approve(String who, long amount) {
    return call(world.usdc, "approve", a(who), n(dollars(amount)));
  }

  @Test
  void depositIntoTheDaosOwnVaultForAStranger() {
    DeployedSafe safe = world.owned();
    world.mint(safe.address(), 99_000);
    String vault = evil("Vault", world.usdc, safe.address());
    Dao dao = local.dao.withFunds(Set.of(spi(safe.address()), spi(vault)));
    Seen seen =
        look(
            dao,
            safe.byOwner(world.timelock(), approve(vault, 90_000)),
            safe.byOwner(world.timelock(), call(vault, "deposit", n(dollars(90_000)), a(PAYEE))));
    execute(seen.proposal());
    requireLost("depositIntoTheDaosOwnVaultForAStranger", balance(vault, PAYEE));
    judge("depositIntoTheDaosOwnVaultForAStranger", seen);
  }

  private String silent(String holder) {
    String token = evil("Silent", NOBODY, NOBODY);
    slot(token, 1, NOBODY);
    slot(token, 2, NOBODY);
    give(token, holder, M);
    return token;
  }

  private DemoAction vanish(DeployedSafe safe, String token, BigInteger amount) {
    return safe.byOwner(world.timelock(), call(token, "withdraw", n(amount)));
  }

  @Test
  void silentLossBehindAMintThatIsOnlyMeant() {
    DeployedSafe safe = world.owned();
    String token = silent(safe.address());
    Seen seen =
        look(
            world.dao(safe),
            vanish(safe, token, M),
            call(
                PAYEE,
                "relay",
                a(token),
                n(BigInteger.ZERO),
                new DynamicBytes(
                    Numeric.hexStringToByteArray(encode("mint", a(safe.address()), n(M))))));
    judge("silentLossBehindAMintThatIsOnlyMeant", seen);
  }

  @Test
  void silentLossBehindAMintForAnotherHolderThatIsOnlyMeant() {
    DeployedSafe safe = world.owned();
    DeployedSafe two = world.owned();
    String token = silent(safe.address());
    Seen seen =
        look(
            world.dao(safe, two),
            vanish(safe, token, M),
            call(
                PAYEE,
                "relay",
                a(token),
                n(BigInteger.ZERO),
                new DynamicBytes(
                    Numeric.hexStringToByteArray(encode("mint", a(two.address()), n(M))))));
    judge("silentLossBehindAMintForAnotherHolderThatIsOnlyMeant", seen);
  }

  @Test
  void silentLossExplainedByAMoveBetweenHoldersThatIsOnlyMeant() {
    DeployedSafe safe = world.owned();
    DeployedSafe two = world.owned();
    String token = silent(safe.address());
    Seen seen =
        look(
            world.dao(safe, two),
            vanish(safe, token, M),
            call(
                PAYEE,
                "relay",
                a(token),
                n(BigInteger.ZERO),
                new DynamicBytes(
                    Numeric.hexStringToByteArray(
                        encode("transferFrom", a(safe.address()), a(two.address()), n(M))))));
    execute(seen.proposal());
    assertThat(balance(token, safe.address())).isZero();
    assertThat(balance(token, two.address())).isZero();
    judge("silentLossExplainedByAMoveBetweenHoldersThatIsOnlyMeant", seen);
  }

  @Test
  void silentLossExplainedByAScheduledMoveBetweenHolders() {
    DeployedSafe safe = world.owned();
    DeployedSafe two = world.owned();
    String token = silent(safe.address());
    judge(
        "silentLossExplainedByAScheduledMoveBetweenHolders",
        look(
            world.dao(safe, two),
            vanish(safe, token, M),
            call(
                PAYEE,
                "schedule",
                a(token),
                n(BigInteger.ZERO),
                new DynamicBytes(
                    Numeric.hexStringToByteArray(
                        encode("transferFrom", a(safe.address()), a(two.address()), n(M)))),
                new Bytes32(new byte[32]),
                new Bytes32(new byte[32]),
                n(BigInteger.ZERO))));
  }

  @Test
  void twoUnitsOfATokenWithoutDecimals() {
    DeployedSafe safe = world.owned();
    String token = evil("Silent", NOBODY, NOBODY);
    slot(token, 1, NOBODY);
    slot(token, 2, NOBODY);
    give(token, safe.address(), BigInteger.TWO);
    judge(
        "twoUnitsOfATokenWithoutDecimals",
        look(world.dao(safe), vanish(safe, token, BigInteger.TWO)));
  }

  private List<DemoAction> decoys(int count, DemoAction last) {
    List<DemoAction> actions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      actions.add(call(String.format("0x%040x", 0xbeef0000L + i), "setFee", n(BigInteger.ONE)));
    }
    actions.add(last);
    return actions;
  }

  /** Sixty decoys use up the questions about owners; then a vault gets another owner silently. */
  @Test
  void aSilentNewOwnerBehindDecoys() {
    String vault = evil("Owned", world.timelock(), PAYEE);
    local.chain.setBalance(vault, ETHER.multiply(BigInteger.TEN));
    Dao dao = local.dao.withFunds(Set.of(spi(vault)));
    judge("aSilentNewOwner", look(dao, call(vault, "initialize")));
    DemoAction[] actions = decoys(70, call(vault, "initialize")).toArray(new DemoAction[0]);
    judge("aSilentNewOwnerBehindDecoys", look(dao, actions));
  }
}
