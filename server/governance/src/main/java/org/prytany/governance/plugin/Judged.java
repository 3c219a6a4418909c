package org.prytany.governance.plugin;

import java.util.Optional;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Plugin;

/**
 * What somebody who asked a plugin says of its answer. A refused answer is a failure of the plugin
 * like any other: whoever runs it counts it.
 *
 * @param <R> the answer
 */
@FunctionalInterface
public interface Judged<R> {

  /** What is wrong with an answer, in words after "it was refused: "; empty if nothing. */
  Optional<String> fault(R answer);

  /**
   * The answer, where nobody counts.
   *
   * @throws PrytanyException PLUGIN_FAULT if it is refused
   */
  default R accepted(Plugin plugin, R answer) {
    fault(answer)
        .ifPresent(
            fault -> {
              throw new PrytanyException(
                  FailureCode.PLUGIN_FAULT,
                  "Plugin " + plugin.id() + " " + plugin.version() + ": " + fault);
            });
    return answer;
  }
}
