package org.prytany.app.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.prytany.spi.Address;

/**
 * Issues and checks the tokens that follow a sign-in: JWTs signed with HMAC-SHA-256. The key is
 * drawn at start and never leaves this object, so a restart ends every session; only the algorithm
 * that was issued is accepted, whatever a token's header says.
 */
public final class SessionTokens {

  /** How long a token is good. */
  public static final Duration LIFE = Duration.ofMinutes(15);

  private static final String ISSUER = "prytany";
  private static final int KEY_BYTES = 32;

  private final byte[] key = new byte[KEY_BYTES];
  private final Clock clock;

  public SessionTokens(Clock clock) {
    this.clock = clock;
    new SecureRandom().nextBytes(key);
  }

  /** A token and until when it is good. */
  public record Issued(String token, Instant expiresAt) {}

  public Issued issue(Address account) {
    Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
    Instant expiresAt = now.plus(LIFE);
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience(ISSUER)
            .subject(account.hex())
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(expiresAt))
            .build();
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build(), claims);
    try {
      jwt.sign(new MACSigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("HMAC-SHA-256 is in every Java platform", e);
    }
    return new Issued(jwt.serialize(), expiresAt);
  }

  /** Whose token it is; empty if it is not ours, was changed, or has expired. */
  public Optional<Address> check(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      if (!JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm())
          || !jwt.verify(new MACVerifier(key))) {
        return Optional.empty();
      }
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      Date expires = claims.getExpirationTime();
      String subject = claims.getSubject();
      boolean good =
          ISSUER.equals(claims.getIssuer())
              && claims.getAudience().contains(ISSUER)
              && subject != null
              && expires != null
              && clock.instant().isBefore(expires.toInstant());
      return good ? Optional.of(new Address(subject)) : Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
