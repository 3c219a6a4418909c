package org.prytany.bridge;

import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessBean;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.bridge.PluginRegistration.Origin;
import org.prytany.spi.Plugin;
import org.prytany.spi.PluginContext;

/**
 * Collects the beans of a WAR that are plugins, and offers them to the registry for as long as the
 * WAR's application scope lives. It sits in the shared library, so it runs for every WAR, the
 * server's own included, and possibly more than once for each.
 */
public final class PluginExtension implements Extension {

  private static final Logger LOG = System.getLogger(PluginExtension.class.getName());

  private final Set<Bean<?>> found = new LinkedHashSet<>();
  private final List<CreationalContext<?>> made = new ArrayList<>();
  private final List<Offered> offered = new ArrayList<>();
  private final List<Plugin> started = new ArrayList<>();

  private record Offered(ClassLoader loader, String application) {}

  // Only ProcessBean sees the beans of a WAR from an extension in a shared library; this
  // extension's own BeanManager resolves none of them.
  void collect(@Observes ProcessBean<?> event) {
    Bean<?> bean = event.getBean();
    if (!PluginKind.of(bean.getTypes()).isEmpty()) {
      found.add(bean);
    }
  }

  void offer(@Observes @Initialized(ApplicationScoped.class) Object start, BeanManager beans) {
    for (Bean<?> bean : found) {
      offer(bean, beans);
    }
  }

  void withdraw(@Observes @BeforeDestroyed(ApplicationScoped.class) Object end) {
    withdrawAll();
  }

  // A WAR that fails at start is shut down without its application scope ever ending.
  void withdraw(@Observes BeforeShutdown end) {
    withdrawAll();
  }

  private void offer(Bean<?> bean, BeanManager beans) {
    ClassLoader loader = bean.getBeanClass().getClassLoader();
    Origin origin = WarOrigin.of(bean.getBeanClass());
    offered.add(new Offered(loader, origin.application()));
    String name = bean.getBeanClass().getName();
    if (PluginRegistry.shared().hasFailed(origin, name)) {
      return;
    }
    Map<PluginKind, Plugin> its = new EnumMap<>(PluginKind.class);
    List<PluginRegistration> itsOffers = new ArrayList<>();
    try {
      ContextService contexts = ServerNames.contextService();
      CreationalContext<?> context = beans.createCreationalContext(bean);
      made.add(context);
      for (PluginKind kind : PluginKind.of(bean.getTypes())) {
        Plugin proxy =
            inContext(
                contexts, kind.contract(), beans.getReference(bean, kind.contract(), context));
        Optional<PluginContext> given =
            PluginRegistry.shared().starting(loader, origin, name + " " + kind.key(), proxy.id());
        if (given.isPresent()) {
          proxy.start(given.get());
          started.add(proxy);
        }
        its.put(kind, proxy);
      }
      its.forEach(
          (kind, proxy) ->
              PluginRegistry.shared().offer(kind, loader, origin, proxy).ifPresent(itsOffers::add));
      for (PluginRegistration taken : itsOffers) {
        LOG.log(
            Level.INFO,
            "plugin {0} {1} ({2}) offered by {3}",
            taken.id(),
            taken.version(),
            taken.kind().key(),
            origin.application());
      }
    } catch (Throwable e) {
      // Whatever a plugin throws, the WAR runs; and its words are made on a thread of their own.
      Failures.Told told = Failures.told(e, PluginRegistry.shared().hidden(origin));
      PluginRegistry.shared().takeBack(itsOffers);
      PluginRegistry.shared().failed(loader, origin, name, told.words());
      LOG.log(
          Level.ERROR,
          () ->
              "plugin "
                  + name
                  + " could not start: "
                  + told.words()
                  + System.lineSeparator()
                  + told.trace());
    }
  }

  private static <T extends Plugin> T inContext(
      ContextService contexts, Class<T> contract, Object plugin) {
    return contexts.createContextualProxy(contract.cast(plugin), contract);
  }

  private void withdrawAll() {
    for (Offered one : offered) {
      PluginRegistry.shared().withdraw(one.loader(), one.application());
    }
    started.forEach(Closing::close);
    started.clear();
    made.forEach(CreationalContext::release);
    made.clear();
    offered.clear();
    found.clear();
  }
}
