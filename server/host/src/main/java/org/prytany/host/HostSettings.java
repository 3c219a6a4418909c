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
import org.prytany.governance.plugin.SignedFor;
import org.prytany.host.budget.Budget;

/**
 * What the operator said about plugins.
 *
 * @param available where WARs wait to be installed
 * @param drop the operator's directory of plugins; nothing runs from there
 * @param run the directory from which the application server deploys: the host's alone, empty when
 *     the server starts; what the host keeps between starts lies beside it
 * @param listed SHA-256 of the WARs that may be used, 64 hexadecimal digits each
 * @param use the id to use for a kind, where more than one listed plugin offers it
 * @param call what one call to a plugin may use
 * @param startTimeout time after which a listed WAR that offers nothing counts as broken; generous,
 *     for a loaded machine starts slowly
 * @param spared names of files in the run directory that are not the host's and stay
 * @param forgiven name of the run directory of a process that is known not to have ended for what
 *     was starting in it; "" if that is known of none
 * @param signedFor what may be used by an operator's signature until something else is said
 */
public record HostSettings(
    Path available,
    Path drop,
    Path run,
    Set<String> listed,
    Map<PluginKind, String> use,
    Budget call,
    Duration startTimeout,
    Set<String> spared,
    String forgiven,
    SignedFor signedFor) {

  private static final Budget WRITING = new Budget(Duration.ofSeconds(5), Duration.ofSeconds(10));

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
    spared = Set.copyOf(spared);
    available = available.toAbsolutePath().normalize();
    drop = drop.toAbsolutePath().normalize();
    run = run.toAbsolutePath().normalize();
  }

  /** A host whose run directory lies in a state directory beside the drop directory. */
  public HostSettings(
      Path available,
      Path drop,
      Set<String> listed,
      Map<PluginKind, String> use,
      Budget call,
      Duration startTimeout) {
    this(
        available,
        drop,
        drop.toAbsolutePath().resolveSibling("plugins-state").resolve("run"),
        listed,
        use,
        call,
        startTimeout,
        Set.of(),
        "",
        SignedFor.NOTHING);
  }

  /**
   * With hashes of what is signed for, as one process tells another.
   *
   * @param signed all that may be used by an operator's signature
   * @param signedLast of those, what was signed for last of each plugin
   */
  public HostSettings(
      Path available,
      Path drop,
      Path run,
      Set<String> listed,
      Map<PluginKind, String> use,
      Budget call,
      Duration startTimeout,
      String forgiven,
      Set<String> signed,
      Set<String> signedLast) {
    this(
        available,
        drop,
        run,
        listed,
        use,
        call,
        startTimeout,
        Set.of(),
        forgiven,
        new SignedFor(signed, signedLast));
  }

  /** What one call to a plugin of a kind may use: what people are told is written in no time. */
  Budget call(PluginKind kind) {
    return kind == PluginKind.NOTIFIER ? call.atMost(WRITING) : call;
  }

  /** What the host keeps from one start to the next. */
  Path state() {
    return run.resolveSibling("kept");
  }

  /** Where WARs are made ready before they are moved to where they are looked for. */
  Path incoming() {
    return run.resolveSibling("incoming");
  }
}
