package org.prytany.cli.audit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What a log says of its anchors: where to look, and never what is there.
 *
 * @param account that anchored last by the log's word; empty if it names none
 * @param transactions hashes of signed anchors, the latest first
 */
record NamedAnchors(Optional<String> account, List<String> transactions) {

  private static final int MOST = 64;

  static NamedAnchors in(Iterator<LoggedEntry> entries) {
    Optional<String> account = Optional.empty();
    List<String> transactions = new ArrayList<>();
    while (entries.hasNext()) {
      LoggedEntry entry = entries.next();
      if (entry.act().equals("anchor.due")) {
        account =
            Optional.ofNullable(entry.details().get("account"))
                .filter(text -> text.matches("0x[0-9a-fA-F]{40}"));
      } else if (entry.act().equals("anchor.signed")) {
        Optional.ofNullable(entry.details().get("transaction"))
            .filter(text -> text.matches("0x[0-9a-fA-F]{64}"))
            .ifPresent(transactions::addFirst);
        if (transactions.size() > MOST) {
          transactions.removeLast();
        }
      }
    }
    return new NamedAnchors(account, List.copyOf(transactions));
  }
}
