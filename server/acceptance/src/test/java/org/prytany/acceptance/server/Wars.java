package org.prytany.acceptance.server;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.prytany.acceptance.probe.HostProbe;
import org.prytany.acceptance.probe.ProbeApplication;
import org.prytany.host.inspect.Permission;
import org.prytany.spi.SpiVersion;
import org.prytany.testkit.SampleProposal;
import org.prytany.testkit.SampleSituation;
import org.prytany.testkit.StubTextEmbedder;

/** Makes WARs, and puts them where the server finds them. */
public final class Wars {

  /** An empty beans.xml. */
  public static final String BEANS =
      "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" bean-discovery-mode=\"annotated\""
          + " version=\"4.1\"/>";

  /** What a manifest is called, in META-INF. */
  public static final String MANIFEST = "prytany-plugin.json";

  private Wars() {}

  /** The server's side: the real host, and a probe that shows what it does. */
  public static WebArchive host() {
    JavaArchive host =
        ShrinkWrap.create(JavaArchive.class, "prytany-host.jar")
            .addPackages(
                true,
                path -> !path.get().contains("Test"),
                "org.prytany.host",
                "org.prytany.governance",
                "org.prytany.judging");
    return ShrinkWrap.create(WebArchive.class, "host-probe.war")
        .addAsLibrary(host)
        .addAsLibraries(
            Stream.of(JsonMapper.class, JsonFactory.class, JsonProperty.class)
                .map(Wars::jar)
                .toArray(File[]::new))
        .addClasses(
            HostProbe.class,
            ProbeApplication.class,
            SampleProposal.class,
            SampleSituation.class,
            StubTextEmbedder.class)
        .addAsResource(
            new StringAsset(
                "prytany.plugins.available.dir="
                    + System.getProperty("acceptance.plugins.available")
                    + "\n"),
            "META-INF/microprofile-config.properties")
        .addAsWebInfResource(new StringAsset(BEANS), "beans.xml");
  }

  /** Where a class is from. */
  private static File jar(Class<?> type) {
    try {
      return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A WAR with one class, whose configuration says which version it is. */
  public static Path plugin(Path folder, String name, String version, Class<?> bean) {
    WebArchive war =
        ShrinkWrap.create(WebArchive.class, name)
            .addClass(bean)
            .addAsResource(
                new StringAsset("probe.version=" + version + "\n"),
                "META-INF/microprofile-config.properties")
            .addAsResource(new StringAsset("own"), "own.txt")
            .addAsManifestResource(manifest(bean, version, Permission.values()), MANIFEST)
            .addAsWebInfResource(new StringAsset(BEANS), "beans.xml");
    Path file = folder.resolve(version + "-" + name);
    war.as(ZipExporter.class).exportTo(file.toFile(), true);
    return file;
  }

  /**
   * The manifest of a plugin whose class is called as its id is: a ContextStrategy is
   * "strategy-context".
   */
  public static StringAsset manifest(Class<?> bean, String version, Permission... permissions) {
    String kind = bean.getSimpleName().endsWith("Digester") ? "digester" : "strategy";
    String name = bean.getSimpleName().toLowerCase(Locale.ROOT).replace(kind, "");
    return new StringAsset(
        """
        {"id": "%s-%s", "version": "%s", "spi": "[%s,%s]", "kinds": ["%s"], "permissions": [%s]}
        """
            .formatted(
                kind,
                name,
                version,
                SpiVersion.CURRENT,
                SpiVersion.CURRENT,
                kind,
                Stream.of(permissions)
                    .map(one -> "\"" + one.key() + "\"")
                    .collect(Collectors.joining(", "))));
  }

  /** One of this project's own plugins. */
  public static Path own(String name) {
    return Path.of(System.getProperty("acceptance.plugins"), name);
  }

  /** Copies beside, then moves into place, as an operator does. */
  public static void drop(Path war, String name) throws IOException {
    Path copy =
        Files.createTempFile(Path.of(System.getProperty("acceptance.work")), "incoming", ".war");
    Files.copy(war, copy, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(copy, FileTime.from(Instant.now()));
    Files.move(copy, dropped().resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Takes a WAR out of the operator's directory. */
  public static void remove(String name) throws IOException {
    Files.deleteIfExists(dropped().resolve(name));
  }

  public static Path dropped() {
    return Path.of(System.getProperty("acceptance.plugins.dropped"));
  }

  public static Path available() {
    return Path.of(System.getProperty("acceptance.plugins.available"));
  }

  public static String sha256(Path file) throws IOException {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
