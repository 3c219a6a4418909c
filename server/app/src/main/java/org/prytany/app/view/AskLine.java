package org.prytany.app.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.prytany.governance.comparison.Agreement;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.effects.Grouped;
import org.prytany.governance.proposal.Proposal;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;

/**
 * What a proposal comes to, in one line that stands first wherever it is shown: what its calls do,
 * or that they do nothing and what the text names all the same, and whether the two are known to
 * agree. Every word of it is the server's own; facts come from the calls and from typed statements.
 */
public final class AskLine {

  /** The method of effects that no chain was asked about. */
  private static final String OFFLINE = "decoded";

  private static final int MOST_NAMED = 3;
  private static final int LONGEST_SYMBOL = 20;

  private AskLine() {}

  /** Of a proposal on a chain; empty until its calls were looked at. */
  public static Optional<String> of(Dao dao, Proposal proposal) {
    return proposal
        .effects()
        .map(
            report ->
                of(
                    report,
                    AddressBook.of(dao),
                    dao.treasury(),
                    proposal.digest().map(known -> known.digest().claims()).orElse(List.of()),
                    Agreement.of(proposal)));
  }

  /**
   * @param treasury whose name is left out where it pays
   * @param claims what the text states
   * @param agreement empty until both were compared
   */
  public static String of(
      EffectsReport report,
      Map<Address, String> labels,
      Address treasury,
      List<Claim> claims,
      Optional<Agreement> agreement) {
    if (report.actions().isEmpty()) {
      String named = named(claims);
      boolean onChain = !report.effects().method().equals(OFFLINE);
      return (onChain ? "Changes nothing on chain: it has no calls" : "No calls were given")
          + (named.isEmpty() ? "" : " (the text names " + named + ")");
    }
    if (!report.effects().succeeded()) {
      return "It would fail: nothing would move";
    }
    List<Change> changes = report.changes();
    String does =
        changes.isEmpty()
            ? "Moves nothing and changes no power or setting"
            : new EffectWording(labels).brief(changes, treasury);
    return does + agreement.map(AskLine::besides).orElse("");
  }

  private static String besides(Agreement agreement) {
    return switch (agreement.kind()) {
      case AGREES, WOULD_FAIL -> "";
      case DIFFERS -> " (the text does not say the same)";
      case NOT_COMPARED -> " (the text was not compared with that)";
      case NOT_KNOWN -> " (not all that it does is known)";
    };
  }

  private static String named(List<Claim> claims) {
    List<String> amounts =
        claims.stream()
            .filter(Claim.Payment.class::isInstance)
            .map(Claim.Payment.class::cast)
            .filter(payment -> payment.symbol().length() <= LONGEST_SYMBOL)
            .map(payment -> (Grouped.of(payment.amount()) + " " + payment.symbol()).strip())
            .distinct()
            .toList();
    return amounts.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
        + (amounts.size() > MOST_NAMED ? " and " + (amounts.size() - MOST_NAMED) + " more" : "");
  }
}
