package org.prytany.app.view;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What somebody is told.
 *
 * @param by how: "mail", "browser", or the word of one of {@link Offer#webhooks}
 * @param signed whether each message is signed under a secret that the reader gave
 * @param daos ids
 * @param kinds words of {@link Offer#kinds}
 * @param delegates accounts whose votes are told
 * @param confirmed whether it is told already
 * @param replaces what ends when it is confirmed
 */
public record SubscriptionView(
    String by,
    boolean signed,
    List<String> daos,
    List<String> kinds,
    List<String> delegates,
    boolean confirmed,
    List<Chosen> replaces) {

  /**
   * What somebody wants to be told.
   *
   * @param signed whether each message is signed under a secret that the reader gave
   * @param daos ids
   * @param kinds words of {@link Offer#kinds}
   * @param delegates accounts whose votes are told
   */
  @Schema(name = "SubscriptionChoice")
  public record Chosen(
      boolean signed, List<String> daos, List<String> kinds, List<String> delegates) {}

  /**
   * What this server sends to whoever asks for it.
   *
   * @param mail whether it sends mail
   * @param push the key with which a browser subscribes (RFC 8292), a point of P-256 in base64url;
   *     absent where no browser is told
   * @param webhooks forms in which it posts to programs and chats; none where it posts to nobody
   * @param kinds what it may be about
   */
  @Schema(name = "SubscriptionOffer")
  public record Offer(boolean mail, Optional<String> push, List<Kind> webhooks, List<Kind> kinds) {}

  /**
   * Something that people can be told, or a form in which they are.
   *
   * @param word as it is asked for
   * @param title as people read it
   */
  @Schema(name = "SubscriptionKind")
  public record Kind(String word, String title) {}

  /**
   * What follows from asking; the same for every address.
   *
   * @param next what to do, in plain English
   */
  @Schema(name = "SubscriptionAsked")
  public record Asked(String next) {}
}
