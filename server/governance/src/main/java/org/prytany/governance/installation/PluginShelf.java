package org.prytany.governance.installation;

import java.util.Map;
import java.util.Optional;

/** Where uploaded WARs wait, and the directory in which the host looks for those to run. */
public interface PluginShelf {

  /** An upload that waits; empty if none with this hash does. */
  Optional<UploadedPlugin> uploaded(String sha256);

  /**
   * What a file in the host's directory is by its own manifest; "" where that says nothing, and as
   * the hash of what is no plain file.
   *
   * @return empty if there is none of that name
   */
  Optional<UploadedPlugin> lying(String file);

  /** What a WAR is by its own manifest of which the host keeps a copy; empty if it keeps none. */
  Optional<UploadedPlugin> kept(String sha256);

  /**
   * Whether a WAR lies in the host's directory, or the host keeps a copy of it; also where a file
   * cannot be read that may be it.
   */
  boolean holds(String sha256);

  /** Whether a file of the host's directory is this very WAR; it is read, whatever its date is. */
  boolean is(String file, String sha256);

  /** Versions of a plugin in the host's directory, as manifests say them, by the file's name. */
  Map<String, String> versions(String id);

  /**
   * Puts an upload into the host's directory, whole or not at all.
   *
   * @param file its name there; what lay under it is replaced
   * @throws org.prytany.governance.failure.PrytanyException NOT_FOUND if it waits no more;
   *     CONFIGURATION_INVALID if it cannot be written
   */
  void place(String sha256, String file);

  /**
   * Takes a file out of the host's directory, if it is still the one that is named.
   *
   * @param sha256 nothing happens if the file has another, or is not there
   * @throws org.prytany.governance.failure.PrytanyException CONFIGURATION_INVALID if it cannot be
   *     removed
   */
  void remove(String file, String sha256);
}
