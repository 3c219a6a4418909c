package org.prytany.alerts.channel;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.alert.PushEndpoint;

/** Hands messages to the push services of browsers (RFC 8030), which cannot read them. */
public final class WebPush {

  /** How long a push service keeps what no deadline ends, for a browser that is not there. */
  private static final Duration KEPT = Duration.ofDays(1);

  /** RFC 8030: the browser has ended it. */
  private static final Set<Integer> OVER = Set.of(404, 410);

  private final Vapid vapid;
  private final PublicPost post;
  private final InstantSource clock;

  public WebPush(Vapid vapid, PublicPost post, InstantSource clock) {
    this.vapid = vapid;
    this.post = post;
    this.clock = clock;
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
    return post.isResting(browser.host());
  }

  /**
   * Hands over one message.
   *
   * @param end until which it is of use; empty or past: for a day
   * @param urgent whether a browser that saves its battery is woken
   * @throws PublicPost.Gone if the push service says that the browser has ended it
   * @throws ChannelFailure if it is not known to have been taken
   */
  public void send(PushEndpoint browser, byte[] message, Optional<Instant> end, boolean urgent)
      throws ChannelFailure, PublicPost.Gone {
    Instant now = clock.instant();
    URI endpoint = URI.create(browser.endpoint());
    Duration left = end.filter(now::isBefore).map(at -> Duration.between(now, at)).orElse(KEPT);
    post.send(
        browser.host(),
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/octet-stream")
            .header("Content-Encoding", "aes128gcm")
            .header("TTL", Long.toString(Math.min(left.toSeconds(), KEPT.toSeconds())))
            .header("Urgency", urgent ? "high" : "normal")
            .header("Authorization", vapid.authorization(endpoint, now))
            .POST(BodyPublishers.ofByteArray(encrypted(browser, message))),
        OVER);
  }

  private static byte[] encrypted(PushEndpoint browser, byte[] message) throws ChannelFailure {
    try {
      return PushCipher.encrypted(browser.key(), browser.secret(), message);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new ChannelFailure("The message could not be encrypted for the browser.");
    }
  }
}
