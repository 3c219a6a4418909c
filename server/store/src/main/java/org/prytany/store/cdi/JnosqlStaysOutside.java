package org.prytany.store.cdi;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;

/**
 * JNoSQL's jars are bean archives: a container that finds them makes a second set of templates and
 * clients, and refuses to start when it finds our subclasses beside them. The store needs none of
 * that: it is opened and closed by whoever produces it.
 */
public final class JnosqlStaysOutside implements Extension {

  void veto(@Observes ProcessAnnotatedType<?> discovered) {
    String name = discovered.getAnnotatedType().getJavaClass().getName();
    if (name.startsWith("org.eclipse.jnosql.") || name.startsWith("org.prytany.store.")) {
      discovered.veto();
    }
  }
}
