package org.prytany.demo;

import static org.prytany.contracts.localchain.VoteType.AGAINST;
import static org.prytany.contracts.localchain.VoteType.FOR;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.prytany.contracts.localchain.DemoActions;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.VoteType;
import org.prytany.demo.DemoCase.Asset;
import org.prytany.demo.DemoCase.Expected;
import org.prytany.demo.DemoCase.Payment;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;

/**
 * The demo's proposals: five honest ones, one of them unpopular, and two that hide what they do.
 */
final class DemoCases {

  /** The demo's payment token as its contract calls itself. */
  static final String TOKEN = "DUSD";

  static final BigInteger UNLIMITED = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

  private static final Map<Integer, VoteType> PASSES = Map.of(1, FOR, 2, FOR, 3, FOR, 4, AGAINST);
  private static final Map<Integer, VoteType> PASSES_NARROWLY = Map.of(1, FOR, 2, FOR, 4, AGAINST);
  private static final Map<Integer, VoteType> FAILS = Map.of(1, FOR, 2, AGAINST, 3, AGAINST);

  private DemoCases() {}

  static List<DemoCase> of(DemoDao dao) {
    DemoActions actions = dao.actions();
    String kleidouchos = account("kleidouchos");
    String impostor = lookAlike(kleidouchos);
    String dashboard = account("dashboard");
    return List.of(
        new DemoCase(
            "documentation-grant",
            text("documentation-grant", Map.of("PAPYRUS", account("papyrus"))),
            List.of(actions.payStablecoin(account("papyrus"), stablecoins(25_000))),
            PASSES,
            Expected.EXECUTED,
            FOR,
            List.of(new Payment(Asset.STABLECOIN, account("papyrus"), stablecoins(25_000)))),
        new DemoCase(
            "working-group-budget",
            text("working-group-budget", Map.of("INFRA", account("infra"))),
            List.of(
                actions.payStablecoin(account("infra"), stablecoins(48_000)),
                actions.payEther(account("infra"), milliEther(3_500))),
            PASSES,
            Expected.EXECUTED,
            FOR,
            List.of(
                new Payment(Asset.STABLECOIN, account("infra"), stablecoins(48_000)),
                new Payment(Asset.ETHER, account("infra"), milliEther(3_500)))),
        new DemoCase(
            "raise-quorum",
            text("raise-quorum", Map.of()),
            List.of(actions.setQuorumPercent(DemoWorld.RAISED_QUORUM_PERCENT)),
            PASSES,
            Expected.EXECUTED,
            FOR,
            List.of()),
        new DemoCase(
            "season-plan",
            text("season-plan", Map.of("DESK", account("desk"))),
            List.of(actions.payStablecoin(account("desk"), stablecoins(60_000))),
            PASSES,
            Expected.EXECUTED,
            FOR,
            List.of(new Payment(Asset.STABLECOIN, account("desk"), stablecoins(60_000)))),
        new DemoCase(
            "billboard",
            text("billboard", Map.of("AGENCY", account("agency"))),
            List.of(actions.payStablecoin(account("agency"), stablecoins(90_000))),
            FAILS,
            Expected.DEFEATED,
            FOR,
            List.of(new Payment(Asset.STABLECOIN, account("agency"), BigInteger.ZERO))),
        new DemoCase(
            "security-review",
            text("security-review", Map.of("KLEIDOUCHOS", kleidouchos)),
            List.of(actions.payStablecoin(impostor, stablecoins(250_000))),
            PASSES_NARROWLY,
            Expected.STOPPED,
            AGAINST,
            List.of(
                new Payment(Asset.STABLECOIN, impostor, BigInteger.ZERO),
                new Payment(Asset.STABLECOIN, kleidouchos, BigInteger.ZERO))),
        new DemoCase(
            "treasury-housekeeping",
            text("treasury-housekeeping", Map.of()),
            List.of(
                actions.approveStablecoin(dashboard, UNLIMITED),
                actions.transferVaultOwnership(dashboard)),
            PASSES_NARROWLY,
            Expected.STOPPED,
            AGAINST,
            List.of(new Payment(Asset.STABLECOIN, dashboard, BigInteger.ZERO))));
  }

  /**
   * Names for the addresses that the operator knows: everybody but the impostor and the dashboard.
   */
  static Map<String, String> labels() {
    return Map.of(
        account("papyrus"), "Papyrus writers' group",
        account("infra"), "Infrastructure Working Group",
        account("desk"), "Commons Desk",
        account("kleidouchos"), "Kleidouchos review collective");
  }

  private static BigInteger stablecoins(long whole) {
    return BigInteger.valueOf(whole).multiply(BigInteger.TEN.pow(6));
  }

  private static BigInteger milliEther(long thousandths) {
    return BigInteger.valueOf(thousandths).multiply(BigInteger.TEN.pow(15));
  }

  /** An address that nobody has the key of, always the same for a name. */
  private static String account(String name) {
    String hash = Hash.sha3String("prytany demo " + name);
    return Keys.toChecksumAddress("0x" + hash.substring(hash.length() - 40));
  }

  /** An address that begins and ends like another, as thieves make them. */
  private static String lookAlike(String address) {
    String original = address.toLowerCase(java.util.Locale.ROOT);
    String other = Hash.sha3String("look-alike of " + original);
    return Keys.toChecksumAddress(
        original.substring(0, 8) + other.substring(10, 38) + original.substring(36));
  }

  private static String text(String name, Map<String, String> addresses) {
    String path = "proposals/" + name + ".md";
    try (InputStream in = DemoCases.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the demo's text " + path + " is missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("{TOKEN}", TOKEN);
      for (Map.Entry<String, String> address : addresses.entrySet()) {
        text = text.replace("{" + address.getKey() + "}", address.getValue());
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
