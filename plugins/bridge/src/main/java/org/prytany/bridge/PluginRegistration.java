package org.prytany.bridge;

import java.lang.ref.WeakReference;
import java.util.Optional;
import org.prytany.spi.Plugin;

/**
 * One plugin of one kind that a running WAR offers. An offer is no permission: nobody may call the
 * plugin before the host compared {@link Origin#sha256()} with what the operator listed.
 *
 * @param sequence rises by one with every offer in this JVM; orders offers
 * @param id the plugin's id
 * @param version the plugin's version
 * @param kind which SPI kind the proxy implements
 * @param loader the WAR's class loader, held weakly so that a stopped WAR can be collected
 * @param origin which WAR offers it
 * @param proxy the plugin, called within its own WAR's context (class loader, CDI, MicroProfile
 *     Config, JNDI) from whatever thread
 */
public record PluginRegistration(
    long sequence,
    String id,
    String version,
    PluginKind kind,
    WeakReference<ClassLoader> loader,
    Origin origin,
    Plugin proxy) {

  /**
   * The WAR that a plugin came from.
   *
   * @param application the application's name in the server, e.g. "prytany-policy"
   * @param file in an offer the path of the file that runs, if the server said it; in what the
   *     registry gives out the name of the operator's file
   * @param sha256 64 lower-case hexadecimal digits of the operator's file as the host took it
   *     before the WAR started; empty in an offer
   */
  public record Origin(String application, Optional<String> file, Optional<String> sha256) {}

  /** The plugin as its kind's interface. */
  public <T extends Plugin> Optional<T> as(Class<T> contract) {
    return contract.isInstance(proxy) ? Optional.of(contract.cast(proxy)) : Optional.empty();
  }
}
