package org.prytany.acceptance.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.prytany.acceptance.server.BuiltHouse;

/** Module direction is data, checked. */
class ModuleDirectionsTest {

  private record Direction(String folder, String own, List<String> allowed) {}

  private static final Set<String> KEY_HOLDERS =
      Set.of("Credentials", "ECKeyPair", "Sign", "Wallet", "WalletFile", "WalletUtils");

  private static final List<String> STAGES =
      List.of(
          "proposal",
          "intake",
          "digest",
          "decision",
          "ballot",
          "tally",
          "queue",
          "execution",
          "receipt",
          "line");

  private static final Path HOME = BuiltHouse.installation().home();

  @TestFactory
  Stream<DynamicTest> everyModuleUsesOnlyWhatItMay() throws IOException {
    return directions().stream()
        .map(direction -> DynamicTest.dynamicTest(direction.folder(), () -> check(direction)));
  }

  @Test
  void everyFolderWithJavaHasADirection() throws IOException {
    List<String> listed = new ArrayList<>(directions().stream().map(Direction::folder).toList());
    listed.add("server/acceptance");
    try (Stream<Path> poms = Files.walk(HOME, 3)) {
      List<String> modules =
          poms.filter(path -> path.endsWith("pom.xml"))
              .map(Path::getParent)
              .filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
              .map(folder -> HOME.relativize(folder).toString())
              .toList();

      assertThat(listed).containsAll(modules);
    }
  }

  @TestFactory
  Stream<DynamicTest> packagesOfAModuleFormNoCycle() throws IOException {
    return directions().stream()
        .map(
            direction ->
                DynamicTest.dynamicTest(
                    direction.folder(),
                    () ->
                        slices()
                            .matching("org.prytany." + direction.own() + ".(*)..")
                            .should()
                            .beFreeOfCycles()
                            .allowEmptyShould(true)
                            .check(classesOf(direction.folder()))));
  }

  /**
   * The stages in the order in which a proposal meets them; what serves all of them is no stage.
   */
  @Test
  void noStageKnowsALaterOne() {
    for (int stage = 0; stage < STAGES.size(); stage++) {
      String[] later =
          STAGES.subList(stage + 1, STAGES.size()).stream()
              .map(name -> "org.prytany.governance." + name + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("org.prytany.governance." + STAGES.get(stage) + "..")
          .should()
          .dependOnClassesThat(resideInAnyPackage(later))
          .because("a proposal goes through the house in one direction")
          .check(classesOf("server/governance"));
    }
  }

  @Test
  void theLineKnowsNoFrameworkAndDoesNoInputOrOutput() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "jakarta..",
                "org.eclipse..",
                "org.web3j..",
                "com.mongodb..",
                "java.nio.file..",
                "java.net..",
                "java.sql.."))
        .check(classesOf("server/governance"));
  }

  /** By the configuration alone a statement counts that the signer does not count. */
  @Test
  void whatIsShownAsksTheSignerWhoTheTreasurersAre() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.prytany.app.rest..",
            "org.prytany.app.view..",
            "org.prytany.app.sheet..",
            "org.prytany.app.period..",
            "org.prytany.app.search..",
            "org.prytany.app.feed..")
        .should()
        .callMethod(
            "org.prytany.governance.statement.Roster", "of", "org.prytany.governance.dao.Dao")
        .orShould()
        .callMethod(
            "org.prytany.governance.approval.ApprovalState",
            "of",
            "org.prytany.governance.dao.Dao",
            "org.prytany.governance.proposal.Proposal",
            "java.time.Instant")
        .check(classesOf("server/app"));
  }

  @Test
  void onlyTheSignerTouchesPrivateKeys() {
    for (String folder :
        List.of(
            "server/governance",
            "server/settings",
            "server/chain",
            "server/store",
            "server/host",
            "server/app",
            "server/cli")) {
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.web3j.crypto..").and(simpleNameIn(KEY_HOLDERS)))
          .because("only the signer touches keys")
          .check(classesOf(folder));
    }
  }

  @Test
  void whatAssistantsReadThroughOnlyGets() {
    Set<String> reading = Set.of("get", "close");
    noClasses()
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "ask the server for anything but reading",
                call ->
                    call.getTargetOwner().getName().equals("org.prytany.cli.ApiClient")
                        && !reading.contains(call.getName())))
        .check(classesOf("server/mcp"));
  }

  @Test
  void noPackageIsNamedAfterNothing() throws IOException {
    for (Direction direction : directions()) {
      classes()
          .should()
          .resideOutsideOfPackages(
              "..util..", "..utils..", "..common..", "..helper..", "..manager..", "..core..")
          .check(classesOf(direction.folder()));
    }
  }

  private static void check(Direction direction) {
    JavaClasses classes = classesOf(direction.folder());
    assertThat(classes).as("compiled classes of " + direction.folder()).isNotEmpty();
    List<String> allowed = new ArrayList<>();
    allowed.add("org.prytany." + direction.own() + "..");
    direction.allowed().forEach(name -> allowed.add("org.prytany." + name + ".."));
    // The mapping's processor writes classes into the library's own packages: not ours to place.
    classes()
        .that()
        .resideInAPackage("org.prytany..")
        .should()
        .resideInAPackage("org.prytany." + direction.own() + "..")
        // An example has none in our packages.
        .allowEmptyShould(true)
        .check(classes);
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.prytany..")
                .and(resideOutsideOfPackages(allowed.toArray(String[]::new))))
        .check(classes);
  }

  private static DescribedPredicate<JavaClass> simpleNameIn(Set<String> names) {
    return DescribedPredicate.describe(
        "are named one of " + names, type -> names.contains(type.getSimpleName()));
  }

  private static JavaClasses classesOf(String folder) {
    return new ClassFileImporter().importPath(HOME.resolve(folder).resolve("target/classes"));
  }

  private static List<Direction> directions() throws IOException {
    try (InputStream in = ModuleDirectionsTest.class.getResourceAsStream("directions.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(ModuleDirectionsTest::direction)
          .toList();
    }
  }

  private static Direction direction(String line) {
    String folder = line.substring(0, line.indexOf(':'));
    String[] sides = line.substring(line.indexOf(':') + 1).split("->", -1);
    return new Direction(
        folder,
        sides[0].strip(),
        Arrays.stream(sides[1].strip().split("\\s+")).filter(s -> !s.isEmpty()).toList());
  }
}
