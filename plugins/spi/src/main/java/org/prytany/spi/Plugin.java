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
}
