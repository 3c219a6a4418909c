package org.prytany.acceptance.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.acceptance.server.BuiltHouse;

/**
 * What a language model wrote is shown and nothing else: nobody who compares, finds, decides,
 * votes, signs, pays, or tells people something can reach it.
 */
class WrittenTextStaysOutTest {

  private static final Path HOME = BuiltHouse.installation().home();

  /** Where what a model wrote lives, and where it comes from. */
  private static final String[] PACKAGES = {
    "org.prytany.governance.writing..",
    "org.prytany.store.drafts..",
    "org.prytany.app.writing..",
    "org.prytany.inference.generation..",
    "org.prytany.inference.process..",
    "org.prytany.inference.remote..",
  };

  /** Classes that carry it and live among others. */
  private static final Set<String> CARRYING =
      Set.of(
          "org.prytany.app.view.WrittenView",
          "org.prytany.app.sheet.Sheet$Written",
          "org.prytany.app.sheet.Sheet$WrittenSentence",
          "org.prytany.governance.digest.SentenceWriter");

  private static final DescribedPredicate<JavaClass> WRITTEN =
      resideInAnyPackage(PACKAGES)
          .or(
              DescribedPredicate.describe(
                  "carry what a model wrote",
                  each ->
                      CARRYING.stream()
                          .anyMatch(
                              name ->
                                  each.getName().equals(name)
                                      || each.getName().startsWith(name + "$"))));

  /** The classes of the server's application that may: they show it, or put it together. */
  private static final Set<String> SHOWING =
      Set.of(
          "org.prytany.app.rest.DaosResource",
          "org.prytany.app.rest.FeedResource",
          "org.prytany.app.sheet.Sheet",
          "org.prytany.app.sheet.SheetMarkdown",
          "org.prytany.app.sheet.Sheets",
          "org.prytany.app.view.ProposalView",
          "org.prytany.app.view.ProposalViews",
          "org.prytany.app.view.WrittenViews",
          "org.prytany.app.wiring.Beans",
          "org.prytany.app.wiring.EngineRoom",
          "org.prytany.app.wiring.PluginSentences",
          "org.prytany.app.wiring.WritingRoom");

  private static JavaClasses classesOf(String folder) {
    return new ClassFileImporter().importPath(HOME.resolve(folder).resolve("target/classes"));
  }

  @Test
  void noPackageOfTheLineButItsOwnReachesIt() {
    JavaClasses classes = classesOf("server/governance");
    assertThat(classes.containPackage("org.prytany.governance.writing")).isTrue();
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.prytany.governance.writing..", "org.prytany.governance.digest..")
        .should()
        .dependOnClassesThat(WRITTEN)
        .check(classes);
    // What is written for plugins is proved where it is asked for, and kept nowhere.
    noClasses()
        .that()
        .resideInAPackage("org.prytany.governance.digest..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(PACKAGES))
        .check(classes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plugins/spi",
        "plugins/bridge",
        "plugins/judging",
        "plugins/reading",
        "plugins/digest",
        "plugins/rules",
        "plugins/policy",
        "plugins/treasury",
        "server/chain",
        "server/settings",
        "server/signer",
        "server/signerd",
        "server/alerts",
        "server/snapshot",
        "server/host",
        "server/link",
        "server/apart",
        "server/verify",
        "server/policies",
        "server/backup"
      })
  void noOtherModuleThatActsOrTellsReachesIt(String folder) {
    JavaClasses classes = classesOf(folder);
    assertThat(classes).isNotEmpty();
    noClasses().should().dependOnClassesThat(WRITTEN).check(classes);
  }

  @Test
  void theStoreKeepsItApartFromProposals() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.prytany.store.drafts..")
        .should()
        .dependOnClassesThat(WRITTEN)
        .check(classesOf("server/store"));
  }

  @Test
  void ofTheApplicationOnlyWhatShowsItReachesIt() {
    Set<String> reaching =
        classesOf("server/app").stream()
            .filter(each -> !each.getPackageName().equals("org.prytany.app.writing"))
            .filter(each -> !WRITTEN.test(each))
            .filter(WrittenTextStaysOutTest::reaches)
            .map(WrittenTextStaysOutTest::outermost)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(reaching).isEqualTo(new TreeSet<>(SHOWING));
  }

  private static boolean reaches(JavaClass one) {
    return one.getDirectDependenciesFromSelf().stream()
        .anyMatch(dependency -> WRITTEN.test(dependency.getTargetClass().getBaseComponentType()));
  }

  private static String outermost(JavaClass one) {
    return one.getEnclosingClass().map(WrittenTextStaysOutTest::outermost).orElse(one.getName());
  }
}
