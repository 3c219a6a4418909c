package org.prytany.host.inspect;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Invariant: a WAR is refused, with words that name what is wrong, if it is packed to be read in
 * two ways, brings what would run outside its plugin, refers to what is the host's, or uses what
 * its manifest does not ask for.
 */
class InspectionTest {

  private static final String GOOD =
      "public int sum(java.util.List<Integer> all) { return all.stream().mapToInt(i -> i).sum(); }";
  private static final String EVERYTHING =
      "files network processes native reflection code unsafe exit threads management environment"
          + " shared-state naming";

  @TempDir private Path folder;

  /**
   * A hostile WAR.
   *
   * @param says what the refusal says
   */
  private record Hostile(String name, Consumer<WarMaker> content, String says) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Hostile hostile(String name, Consumer<WarMaker> content, String says) {
    return new Hostile(name, content, says);
  }

  private static Hostile named(String id, String refusal) {
    return hostile(
        "a manifest of " + id,
        war -> {
          war.file(
              Declared.ENTRY,
              "{\"version\": \"1\", \"spi\": \"[0.1,9.0)\", \"kinds\": [\"strategy\"], \"id\": \""
                  + id
                  + "\"}");
        },
        refusal);
  }

  private static Hostile manifest(String whole, String says) {
    String shown = whole.substring(0, Math.min(30, whole.length()));
    return hostile(
        "manifest " + shown, war -> war.file(Declared.ENTRY, whole), Declared.ENTRY + " " + says);
  }

  private static Hostile field(String field, String says) {
    return hostile("manifest with " + field, war -> war.manifest(field), says);
  }

  private static Hostile file(String name, String says) {
    return hostile("file " + name, war -> war.file(name, "x"), says);
  }

  private static Hostile webXml(String inside, String says) {
    return hostile(
        "web.xml with " + inside,
        war -> war.file("WEB-INF/web.xml", "<web-app>" + inside + "</web-app>"),
        says);
  }

  private static Hostile source(String name, String body, String says) {
    return hostile(name, war -> war.body(body), says);
  }

  static Stream<Hostile> packed() {
    return Stream.of(
        hostile(
            "a manifest of old",
            war -> war.file("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nPRYTANY-id: x\n"),
            "earlier Prytany, for it says something in PRYTANY-id of META-INF/MANIFEST.MF: get a"),
        hostile(
            "a configuration of old beside a manifest",
            war -> war.manifest("").file("META-INF/prytany-configuration.json", "{}"),
            "earlier Prytany, for it says something in META-INF/prytany-configuration.json: get a"),
        hostile(
            "a folder that is called as the manifest, with another in it",
            war -> war.file(Declared.ENTRY + "/", "{\"id\": 1}"),
            "a folder has content: META-INF/prytany-plugin.json/"),
        hostile(
            "two manifests that differ by capitals",
            war -> war.manifest("").file("META-INF/Prytany-Plugin.json", "{}"),
            "called META-INF/Prytany-Plugin.json: call it META-INF/prytany-plugin.json"),
        manifest("{", "is no JSON at line 1"),
        manifest(
            "{\n\"id\": \"a\",\n\"id\": \"b\"}", "is no JSON at line 3, or has one name twice"),
        manifest(
            "{\n\"\\u0069d\": \"a\",\"id\": \"b\"}", "is no JSON at line 2, or has one name twice"),
        manifest(
            "[".repeat(5_000), "is no JSON at line 1, or has one name twice, is nested too deep"),
        manifest("{\"a\": 1e999999999}", "has"),
        manifest(digits(1 << 20), "is larger than 64 KiB"),
        hostile(
            "a manifest of 10 MB of blanks",
            war -> war.file(Declared.ENTRY, " ".repeat(10 << 20)),
            "more than a plugin needs, at META-INF/prytany-plugin.json"),
        manifest("", "is empty"),
        manifest("[]", "has to be an object"),
        manifest("null", "has to be an object"),
        manifest("\uFEFF{}", "is no JSON at line 1"),
        field("\"\\u200bid\": \"x\"", "says \"?id\""),
        field("\"ID\": \"x\"", "says \"ID\", which is nothing that is known here"),
        field(
            "\"permissions\": \"files\"", "has \"permissions\": \"files\"; write there a list of"),
        field("\"permissions\": [[\"files\"]]", "has a list in \"permissions\""),
        field("\"permissions\": [\"FILES\"]", "has \"FILES\" in \"permissions\""),
        field("\"permissions\": [\"f\u0456les\"]", "has \"f?les\" in \"permissions\""),
        field("\"permissions\": [\"files\", \"files\"]", "has \"files\" twice"),
        field("\"configuration\": {}", "\"configuration\": has to say"),
        named("org.acme_votes", "has \"id\": \"org.acme_votes\"; write there"),
        named("", "has \"id\": \"\"; write there"),
        named("Acme", "has \"id\": \"Acme\"; write there"),
        named("votes\u202Eevil", "has \"id\": \"votes?evil\"; write there"),
        file("../outside.txt", "leads elsewhere: ../outside.txt"),
        file("WEB-INF/../../outside.txt", "leads elsewhere"),
        file("a/./b.txt", "leads elsewhere"),
        file("a/..", "leads elsewhere"),
        file("/etc/passwd", "leads elsewhere"),
        file("a\\b.txt", "leads elsewhere"),
        file("C:/x.txt", "leads elsewhere"),
        file("line\nbreak", "leads elsewhere: line?break"),
        file("right\u202Eleft", "leads elsewhere: right?left"),
        file("web-inf/lib/x.txt", "leads elsewhere"),
        file("WEB-INF/ibm-web-ext.xml", "tells the server how to run it"),
        file("WEB-INF/ibm-web-ext.xmi", "tells the server how to run it"),
        file("WEB-INF/IBM-WEB-BND.XML", "tells the server how to run it"),
        file("META-INF/ibm-application-ext.xml", "tells the server how to run it"),
        file("META-INF/application.xml", "tells the server how to run it"),
        file("META-INF/permissions.xml", "tells the server how to run it"),
        file("index.jsp", "a page that runs code"),
        file("WEB-INF/tags/x.tag", "a page that runs code"),
        file("WEB-INF/lib/native/libx.so", "a native library"),
        file("WEB-INF/classes/x.dll", "a native library"),
        file("WEB-INF/lib/sub/x.jar", "not in WEB-INF/lib"),
        file("other.war", "an archive within an archive"),
        webXml("<servlet><servlet-name>x</servlet-name></servlet>", "has a servlet"),
        webXml("<filter/>", "has a filter"),
        webXml("<j:listener><j:listener-class>x</j:listener-class></j:listener>", "has a listener"),
        hostile(
            "web.xml with a document type",
            war -> war.file("WEB-INF/web.xml", "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><x/>"),
            "has a document type"),
        hostile(
            "web.xml in UTF-16",
            war ->
                war.file(
                    "WEB-INF/web.xml",
                    "<web-app><servlet/></web-app>".getBytes(StandardCharsets.UTF_16)),
            "web.xml is not written in UTF-8"),
        hostile(
            "a web fragment in a library",
            war ->
                war.library(
                    "a.jar",
                    Map.of("META-INF/web-fragment.xml", "<x/>".getBytes(StandardCharsets.UTF_8))),
            "it has a web fragment (in a.jar)"),
        service("jakarta.servlet.ServletContainerInitializer"),
        service("jakarta.enterprise.inject.spi.Extension"),
        service("jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension"),
        service("jakarta.ws.rs.ext.RuntimeDelegate"),
        service("org.eclipse.microprofile.config.spi.ConfigSource"),
        hostile(
            "a service of a library",
            war ->
                war.library(
                    "a.jar",
                    Map.of(
                        "META-INF/services/jakarta.servlet.ServletContainerInitializer",
                        new byte[0])),
            "(in a.jar)"),
        hostile(
            "a class path that leads out",
            war ->
                war.file(
                    "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nClass-Path: ../../lib/x.jar\n"),
            "Class-Path leads elsewhere"),
        hostile(
            "a bomb", war -> war.file("zeros.txt", new byte[40 << 20]), "more than a plugin needs"),
        hostile(
            "a class too large to be held",
            war -> war.file("WEB-INF/classes/plugin/Big.class", noise(17 << 20)),
            "more than a plugin needs"),
        hostile(
            "entries without end",
            war -> IntStream.range(0, 60_000).forEach(at -> war.file("a" + at, "")),
            "it has more than 60000 entries"),
        hostile(
            "a bomb in a library",
            war -> war.library("a.jar", Map.of("zeros", new byte[40 << 20])),
            "more than a plugin needs"),
        hostile(
            "an archive in a library",
            war -> war.library("a.jar", Map.of("b.jar", WarMaker.zip(Map.of("x", new byte[1])))),
            "an archive within an archive"),
        hostile(
            "an unknown permission",
            war -> war.asks("everything"),
            "has \"everything\" in \"permissions\", and there is no such"));
  }

  private static Hostile service(String name) {
    return hostile(
        "service " + name,
        war -> war.file("WEB-INF/classes/META-INF/services/" + name, "x"),
        "a service of its own: " + name);
  }

  static Stream<Hostile> written() {
    return Stream.of(
        hostile(
            "a class of the SPI",
            war ->
                war.source(
                    "org.prytany.spi.Own", "package org.prytany.spi; public interface Own {}"),
            "a class of the server's own: org.prytany.spi.Own"),
        hostile(
            "a class of the bridge in a library",
            war ->
                war.library(
                    "a.jar",
                    war.compiled(
                        "org.prytany.bridge.Own", "package org.prytany.bridge; class Own {}")),
            "a class of the server's own: org.prytany.bridge.Own (in a.jar)"),
        hostile(
            "a class under another name than its file's",
            war ->
                war.file(
                    "WEB-INF/classes/plugin/Other.class",
                    war.compiled("plugin.Evil", "package plugin; class Evil {}")
                        .get("plugin/Evil.class")),
            "holds the class plugin.Evil"),
        hostile(
            "a class file that is none",
            war -> war.file("WEB-INF/classes/plugin/Evil.class", "no class"),
            "cannot be read"),
        source(
            "the registry",
            "static { org.prytany.bridge.PluginRegistry.claim(); }",
            "no plugin may use: org.prytany.bridge.PluginRegistry"),
        source(
            "the registry by name",
            "Object it() throws Exception { return Class.forName(\"org.prytany.bridge.PluginRegistry\"); }",
            "names what no plugin may use: org.prytany.bridge.PluginRegistry"),
        source(
            "the extension as a type only",
            "java.util.List<org.prytany.bridge.PluginExtension> all;",
            "no plugin may use: org.prytany.bridge"),
        hostile(
            "an extension of CDI",
            war ->
                war.body(
                    "static class Ext implements jakarta.enterprise.inject.spi.Extension {}",
                    "jakarta.enterprise.inject.spi.Extension",
                    "public interface Extension {}"),
            "no plugin may use: jakarta.enterprise.inject.spi.Extension"),
        source(
            "a type in an array's descriptor",
            "interface I { void f(org.prytany.bridge.PluginRegistry[] all); }",
            "no plugin may use: org.prytany.bridge"),
        source(
            "a secure class loader",
            "Object run() { return new java.security.SecureClassLoader() {}; }",
            "java.security.SecureClassLoader"),
        source(
            "layers of modules",
            "Object run() { return ModuleLayer.boot(); }",
            "java.lang.ModuleLayer.boot"),
        source(
            "beans",
            "Object run() throws Exception { return java.beans.Beans.instantiate(null, \"x\"); }",
            "java.beans.Beans.instantiate"),
        source(
            "the constants of a class",
            "Object run(Class<?> type) { return type.getEnumConstants(); }",
            "java.lang.Class.getEnumConstants"),
        source(
            "a part of the JDK that no rule names",
            "Object run() throws Exception { return new java.awt.Robot(); }",
            "java.awt.Robot"),
        source(
            "a file of a writer",
            "Object run() throws Exception { return new java.io.PrintWriter(\"x\"); }",
            "java.io.PrintWriter.<init>"),
        source(
            "a file of a stream",
            "Object run() throws Exception { return new java.io.PrintStream(\"x\"); }",
            "java.io.PrintStream.<init>"),
        source(
            "a file of a formatter",
            "Object run() throws Exception { return new java.util.Formatter(\"x\"); }",
            "java.util.Formatter.<init>"),
        source(
            "a file of a scanner",
            "Object run(java.nio.file.Path path) throws Exception { return new java.util.Scanner(path); }",
            "java.util.Scanner.<init>"),
        source(
            "an address that is looked up",
            "Object run() { return new java.net.InetSocketAddress(\"h\", 1); }",
            "java.net.InetSocketAddress.<init>"),
        source(
            "XML from anywhere",
            "Object run() throws Exception { return javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(\"http://h\"); }",
            "\"files\", \"network\""),
        hostile(
            "the server's settings",
            war ->
                war.body(
                    "Object run() { return org.eclipse.microprofile.config.ConfigProvider.getConfig(); }",
                    "org.eclipse.microprofile.config.ConfigProvider",
                    "public class ConfigProvider { public static Object getConfig() { return 1; } }"),
            "uses org.eclipse.microprofile.config.ConfigProvider.getConfig"),
        hostile(
            "a setting of the server that is injected",
            war ->
                war.body(
                    "@org.eclipse.microprofile.config.inject.ConfigProperty String x;",
                    "org.eclipse.microprofile.config.inject.ConfigProperty",
                    "public @interface ConfigProperty {}"),
            "uses org.eclipse.microprofile.config.*"),
        hostile(
            "a resource of the server",
            war ->
                war.body(
                    "@jakarta.annotation.Resource Object x;",
                    "jakarta.annotation.Resource",
                    "public @interface Resource {}"),
            "uses jakarta.annotation.Resource*"),
        source(
            "threads of a stream",
            "Object run(java.util.ArrayList<String> all) { return all.parallelStream(); }",
            "java.util.ArrayList.parallelStream"),
        source(
            "threads of a stream of its own list",
            "static class Own extends java.util.ArrayList<String> { Object all() { return parallelStream(); } }",
            "plugin.Evil$Own.parallelStream"),
        source(
            "a stream made parallel",
            "Object run() { return java.util.stream.Stream.of(1).parallel(); }",
            "java.util.stream.Stream.parallel"),
        source(
            "what runs later",
            "Object run(java.util.concurrent.CompletableFuture<String> it) { return it.handleAsync((a, e) -> a); }",
            "java.util.concurrent.CompletableFuture.handleAsync"),
        source(
            "a task of the common pool",
            "Object run(java.util.concurrent.RecursiveAction it) { return it.fork(); }",
            "java.util.concurrent.RecursiveAction.fork"),
        source(
            "an array sorted by many",
            "void run(int[] all) { java.util.Arrays.parallelSort(all); }",
            "java.util.Arrays.parallelSort"),
        hostile(
            "a class called almost as a module's description",
            war -> war.file("WEB-INF/classes/evil/xmodule-info.class", "no class"),
            "cannot be read: WEB-INF/classes/evil/xmodule-info.class"),
        hostile(
            "a class in a module's description",
            war ->
                war.file(
                    "WEB-INF/classes/module-info.class",
                    war.compiled("plugin.Evil", "package plugin; class Evil {}")
                        .get("plugin/Evil.class")),
            "holds the class plugin.Evil"),
        hostile(
            "a module's description elsewhere",
            war ->
                war.file(
                    "WEB-INF/classes/evil/module-info.class",
                    war.compiled("module-info", "module evil {}").get("module-info.class")),
            "holds the class module-info"),
        source(
            "exit",
            "static { System.exit(1); }",
            "plugin.Evil.<clinit> uses java.lang.System.exit"),
        source(
            "exit by a method reference",
            "java.util.function.IntConsumer end = System::exit;",
            "uses java.lang.System.exit"),
        source("halt", "void end() { Runtime.getRuntime().halt(1); }", "java.lang.Runtime.halt"),
        source(
            "a program",
            "void run() throws Exception { new ProcessBuilder(\"sh\").start(); }",
            "java.lang.ProcessBuilder"),
        source(
            "a file",
            "void run() throws Exception { java.nio.file.Files.delete(java.nio.file.Path.of(\"x\")); }",
            "java.nio.file.Files.delete"),
        source(
            "a file by inheritance",
            "static class Own extends java.io.File { Own() { super(\"x\"); } boolean gone() { return delete(); } }",
            "java.io.File"),
        source(
            "a connection",
            "void run() throws Exception { new java.net.Socket(\"h\", 1).close(); }",
            "java.net.Socket"),
        source(
            "a connection by a URL",
            "void run() throws Exception { java.net.URI.create(\"http://h\").toURL().openStream(); }",
            "java.net.URL.openStream"),
        source("native code", "native void run();", "native code"),
        source(
            "native code by the JDK's linker",
            "Object run() { return java.lang.foreign.Linker.nativeLinker(); }",
            "java.lang.foreign.Linker.nativeLinker"),
        source("a library", "void run() { System.load(\"/x.so\"); }", "java.lang.System.load"),
        source(
            "reflection",
            "Object run(Object o) throws Exception { return o.getClass().getDeclaredMethods(); }",
            "java.lang.Class.getDeclaredMethods"),
        source(
            "method handles",
            "Object run() { return java.lang.invoke.MethodHandles.lookup(); }",
            "java.lang.invoke.MethodHandles.lookup"),
        source(
            "a class loader",
            "static class Own extends ClassLoader {}",
            "a subclass of java.lang.ClassLoader"),
        source(
            "objects that are read",
            "Object run(java.io.InputStream in) throws Exception { return new java.io.ObjectInputStream(in).readObject(); }",
            "java.io.ObjectInputStream"),
        source("a thread", "void run() { new Thread(() -> {}).start(); }", "java.lang.Thread"),
        source(
            "a thread by inheritance",
            "static class Own extends Thread {}",
            "a subclass of java.lang.Thread"),
        source(
            "threads of others",
            "Object run() { return Thread.getAllStackTraces(); }",
            "java.lang.Thread.getAllStackTraces"),
        source(
            "threads of a pool",
            "Object run() { return java.util.concurrent.Executors.newCachedThreadPool(); }",
            "java.util.concurrent.Executors"),
        source(
            "management",
            "Object run() { return java.lang.management.ManagementFactory.getPlatformMBeanServer(); }",
            "java.lang.management.ManagementFactory"),
        source(
            "the environment",
            "Object run() { return System.getenv(); }",
            "java.lang.System.getenv"),
        source(
            "a system property",
            "void run() { System.setProperty(\"a\", \"b\"); }",
            "java.lang.System.setProperty"),
        source(
            "names",
            "Object run() throws Exception { return javax.naming.InitialContext.doLookup(\"x\"); }",
            "javax.naming.InitialContext.doLookup"));
  }

  @ParameterizedTest
  @MethodSource("packed")
  void is_refused_however_much_it_asks_for(Hostile hostile) {
    Report report = report(hostile);
    assertThat(report.clean()).isFalse();
    assertThat(report.refusals()).anySatisfy(why -> assertThat(why).contains(hostile.says()));
    assertThat(report.refusals()).allSatisfy(why -> assertThat(why).doesNotContain("\n"));
  }

  @ParameterizedTest
  @MethodSource("written")
  void is_refused_by_name(Hostile hostile) {
    Report report = report(hostile);
    assertThat(report.clean()).isFalse();
    assertThat(String.join("\n", report.refusals())).contains(hostile.says());
  }

  private Report report(Hostile hostile) {
    WarMaker war =
        new WarMaker(folder).source("plugin.Good", "package plugin; class Good { " + GOOD + " }");
    hostile.content().accept(war);
    return Inspection.of(war.write());
  }

  @Test
  void what_only_computes_asks_for_nothing() {
    Report report =
        Inspection.of(
            new WarMaker(folder)
                .body(
                    GOOD
                        + "record R(int a, String b) {} String s(Object o) { return switch (o) {"
                        + " case R(int a, String b) when a > 1 -> b + a; case Integer i -> \"i\" + i;"
                        + " default -> String.valueOf(o); }; }")
                .file(
                    "WEB-INF/web.xml",
                    "<web-app metadata-complete=\"true\"><absolute-ordering/></web-app>")
                .file("WEB-INF/beans.xml", "<beans/>")
                .write());
    assertThat(report.refusals()).isEmpty();
    assertThat(report.uses()).isEmpty();
    assertThat(report.classes()).isEqualTo(2);
  }

  @Test
  void what_is_used_and_asked_for_is_shown_and_no_refusal() {
    Report report =
        Inspection.of(
            new WarMaker(folder).asks("exit files").body("static { System.exit(1); }").write());
    assertThat(report.refusals()).isEmpty();
    assertThat(report.uses())
        .containsExactly(
            new Report.Use(
                Permission.EXIT, "", "plugin.Evil", "<clinit>", "java.lang.System.exit"));
  }

  @Test
  void the_registry_is_refused_to_those_who_ask_for_everything() {
    Report report =
        Inspection.of(
            new WarMaker(folder)
                .asks(EVERYTHING)
                .body("static { org.prytany.bridge.PluginRegistry.claim(); }")
                .write());
    assertThat(report.clean()).isFalse();
  }

  @Test
  void a_second_entry_of_one_name_is_found() throws IOException {
    byte[] war = new WarMaker(folder).file("a/one.txt", "good").file("a/two.txt", "evil").bytes();
    assertThat(refusals(replaced(war, "a/two.txt", "a/one.txt")))
        .anySatisfy(why -> assertThat(why).contains("two entries are called a/one.txt"));
  }

  @Test
  void something_before_or_behind_the_archive_is_found() throws IOException {
    byte[] war = new WarMaker(folder).file("one.txt", "good").bytes();
    byte[] other = new WarMaker(folder).file("two.txt", "evil").bytes();
    assertThat(refusals(joined(other, war)))
        .anySatisfy(why -> assertThat(why).contains("something lies before the archive"));
    assertThat(refusals(joined(war, "behind".getBytes(StandardCharsets.UTF_8)))).isNotEmpty();
  }

  @Test
  void a_link_is_found() throws IOException {
    byte[] war = new WarMaker(folder).file("link", "/etc/passwd").bytes();
    for (int at = 0; at + 46 < war.length; at++) {
      if (war[at] == 'P' && war[at + 1] == 'K' && war[at + 2] == 1 && war[at + 3] == 2) {
        war[at + 5] = 3;
        war[at + 41] = (byte) 0xA1;
      }
    }
    assertThat(refusals(war)).anySatisfy(why -> assertThat(why).contains("it has a link: link"));
  }

  @Test
  void a_file_that_is_cut_or_no_archive_is_refused() throws IOException {
    byte[] war = new WarMaker(folder).file("one.txt", "good").bytes();
    for (int length = 0; length < war.length; length++) {
      assertThat(refusals(java.util.Arrays.copyOf(war, length)))
          .as("%d bytes", length)
          .isNotEmpty();
    }
    assertThat(refusals("no archive".getBytes(StandardCharsets.UTF_8)))
        .containsExactly("it cannot be read as a WAR: it is no archive");
  }

  @Test
  void what_is_no_class_is_counted_and_not_held() throws IOException {
    byte[] war =
        new WarMaker(folder)
            .body(GOOD)
            .file("model.bin", noise(17 << 20))
            .file(
                "WEB-INF/classes/module-info.class",
                new WarMaker(folder)
                    .compiled("module-info", "module good {}")
                    .get("module-info.class"))
            .bytes();
    assertThat(refusals(war)).isEmpty();
  }

  @Test
  void no_more_refusals_are_kept_than_anybody_reads() throws IOException {
    WarMaker war = new WarMaker(folder);
    IntStream.range(0, 1_000).forEach(at -> war.file("../" + at, ""));
    assertThat(refusals(war.bytes())).hasSize(100);
  }

  /** A constant whose bootstrap's argument is itself; who resolves it comes to the stack's end. */
  @Test
  void a_constant_that_names_itself_ends_nothing() throws IOException {
    byte[] evil = SelfNaming.of("plugin.Self", System.class, "exit");
    Report report =
        Inspection.of(new WarMaker(folder).file("WEB-INF/classes/plugin/Self.class", evil).write());
    assertThat(report.classes()).isEqualTo(1);
    assertThat(report.refusals())
        .containsExactly(
            "its manifest does not ask for what its classes use; write \"permissions\": [\"exit\"]"
                + " in META-INF/prytany-plugin.json, or use less: plugin.Self.run uses"
                + " java.lang.System.exit");
  }

  private java.util.List<String> refusals(byte[] war) throws IOException {
    return Inspection.of(Files.write(folder.resolve("made.war"), war)).refusals();
  }

  private static String digits(int size) {
    return new java.math.BigInteger(1, noise(size / 2)).toString(16);
  }

  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new java.util.Random(1).nextBytes(bytes);
    return bytes;
  }

  private static byte[] replaced(byte[] bytes, String from, String to) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = java.util.Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  @Test
  void what_was_built_for_an_earlier_server_is_told_in_one_sentence() {
    Path war =
        new WarMaker(folder)
            .file(
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\nPrytany-Version: 1\nPrytany-Id: x\nPrytany-Kind: y\n")
            .file(Inspection.EARLIER_CONFIGURATION, "{}")
            .write();
    assertThat(Inspection.of(war).refusals())
        .singleElement()
        .asString()
        .contains("Prytany-Id of META-INF/MANIFEST.MF, Prytany-Kind of")
        .contains("get a build for this Prytany from whoever made it");
  }

  /** One reading: what is a folder to who looks at it is no manifest to who takes it. */
  @Test
  void a_folder_is_no_manifest() throws IOException {
    Path war = new WarMaker(folder).file(Declared.ENTRY + "/", "{").write();
    assertThat(Declared.of(war)).isEqualTo(Declared.NOTHING);
  }

  @Test
  void however_much_is_wrong_with_a_manifest_no_more_is_said_than_anybody_reads() {
    String many =
        IntStream.range(0, 4_000).mapToObj(i -> "\"f" + i + "\": 0").collect(joining(", "));
    assertThatThrownBy(() -> Declared.read(("{" + many + "}").getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(
            e -> assertThat(String.valueOf(e.getMessage()).split("; ")).hasSize(Refusals.MOST));
  }
}
