package org.prytany.acceptance.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.prytany.acceptance.server.BuiltHouse;

/** What README and docs name, is there: commands, folders, pages, modules, packages. */
class DocumentedNamesTest {

  private static final Path HOME = BuiltHouse.installation().home();
  private static final List<String> WITH_COMMANDS =
      List.of(
          "server/cli",
          "server/demo",
          "server/bench",
          "server/verify",
          "server/check",
          "server/backup",
          "server/models",
          "server/policies",
          "server/mcp");
  private static final Pattern COMMAND =
      Pattern.compile("(?:\\./|`)prytany ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?");
  private static final Pattern PATH =
      Pattern.compile("`((?:server|plugins|contracts|docs|liberty-config)/[^` *]*)`");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");
  private static final Pattern FOLDER = Pattern.compile("(?m)^( {4}| {6})([a-z-]+)/(?:\\s|$)");
  private static final Pattern PACKAGE = Pattern.compile("`([a-z]+)`");
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  @Test
  void everyCommandThatAPageNamesExists() throws IOException {
    Map<String, Set<String>> commands = commands();
    for (Path page : pages()) {
      for (MatchResult named : COMMAND.matcher(Files.readString(page)).results().toList()) {
        String name = named.group(1);
        assertThat(commands.keySet()).as("command named in " + page).contains(name);
        Set<String> own = commands.getOrDefault(name, Set.of());
        if (named.group(2) != null && !own.isEmpty()) {
          assertThat(own).as("`prytany %s` named in %s", name, page).contains(named.group(2));
        }
      }
    }
  }

  @Test
  void theLauncherKnowsTheSameCommandsBeforeAnythingIsBuilt() throws IOException {
    String launcher = Files.readString(HOME.resolve("prytany"));
    String help = launcher.substring(launcher.indexOf("Usage: ./prytany COMMAND"));
    assertThat(commands().keySet())
        .containsAll(found(Pattern.compile("(?m)^  ([a-z]+) {2,}"), help, 1));
  }

  @Test
  void everyPathAndEveryLinkOfAPageLeadsSomewhere() throws IOException {
    for (Path page : pages()) {
      String text = Files.readString(page);
      for (String path : found(PATH, text, 1)) {
        assertThat(HOME.resolve(path)).as("named in " + page).exists();
      }
      for (String link : found(LINK, text, 1)) {
        assertThat(page.resolveSibling(link)).as("linked in " + page).exists();
      }
    }
  }

  @Test
  void theLayoutOfTheDesignIsThatOfTheHouse() throws IOException {
    String layout = section("## Layout");
    Set<String> folders = new TreeSet<>();
    String parent = "";
    for (MatchResult line : FOLDER.matcher(layout).results().toList()) {
      boolean top = line.group(1).length() == 4;
      parent = top ? line.group(2) : parent;
      folders.add(top ? parent : parent + "/" + line.group(2));
    }
    assertThat(folders).allSatisfy(name -> assertThat(HOME.resolve(name)).isDirectory());
    assertThat(folders).containsAll(found(MODULE, Files.readString(HOME.resolve("pom.xml")), 1));
  }

  @Test
  void thePackagesOfTheLineAreThoseThatTheDesignNames() throws IOException {
    try (Stream<Path> there =
        Files.list(HOME.resolve("server/governance/src/main/java/org/prytany/governance"))) {
      Set<String> packages =
          there
              .filter(Files::isDirectory)
              .map(folder -> folder.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(layers().stream().flatMap(List::stream))
          .containsExactlyInAnyOrderElementsOf(packages);
    }
  }

  @Test
  void aPackageOfTheLineUsesOnlyWhatTheDesignPutsAboveIt() throws IOException {
    List<List<String>> layers = layers();
    JavaClasses classes =
        new ClassFileImporter().importPath(HOME.resolve("server/governance/target/classes"));
    for (int layer = 0; layer < layers.size() - 1; layer++) {
      noClasses()
          .that()
          .resideInAnyPackage(inGovernance(layers.get(layer).stream()))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  inGovernance(
                      layers.subList(layer + 1, layers.size()).stream().flatMap(List::stream))))
          .check(classes);
    }
  }

  private static String[] inGovernance(Stream<String> names) {
    return names.map(name -> "org.prytany.governance." + name + "..").toArray(String[]::new);
  }

  /** The rows of the design's table: each uses only itself and those before it. */
  private static List<List<String>> layers() throws IOException {
    return section("## The one line")
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> found(PACKAGE, line.substring(0, line.indexOf('|', 1)), 1))
        .toList();
  }

  private static String section(String heading) throws IOException {
    String page = Files.readString(HOME.resolve("docs/architecture.md"));
    int begin = page.indexOf(heading);
    int end = page.indexOf("\n## ", begin + 1);
    return page.substring(begin, end < 0 ? page.length() : end);
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(HOME.resolve("README.md")));
    try (Stream<Path> docs = Files.list(HOME.resolve("docs"))) {
      docs.filter(path -> path.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  private static List<String> found(Pattern pattern, String text, int group) {
    return pattern.matcher(text).results().map(result -> result.group(group)).toList();
  }

  /** The commands that there are, own and offered by modules, each with the commands of its own. */
  private static Map<String, Set<String>> commands() throws IOException {
    JavaClasses classes =
        new ClassFileImporter()
            .importPaths(
                WITH_COMMANDS.stream().map(it -> HOME.resolve(it + "/target/classes")).toList());
    Map<String, Set<String>> names = new TreeMap<>();
    for (JavaClass own :
        (JavaClass[]) annotated(classes.get("org.prytany.cli.Main"), "subcommands")) {
      names.put(name(classes, own), below(classes, own));
    }
    for (String type : offered("org.prytany.cli.Subcommand")) {
      JavaClass own = classes.get(type);
      names.put(name(classes, own), below(classes, own));
    }
    for (String type : offered("org.prytany.cli.evaluate.Evaluation")) {
      Objects.requireNonNull(names.get("evaluate")).add(name(classes, classes.get(type)));
    }
    for (String type : offered("org.prytany.cli.plugin.PluginSubcommand")) {
      Objects.requireNonNull(names.get("plugin")).add(name(classes, classes.get(type)));
    }
    return names;
  }

  private static List<String> offered(String service) throws IOException {
    List<String> types = new ArrayList<>();
    for (String module : WITH_COMMANDS) {
      Path file = HOME.resolve(module + "/target/classes/META-INF/services/" + service);
      if (Files.exists(file)) {
        Files.readAllLines(file).forEach(line -> types.add(line.strip()));
      }
    }
    return types;
  }

  private static Set<String> below(JavaClasses classes, JavaClass command) {
    Set<String> names = new TreeSet<>();
    for (JavaClass own : (JavaClass[]) annotated(command, "subcommands")) {
      names.add(name(classes, own));
    }
    return names;
  }

  private static String name(JavaClasses classes, JavaClass command) {
    return (String) annotated(classes.get(command.getName()), "name");
  }

  private static Object annotated(JavaClass type, String property) {
    return type.getAnnotationOfType("picocli.CommandLine$Command").get(property).orElseThrow();
  }
}
