package org.prytany.alerts.channel;

import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.prytany.governance.alert.Alert;

/**
 * Posts to one address. Redirects are not followed: they could lead the words, and what proves that
 * they are ours, elsewhere. Nothing of the address but its host is ever said.
 */
public final class Webhook implements Channel {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}+");

  private final Target target;
  private final InstantSource clock;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .build();

  /**
   * @param name in the configuration
   * @param kinds what it is told about
   * @param address where to post; a secret, for it may have a token in it
   * @param secret under which the body is signed; empty: it is not signed
   * @param payload the form of the body
   * @param chat which chat, for Telegram
   */
  public record Target(
      String name,
      Set<Alert.Kind> kinds,
      URI address,
      Optional<String> secret,
      Payload payload,
      Optional<String> chat) {
    public Target {
      kinds = Set.copyOf(kinds);
    }

    @Override
    public String toString() {
      return name + " (" + payload + " at " + address.getHost() + ")";
    }
  }

  public Webhook(Target target, InstantSource clock) {
    this.target = target;
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
    return target.payload() != Payload.JSON;
  }

  @Override
  public void send(String deliveryId, Message message) throws ChannelFailure {
    String body = target.payload().of(deliveryId, message, target.chat());
    long now = clock.instant().getEpochSecond();
    HttpRequest.Builder request = request(target.address(), deliveryId, body).timeout(PATIENCE);
    target
        .secret()
        .ifPresent(
            secret ->
                request.header(WebhookSignature.HEADER, WebhookSignature.of(secret, now, body)));
    HttpResponse<Void> answer = exchange(request.build());
    if (answer.statusCode() / 100 != 2) {
      throw new ChannelFailure(
          target.address().getHost() + " answered " + answer.statusCode() + ".", rest(answer));
    }
  }

  static HttpRequest.Builder request(URI address, String deliveryId, String body) {
    return HttpRequest.newBuilder(address)
        .header("Content-Type", "application/json; charset=utf-8")
        .header("User-Agent", "Prytany")
        .header("Idempotency-Key", deliveryId)
        .POST(BodyPublishers.ofString(body));
  }

  /** Seconds; the dates that the header may have instead are left to the pauses of failures. */
  static Duration rest(HttpResponse<Void> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(text -> SECONDS.matcher(text).matches())
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(Duration.ZERO);
  }

  private HttpResponse<Void> exchange(HttpRequest request) throws ChannelFailure {
    // A request's own time-out ends with the headers: a body that never comes would hold all
    // alerts.
    CompletableFuture<HttpResponse<Void>> answer =
        http.sendAsync(request, BodyHandlers.discarding());
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new ChannelFailure(
          target.address().getHost() + " took longer than " + PATIENCE.toSeconds() + " s.");
    } catch (ExecutionException failed) {
      // Not its own words: they may have the whole address.
      throw new ChannelFailure(
          target.address().getHost() + " could not be reached (" + reason(failed) + ").");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChannelFailure("The server is stopping.");
    }
  }

  static String reason(Throwable failed) {
    String last = "";
    for (Throwable e = failed.getCause(); e != null; e = e.getCause()) {
      if (e instanceof UnresolvedAddressException || e instanceof UnknownHostException) {
        return "no such name";
      }
      if (e instanceof SSLException) {
        return "TLS: " + e.getClass().getSimpleName();
      }
      last = last.isEmpty() ? e.getClass().getSimpleName() : last;
    }
    return last;
  }
}
