package org.prytany.app.alerts;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.prytany.alerts.ReadersCourier;
import org.prytany.alerts.channel.Channel;
import org.prytany.alerts.channel.PublicPost;
import org.prytany.alerts.channel.PublicWebhook;
import org.prytany.alerts.channel.Vapid;
import org.prytany.alerts.channel.WebPush;
import org.prytany.alerts.subscription.DelegateVotes;
import org.prytany.alerts.subscription.Subscribers;
import org.prytany.alerts.subscription.Subscriptions;
import org.prytany.alerts.subscription.Way;
import org.prytany.settings.AlertSettings;

/**
 * Those who subscribed by mail, in their browser or by webhook: what is done for them, in rounds in
 * which no operator is told.
 */
final class Readers {

  private final Optional<WebPush> push;
  private final Subscriptions subscriptions;
  private final List<Channel> channels;
  private final List<Step> steps;
  private final List<Step> posts;

  private record Step(String what, Runnable work) {}

  private Readers(
      Optional<WebPush> push,
      Subscriptions subscriptions,
      List<Channel> channels,
      List<Step> steps,
      List<Step> posts) {
    this.push = push;
    this.subscriptions = subscriptions;
    this.channels = List.copyOf(channels);
    this.steps = List.copyOf(steps);
    this.posts = List.copyOf(posts);
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
          Optional.empty(),
          subscriptions,
          List.of(),
          List.of(new Step("forgetting messages to readers", subscriptions::stop)),
          List.of());
    }
    String origin = settings.page().orElseThrow().toString();
    PublicPost post = new PublicPost(clock);
    WebPush push = new WebPush(new Vapid(parts.pushKey(), wanted.get().mail().from()), post, clock);
    Subscribers all =
        new Subscribers(
            parts.subscriptions(),
            subscriptions,
            parts.outbox(),
            Channels.smtp(wanted.get().mail(), clock),
            push,
            new PublicWebhook(post, clock),
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
    Function<Way, ReadersCourier> courier =
        way ->
            new ReadersCourier(
                way, parts.outbox(), all, parts.sources().daos(), origin, parts.node(), clock);
    return new Readers(
        Optional.of(push),
        subscriptions,
        List.of(all),
        List.of(
            new Step("forgetting what nobody confirmed", subscriptions::tidy),
            new Step("delegates' votes", delegates::look),
            new Step("mails to readers", courier.apply(Way.MAIL)::round)),
        List.of(
            new Step("messages to readers' browsers", courier.apply(Way.BROWSER)::round),
            new Step("messages to readers' webhooks", courier.apply(Way.WEBHOOK)::round)));
  }

  List<Channel> channels() {
    return channels;
  }

  Optional<Subscriptions> subscriptions() {
    return push.map(its -> subscriptions);
  }

  Optional<WebPush> push() {
    return push;
  }

  /** Each step goes on where another fails. */
  void round() {
    steps.forEach(step -> Telling.guarded(step.what(), step.work()));
  }

  /**
   * What has a round of its own, apart from the others and from each other: they go to hosts that
   * strangers named. Never throws.
   */
  List<Runnable> posts() {
    return posts.stream()
        .<Runnable>map(step -> () -> Telling.guarded(step.what(), step.work()))
        .toList();
  }
}
