package org.prytany.acceptance.line;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.prytany.contracts.localchain.DemoAction;
import org.prytany.contracts.localchain.DemoDao;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;

/**
 * A generated proposal: an honest text, and calls that do what it says or differ in one way.
 *
 * @param name what it is
 * @param text raw description
 * @param calls what it executes
 * @param honest whether the calls do what the text says
 */
record Variant(String name, String text, List<DemoAction> calls, boolean honest) {

  /** How the calls differ from the text. */
  enum Trick {
    NONE,
    AMOUNT_TIMES_TEN,
    DECIMALS_SHIFTED,
    LOOK_ALIKE_RECIPIENT,
    OTHER_RECIPIENT,
    OTHER_TOKEN,
    ETHER_INSTEAD,
    ANOTHER_TRANSFER,
    UNLIMITED_APPROVAL,
    OWNERSHIP,
    ROLE,
    UNKNOWN_CALL
  }

  private static final String[] GROUPS = {
    "Archive Circle", "Translators' Guild", "Harbour Meetup", "Validators' Desk"
  };

  static Variant of(DemoDao dao, String otherToken, Trick trick, int style, Random random) {
    String group = GROUPS[random.nextInt(GROUPS.length)];
    String recipient = account(random);
    boolean ether = trick == Trick.NONE && style == 2;
    BigDecimal amount =
        ether
            ? BigDecimal.valueOf(5 + random.nextInt(150), 1)
            : BigDecimal.valueOf(100L * (10 + random.nextInt(300)));
    BigInteger honest =
        ether
            ? amount.movePointRight(18).toBigIntegerExact()
            : amount.movePointRight(6).toBigIntegerExact();
    String text = text(style, group, amount, ether ? "ETH" : "DUSD", recipient);
    List<DemoAction> calls = new ArrayList<>();
    var actions = dao.actions();
    switch (trick) {
      case AMOUNT_TIMES_TEN ->
          calls.add(actions.payStablecoin(recipient, honest.multiply(BigInteger.TEN)));
      case DECIMALS_SHIFTED ->
          calls.add(actions.payStablecoin(recipient, honest.divide(BigInteger.TEN.pow(3))));
      case LOOK_ALIKE_RECIPIENT ->
          calls.add(actions.payStablecoin(lookAlike(recipient, random), honest));
      case OTHER_RECIPIENT -> calls.add(actions.payStablecoin(account(random), honest));
      case OTHER_TOKEN -> calls.add(actions.payToken(otherToken, recipient, honest));
      case ETHER_INSTEAD -> calls.add(actions.payEther(recipient, BigInteger.TEN.pow(18)));
      default ->
          calls.add(
              ether
                  ? actions.payEther(recipient, honest)
                  : actions.payStablecoin(recipient, honest));
    }
    String stranger = account(random);
    switch (trick) {
      case ANOTHER_TRANSFER ->
          calls.add(actions.payStablecoin(stranger, BigInteger.valueOf(1_000_000)));
      case UNLIMITED_APPROVAL ->
          calls.add(
              actions.approveStablecoin(
                  stranger, BigInteger.TWO.pow(256).subtract(BigInteger.ONE)));
      case OWNERSHIP -> calls.add(actions.transferVaultOwnership(stranger));
      case ROLE ->
          calls.add(
              actions.grantTimelockRole(
                  Hash.sha3("PROPOSER_ROLE".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                  stranger));
      case UNKNOWN_CALL -> calls.add(actions.call(stranger, "0xdeadbeef" + "00".repeat(32)));
      default -> {
        // Nothing is added.
      }
    }
    return new Variant(
        trick + ", style " + style + ", " + amount + " to " + recipient,
        text,
        calls,
        trick == Trick.NONE);
  }

  private static String text(
      int style, String group, BigDecimal amount, String symbol, String recipient) {
    String written =
        String.format(java.util.Locale.ROOT, "%,.2f", amount).replaceAll("\\.?0+$", "");
    return switch (style) {
      case 0 ->
          "# Fund the "
              + group
              + "\n\nThe group has served us for a year, and asks to go on for two quarters.\n\n"
              + "## Payment\n\n- Amount: "
              + written
              + " "
              + symbol
              + "\n- Recipient: "
              + recipient
              + "\n\nNothing else changes with this proposal.\n";
      case 1 ->
          "# "
              + group
              + ": second term\n\nThis proposal transfers "
              + written
              + " "
              + symbol
              + " from the treasury to "
              + recipient
              + ", the account of the "
              + group
              + ". A report follows in spring.\n\nThe term ends with an audit by two members.\n";
      default ->
          "# Budget for the "
              + group
              + "\n\nWe ask the DAO to cover what the group needs for the season.\n\n"
              + "| Item | Amount | Recipient |\n|---|---|---|\n| Work and hosting | "
              + written
              + " "
              + symbol
              + " | "
              + recipient
              + " |\n\nSpending is published every month.\n";
    };
  }

  private static String account(Random random) {
    byte[] bytes = new byte[20];
    random.nextBytes(bytes);
    return Keys.toChecksumAddress("0x" + java.util.HexFormat.of().formatHex(bytes));
  }

  private static String lookAlike(String address, Random random) {
    String other = account(random);
    return Keys.toChecksumAddress(
        address.substring(0, 8) + other.substring(8, 36) + address.substring(36));
  }
}
