package org.prytany.acceptance.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Makes a server of its own out of the assembled one, once a JVM: the same configuration and shared
 * libraries as the plugins' process, with directories under the build folder. The only additions
 * are what Arquillian and the probe need (a JMX connector, REST, health, a free port on loopback),
 * and an empty application in the place of Prytany's own.
 */
public final class PreparedServer implements BeforeAllCallback {

  private static boolean prepared;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    prepare();
  }

  private static synchronized void prepare() throws IOException {
    if (prepared) {
      return;
    }
    // Arquillian finds its server by name among all JVMs of the machine.
    String name = "acceptance-" + UUID.randomUUID().toString().substring(0, 8);
    Path work = Path.of(System.getProperty("acceptance.work")).toAbsolutePath();
    Path usr = work.resolve("usr");
    Path server = usr.resolve("servers").resolve(name);
    Path assembled =
        Path.of(System.getProperty("acceptance.wlp")).resolve(Path.of("usr", "servers", "plugins"));
    for (String file : List.of("server.xml", "jvm.options", "bootstrap.properties")) {
      copy(assembled.resolve(file), server.resolve(file));
    }
    // Arquillian speaks to its server by the local connector, which attaches to itself. And what
    // only soft caches of the JDK hold, as under equals of records, goes with each collection.
    Files.writeString(
        server.resolve("jvm.options"),
        "\n-Djdk.attach.allowAttachSelf=true\n-XX:SoftRefLRUPolicyMSPerMB=0\n",
        StandardOpenOption.APPEND);
    Path jars = Path.of("lib", "global");
    try (Stream<Path> files = Files.list(assembled.resolve(jars))) {
      files.forEach(jar -> copy(jar, server.resolve(jars).resolve(jar.getFileName())));
    }
    Path overrides = Files.createDirectories(server.resolve("configDropins").resolve("overrides"));
    Files.writeString(
        overrides.resolve("arquillian.xml"),
        """
        <server>
          <featureManager>
            <feature>localConnector-1.0</feature>
            <feature>restfulWS-4.0</feature>
            <feature>mpHealth-4.0</feature>
          </featureManager>
          <httpEndpoint id="defaultHttpEndpoint" enabled="true" httpPort="${prytany.http.port}"/>
        </server>
        """);
    // Where Arquillian puts what it deploys.
    Path run = Files.createDirectories(server.resolve("dropins"));
    Path plugins = Files.createDirectories(work.resolve("plugins-dropped"));
    int port = freePort();
    Files.writeString(
        server.resolve("server.env"),
        String.join(
            "\n",
            "JAVA_HOME=" + System.getProperty("java.home"),
            "PRYTANY_HTTP_PORT=" + port,
            "PRYTANY_PLUGINS_DIR=" + plugins,
            "PRYTANY_PLUGINS_RUN=" + run,
            ""));
    emptyApplication(Files.createDirectories(server.resolve("apps")));
    System.setProperty("acceptance.usr", usr.toString());
    System.setProperty("acceptance.server", name);
    System.setProperty("acceptance.port", Integer.toString(port));
    System.setProperty("acceptance.plugins.dropped", plugins.toString());
    System.setProperty("acceptance.plugins.available", work.resolve("available").toString());
    System.setProperty("acceptance.logs", server.resolve("logs").toString());
    prepared = true;
  }

  private static void emptyApplication(Path apps) {
    ShrinkWrap.create(WebArchive.class, "prytany-apart.war")
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
        .as(ZipExporter.class)
        .exportTo(apps.resolve("prytany-apart.war").toFile());
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
