package org.prytany.app.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when chain, store, models and plugins are. Says which is not and why. */
@Readiness
@ApplicationScoped
public class ReadyCheck implements HealthCheck {

  @Inject private Condition condition;

  @Override
  public HealthCheckResponse call() {
    Map<String, String> missing = condition.missing();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("prytany").status(missing.isEmpty());
    condition.facts().forEach(response::withData);
    missing.forEach(response::withData);
    if (!missing.isEmpty()) {
      response.withData("missing", String.join(", ", missing.keySet()));
    }
    return response.build();
  }
}
