package org.prytany.acceptance.probe;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says that the server is not ready. */
@Readiness
@ApplicationScoped
public class MarkingHealth implements HealthCheck {

  static {
    Mark.of(MarkingHealth.class);
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.down("marking");
  }
}
