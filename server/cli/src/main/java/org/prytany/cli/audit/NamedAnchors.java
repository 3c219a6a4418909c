package org.prytany.cli.audit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a log says of its anchors: where to look, and never what is there.
 *
 * @param accounts that anchored by the log's word, in lower case
 * @param transactions hashes of signed anchors, the latest ones
 */
record NamedAnchors(Set<String> accounts, List<String> transactions) {

  private static final int MOST = 10_000;
  private static final int MOST_ACCOUNTS = 16;

  static NamedAnchors in(Iterator<LoggedEntry> entries) {
    Set<String> accounts = new LinkedHashSet<>();
    Deque<String> transactions = new ArrayDeque<>();
    while (entries.hasNext()) {
      LoggedEntry entry = entries.next();
      if (entry.act().equals("anchor.due") && accounts.size() < MOST_ACCOUNTS) {
        Optional.ofNullable(entry.details().get("account"))
            .filter(text -> text.matches("0x[0-9a-fA-F]{40}"))
            .map(text -> text.toLowerCase(Locale.ROOT))
            .ifPresent(accounts::add);
      } else if (entry.act().equals("anchor.signed")) {
        Optional.ofNullable(entry.details().get("transaction"))
            .filter(text -> text.matches("0x[0-9a-fA-F]{64}"))
            .ifPresent(transactions::addLast);
        if (transactions.size() > MOST) {
          transactions.removeFirst();
        }
      }
    }
    return new NamedAnchors(accounts, List.copyOf(transactions));
  }
}
