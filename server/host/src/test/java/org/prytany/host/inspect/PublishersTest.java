package org.prytany.host.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertPath;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import jdk.security.jarsigner.JarSigner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/**
 * Where an operator names publishers, a WAR of which anything at all is not signed by one of them
 * with a certificate that counts is refused, and the refusal says which of these it is.
 */
class PublishersTest {

  private static final String WORD = "changeit";

  @TempDir private static Path keys;
  private static KeyStore store;

  @TempDir private Path folder;

  @BeforeAll
  static void makeKeys() throws Exception {
    key("publisher", "-validity", "3650");
    key("stranger", "-validity", "3650");
    key("old", "-startdate", "-400d", "-validity", "100");
    key("authority", "-validity", "3650", "-ext", "bc:c");
    key("issued", "-validity", "3650", "-signer", "authority", "-ext", "eku=codeSigning");
    key("website", "-validity", "3650", "-signer", "authority", "-ext", "eku=serverAuth");
    key("late", "-startdate", "-400d", "-validity", "100", "-signer", "authority");
    store = KeyStore.getInstance(keys.resolve("keys.p12").toFile(), WORD.toCharArray());
  }

  private static void key(String alias, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + alias,
                "-keystore",
                keys.resolve("keys.p12").toString(),
                "-storepass",
                WORD));
    command.addAll(Arrays.asList(more));
    Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(made.waitFor()).as(said).isZero();
  }

  private Path war() throws IOException {
    Path war = folder.resolve("plain.war");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
      for (String name : List.of("WEB-INF/classes/a.class", "WEB-INF/lib/b.jar")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(StandardCharsets.UTF_8));
      }
    }
    return war;
  }

  private Path signed(String alias) throws Exception {
    return signed(war(), alias);
  }

  private Path signed(Path war, String alias) throws Exception {
    Path signed = folder.resolve(alias + ".war");
    CertPath chain =
        CertificateFactory.getInstance("X.509")
            .generateCertPath(Arrays.asList(store.getCertificateChain(alias)));
    JarSigner signer =
        new JarSigner.Builder((PrivateKey) store.getKey(alias, WORD.toCharArray()), chain)
            .signerName(alias.substring(0, 3))
            .build();
    try (ZipFile in = new ZipFile(war.toFile());
        OutputStream out = Files.newOutputStream(signed)) {
      signer.sign(in, out);
    }
    return signed;
  }

  /** The same WAR with other entries: what is not replaced or left out is copied. */
  private Path changed(Path war, String name, Optional<String> content) throws IOException {
    Path changed = folder.resolve("changed.war");
    try (ZipFile in = new ZipFile(war.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(changed))) {
      for (ZipEntry entry : java.util.Collections.list(in.entries())) {
        if (!entry.getName().equals(name)) {
          out.putNextEntry(new ZipEntry(entry.getName()));
          try (InputStream bytes = in.getInputStream(entry)) {
            bytes.transferTo(out);
          }
        }
      }
      if (content.isPresent()) {
        out.putNextEntry(new ZipEntry(name));
        out.write(content.get().getBytes(StandardCharsets.UTF_8));
      }
    }
    return changed;
  }

  private Publishers trusting(Set<String> revoked, String... aliases) throws Exception {
    Path file = folder.resolve("publishers.pem");
    StringBuilder pem = new StringBuilder();
    for (String alias : aliases) {
      pem.append("-----BEGIN CERTIFICATE-----\n")
          .append(
              Base64.getMimeEncoder(64, new byte[] {'\n'})
                  .encodeToString(certificate(alias).getEncoded()))
          .append("\n-----END CERTIFICATE-----\n");
    }
    Files.writeString(file, pem);
    return Publishers.read(Optional.of(file), revoked);
  }

  private static Certificate certificate(String alias) throws Exception {
    return store.getCertificate(alias);
  }

  private static String serial(String alias) throws Exception {
    return Publishers.serial((X509Certificate) certificate(alias));
  }

  @Test
  void what_a_named_publisher_or_somebody_it_issued_to_signed_is_taken() throws Exception {
    assertThat(trusting(Set.of(), "stranger", "publisher").against(signed("publisher"))).isEmpty();
    assertThat(trusting(Set.of(), "authority").against(signed("issued"))).isEmpty();
    assertThat(trusting(Set.of(), "issued").against(signed("issued"))).isEmpty();
    assertThat(SignedEntries.of(signed("issued")).names())
        .singleElement()
        .asString()
        .contains("CN=issued", serial("issued"));
  }

  @Test
  void nobody_has_to_sign_where_no_publisher_is_named() throws Exception {
    assertThat(Publishers.ANYBODY.against(war())).isEmpty();
  }

  @Test
  void what_is_not_signed_or_signed_by_somebody_else_is_refused_by_name() throws Exception {
    Publishers publishers = trusting(Set.of(), "publisher");
    refused(publishers, war(), "it is not signed");
    refused(publishers, signed("stranger"), "signed by CN=stranger, whom prytany.plugins.trust");
    refused(publishers, signed("issued"), "signed by CN=issued, whom prytany.plugins.trust");
  }

  @Test
  void what_has_expired_is_revoked_or_is_for_another_use_is_refused_by_name() throws Exception {
    refused(trusting(Set.of(), "old"), signed("old"), "CN=old has expired");
    refused(trusting(Set.of(), "authority"), signed("late"), "CN=late has expired");
    refused(trusting(Set.of(), "authority"), signed("website"), "not for signing code");
    refused(
        trusting(Set.of(serial("publisher")), "publisher"),
        signed("publisher"),
        serial("publisher") + " is revoked");
    refused(
        trusting(Set.of(serial("authority")), "authority"),
        signed("issued"),
        serial("authority") + " is revoked");
  }

  @Test
  void what_was_changed_after_it_was_signed_is_refused_by_name() throws Exception {
    Publishers publishers = trusting(Set.of(), "publisher");
    Path signed = signed("publisher");
    refused(
        publishers,
        changed(signed, "WEB-INF/classes/a.class", Optional.of("other")),
        "changed after it was signed, at WEB-INF/classes/a.class");
    refused(
        publishers,
        changed(signed, "WEB-INF/lib/b.jar", Optional.empty()),
        "WEB-INF/lib/b.jar is gone");
    refused(
        publishers,
        changed(signed, "WEB-INF/classes/more.class", Optional.of("new")),
        "1 of its 3 files are not signed, such as WEB-INF/classes/more.class");
    refused(
        publishers,
        changed(signed, "META-INF/more.class", Optional.of("new")),
        "META-INF/more.class");
    for (String name : List.of("META-INF/SIG-more", "META-INF/MORE.EC", "META-INF/more.sf")) {
      refused(
          publishers,
          changed(signed, name, Optional.of("new")),
          name + " is called as a part of a");
    }
    Path pair = changed(signed, "META-INF/MORE.SF", Optional.of("new"));
    refused(
        publishers,
        changed(
            Files.copy(pair, folder.resolve("pair.war")), "META-INF/MORE.RSA", Optional.of("x")),
        "of its 2 signatures only 1 can be read");
    Path two = signed(signed, "stranger");
    refused(publishers, two, "of its 2 signatures only 1 can be read and count");
    assertThat(trusting(Set.of(), "publisher", "stranger").against(two)).isEmpty();
    Files.write(folder.resolve("cut.war"), Arrays.copyOf(Files.readAllBytes(signed), 100));
    refused(publishers, folder.resolve("cut.war"), "signatures cannot be read");
  }

  /** To the JDK they are one name, so a part that is signed would vouch for one that is not. */
  @Test
  void what_is_called_as_a_part_of_the_signature_but_for_capitals_is_refused() throws Exception {
    // Without its library, which is none.
    Path signed = signed(changed(war(), "WEB-INF/lib/b.jar", Optional.empty()), "publisher");
    assertThat(Inspection.of(signed).refusals()).noneMatch(why -> why.contains("two entries"));
    Path twice = changed(signed, "META-INF/pub.sf", Optional.of("anything"));
    assertThat(trusting(Set.of(), "publisher").judged(Inspection.of(twice), twice).refusals())
        .anyMatch(why -> why.contains("two entries are called META-INF/"));
  }

  @Test
  void a_file_without_a_certificate_is_a_mistake_of_the_configuration() throws Exception {
    Path file = Files.writeString(folder.resolve("empty.pem"), "no certificate\n");
    for (Path bad : List.of(file, folder.resolve("nowhere.pem"))) {
      assertThatThrownBy(() -> Publishers.read(Optional.of(bad), Set.of()))
          .isInstanceOfSatisfying(
              PrytanyException.class,
              e -> assertThat(e.code()).isEqualTo(FailureCode.CONFIGURATION_INVALID))
          .hasMessageContaining(bad.toString());
    }
  }

  private static void refused(Publishers publishers, Path war, String why) {
    assertThat(publishers.against(war)).singleElement().asString().contains(why).contains("take a");
  }
}
