package org.prytany.governance.installation;

import java.util.Set;

/**
 * A WAR that was uploaded and looked at, and against which nothing was found. Nothing of it runs.
 *
 * @param sha256 64 lower-case hexadecimal digits
 * @param id the plugin's id, as its manifest says
 * @param version likewise
 * @param kinds simple names of its SPI interfaces, likewise
 */
public record UploadedPlugin(String sha256, String id, String version, Set<String> kinds) {
  public UploadedPlugin {
    kinds = Set.copyOf(kinds);
  }
}
