package org.prytany.alerts.subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.prytany.governance.alert.Recipient;

/**
 * Who was asked of late, whatever became of it: by what it counts, nobody learns whether an address
 * is subscribed. It forgets what lies in the future: a clock was wrong.
 */
final class Questions {

  private final Duration window;
  private final List<One> asked = new ArrayList<>();

  private record One(Instant at, String mailbox, String host) {}

  Questions(Duration window) {
    this.window = window;
  }

  void forget(Instant now) {
    asked.removeIf(one -> one.at().isAfter(now) || one.at().isBefore(now.minus(window)));
  }

  int inAll() {
    return asked.size();
  }

  long at(String host) {
    return asked.stream().filter(one -> one.host().equals(host)).count();
  }

  long of(String mailbox) {
    return asked.stream().filter(one -> one.mailbox().equals(mailbox)).count();
  }

  void add(Recipient address, Instant now) {
    asked.add(new One(now, address.mailbox(), address.domain()));
  }
}
