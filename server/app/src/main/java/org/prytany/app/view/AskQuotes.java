package org.prytany.app.view;

import java.util.stream.Collectors;
import org.prytany.governance.proposal.Asked;

/** The text's own words in the line that says the ask: its sentence, and what is listed with it. */
final class AskQuotes {

  private AskQuotes() {}

  /** ": “We ask for the following”: “Total 9 ETH”; “8 ETH for Ann” and 1 more", or "". */
  static String of(Asked asked) {
    return (asked.quote().isEmpty() ? "" : ": " + quote(asked.quote())) + parts(asked.parts());
  }

  private static String parts(Asked.Parts parts) {
    if (parts.isEmpty()) {
      return "";
    }
    return (parts.header().isEmpty() ? "" : ": in columns " + quote(parts.header()))
        + ": "
        + parts.passages().stream()
            .map(each -> quote(each.words()))
            .collect(Collectors.joining("; "))
        + (parts.left() == 0 ? "" : " and " + parts.left() + " more");
  }

  private static String quote(String words) {
    return "“"
        + HeadlineWording.accountsShort(AskLine.inside(words))
        + "”"
        + LongFigures.again(words);
  }
}
