package org.prytany.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which models write, besides the one of {@code prytany.writing.model}.
 *
 * @param remotes endpoints of the operator's own; may be none
 * @param routes who writes about which proposal; empty: none are given
 * @param forPlugins whether digesters may ask for sentences
 */
public record WritingEngines(
    List<Remote> remotes, Optional<WritingRoutes> routes, boolean forPlugins) {

  public WritingEngines {
    remotes = List.copyOf(remotes);
  }

  /**
   * An OpenAI-compatible endpoint.
   *
   * @param name in the configuration
   * @param url where it is
   * @param model by the name that it lists
   * @param key that it wants to hear; empty: none
   * @param keyFile with the key, instead
   * @param allowPlain whether http may go to another machine
   * @param grammar whether the form of an answer is sent along
   * @param timeout for one answer
   */
  public record Remote(
      String name,
      Secret url,
      String model,
      Optional<Secret> key,
      Optional<Path> keyFile,
      boolean allowPlain,
      boolean grammar,
      Duration timeout) {}
}
