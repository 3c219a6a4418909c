package org.prytany.app.signin;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;

/**
 * Checks sign-in messages. A nonce is used up by the first message that names it and is otherwise
 * in order, so that a captured message cannot be sent again.
 */
public final class SignIn {

  private static final Duration CLOCK_SKEW = Duration.ofMinutes(2);

  private final Nonces nonces;
  private final Predicate<Address> known;
  private final MessageSigner recovery;
  private final List<URI> origins;
  private final Set<Long> chainIds;
  private final Clock clock;

  /** Says who signed a text as wallets do (EIP-191 {@code personal_sign}). */
  @FunctionalInterface
  public interface MessageSigner {

    /**
     * @param signature "0x" and 65 bytes
     * @return empty if it is no signature
     */
    Optional<Address> of(String message, String signature);
  }

  /**
   * @param known accounts with a role here, which sign in also when strangers sign in too often
   * @param origins that the page is found under
   * @param chainIds of the configured DAOs
   */
  public SignIn(
      Nonces nonces,
      Predicate<Address> known,
      MessageSigner recovery,
      List<URI> origins,
      Set<Long> chainIds,
      Clock clock) {
    this.nonces = nonces;
    this.known = known;
    this.recovery = recovery;
    this.origins = List.copyOf(origins);
    this.chainIds = Set.copyOf(chainIds);
    this.clock = clock;
  }

  /** Issues a nonce. Nothing is kept of it. */
  public Nonces.Nonce nonce() {
    return nonces.issue(clock.instant());
  }

  /** Who a message says that it is of; nothing shows it yet. Empty if it is no such message. */
  public Optional<Address> claimed(String text) {
    try {
      return Optional.of(SignInMessage.parse(text).address());
    } catch (PrytanyException e) {
      return Optional.empty();
    }
  }

  /**
   * @return who signed in
   * @throws org.prytany.governance.failure.PrytanyException LOGIN_REFUSED naming what is wrong
   */
  public Address verify(String text, String signature) {
    SignInMessage message = SignInMessage.parse(text);
    Instant now = clock.instant();
    refuseForeignOrigin(message);
    if (!chainIds.contains(message.chainId())) {
      throw SignInMessage.refused(
          "it is for chain " + message.chainId() + ", which no DAO here is on");
    }
    if (message.issuedAt().isAfter(now.plus(CLOCK_SKEW))) {
      throw SignInMessage.refused("it was issued in the future: check the clock of your device");
    }
    if (message.expirationTime().isPresent() && !now.isBefore(message.expirationTime().get())) {
      throw SignInMessage.refused("it has expired");
    }
    if (message.notBefore().isPresent() && now.isBefore(message.notBefore().get())) {
      throw SignInMessage.refused("it is not valid yet");
    }
    if (!recovery.of(text, signature).equals(Optional.of(message.address()))) {
      throw SignInMessage.refused("the signature is not by the account that it names");
    }
    if (!nonces.use(message.nonce(), now, known.test(message.address()))) {
      throw SignInMessage.refused("its nonce was used already, has expired, or is not from here");
    }
    return message.address();
  }

  private void refuseForeignOrigin(SignInMessage message) {
    for (URI origin : origins) {
      boolean sameDomain = authority(origin).equals(message.domain().toLowerCase(Locale.ROOT));
      boolean sameScheme =
          message.scheme().isEmpty() || message.scheme().get().equalsIgnoreCase(origin.getScheme());
      if (sameDomain && sameScheme) {
        if (sameOrigin(origin, message.uri())) {
          return;
        }
        throw SignInMessage.refused("its URI is not of this site");
      }
    }
    throw SignInMessage.refused(
        "it was made for '" + message.domain() + "', which is not this site");
  }

  private static boolean sameOrigin(URI origin, URI uri) {
    return origin.getScheme().equalsIgnoreCase(uri.getScheme())
        && uri.getHost() != null
        && uri.getUserInfo() == null
        && authority(origin).equals(authority(uri));
  }

  private static String authority(URI uri) {
    boolean usual =
        uri.getPort() == -1
            || ("https".equalsIgnoreCase(uri.getScheme()) && uri.getPort() == 443)
            || ("http".equalsIgnoreCase(uri.getScheme()) && uri.getPort() == 80);
    return (uri.getHost() + (usual ? "" : ":" + uri.getPort())).toLowerCase(Locale.ROOT);
  }
}
