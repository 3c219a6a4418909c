package org.prytany.acceptance.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.prytany.acceptance.server.BuiltHouse;

/**
 * What a chain calls an account is shown and nothing else: strangers choose their names, so nobody
 * who compares, finds, decides, votes, signs or pays can reach them.
 */
class NamesAreForReadersTest {

  private static final Path HOME = BuiltHouse.installation().home();
  private static final String ON_CHAIN = "org.prytany.chain.names";
  private static final String LOOKED_UP = "org.prytany.app.names";

  /** They look names up, put together what does, or send them to readers. */
  private static final Set<String> REACHING =
      Set.of(
          "org.prytany.app.rest.DaosResource",
          "org.prytany.app.wiring.Assembly",
          "org.prytany.app.wiring.Beans",
          "org.prytany.app.wiring.House");

  private static JavaClasses classesOf(String folder) {
    return new ClassFileImporter().importPath(HOME.resolve(folder).resolve("target/classes"));
  }

  @Test
  void ofTheApplicationOnlyWhatShowsNamesReachesThem() {
    JavaClasses classes = classesOf("server/app");
    assertThat(classes.containPackage(LOOKED_UP)).isTrue();
    Set<String> reaching =
        classes.stream()
            .filter(each -> !each.getPackageName().equals(LOOKED_UP))
            .filter(NamesAreForReadersTest::reaches)
            .map(NamesAreForReadersTest::outermost)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(reaching).isEqualTo(new TreeSet<>(REACHING));
  }

  @Test
  void nothingThatReadsTheChainForTheLineOrSignsReachesThem() {
    JavaClasses chain = classesOf("server/chain");
    assertThat(chain.containPackage(ON_CHAIN)).isTrue();
    noClasses()
        .that()
        .resideOutsideOfPackage(ON_CHAIN)
        .and()
        .doNotHaveFullyQualifiedName("org.prytany.chain.ChainAdapters")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ON_CHAIN)
        .check(chain);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ON_CHAIN)
        .check(classesOf("server/signerd"));
  }

  private static boolean reaches(JavaClass one) {
    return one.getDirectDependenciesFromSelf().stream()
        .map(dependency -> dependency.getTargetClass().getBaseComponentType().getPackageName())
        .anyMatch(name -> name.equals(LOOKED_UP) || name.equals(ON_CHAIN));
  }

  private static String outermost(JavaClass one) {
    return one.getEnclosingClass().map(NamesAreForReadersTest::outermost).orElse(one.getName());
  }
}
