package org.prytany.acceptance.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.prytany.acceptance.probe.HostProbe;
import org.prytany.acceptance.probe.ProbeApplication;
import org.prytany.host.inspect.Inspection;
import org.prytany.host.inspect.Permission;
import org.prytany.testkit.SampleProposal;
import org.prytany.testkit.SampleSituation;
import org.prytany.testkit.StubTextEmbedder;

/** Makes WARs, and puts them where the server finds them. */
public final class Wars {

  /** An empty beans.xml. */
  public static final String BEANS =
      "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" bean-discovery-mode=\"annotated\""
          + " version=\"4.1\"/>";

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

  /** A WAR with one class, whose configuration says which version it is. */
  public static Path plugin(Path folder, String name, String version, Class<?> bean) {
    WebArchive war =
        ShrinkWrap.create(WebArchive.class, name)
            .addClass(bean)
            .addAsResource(
                new StringAsset("probe.version=" + version + "\n"),
                "META-INF/microprofile-config.properties")
            .addAsResource(new StringAsset("own"), "own.txt")
            .setManifest(new StringAsset(asking(Permission.values())))
            .addAsWebInfResource(new StringAsset(BEANS), "beans.xml");
    Path file = folder.resolve(version + "-" + name);
    war.as(ZipExporter.class).exportTo(file.toFile(), true);
    return file;
  }

  /** A manifest that asks for permissions. */
  public static String asking(Permission... permissions) {
    return "Manifest-Version: 1.0\n"
        + Inspection.ASKS
        + ": "
        + Stream.of(permissions).map(Permission::key).collect(Collectors.joining(" "))
        + "\n";
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
