package org.prytany.alerts.channel;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/**
 * Posts to addresses that strangers named, or what a plugin wrote: public hosts alone, without
 * redirects, and a host that gives no answer in time is left alone for a while. What a host is
 * named stands in no failure: it may be somebody's own, and say who they are.
 */
public final class PublicPost {

  /** For the look-up of the host and its answer together. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** An answer that takes longer is as good as none: it holds others up. */
  private static final int SLOW = 4;

  private final HttpClient http;
  private final Predicate<URI> reachable;
  private final Duration patience;
  private final InstantSource clock;
  private final QuietHosts quiet = new QuietHosts();
  private final boolean strangers;

  /** There is nobody at the address any more: nothing reaches them again. */
  public static final class Gone extends Exception {
    private static final long serialVersionUID = 1L;
  }

  public PublicPost(InstantSource clock) {
    this(tls(), PublicHosts::has, PATIENCE, clock);
  }

  /** To hosts that the operator named: these are left alone only where no answer came at all. */
  public static PublicPost toOperators(InstantSource clock) {
    return new PublicPost(tls(), PublicHosts::has, PATIENCE, clock, false);
  }

  /**
   * @param tls by which hosts prove who they are
   * @param reachable whether an address may be asked; it may look its host up
   * @param patience for that and the answer together
   */
  public PublicPost(
      SSLContext tls, Predicate<URI> reachable, Duration patience, InstantSource clock) {
    this(tls, reachable, patience, clock, true);
  }

  /**
   * @param strangers whether strangers named the hosts: a slow one then counts as quiet
   */
  public PublicPost(
      SSLContext tls,
      Predicate<URI> reachable,
      Duration patience,
      InstantSource clock,
      boolean strangers) {
    this.strangers = strangers;
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

  /** Whether a host gave no answer of late, and is left alone. */
  boolean isResting(String host) {
    return quiet.rests(host, clock.instant());
  }

  /**
   * Posts once.
   *
   * @param request without a time-out of its own
   * @param over answers by which the other side says for good that nobody is there
   * @throws Gone on one of these
   * @throws ChannelFailure if it is not known to have been taken
   */
  void send(String host, HttpRequest.Builder request, Set<Integer> over)
      throws ChannelFailure, Gone {
    Instant now = clock.instant();
    if (!quiet.ask(host, now, patience)) {
      throw new ChannelFailure("The host gave no answer of late, and is left alone.");
    }
    HttpResponse<Void> answer = answer(host, request.timeout(patience).build(), now);
    if (over.contains(answer.statusCode())) {
      throw new Gone();
    }
    if (answer.statusCode() / 100 != 2) {
      throw new ChannelFailure(
          "The host answered " + answer.statusCode() + ".", Webhook.rest(answer));
    }
  }

  private HttpResponse<Void> answer(String host, HttpRequest request, Instant asked)
      throws ChannelFailure {
    long begun = System.nanoTime();
    boolean inTime = false;
    try {
      CompletableFuture<Boolean> looked = new CompletableFuture<>();
      Thread.ofPlatform()
          .daemon()
          .name("public host look-up")
          .start(() -> looked.complete(reachable.test(request.uri())));
      if (!within(patience, looked)) {
        inTime = true;
        throw new ChannelFailure(
            "The host is not known, has no public address, or another port than 443.");
      }
      Duration left = patience.minusNanos(System.nanoTime() - begun);
      HttpResponse<Void> answer = within(left, http.sendAsync(request, BodyHandlers.discarding()));
      inTime = !strangers || System.nanoTime() - begun < patience.toNanos() / SLOW;
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
      throw new ChannelFailure("The host gave no answer in time.");
    } catch (ExecutionException failed) {
      throw new ChannelFailure("The host could not be reached (" + Webhook.reason(failed) + ").");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChannelFailure("The server is stopping.");
    }
  }
}
