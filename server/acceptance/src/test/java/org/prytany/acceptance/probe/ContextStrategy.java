package org.prytany.acceptance.probe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.CDI;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.prytany.spi.VoteDecision;
import org.prytany.spi.VoteStrategy;
import org.prytany.spi.VotingSituation;

/** Tells whose class loader, CDI, configuration and names a plugin sees while the host calls it. */
@ApplicationScoped
public class ContextStrategy implements VoteStrategy {

  @Override
  public String id() {
    return "strategy-context";
  }

  @Override
  public String version() {
    return ConfigProvider.getConfig().getValue("probe.version", String.class);
  }

  @Override
  public VoteDecision decide(VotingSituation situation) {
    ClassLoader own = ContextStrategy.class.getClassLoader();
    boolean context = Thread.currentThread().getContextClassLoader().getResource("own.txt") != null;
    boolean cdi = CDI.current().select(VoteStrategy.class).isResolvable();
    String name;
    try {
      name = InitialContext.doLookup("java:app/AppName");
    } catch (NamingException e) {
      name = e.toString();
    }
    return new VoteDecision.Refrain(
        "context",
        "version=%s loader=%s cdi=%s jndi=%s own=%s"
            .formatted(version(), context, cdi, name, own.getResource("own.txt") != null));
  }
}
