package org.prytany.alerts.subscription;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Subscription;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;

/** What somebody asked for, in our words: nothing of it can be written by who asked. */
final class Asked {

  private Asked() {}

  /** A line for each thing. */
  static String words(Subscription.Choice choice, DaoDirectory daos) {
    return Stream.of(
            daos.all().stream()
                .filter(dao -> choice.daos().contains(dao.id()))
                .map(Dao::name)
                .sorted(),
            choice.kinds().stream().sorted().map(Alert.Kind::title),
            choice.delegates().stream().map(account -> "Delegate " + account).sorted())
        .flatMap(lines -> lines)
        .map(line -> "* " + line + "\n")
        .collect(Collectors.joining());
  }
}
