package org.prytany.bridge;

import jakarta.enterprise.concurrent.ContextService;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The names that the application server binds for the application whose thread this is. */
// Names are constants of the Jakarta EE platform, looked up in the server's own process.
@SuppressWarnings("BanJNDI")
final class ServerNames {

  private ServerNames() {}

  /** Makes proxies that run in the current application's context. */
  static ContextService contextService() throws NamingException {
    return InitialContext.doLookup("java:comp/DefaultContextService");
  }

  /** The current application's name, e.g. "prytany-policy" for prytany-policy.war. */
  static String application() throws NamingException {
    return InitialContext.doLookup("java:app/AppName");
  }
}
