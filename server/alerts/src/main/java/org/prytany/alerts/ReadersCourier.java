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
import org.prytany.alerts.subscription.Way;
import org.prytany.governance.alert.Outbox;
import org.prytany.governance.dao.DaoDirectory;

/**
 * Takes messages to those who subscribed, in one way, few at a time and few in a minute, in rounds
 * of its own: the operators' alerts ({@link Courier}) and readers who are told in another way wait
 * for none of it, and mails keep room at the mail server. Whose turn it is is drawn, so that nobody
 * is always the last.
 */
public final class ReadersCourier {

  private static final System.Logger LOG = System.getLogger(ReadersCourier.class.getName());

  /** Connections to the mail server. */
  static final int MAILS_AT_ONCE = 2;

  /** Also those that are not taken. */
  static final int MAILS_PER_MINUTE = 30;

  /** Hosts that readers named: push services, programs, chats. */
  static final int POSTS_AT_ONCE = 8;

  /** Also those that are not taken. */
  static final int POSTS_PER_MINUTE = 300;

  private final Subscribers subscribers;
  private final InstantSource clock;
  private final Delivering delivering;
  private final Way way;
  private final int atOnce;
  private final Budget budget;

  /**
   * @param way in which those are told whom it tells
   * @param origin of the page
   * @param owner names this node among all
   */
  public ReadersCourier(
      Way way,
      Outbox outbox,
      Subscribers subscribers,
      DaoDirectory daos,
      String origin,
      String owner,
      InstantSource clock) {
    boolean mail = way == Way.MAIL;
    this.way = way;
    this.atOnce = mail ? MAILS_AT_ONCE : POSTS_AT_ONCE;
    this.budget = new Budget(mail ? MAILS_PER_MINUTE : POSTS_PER_MINUTE);
    this.subscribers = subscribers;
    this.clock = clock;
    this.delivering = new Delivering(outbox, daos, Optional.of(origin), owner, clock);
  }

  /** One round; what there is no room for waits for the next ones. */
  public void round() {
    delivering.round(subscribers, Integer.MAX_VALUE);
    List<String> names = new ArrayList<>(subscribers.waiting(way));
    Collections.shuffle(names);
    try (ExecutorService few = Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
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
