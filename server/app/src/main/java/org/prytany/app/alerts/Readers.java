package org.prytany.app.alerts;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.prytany.alerts.ReadersCourier;
import org.prytany.alerts.channel.Channel;
import org.prytany.alerts.subscription.DelegateVotes;
import org.prytany.alerts.subscription.Subscribers;
import org.prytany.alerts.subscription.Subscriptions;
import org.prytany.settings.AlertSettings;

/** Those who subscribed by mail: what is done for them, in rounds in which no operator is told. */
final class Readers {

  private final boolean told;
  private final Subscriptions subscriptions;
  private final List<Channel> channels;
  private final List<Step> steps;

  private record Step(String what, Runnable work) {}

  private Readers(
      boolean told, Subscriptions subscriptions, List<Channel> channels, List<Step> steps) {
    this.told = told;
    this.subscriptions = subscriptions;
    this.channels = List.copyOf(channels);
    this.steps = List.copyOf(steps);
  }

  /** Where the operator does not want them, what waits for them is forgotten. */
  static Readers of(Telling.Parts parts, AlertSettings settings, InstantSource clock) {
    Optional<AlertSettings.Subscriptions> wanted = settings.subscriptions();
    Subscriptions subscriptions =
        new Subscriptions(
            parts.subscriptions(),
            parts.outbox(),
            wanted.map(AlertSettings.Subscriptions::most).orElse(0),
            clock);
    if (wanted.isEmpty()) {
      return new Readers(
          false,
          subscriptions,
          List.of(),
          List.of(new Step("forgetting mails to readers", subscriptions::stop)));
    }
    String origin = settings.page().orElseThrow().toString();
    Subscribers all =
        new Subscribers(
            parts.subscriptions(),
            subscriptions,
            parts.outbox(),
            Channels.smtp(wanted.get().mail(), clock),
            parts.sources().daos(),
            origin);
    DelegateVotes delegates =
        new DelegateVotes(
            parts.subscriptions(),
            parts.sources().daos(),
            parts.sources().proposals(),
            parts.votes(),
            parts.outbox(),
            clock);
    ReadersCourier courier =
        new ReadersCourier(
            parts.outbox(), all, parts.sources().daos(), origin, parts.node(), clock);
    return new Readers(
        true,
        subscriptions,
        List.of(all),
        List.of(
            new Step("forgetting what nobody confirmed", subscriptions::tidy),
            new Step("delegates' votes", delegates::look),
            new Step("mails to readers", courier::round)));
  }

  List<Channel> channels() {
    return channels;
  }

  Optional<Subscriptions> subscriptions() {
    return Optional.of(subscriptions).filter(its -> told);
  }

  /** Each step goes on where another fails. */
  void round() {
    steps.forEach(step -> Telling.guarded(step.what(), step.work()));
  }
}
