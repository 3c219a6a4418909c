package org.prytany.app.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.prytany.governance.comparison.Agreement;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.proposal.Asked;
import org.prytany.governance.proposal.Digested;
import org.prytany.governance.proposal.Proposal;
import org.prytany.spi.Address;

/**
 * What a proposal comes to, in one line that stands first wherever it is shown: what its calls do
 * and, where the text is known to agree, what it says that is for; or that they do nothing, and
 * what the text asks all the same. Facts come from the calls and from typed statements; what is the
 * text's own word stands in quotes.
 */
public final class AskLine {

  /** The method of effects that no chain was asked about. */
  private static final String OFFLINE = "decoded";

  private static final int MOST_NAMED = 3;

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
                    proposal.digest().map(Digested::asked),
                    Agreement.of(proposal)));
  }

  /** Whether its line quotes the text: it is known to have no calls. */
  public static boolean quotes(Proposal proposal) {
    return proposal.effects().map(report -> report.actions().isEmpty()).orElse(false);
  }

  /**
   * @param treasury whose name is left out where it pays
   * @param asked what the text asks for, in its words; empty until somebody read it
   * @param agreement empty until both were compared
   */
  public static String of(
      EffectsReport report,
      Map<Address, String> labels,
      Address treasury,
      Optional<Asked> asked,
      Optional<Agreement> agreement) {
    if (report.actions().isEmpty()) {
      boolean onChain = !report.effects().method().equals(OFFLINE);
      String asks = asked.map(AskLine::asks).orElse("");
      return onChain
          ? "Changes nothing on chain: it has no calls" + (asks.isEmpty() ? "" : ". " + asks)
          : asks.isEmpty() ? "No calls were given" : asks + " (no calls were given)";
    }
    if (!report.effects().succeeded()) {
      return "It would fail: nothing would move";
    }
    List<Change> changes = report.changes();
    String does =
        changes.isEmpty()
            ? "Moves nothing and changes no power or setting"
            : new EffectWording(labels).brief(changes, treasury);
    boolean agrees =
        agreement.map(Agreement::kind).filter(Agreement.Kind.AGREES::equals).isPresent();
    return does
        + (agrees ? asked.map(its -> new AskedFor(its).of(changes)).orElse("") : "")
        + agreement.map(AskLine::besides).orElse("");
  }

  private static String asks(Asked asked) {
    Optional<Asked.Passage> takenBack = asked.takenBack();
    if (takenBack.isPresent()) {
      return "Its text seems to be taken back: “"
          + HeadlineWording.accountsShort(inside(takenBack.get().words()))
          + "”";
    }
    if (asked.quote().isEmpty() && asked.parts().isEmpty() && !asked.titled()) {
      String typed = typed(asked);
      return typed.isEmpty() ? "No sentence was found that says what the text asks" : typed;
    }
    boolean said = asked.payment().isEmpty() || quoted(asked).contains(asked.payment());
    String quotes = AskQuotes.of(asked);
    String titled = asked.titled() ? "What its title says" : "In the text's words";
    String begin =
        !said
            ? "The text asks for " + wanted(asked)
            : asked.titled() && !quotes.isEmpty() ? titled + ", and in the text" : titled;
    return begin + quotes + besides(settings(asked));
  }

  private static String quoted(Asked asked) {
    return asked.quote()
        + asked.parts().passages().stream()
            .map(Asked.Passage::words)
            .collect(Collectors.joining("\n", "\n", ""));
  }

  /** The only payment, with what it is for and until when where its own sentence says so. */
  private static String wanted(Asked asked) {
    List<List<String>> words =
        asked.purposes().stream().map(Asked.Purpose::words).distinct().toList();
    return asked.payment()
        + (words.size() == 1
            ? words.getFirst().stream()
                .filter(each -> !asked.quote().contains(each))
                .map(each -> " “" + inside(each) + "”")
                .collect(Collectors.joining())
            : "");
  }

  /** Quotes of the text's own must not end the one that it stands in. */
  static String inside(String quote) {
    return quote
        .replace('“', '‘')
        .replace('❝', '‘')
        .replace('〝', '‘')
        .replace('”', '’')
        .replace('❞', '’')
        .replace('〞', '’')
        .replace('„', '‚');
  }

  /** Settings that the quoted sentence leaves out. */
  private static String settings(Asked asked) {
    return asked.settings().stream()
        .filter(each -> !quoted(asked).contains(each.to()))
        .limit(MOST_NAMED)
        .map(each -> each.name() + " from " + each.from() + " to " + each.to())
        .collect(Collectors.joining(", "));
  }

  private static String besides(Agreement agreement) {
    return switch (agreement.kind()) {
      case AGREES, WOULD_FAIL -> "";
      case DIFFERS -> " (the text does not say the same)";
      case NOT_COMPARED -> " (the text was not compared with that)";
      case NOT_KNOWN -> " (not all that it does is known)";
    };
  }

  private static String typed(Asked asked) {
    String settings = settings(asked);
    if (asked.payment().isEmpty()) {
      return settings.isEmpty() ? "" : "The text asks: " + settings;
    }
    return "The text asks for " + wanted(asked) + besides(settings);
  }

  private static String besides(String settings) {
    return settings.isEmpty() ? "" : "; and, as it says, " + settings;
  }
}
