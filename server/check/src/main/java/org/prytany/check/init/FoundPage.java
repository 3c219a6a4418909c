package org.prytany.check.init;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.prytany.chain.decode.SafeText;
import org.prytany.cli.Columns;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/** Says in plain words what was found of a governor. */
final class FoundPage {

  private static final int COIN_DECIMALS = 18;

  private FoundPage() {}

  static void print(PrintWriter out, Scout.Found found) {
    out.println();
    out.println("Found:");
    out.println(
        "  The governor "
            + found.governor()
            + found
                .name()
                .map(name -> " calls itself \u201c" + Columns.safe(SafeText.words(name)) + "\u201d")
                .orElse("")
            + ".");
    out.println(
        "  It is of the kind "
            + found.profile().family().word()
            + ": "
            + found.profile().family().title()
            + ".");
    found.votes().ifPresent(token -> out.println("  Votes are counted by " + token(token) + "."));
    out.println(
        "  "
            + found
                .profile()
                .executor()
                .map(account -> executed(found, account))
                .orElse("Which account executes what passed is not known."));
    accounts(out, found.accounts());
    if (found.since().isPresent()) {
      out.println("  It is there since block " + found.since().getAsLong() + ".");
    }
    found.profile().limits().forEach(limit -> out.println("  Note: " + limit));
    out.println();
  }

  private static String executed(Scout.Found found, Address executor) {
    return executor.equals(found.governor())
        ? "What passed is executed by the governor itself, which is the treasury."
        : "What passed is executed by the "
            + (found.delay().isPresent() ? "timelock " : "account ")
            + executor
            + ", which is the treasury"
            + found.delay().map(delay -> "; it waits " + words(delay) + " before").orElse("")
            + ".";
  }

  static void accounts(PrintWriter out, List<Scout.Account> accounts) {
    for (Scout.Account account : accounts) {
      out.println(
          "  "
              + account.address()
              + " is "
              + (account.contract()
                  ? "a contract"
                  : "an ordinary account: whoever has its key can move all that it has")
              + (account.contract() ? " that has " : "; it has ")
              + new BigDecimal(account.coin(), COIN_DECIMALS).stripTrailingZeros().toPlainString()
              + " of the chain's coin.");
    }
  }

  private static String token(Token token) {
    return "the contract "
        + token.contract().map(Address::toString).orElse("")
        + token.symbol().map(symbol -> ", which calls its votes " + symbol).orElse("");
  }

  private static String words(Duration delay) {
    return counted(delay.toDays(), "day")
        + counted(delay.toHoursPart(), "hour")
        + counted(delay.toMinutesPart(), "minute")
        + (delay.toSecondsPart() > 0 || delay.isZero() ? delay.toSecondsPart() + " s" : "").strip();
  }

  private static String counted(long number, String unit) {
    return number == 0 ? "" : number + " " + unit + (number == 1 ? " " : "s ");
  }
}
