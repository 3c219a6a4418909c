package org.prytany.app.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.governance.ask.AskClause;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.proposal.Asked;
import org.prytany.governance.proposal.Digested;
import org.prytany.governance.proposal.Proposal;
import org.prytany.spi.Address;

/**
 * What will happen, in at most 90 characters, to stand before the author's title: of what the calls
 * do; of a text without calls, its one typed request, or what it asks in its own words where the
 * title does not say that, and where it is shorter than the line. Accounts are short in it; they
 * stand whole in the line and on the page.
 */
public final class Headline {

  static final int MOST = 90;
  private static final int MOST_NAMED = 3;
  private static final int LEAST_QUOTED = 15;
  private static final String ASKS = "The text asks: “";

  private Headline() {}

  /** Of a proposal on a chain; empty until its calls were looked at. */
  public static Optional<String> of(Dao dao, Proposal proposal) {
    return proposal
        .effects()
        .flatMap(
            report ->
                of(
                    report,
                    AddressBook.of(dao),
                    proposal.digest().map(Digested::asked).orElse(Asked.NOTHING),
                    proposal.digest().map(made -> made.digest().headline()).orElse("")));
  }

  /**
   * Empty where only the author's title says what it is about.
   *
   * @param asked what the text asks for
   * @param title the author's
   */
  public static Optional<String> of(
      EffectsReport report, Map<Address, String> labels, Asked asked, String title) {
    if (report.actions().isEmpty()) {
      return asked(asked).or(() -> quoted(asked, title)).filter(words -> words.length() <= MOST);
    }
    if (!report.effects().succeeded()) {
      return Optional.of("Would fail: nothing would move");
    }
    List<Change> changes = report.changes();
    if (changes.isEmpty()) {
      return Optional.of("Move nothing and change no power or setting");
    }
    return Optional.of(orders(changes, new HeadlineWording(labels)));
  }

  /** Headline and title as one line; the title stays whole, so that it is found. */
  public static String with(Optional<String> headline, String title) {
    return headline.map(words -> words + " · " + title).orElse(title);
  }

  private static Optional<String> asked(Asked asked) {
    if (!asked.payment().isEmpty()) {
      return Optional.of("The text asks for " + asked.payment());
    }
    return asked.settings().size() == 1
        ? Optional.of(
            "The text asks: "
                + asked.settings().getFirst().name()
                + " from "
                + asked.settings().getFirst().from()
                + " to "
                + asked.settings().getFirst().to())
        : Optional.empty();
  }

  private static Optional<String> quoted(Asked asked, String title) {
    if (asked.titled() || title.contains(asked.quote())) {
      return Optional.empty();
    }
    String quote = HeadlineWording.accountsShort(AskLine.inside(asked.quote()));
    String words = AskClause.of(quote, LEAST_QUOTED, MOST - ASKS.length() - 1);
    return words.isEmpty() || words.equals(bare(quote))
        ? Optional.empty()
        : Optional.of(ASKS + words + "”");
  }

  /** The line right below has the whole sentence: here it would stand twice. */
  private static String bare(String quote) {
    return quote.replaceFirst("[.;]\\z", "");
  }

  /** What could do most harm stands first, so that no length hides it. */
  private static String orders(List<Change> changes, HeadlineWording wording) {
    List<String> all =
        changes.stream()
            .sorted(Comparator.comparingInt(Headline::rank))
            .map(wording::order)
            .distinct()
            .toList();
    String count = changes.size() == 1 ? "" : changes.size() + " changes: ";
    List<String> shown = new ArrayList<>();
    for (String order : all) {
      List<String> longer = new ArrayList<>(shown);
      longer.add(order);
      if (longer.size() > MOST_NAMED || written(count, longer, all.size()).length() > MOST) {
        break;
      }
      shown = longer;
    }
    if (shown.isEmpty()) {
      return changes.size() == 1
          ? wording.kind(changes.getFirst())
          : count
              + wording.kind(changes.stream().min(Comparator.comparingInt(Headline::rank)).get());
    }
    return written(count, shown, all.size());
  }

  private static String written(String count, List<String> shown, int all) {
    String words = String.join("; ", shown) + (shown.size() < all ? "; …" : "");
    return count.isEmpty()
        ? words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1)
        : count + words;
  }

  private static int rank(Change change) {
    return switch (change) {
      case Change.Unexplained call -> 0;
      case Change.Control set -> 1;
      case Change.Code code -> 1;
      case Change.Owner owner -> 1;
      case Change.Ended ended -> 1;
      case Change.Role role -> 2;
      case Change.Allowance allowed -> 2;
      case Change.Transfer moved -> 3;
      case Change.Setting set -> 4;
    };
  }
}
