package org.prytany.spi;

/**
 * What every plugin kind has. A plugin is a CDI bean in a WAR that implements one of the kinds; the
 * host finds it when the WAR starts and forgets it when the WAR stops.
 */
public interface Plugin {

  /** Stable id in lower case with dashes, e.g. "digest-corenlp". One running plugin per id. */
  String id();

  /** The plugin's own version, e.g. "1.2.0". */
  String version();

  /**
   * Called once (for each kind, where one bean is several), before anything is asked of it but its
   * id. What it throws becomes its status, and it does not run: say there what the operator should
   * set otherwise, and no secret. The host leaves out the texts that were set, as they were set.
   */
  default void start(PluginContext context) {}

  /**
   * Called when it is taken out of service, on another thread than its calls: what it holds is to
   * be let go within 5 seconds. A call that was made before may still go on. What it throws is
   * named in the log and changes nothing.
   */
  default void close() {}
}
