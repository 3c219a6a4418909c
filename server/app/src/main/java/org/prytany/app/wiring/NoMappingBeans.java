package org.prytany.app.wiring;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;

/**
 * Keeps the database mapping's own beans out of the container: the store builds what it needs
 * itself, and unused beans only cost start-up time.
 */
public final class NoMappingBeans implements Extension {

  void veto(@Observes ProcessAnnotatedType<?> type) {
    if (type.getAnnotatedType().getJavaClass().getName().startsWith("org.eclipse.jnosql.")) {
      type.veto();
    }
  }
}
