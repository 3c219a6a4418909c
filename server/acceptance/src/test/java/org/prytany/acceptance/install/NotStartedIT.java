package org.prytany.acceptance.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.acceptance.probe.ContextStrategy;
import org.prytany.acceptance.probe.Mark;
import org.prytany.acceptance.probe.MarkingHealth;
import org.prytany.acceptance.probe.MarkingServlet;
import org.prytany.acceptance.probe.MarkingStrategy;
import org.prytany.acceptance.probe.ThiefStrategy;
import org.prytany.acceptance.server.InServer;
import org.prytany.acceptance.server.Probe;
import org.prytany.acceptance.server.Wars;
import org.prytany.host.inspect.Permission;

/**
 * Invariant: no line of a WAR runs in the server before its hash was taken, found in the operator's
 * list, and nothing was found against it. Every WAR here writes a file from a static initializer of
 * each of its classes, so that a single loaded class would show.
 */
@InServer
class NotStartedIT {

  private static final String EXT =
      "<web-ext xmlns=\"http://websphere.ibm.com/xml/ns/javaee\" version=\"1.1\">"
          + "<context-root uri=\"/\"/></web-ext>";

  @TempDir Path folder;
  private Path marks;
  private final Probe probe = new Probe();

  @Deployment(testable = false)
  static WebArchive host() {
    return Wars.host();
  }

  @BeforeEach
  void folder() throws IOException {
    marks = Files.createDirectories(folder.resolve("marks"));
  }

  @AfterEach
  void removePlugins() throws Exception {
    try (Stream<Path> files = Files.list(Wars.dropped())) {
      for (Path file : files.toList()) {
        Wars.remove(file.getFileName().toString());
        probe.awaitGone(file.getFileName().toString());
      }
    }
  }

  @Test
  void nothing_of_a_war_runs_that_is_not_listed() throws Exception {
    for (Map.Entry<String, WebArchive> one : wars().entrySet()) {
      drop(one.getKey(), one.getValue());
    }
    Path good = Wars.plugin(folder, "context.war", "1", ContextStrategy.class);
    probe.list(good);

    Wars.drop(good, "context.war");

    probe.await("context.war", status -> status.state().equals("ACTIVE"));
    for (String name : wars().keySet()) {
      String state = probe.plugin(name).orElseThrow().state();
      assertThat(state).as(name).isEqualTo(name.equals("plain.war") ? "STAGED" : "REFUSED");
    }
    assertThat(ran()).isEmpty();
    assertThat(probe.decision()).startsWith("Refrain|context");
    probe.awaitHealth("/health/ready");
  }

  @Test
  void nothing_of_a_war_runs_against_which_something_is_found_though_it_is_listed()
      throws Exception {
    Path good = Wars.plugin(folder, "context.war", "1", ContextStrategy.class);
    Map<String, WebArchive> wars = wars();
    wars.remove("plain.war");
    List<Path> listed = new java.util.ArrayList<>(List.of(good));
    for (Map.Entry<String, WebArchive> one : wars.entrySet()) {
      listed.add(drop(one.getKey(), one.getValue()));
    }
    probe.list(listed.toArray(Path[]::new));

    Wars.drop(good, "context.war");

    probe.await("context.war", status -> status.state().equals("ACTIVE"));
    for (String name : wars.keySet()) {
      assertThat(probe.plugin(name).orElseThrow().state()).as(name).isEqualTo("REFUSED");
    }
    assertThat(ran()).isEmpty();
    assertThat(probe.decision()).startsWith("Refrain|context");
    probe.awaitHealth("/health/ready");
  }

  @Test
  void the_mark_would_show_if_a_war_ran() throws Exception {
    probe.list(drop("plain.war", wars().get("plain.war")));
    probe.await("plain.war", status -> status.state().equals("ACTIVE"));
    assertThat(ran()).containsExactly("MarkingStrategy");
  }

  @Test
  void no_request_reaches_a_plugin_whatever_it_is_called() throws Exception {
    Path war =
        export(
            "context.war",
            ShrinkWrap.create(WebArchive.class, "context.war")
                .addClass(ContextStrategy.class)
                .addAsResource(
                    new StringAsset("probe.version=1\n"), "META-INF/microprofile-config.properties")
                .addAsResource(new StringAsset("own"), "own.txt")
                .addAsWebResource(new StringAsset("<p>a page of the plugin</p>"), "index.html")
                .addAsManifestResource(
                    Wars.manifest(ContextStrategy.class, "1", Permission.values()), Wars.MANIFEST)
                .addAsWebInfResource(new StringAsset(Wars.BEANS), "beans.xml"));
    probe.list(war);
    Wars.drop(war, "context.war");
    probe.await("context.war", status -> status.state().equals("ACTIVE"));
    String application = probe.decision().replaceFirst("(?s).*jndi=(\\S+).*", "$1");
    assertThat(application).startsWith("context-");

    for (String host : List.of("127.0.0.1", "localhost", "plugins.invalid:1", "plugins", "*")) {
      for (String path :
          List.of(
              "/" + application + "/", "/" + application + "/index.html", "/context/index.html")) {
        assertThat(probe.raw(host, path))
            .as(host + path)
            .doesNotStartWith("HTTP/1.1 200")
            .doesNotContain("a page of the plugin");
      }
    }
    assertThat(probe.raw("127.0.0.1", "/health/live")).startsWith("HTTP/1.1 200");
  }

  private Map<String, WebArchive> wars() {
    Map<String, WebArchive> wars = new TreeMap<>();
    wars.put("plain.war", war());
    wars.put("root.war", war().addAsWebInfResource(new StringAsset(EXT), "ibm-web-ext.xml"));
    wars.put("servlet.war", war().addClass(MarkingServlet.class));
    wars.put("health.war", war().addClass(MarkingHealth.class));
    wars.put("thief.war", war().addClass(ThiefStrategy.class));
    wars.put("silent.war", asking());
    return wars;
  }

  private WebArchive war() {
    return asking(Permission.values());
  }

  private WebArchive asking(Permission... asks) {
    return ShrinkWrap.create(WebArchive.class)
        .addClasses(MarkingStrategy.class, Mark.class)
        .addAsResource(new StringAsset(marks.toString()), "mark.txt")
        .addAsManifestResource(Wars.manifest(MarkingStrategy.class, "1", asks), Wars.MANIFEST)
        .addAsWebInfResource(new StringAsset(Wars.BEANS), "beans.xml");
  }

  private Path drop(String name, WebArchive war) throws IOException {
    Path file = export(name, war);
    Wars.drop(file, name);
    return file;
  }

  private Path export(String name, WebArchive war) {
    Path file = folder.resolve(name);
    war.as(ZipExporter.class).exportTo(file.toFile(), true);
    return file;
  }

  private List<String> ran() throws IOException {
    try (Stream<Path> all = Files.list(marks)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
