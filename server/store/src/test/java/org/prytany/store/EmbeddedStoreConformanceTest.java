package org.prytany.store;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreConformanceTest extends StoreConformance {

  @TempDir Path directory;

  @Override
  Store openEmpty() {
    return Store.open(StoreSettings.embedded(directory, Set.of(Samples.CHAIN)));
  }
}
