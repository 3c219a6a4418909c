package org.prytany.alerts.subscription;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Subscription;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;

/** What somebody asked for, in our words: nothing of it can be written by who asked. */
final class Asked {

  /** DAOs by name; the rest is counted, because chats take so much and no more. */
  private static final int MOST = 10;

  private Asked() {}

  /** A line for each thing; of many DAOs how many more there are. */
  static String words(Subscription.Choice choice, DaoDirectory daos) {
    List<String> names =
        daos.all().stream()
            .filter(dao -> choice.daos().contains(dao.id()))
            .map(Dao::name)
            .sorted()
            .toList();
    int more = names.size() - MOST;
    return Stream.of(
            names.stream().limit(MOST),
            more > 0
                ? Stream.of("and " + more + " more DAOs, which the page lists")
                : Stream.<String>of(),
            choice.kinds().stream().sorted().map(Alert.Kind::title),
            choice.delegates().stream().map(account -> "Delegate " + account).sorted())
        .flatMap(lines -> lines)
        .map(line -> "* " + line + "\n")
        .collect(Collectors.joining());
  }
}
