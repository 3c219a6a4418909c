package org.prytany.host.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/**
 * The certificates with which, or with whose issue, a plugin's WAR has to be signed, as jarsigner
 * does it. What a signature is, and whether it is right, the JDK says ({@code JarFile}, PKIX).
 *
 * @param trusted certificates of publishers, or of those who issue to them; nobody has to sign if
 *     there are none
 * @param revoked serial numbers of certificates that count no more, whoever issued them
 * @param clock says which certificates are valid now
 */
public record Publishers(
    Set<X509Certificate> trusted, Set<BigInteger> revoked, InstantSource clock) {

  /** Configuration key of the file with the certificates. */
  public static final String TRUST_KEY = "prytany.plugins.trust";

  /** Configuration key of {@link #revoked}. */
  public static final String REVOKED_KEY = "prytany.plugins.revoked";

  /** Nobody has to sign. */
  public static final Publishers ANYBODY =
      new Publishers(Set.of(), Set.of(), InstantSource.system());

  /** Extended key usage of those who sign code, and of those who may do anything. */
  private static final Set<String> SIGNS_CODE = Set.of("1.3.6.1.5.5.7.3.3", "2.5.29.37.0");

  public Publishers {
    trusted = Set.copyOf(trusted);
    revoked = Set.copyOf(revoked);
  }

  /**
   * Reads the operator's certificates.
   *
   * @param file one or more X.509 certificates, PEM one after the other; empty: nobody has to sign
   * @param serials hexadecimal, as keytool prints them
   * @throws PrytanyException CONFIGURATION_INVALID if there is no certificate that can be read
   */
  public static Publishers read(Optional<Path> file, Set<String> serials) {
    if (file.isEmpty()) {
      return ANYBODY;
    }
    Set<X509Certificate> trusted = new LinkedHashSet<>();
    try (InputStream in = Files.newInputStream(file.get())) {
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.add((X509Certificate) one);
      }
    } catch (IOException | GeneralSecurityException | ClassCastException e) {
      throw new PrytanyException(FailureCode.CONFIGURATION_INVALID, noCertificate(file.get()), e);
    }
    if (trusted.isEmpty()) {
      throw new PrytanyException(FailureCode.CONFIGURATION_INVALID, noCertificate(file.get()));
    }
    return new Publishers(
        trusted,
        serials.stream().map(serial -> new BigInteger(serial, 16)).collect(Collectors.toSet()),
        InstantSource.system());
  }

  private static String noCertificate(Path file) {
    return TRUST_KEY
        + " names "
        + file
        + ", in which no certificate can be read: put X.509 certificates in PEM there, as"
        + " `keytool -exportcert -rfc` writes them, or remove the setting.";
  }

  /**
   * Adds what stands against a WAR because of who signed it, if nothing else does: what is no sound
   * archive is not read again.
   */
  public Report judged(Report found, Path war) {
    return found.clean() ? found.refused(against(war)) : found;
  }

  /** What stands against a WAR because of who signed it; perhaps nothing. */
  public List<String> against(Path war) {
    return trusted.isEmpty() ? List.of() : SignedEntries.of(war).problems(this::problem);
  }

  /**
   * Why a signature does not count; empty if it does.
   *
   * @param chain of the signer, its own certificate first
   */
  Optional<String> problem(List<X509Certificate> chain) {
    Optional<X509Certificate> gone =
        chain.stream().filter(one -> revoked.contains(one.getSerialNumber())).findFirst();
    if (gone.isPresent()) {
      return Optional.of(
          "the certificate of "
              + name(gone.get())
              + " with the serial number "
              + gone.get().getSerialNumber().toString(16)
              + " is revoked ("
              + REVOKED_KEY
              + "): take a build that is signed with another");
    }
    // A time stamp in the file says nothing: whoever has an old key can put in any.
    Optional<String> untrusted = trust(chain, clock.instant());
    return untrusted.isPresent() ? untrusted : signsCode(chain.getFirst());
  }

  private Optional<String> trust(List<X509Certificate> chain, Instant when) {
    Date date = Date.from(when);
    int end = 0;
    while (end < chain.size() && !trusted.contains(chain.get(end))) {
      end++;
    }
    try {
      // PKIX does not ask whether the one who is trusted is valid.
      for (X509Certificate one : chain.subList(0, Math.min(end + 1, chain.size()))) {
        one.checkValidity(date);
      }
      if (end > 0) {
        CertPath path =
            CertificateFactory.getInstance("X.509").generateCertPath(chain.subList(0, end));
        PKIXParameters parameters =
            new PKIXParameters(
                trusted.stream()
                    .map(one -> new TrustAnchor(one, null))
                    .collect(Collectors.toSet()));
        parameters.setRevocationEnabled(false);
        parameters.setDate(date);
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
      }
      return Optional.empty();
    } catch (CertificateExpiredException e) {
      return Optional.of(
          "a certificate of "
              + name(chain.getFirst())
              + " has expired: take a build that is signed anew");
    } catch (CertificateNotYetValidException e) {
      return Optional.of(
          "a certificate of "
              + name(chain.getFirst())
              + " is not valid yet: check this machine's clock, or take a build that is signed"
              + " anew");
    } catch (GeneralSecurityException e) {
      return Optional.of(
          "it is signed by "
              + name(chain.getFirst())
              + ", whom "
              + TRUST_KEY
              + " does not name: take a build of a publisher that it names, or add the certificate"
              + " if you trust it");
    }
  }

  private static Optional<String> signsCode(X509Certificate signer) {
    try {
      List<String> uses = signer.getExtendedKeyUsage();
      return uses == null || uses.stream().anyMatch(SIGNS_CODE::contains)
          ? Optional.empty()
          : Optional.of(
              "the certificate of "
                  + name(signer)
                  + " is not for signing code: take a build that is signed with one that is");
    } catch (GeneralSecurityException e) {
      return Optional.of("the certificate of " + name(signer) + " cannot be read");
    }
  }

  /** A publisher, fit for one line. */
  static String name(X509Certificate one) {
    return Inspection.shown(one.getSubjectX500Principal().getName());
  }

  /** A serial number as keytool prints it. */
  static String serial(X509Certificate one) {
    return one.getSerialNumber().toString(16).toLowerCase(Locale.ROOT);
  }
}
