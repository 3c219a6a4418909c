package org.prytany.alerts.subscription;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Outbox;
import org.prytany.governance.alert.Recipient;
import org.prytany.governance.alert.Subscription;
import org.prytany.governance.alert.SubscriptionRepository;

/**
 * Who is told by mail, in their browser or by webhook. Nothing but one message that asks for it is
 * sent before whoever reads there confirmed it, and nothing that is answered here differs by
 * whether an address is known.
 */
public final class Subscriptions {

  /** How long a link that confirms is good. */
  public static final Duration TO_CONFIRM = Duration.ofDays(1);

  /** Messages that ask for it, to one mailbox or browser in {@link #TO_CONFIRM}. */
  static final int MOST_ASKED = 3;

  /** Such messages to one host, however many it has. */
  public static final int MOST_AT_A_HOST = 50;

  /** Such messages to all. */
  public static final int MOST_A_DAY = 200;

  private final SubscriptionRepository stored;
  private final Outbox outbox;
  private final int most;
  private final InstantSource clock;
  private final Questions questions = new Questions(TO_CONFIRM);

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
  public synchronized void ask(Recipient address, Subscription.Choice choice) throws Full {
    tidy();
    Instant now = clock.instant();
    questions.forget(now);
    List<Subscription> all = stored.all();
    if (all.size() >= most
        || Math.max(questions.inAll(), waiting(all, other -> true)) >= MOST_A_DAY
        || Math.max(
                questions.at(address.domain()),
                waiting(all, other -> other.domain().equals(address.domain())))
            >= MOST_AT_A_HOST) {
      throw new Full();
    }
    long asked = waiting(all, other -> other.mailbox().equals(address.mailbox()));
    if (Math.max(questions.of(address.mailbox()), asked) >= MOST_ASKED) {
      return;
    }
    questions.add(address, now);
    Subscription fresh =
        new Subscription(Link.random(), 0, address, choice, false, "", Link.random(), now);
    stored.insert(fresh);
    outbox.add(confirmation(fresh, now), Way.channel(fresh));
  }

  /** Also of those that this server asked before it was started. */
  private static long waiting(List<Subscription> all, Predicate<Recipient> counted) {
    return all.stream().filter(its -> !its.confirmed() && counted.test(its.address())).count();
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

  /**
   * A secret for the link that confirms it: the one before is good no more. Empty where nothing is
   * to be confirmed any more.
   */
  Optional<Link> toConfirm(String id) {
    Link link = Link.of(id, Link.random());
    return swapped(
            () -> stored.find(id).filter(its -> !its.confirmed()),
            its -> its.confirmedBy(link.secretsHash()))
        .map(its -> link);
  }

  /** Changes what is there; once more where somebody else changed it at the same moment. */
  private Optional<Subscription> swapped(
      Supplier<Optional<Subscription>> read, UnaryOperator<Subscription> change) {
    Optional<Subscription> found = read.get();
    while (found.isPresent()) {
      Optional<Subscription> changed = stored.compareAndSwap(change.apply(found.get()));
      if (changed.isPresent()) {
        return changed;
      }
      found = read.get();
    }
    return found;
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
    tidy();
    // The question was answered: nothing but it waits there yet.
    asked(text).ifPresent(its -> outbox.drop(Way.channel(its)));
    Optional<Subscription> confirmed =
        swapped(() -> asked(text), its -> its.confirmed(clock.instant()));
    confirmed.ifPresent(now -> others(now).forEach(this::end));
    return confirmed;
  }

  private Optional<Subscription> asked(String text) {
    return Link.read(text)
        .flatMap(
            link ->
                stored
                    .find(link.id())
                    .filter(its -> !its.confirmed() && link.hashesTo(its.confirmation())));
  }

  /** What somebody is asked to confirm by this link, and what it would replace. */
  public Optional<Question> question(String text) {
    return asked(text).map(its -> new Question(its, others(its)));
  }

  /**
   * What is to be confirmed.
   *
   * @param replaces what ends with it
   */
  public record Question(Subscription asked, List<Subscription> replaces) {
    public Question {
      replaces = List.copyOf(replaces);
    }
  }

  boolean hasOthers(Subscription asked) {
    return !others(asked).isEmpty();
  }

  /** Other confirmed ones of the same person's address. */
  private List<Subscription> others(Subscription now) {
    return stored.all().stream()
        .filter(other -> !other.id().equals(now.id()) && other.confirmed())
        .filter(other -> isOfSame(other, now))
        .toList();
  }

  private static boolean isOfSame(Subscription one, Subscription other) {
    return one.address().reader().equals(other.address().reader());
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
    return swapped(() -> find(text), its -> its.about(choice, clock.instant()));
  }

  /**
   * Ends it, and nothing of it or of the address stays; no effect where it has ended.
   *
   * @return false if the link is none of ours, e.g. because it was cut off
   */
  public boolean end(String text) {
    find(text)
        .ifPresent(
            its -> stored.all().stream().filter(other -> isOfSame(other, its)).forEach(this::end));
    return Link.read(text).isPresent();
  }

  void end(Subscription its) {
    stored.remove(its.id());
    outbox.drop(Way.channel(its));
  }

  /** Forgets what nobody confirmed in time. */
  public void tidy() {
    stored.forgetUnconfirmed(clock.instant().minus(TO_CONFIRM));
  }

  /** Where nobody is told any more: nothing waits, and only what was confirmed stays stored. */
  public void stop() {
    tidy();
    for (Way way : Way.values()) {
      outbox.waiting(way.beginning()).forEach(outbox::drop);
    }
  }
}
