package org.prytany.bridge;

import javax.naming.NamingException;

/**
 * Binds a service to the application that offers it. What the server hands to a plugin (a text
 * embedder, say) is called on a thread that stands in the plugin's context; bound, it runs in the
 * server's own: class loader, CDI, MicroProfile Config and JNDI.
 */
public final class CallerContext {

  private CallerContext() {}

  /**
   * A proxy of the service that always runs in the current application's context.
   *
   * @param contract an interface
   * @throws IllegalStateException if the current thread belongs to no application of the server
   */
  public static <T> T bind(Class<T> contract, T service) {
    try {
      return ServerNames.contextService().createContextualProxy(service, contract);
    } catch (NamingException e) {
      throw new IllegalStateException(
          "a " + contract.getSimpleName() + " can only be bound while an application starts", e);
    }
  }
}
