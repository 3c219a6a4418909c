package org.prytany.alerts.channel;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.prytany.governance.alert.PushEndpoint;

/** Hands messages to the push services of browsers (RFC 8030), which cannot read them. */
public final class WebPush {

  /** For the look-up of the host and its answer together. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** An answer that takes longer is as good as none: it holds others up. */
  private static final int SLOW = 4;

  /** How long a push service keeps what no deadline ends, for a browser that is not there. */
  private static final Duration KEPT = Duration.ofDays(1);

  private final Vapid vapid;
  private final HttpClient http;
  private final Predicate<URI> reachable;
  private final Duration patience;
  private final InstantSource clock;
  private final QuietHosts quiet = new QuietHosts();

  /** A browser is there no more: nothing reaches it again. */
  public static final class Gone extends Exception {
    private static final long serialVersionUID = 1L;
  }

  public WebPush(Vapid vapid, InstantSource clock) {
    this(vapid, tls(), PublicHosts::has, PATIENCE, clock);
  }

  /**
   * @param tls by which push services prove who they are
   * @param reachable whether an address may be asked; it may look its host up
   * @param patience for that and the answer together
   */
  public WebPush(
      Vapid vapid,
      SSLContext tls,
      Predicate<URI> reachable,
      Duration patience,
      InstantSource clock) {
    this.vapid = vapid;
    this.http =
        HttpClient.newBuilder()
            .sslContext(tls)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience)
            .build();
    this.reachable = reachable;
    this.patience = patience;
    this.clock = clock;
  }

  /** Without sessions that go on: what one host gave is not said to another. */
  private static SSLContext tls() {
    try {
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, null, null);
      tls.getClientSessionContext().setSessionCacheSize(1);
      tls.getClientSessionContext().setSessionTimeout(1);
      return tls;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  /** What browsers take to subscribe: this server's public key. */
  public String open() {
    return vapid.open();
  }

  /** Whether a message can be encrypted for a browser. Nobody is asked, and no name looked up. */
  public boolean takes(PushEndpoint browser) {
    try {
      PushCipher.publicKey(Base64.getUrlDecoder().decode(browser.key()));
      return true;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether its push service gave no answer of late, and is left alone. */
  public boolean isResting(PushEndpoint browser) {
    return quiet.rests(browser.host(), clock.instant());
  }

  /**
   * Hands over one message.
   *
   * @param end until which it is of use; empty or past: for a day
   * @param urgent whether a browser that saves its battery is woken
   * @throws Gone if the push service says that the browser has ended it
   * @throws ChannelFailure if it is not known to have been taken
   */
  public void send(PushEndpoint browser, byte[] message, Optional<Instant> end, boolean urgent)
      throws ChannelFailure, Gone {
    Instant now = clock.instant();
    HttpRequest request = request(browser, message, end, urgent, now);
    if (!quiet.ask(browser.host(), now, patience)) {
      throw new ChannelFailure("The push service gave no answer of late, and is left alone.");
    }
    HttpResponse<Void> answer = answer(browser.host(), request, now);
    if (answer.statusCode() == 404 || answer.statusCode() == 410) {
      throw new Gone();
    }
    if (answer.statusCode() / 100 != 2) {
      throw new ChannelFailure(
          "The push service answered " + answer.statusCode() + ".", Webhook.rest(answer));
    }
  }

  private HttpRequest request(
      PushEndpoint browser, byte[] message, Optional<Instant> end, boolean urgent, Instant now)
      throws ChannelFailure {
    URI endpoint = URI.create(browser.endpoint());
    Duration left = end.filter(now::isBefore).map(at -> Duration.between(now, at)).orElse(KEPT);
    return HttpRequest.newBuilder(endpoint)
        .timeout(patience)
        .header("Content-Type", "application/octet-stream")
        .header("Content-Encoding", "aes128gcm")
        .header("TTL", Long.toString(Math.min(left.toSeconds(), KEPT.toSeconds())))
        .header("Urgency", urgent ? "high" : "normal")
        .header("Authorization", vapid.authorization(endpoint, now))
        .POST(BodyPublishers.ofByteArray(encrypted(browser, message)))
        .build();
  }

  private static byte[] encrypted(PushEndpoint browser, byte[] message) throws ChannelFailure {
    try {
      return PushCipher.encrypted(browser.key(), browser.secret(), message);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new ChannelFailure("The message could not be encrypted for the browser.");
    }
  }

  /** What its host is named stands nowhere: it may be somebody's own, and say who they are. */
  private HttpResponse<Void> answer(String host, HttpRequest request, Instant asked)
      throws ChannelFailure {
    long begun = System.nanoTime();
    boolean inTime = false;
    try {
      CompletableFuture<Boolean> looked = new CompletableFuture<>();
      Thread.ofPlatform()
          .daemon()
          .name("push service look-up")
          .start(() -> looked.complete(reachable.test(request.uri())));
      if (!within(patience, looked)) {
        inTime = true;
        throw new ChannelFailure("A push service has no public address, or another port than 443.");
      }
      Duration left = patience.minusNanos(System.nanoTime() - begun);
      HttpResponse<Void> answer = within(left, http.sendAsync(request, BodyHandlers.discarding()));
      inTime = System.nanoTime() - begun < patience.toNanos() / SLOW;
      return answer;
    } finally {
      if (inTime) {
        quiet.answered(host);
      } else {
        quiet.quiet(host, asked, clock.instant());
      }
    }
  }

  private static <T> T within(Duration left, CompletableFuture<T> awaited) throws ChannelFailure {
    try {
      return awaited.get(left.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      awaited.cancel(true);
      throw new ChannelFailure("The push service gave no answer in time.");
    } catch (ExecutionException failed) {
      throw new ChannelFailure(
          "The push service could not be reached (" + Webhook.reason(failed) + ").");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChannelFailure("The server is stopping.");
    }
  }
}
