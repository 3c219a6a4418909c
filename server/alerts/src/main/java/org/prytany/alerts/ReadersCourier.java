package org.prytany.alerts;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.prytany.alerts.channel.Channel;
import org.prytany.alerts.subscription.Subscribers;
import org.prytany.governance.alert.Outbox;
import org.prytany.governance.dao.DaoDirectory;

/**
 * Takes mails to those who subscribed, few at a time and few in a minute, in rounds of its own: the
 * operators' alerts ({@link Courier}) wait for none of it, and keep room at the mail server. Whose
 * turn it is is drawn, so that nobody is always the last.
 */
public final class ReadersCourier {

  private static final System.Logger LOG = System.getLogger(ReadersCourier.class.getName());

  /** Connections to the mail server. */
  static final int AT_ONCE = 2;

  /** Mails, also those that are not taken. */
  static final int PER_MINUTE = 30;

  private final Subscribers subscribers;
  private final InstantSource clock;
  private final Delivering delivering;
  private final MailBudget budget = new MailBudget(PER_MINUTE);

  /**
   * @param origin of the page
   * @param owner names this node among all
   */
  public ReadersCourier(
      Outbox outbox,
      Subscribers subscribers,
      DaoDirectory daos,
      String origin,
      String owner,
      InstantSource clock) {
    this.subscribers = subscribers;
    this.clock = clock;
    this.delivering = new Delivering(outbox, daos, Optional.of(origin), owner, clock);
  }

  /** One round; what there is no room for waits for the next ones. */
  public void round() {
    delivering.round(subscribers, Integer.MAX_VALUE);
    List<String> names = new ArrayList<>(subscribers.waiting());
    Collections.shuffle(names);
    try (ExecutorService few =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      names.forEach(name -> few.execute(() -> tell(name)));
    }
    delivering.rest();
  }

  /** One who cannot be told, or whose subscription cannot be read, keeps nobody else from it. */
  private void tell(String name) {
    int allowed = budget.take(Pace.BURST, clock.instant());
    if (allowed == 0) {
      return;
    }
    int tried = 0;
    try {
      Optional<Channel> channel = subscribers.channel(name);
      tried = channel.isPresent() ? delivering.round(channel.get(), allowed) : 0;
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, name + " could not be told now; it is tried again", e);
    } finally {
      budget.used(allowed, tried, clock.instant());
    }
  }
}
