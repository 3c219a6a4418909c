package org.prytany.chain.funds;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.prytany.chain.OnLocalDao;
import org.prytany.contracts.localchain.DemoAction;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.contracts.localchain.DeployedSafe;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.decision.TreasuryShare;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.effects.Outflow;
import org.prytany.governance.proposal.ProposalContent;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.utils.Numeric;

/**
 * Proposals that hide what they take, and what is made of them.
 *
 * <p>Invariant: where money can leave an account of the DAO, either the share of the treasury says
 * so, or it says that it is not known, or the proposal moves authority; never none of them. Where a
 * test executes the proposal, the money really left.
 */
abstract class OutflowScene extends OnLocalDao {
  static final BigInteger ETHER = BigInteger.TEN.pow(18);
  static final String NOBODY = "0x0000000000000000000000000000000000000000";
  private static int made = 0;
  SafeWorld world;

  @BeforeEach
  void world() {
    world = new SafeWorld(local);
  }

  static String encode(String name, Type<?>... arguments) {
    return FunctionEncoder.encode(new Function(name, List.of(arguments), List.of()));
  }

  static DemoAction call(String target, String name, Type<?>... arguments) {
    return new DemoAction(target, BigInteger.ZERO, encode(name, arguments));
  }

  static Uint256 n(BigInteger value) {
    return new Uint256(value);
  }

  /** At the newest block, which the product may have seen a moment before. */
  static BigInteger balance(String token, String account) {
    String data = encode("balanceOf", new Address(account));
    return Numeric.toBigInt(
        local.chain.call("eth_call", Map.of("to", token, "data", data), "latest").asText());
  }

  BigInteger usd(String account) {
    return balance(world.usdc, account);
  }

  /** What was made of a proposal, and the proposal. */
  record Seen(EffectsReport report, Outflow outflow, TreasuryShare share, DemoProposal proposal) {}

  /** As the server looks at it. */
  Seen look(Dao dao, DemoAction... actions) {
    return look(dao, local.propose("attack " + System.nanoTime(), actions));
  }

  /** As the server looks at it by now. */
  Seen look(Dao dao, DemoProposal proposal) {
    ProposalContent content = local.content(proposal);
    var decoded = local.adapters.decoder().decode(dao, content);
    var effects = local.adapters.simulator().simulate(dao, content, decoded);
    EffectsReport report =
        new EffectsReport(
            content.contentHash(),
            decoded,
            effects,
            local.adapters.facts().read(dao, decoded, effects));
    Outflow outflow = Outflow.of(dao, report.changes());
    TreasuryShare share = TreasuryShare.of(dao, outflow, local.adapters.reader());
    return new Seen(report, outflow, share, proposal);
  }

  /** Fails unless nearly all is said to leave, or that it is not known how much does. */
  static void requireCounted(Seen seen) {
    boolean counted =
        seen.share().value().doubleValue() > 0.9 || seen.share().unknown().isPresent();
    assertThat(counted).as("share " + seen.share() + " of " + seen.report().changes()).isTrue();
  }

  /** Says what was said of it, and fails if nothing was that a rule or a limit could see. */
  void judge(String name, Seen seen) {
    boolean authority =
        seen.report().changes().stream()
            .anyMatch(c -> !(c instanceof Change.Transfer) && c.movesValueOrAuthority());
    boolean missed =
        seen.share().value().doubleValue() < 0.5
            && seen.share().unknown().isEmpty()
            && !authority
            && seen.report().effects().succeeded();
    assertThat(missed)
        .as(name + ": nothing says that value leaves: " + seen.report().changes())
        .isFalse();
  }

  /** A contract of the attacker's with slots 1 (token) and 2 (safe) set; slot 0 is its flag. */
  static String evil(String name, String token, String safe) {
    String at = String.format("0x%040x", 0xeeee00000000L + ++made);
    try {
      local.chain.setCode(
          at,
          Files.readString(Path.of("src/test/resources/org/prytany/chain/funds/" + name + ".hex"))
              .strip());
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
    slot(at, 1, token);
    slot(at, 2, safe);
    return at;
  }

  static void slot(String at, int slot, String account) {
    local.chain.call(
        "anvil_setStorageAt",
        at,
        "0x" + String.format("%064x", slot),
        "0x" + "0".repeat(24) + account.substring(2));
  }

  void execute(DemoProposal proposal) {
    local.pass(proposal);
    local.demo.execute(local.chain.account(7), proposal);
  }

  static void requireLost(String name, BigInteger lost) {
    assertThat(lost).as(name).isPositive();
  }

  static DemoAction exec(
      String safe,
      String owner,
      String to,
      BigInteger value,
      String data,
      int operation,
      BigInteger baseGas,
      BigInteger gasPrice,
      String gasToken,
      String refund) {
    String approved = "0".repeat(24) + owner.substring(2) + "0".repeat(64) + "01";
    return call(
        safe,
        "execTransaction",
        new Address(to),
        n(value),
        new DynamicBytes(Numeric.hexStringToByteArray(data)),
        new Uint8(operation),
        n(BigInteger.ZERO),
        n(baseGas),
        n(gasPrice),
        new Address(gasToken),
        new Address(refund),
        new DynamicBytes(Numeric.hexStringToByteArray(approved)));
  }

  DemoAction failing(DeployedSafe safe, DemoAction inner) {
    return call(
        safe.address(),
        "execTransactionFromModule",
        new Address(inner.target()),
        n(BigInteger.ONE),
        new DynamicBytes(Numeric.hexStringToByteArray(inner.calldata())),
        new Uint8(0));
  }

  /** One byte of code. */
  static String hex(int value) {
    return String.format("%02x", value);
  }
}
