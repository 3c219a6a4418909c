package org.prytany.acceptance.probe;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.prytany.bridge.CallerContext;
import org.prytany.bridge.PluginRegistration;
import org.prytany.bridge.PluginRegistry;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.SignedFor;
import org.prytany.host.HostSettings;
import org.prytany.host.PluginHost;
import org.prytany.host.PluginInstaller;
import org.prytany.host.budget.Budget;
import org.prytany.spi.PassedProposal;
import org.prytany.spi.TextEmbedder;
import org.prytany.spi.VoteDecision;
import org.prytany.testkit.SampleProposal;
import org.prytany.testkit.SampleSituation;
import org.prytany.testkit.StubTextEmbedder;

/** The server's side of the tests: a WAR with the real host in it, and nothing else of Prytany. */
@ApplicationScoped
@Path("/")
@Produces(MediaType.TEXT_PLAIN)
public class HostProbe {

  private TextEmbedder embedder;
  private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
  private PluginRegistry.Claim claim;
  private PluginRegistry.Subscription census;
  private HostSettings settings;
  private PluginHost host;

  @PostConstruct
  void begin() {
    // Not in the constructor, which the container runs once more to make its proxy.
    embedder = CallerContext.bind(TextEmbedder.class, new StubTextEmbedder());
    settings = settings(Set.of());
    claim = PluginRegistry.claim();
    census = claim.registry().subscribe(this::count);
    host = new PluginHost(settings, claim.registry());
  }

  @PreDestroy
  void end() {
    census.close();
    host.close();
    claim.close();
  }

  /** Starts the host anew with a list of hashes, one a line. */
  @PUT
  @Path("listed")
  public synchronized String list(String hashes) {
    host.close();
    settings = settings(hashes.lines().collect(Collectors.toSet()));
    host = new PluginHost(settings, claim.registry());
    return "";
  }

  /** Bytes of metaspace in use, and live threads. */
  @GET
  @Path("process")
  public String process() {
    long metaspace =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().equals("Metaspace"))
            .mapToLong(pool -> pool.getUsage().getUsed())
            .sum();
    return metaspace + " " + ManagementFactory.getThreadMXBean().getThreadCount();
  }

  @GET
  @Path("plugins")
  public synchronized String plugins() {
    return host.statuses().stream()
        .map(
            status ->
                String.join(
                    "|",
                    status.file().orElse("-"),
                    status.id(),
                    status.version(),
                    status.state().name(),
                    status.reason()))
        .collect(Collectors.joining("\n"));
  }

  @PUT
  @Path("install")
  public synchronized String install(String file) {
    try {
      return new PluginInstaller(settings).install(file);
    } catch (PrytanyException e) {
      return e.code() + ": " + e.getMessage();
    }
  }

  @GET
  @Path("decision")
  public synchronized String decision() {
    try {
      return host.strategy()
          .map(
              strategy -> {
                VoteDecision made = strategy.decide(SampleSituation.of().situation());
                return made.getClass().getSimpleName() + "|" + made.rule() + "|" + made.reason();
              })
          .orElse("no strategy");
    } catch (PrytanyException e) {
      return e.code() + ": " + e.getMessage();
    }
  }

  @GET
  @Path("digest")
  public synchronized String digest() {
    try {
      return host.digester()
          .map(digester -> digester.digest(SampleProposal.grant(), () -> embedder).headline())
          .orElse("no digester");
    } catch (PrytanyException e) {
      return e.code() + ": " + e.getMessage();
    }
  }

  @GET
  @Path("queue")
  public synchronized String queue() {
    PassedProposal passed =
        new PassedProposal(
            SampleProposal.grant(),
            SampleProposal.of()
                .pays(SampleProposal.USDC, BigInteger.TEN, SampleProposal.account(0x11))
                .calls("0x" + "ab".repeat(32)));
    return host.executor()
        .map(executor -> executor.planQueue(passed).call().calldata())
        .orElse("no executor");
  }

  /** How many plugin class loaders there were, and how many are left after collections. */
  @GET
  @Path("loaders")
  public String loaders() throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      System.gc();
      System.runFinalization();
      Thread.sleep(100);
    }
    synchronized (loaders) {
      long left = loaders.stream().filter(loader -> !loader.refersTo(null)).count();
      return loaders.size() + " " + left;
    }
  }

  private void count() {
    synchronized (loaders) {
      for (PluginRegistration one : claim.registry().snapshot().registrations()) {
        ClassLoader loader = one.loader().get();
        if (loader != null && loaders.stream().noneMatch(known -> known.refersTo(loader))) {
          loaders.add(new WeakReference<>(loader));
        }
      }
    }
  }

  private static HostSettings settings(Set<String> listed) {
    var config = ConfigProvider.getConfig();
    return new HostSettings(
        java.nio.file.Path.of(config.getValue("prytany.plugins.available.dir", String.class)),
        java.nio.file.Path.of(config.getValue("prytany.plugins.dir", String.class)),
        java.nio.file.Path.of(config.getValue("prytany.plugins.run", String.class)),
        listed,
        Map.of(),
        new Budget(Duration.ofSeconds(20), Duration.ofMinutes(5)),
        Duration.ofSeconds(15),
        Set.of("host-probe.war"),
        "",
        SignedFor.NOTHING);
  }
}
