package org.prytany.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.spi.Extension;
import java.nio.file.Path;
import java.util.Set;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerTest {

  @TempDir Path directory;

  @Test
  void aCdiContainerStartsWithTheStoreOnItsClassPathAndTakesNoBeanFromIt() {
    // Scans every class path entry, as a server does with WEB-INF/lib.
    Weld weld =
        new Weld().property("org.jboss.weld.se.scan.classpath.entries", true).skipShutdownHook();
    try (WeldContainer container = weld.initialize()) {
      assertThat(container.getBeanManager().getBeans(Object.class))
          .extracting(bean -> bean.getBeanClass())
          .filteredOn(type -> !Extension.class.isAssignableFrom(type))
          .extracting(Class::getName)
          .isNotEmpty()
          .noneMatch(name -> name.contains("jnosql") || name.startsWith("org.prytany.store"));
      try (Store store = Store.open(StoreSettings.embedded(directory, Set.of(Samples.CHAIN)))) {
        store.health();
      }
    }
  }
}
