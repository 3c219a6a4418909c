package org.prytany.app.alerts;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.prytany.alerts.channel.Channel;
import org.prytany.alerts.channel.Mail;
import org.prytany.alerts.channel.NotifierChannel;
import org.prytany.alerts.channel.Payload;
import org.prytany.alerts.channel.PublicPost;
import org.prytany.alerts.channel.Smtp;
import org.prytany.alerts.channel.Webhook;
import org.prytany.settings.AlertSettings;
import org.prytany.settings.Secret;
import org.prytany.spi.Notifier;

/** The channels that the operator configured. */
final class Channels {

  private Channels() {}

  /**
   * @param notifier the plugin that writes for channels of that kind, looked up each time
   */
  static List<Channel> of(
      AlertSettings settings, Supplier<Optional<Notifier>> notifier, InstantSource clock) {
    PublicPost post = PublicPost.toOperators(clock);
    return settings.channels().stream()
        .flatMap(
            channel ->
                channel.kind() == AlertSettings.Kind.PLUGIN
                    ? Stream.of(written(channel, notifier, post, clock))
                    : channels(channel, clock))
        .toList();
  }

  private static Channel written(
      AlertSettings.Channel channel,
      Supplier<Optional<Notifier>> notifier,
      PublicPost post,
      InstantSource clock) {
    AlertSettings.Web web = (AlertSettings.Web) channel.target();
    return new NotifierChannel(
        new NotifierChannel.Target(
            channel.name(),
            channel.events(),
            URI.create(web.url().reveal()),
            web.secret().map(Secret::reveal)),
        notifier,
        post,
        clock);
  }

  private static Stream<Channel> channels(AlertSettings.Channel channel, InstantSource clock) {
    return switch (channel.target()) {
      case AlertSettings.Web web ->
          Stream.of(
              new Webhook(
                  new Webhook.Target(
                      channel.name(),
                      channel.events(),
                      URI.create(web.url().reveal()),
                      web.secret().map(Secret::reveal),
                      payload(channel.kind()),
                      web.chat()),
                  clock));
      case AlertSettings.Mail mail ->
          mail.to().stream()
              .distinct()
              .map(to -> new Mail(channel.name(), channel.events(), host(mail.host()), to, clock));
    };
  }

  private static Payload payload(AlertSettings.Kind kind) {
    return switch (kind) {
      case WEBHOOK -> Payload.JSON;
      case SLACK -> Payload.SLACK;
      case DISCORD -> Payload.DISCORD;
      case TELEGRAM -> Payload.TELEGRAM;
      case PLUGIN -> throw new IllegalArgumentException("a plugin writes its own form");
      case MAIL -> throw new IllegalArgumentException("mail is not posted");
    };
  }

  static Smtp smtp(AlertSettings.MailHost host, InstantSource clock) {
    return new Smtp(host(host), clock);
  }

  private static Mail.Host host(AlertSettings.MailHost host) {
    return new Mail.Host(
        host.host(),
        host.port(),
        Mail.Security.valueOf(host.security().toUpperCase(Locale.ROOT)),
        host.user(),
        host.password().map(Secret::reveal),
        host.from());
  }
}
