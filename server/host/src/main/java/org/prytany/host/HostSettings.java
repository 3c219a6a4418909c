package org.prytany.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.prytany.bridge.PluginKind;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.host.budget.Budget;

/**
 * What the operator said about plugins.
 *
 * @param available where WARs wait to be installed
 * @param monitored the directory from which the application server deploys
 * @param listed SHA-256 of the WARs that may be used, 64 hexadecimal digits each
 * @param use the id to use for a kind, where more than one listed plugin offers it
 * @param call what one call to a plugin may use
 * @param startTimeout time after which a listed WAR that offers nothing counts as broken and is put
 *     aside; generous, for a loaded machine starts slowly
 */
public record HostSettings(
    Path available,
    Path monitored,
    Set<String> listed,
    Map<PluginKind, String> use,
    Budget call,
    Duration startTimeout) {

  /** Configuration key of {@link #listed}. */
  public static final String LISTED_KEY = "prytany.plugins.sha256";

  /** Start of the configuration keys of {@link #use}; the kind's key follows. */
  public static final String USE_KEY = "prytany.plugins.use.";

  /**
   * @throws PrytanyException CONFIGURATION_INVALID if an entry of the list is no SHA-256
   */
  public HostSettings {
    listed =
        listed.stream()
            .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    for (String entry : listed) {
      if (!entry.matches("[0-9a-f]{64}")) {
        throw new PrytanyException(
            FailureCode.CONFIGURATION_INVALID,
            LISTED_KEY
                + " has an entry that is no SHA-256 (64 hexadecimal digits, as `sha256sum FILE`"
                + " prints): '"
                + entry
                + "'");
      }
    }
    use = Map.copyOf(use);
    available = available.toAbsolutePath().normalize();
    monitored = monitored.toAbsolutePath().normalize();
  }

  /** Where WARs are put that did not start: beside the monitored directory. */
  public Path quarantine() {
    return beside("-quarantine");
  }

  /** Where WARs are made ready for the move into the monitored directory. */
  Path incoming() {
    return beside("-incoming");
  }

  private Path beside(String suffix) {
    return monitored.resolveSibling(WarFile.name(monitored) + suffix);
  }
}
