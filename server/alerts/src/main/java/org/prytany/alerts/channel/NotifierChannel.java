package org.prytany.alerts.channel;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.prytany.governance.alert.Alert;
import org.prytany.governance.alert.Delivery;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.hash.CanonicalBytes;
import org.prytany.governance.plugin.ProposalAside;
import org.prytany.spi.Notice;
import org.prytany.spi.NoticePayload;
import org.prytany.spi.Notifier;

/**
 * Posts what a plugin writes to the one address that the operator configured, which the plugin is
 * not told. Only public hosts are asked, as for readers' webhooks: the body is a plugin's.
 */
public final class NotifierChannel implements Channel {

  private static final System.Logger LOG = System.getLogger(NotifierChannel.class.getName());

  private static final String NOBODY_WRITES =
      "No notifier plugin is in use, so nobody writes this message. `prytany plugin list` says"
          + " which plugins there are and why they do not run.";

  /** So long plugins may take to start before anybody is told that none writes. */
  private static final Duration STARTING = Duration.ofMinutes(3);

  private final Target target;
  private final Supplier<Optional<Notifier>> inUse;
  private final PublicPost post;
  private final InstantSource clock;
  private volatile Optional<Instant> alone = Optional.empty();
  private volatile boolean said;

  /**
   * @param name in the configuration
   * @param kinds what it is told about
   * @param address where to post, https; a secret, for it may have a token in it
   * @param secret under which the body is signed; empty: it is not signed
   */
  public record Target(String name, Set<Alert.Kind> kinds, URI address, Optional<String> secret) {
    public Target {
      kinds = Set.copyOf(kinds);
    }

    @Override
    public String toString() {
      return name + " (plugin at " + address.getHost() + ")";
    }
  }

  /**
   * @param inUse the notifier that is asked, looked up each time
   */
  public NotifierChannel(
      Target target, Supplier<Optional<Notifier>> inUse, PublicPost post, InstantSource clock) {
    this.target = target;
    this.inUse = inUse;
    this.post = post;
    this.clock = clock;
  }

  @Override
  public String name() {
    return target.name();
  }

  @Override
  public boolean wants(Alert.Kind kind) {
    return kind == Alert.Kind.TEST || target.kinds().contains(kind);
  }

  @Override
  public boolean bundles() {
    return true;
  }

  @Override
  public boolean isToldApart() {
    return true;
  }

  /** Where nobody writes, alerts wait; what a round had taken up by then has spent a try. */
  @Override
  public boolean isResting() {
    if (inUse.get().isEmpty()) {
      sayThatTheyWait();
      return true;
    }
    alone = Optional.empty();
    said = false;
    return post.isResting(target.address().getHost());
  }

  private void sayThatTheyWait() {
    Instant now = clock.instant();
    Instant since = alone.orElse(now);
    alone = Optional.of(since);
    if (!said && !now.isBefore(since.plus(STARTING))) {
      said = true;
      LOG.log(
          System.Logger.Level.WARNING,
          "channel {0} tells nobody, and its alerts wait: {1}",
          name(),
          NOBODY_WRITES);
    }
  }

  @Override
  public void send(String deliveryId, Message message) throws ChannelFailure {
    Notice notice = notice(message);
    NoticePayload payload;
    try {
      payload = payload(notice);
    } catch (ProposalAside e) {
      // The plugins' process ended at a stranger's words three times.
      notice = notice(message.inOurWords());
      payload = payload(notice);
    }
    post(notice.id(), payload);
  }

  private void post(String id, NoticePayload payload) throws ChannelFailure {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.address())
            .header("Content-Type", contentType(payload.form()))
            .header("User-Agent", "Prytany")
            .header("Idempotency-Key", Delivery.id(name(), id))
            .POST(BodyPublishers.ofString(payload.body()));
    long now = clock.instant().getEpochSecond();
    target
        .secret()
        .ifPresent(
            secret ->
                request.header(
                    WebhookSignature.HEADER, WebhookSignature.of(secret, now, payload.body())));
    try {
      post.send(target.address().getHost(), request, Set.of());
    } catch (PublicPost.Gone e) {
      throw new IllegalStateException("no answer was to end it", e);
    }
  }

  private NoticePayload payload(Notice notice) throws ChannelFailure {
    Notifier notifier = inUse.get().orElseThrow(() -> new ChannelFailure(NOBODY_WRITES));
    try {
      return notifier.render(notice);
    } catch (ProposalAside e) {
      throw e;
    } catch (PrytanyException e) {
      throw new ChannelFailure("The notifier plugin did not write it: " + e.getMessage());
    }
  }

  private static Notice notice(Message message) {
    return new Notice(
        id(message),
        message.alerts().stream().limit(Notice.MOST_EVENTS).map(NotifierChannel::event).toList(),
        message.alerts().size(),
        message.title(),
        message.parts().stream().map(part -> new Notice.Line(part.text(), part.own())).toList(),
        message.page());
  }

  /** Another for each set of alerts, and for the same in our own words: the body is another. */
  private static String id(Message message) {
    boolean own = message.parts().stream().allMatch(Message.Part::own);
    CanonicalBytes told = new CanonicalBytes("prytany notice 1").add(own ? "own" : "quoting");
    message.alerts().forEach(alert -> told.add(alert.id()));
    return message.id() + "#" + told.sha256().substring(2, 18);
  }

  private static Notice.Event event(Alert alert) {
    return new Notice.Event(
        alert.kind().word(), alert.dao(), alert.proposal(), alert.at(), alert.deadline());
  }

  private static String contentType(NoticePayload.Form form) {
    return switch (form) {
      case JSON -> "application/json; charset=utf-8";
      case FORM -> "application/x-www-form-urlencoded";
      case TEXT -> "text/plain; charset=utf-8";
    };
  }
}
