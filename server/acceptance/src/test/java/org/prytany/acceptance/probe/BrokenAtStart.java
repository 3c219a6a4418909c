package org.prytany.acceptance.probe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;

/** Makes its WAR fail before the server calls it started. */
@ApplicationScoped
public class BrokenAtStart {

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    throw new IllegalStateException("this WAR is broken on purpose");
  }
}
