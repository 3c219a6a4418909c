package org.prytany.alerts.subscription;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.MailAddress;
import org.prytany.governance.alert.Outbox;
import org.prytany.governance.alert.Subscription;
import org.prytany.governance.alert.SubscriptionRepository;

/**
 * Who is told by mail. Nothing but one mail that asks for it is sent before whoever reads an
 * address's mail confirmed it, and nothing that is answered here differs by whether an address is
 * known.
 */
public final class Subscriptions {

  /** How long a link that confirms is good. */
  public static final Duration TO_CONFIRM = Duration.ofDays(1);

  /** Mails that ask for it, to one mailbox in {@link #TO_CONFIRM}. */
  static final int MOST_ASKED = 3;

  /** Begins the names of the channels of single people; no configured one can begin so. */
  static final String CHANNELS = "@subscriber/";

  private final SubscriptionRepository stored;
  private final Outbox outbox;
  private final int most;
  private final InstantSource clock;

  /**
   * @param most there are in all
   */
  public Subscriptions(
      SubscriptionRepository stored, Outbox outbox, int most, InstantSource clock) {
    this.stored = stored;
    this.outbox = outbox;
    this.most = most;
    this.clock = clock;
  }

  /** There are as many as this server takes. */
  public static final class Full extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Has an address asked whether it wants to be told. Nothing happens where its mailbox was asked
   * often enough of late; that is not said.
   *
   * @throws Full whatever the address
   */
  public synchronized void ask(MailAddress address, Subscription.Choice choice) throws Full {
    forget();
    List<Subscription> all = stored.all();
    if (all.size() >= most) {
      throw new Full();
    }
    long asked =
        all.stream()
            .filter(its -> !its.confirmed())
            .filter(its -> its.address().mailbox().equals(address.mailbox()))
            .count();
    if (asked >= MOST_ASKED) {
      return;
    }
    Instant now = clock.instant();
    Subscription fresh =
        new Subscription(Link.random(), 0, address, choice, false, "", Link.random(), now);
    stored.insert(fresh);
    outbox.add(confirmation(fresh, now), CHANNELS + fresh.id());
  }

  private static Alert confirmation(Subscription asked, Instant now) {
    return new Alert(
        "confirmation:" + asked.id(),
        Alert.Kind.CONFIRMATION,
        now,
        "",
        Optional.empty(),
        "",
        "",
        "",
        Optional.of(now.plus(TO_CONFIRM)));
  }

  /** A secret for the link that confirms it: the one before is good no more. */
  Link toConfirm(Subscription asked) {
    Link link = Link.of(asked.id(), Link.random());
    stored.compareAndSwap(asked.confirmedBy(link.secretsHash()));
    return link;
  }

  /** The link with which it is changed and ended. */
  static Link toChange(Subscription subscription) {
    return Link.of(subscription.id(), subscription.key());
  }

  /**
   * Somebody followed the link that confirms. An earlier subscription of the same address ends.
   *
   * @return empty if the link is over, was used, or another mail has a newer one
   */
  public Optional<Subscription> confirm(String text) {
    forget();
    Optional<Subscription> confirmed =
        Link.read(text)
            .flatMap(
                link ->
                    stored
                        .find(link.id())
                        .filter(its -> !its.confirmed() && link.hashesTo(its.confirmation())))
            .flatMap(its -> stored.compareAndSwap(its.confirmed(clock.instant())));
    confirmed.ifPresent(this::endOthers);
    return confirmed;
  }

  private void endOthers(Subscription now) {
    for (Subscription other : stored.all()) {
      if (!other.id().equals(now.id())
          && other.confirmed()
          && other.address().equals(now.address())) {
        stored.remove(other.id());
      }
    }
  }

  /** The confirmed subscription whose mails have this link; empty if it ended. */
  public Optional<Subscription> find(String text) {
    return Link.read(text)
        .flatMap(
            link ->
                stored.find(link.id()).filter(its -> its.confirmed() && link.isWith(its.key())));
  }

  /** Makes it about something else; empty if it ended. */
  public Optional<Subscription> change(String text, Subscription.Choice choice) {
    return find(text).flatMap(its -> stored.compareAndSwap(its.about(choice)));
  }

  /** Ends it, and nothing of it stays; no effect where it has ended. */
  public void end(String text) {
    find(text)
        .ifPresent(
            its -> {
              stored.remove(its.id());
              outbox.giveUp(CHANNELS + its.id(), "The subscription ended.");
            });
  }

  private void forget() {
    stored.forgetUnconfirmed(clock.instant().minus(TO_CONFIRM));
  }
}
