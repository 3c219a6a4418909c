package org.prytany.governance.pause;

import java.util.Optional;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.sending.Gates;

/**
 * Keeps in the house what treasurers paused, and in a dry run everything.
 *
 * @param pauses asked each time
 * @param dryRun whether everything is done but signing and sending
 */
public record PauseGates(Pauses pauses, boolean dryRun) implements Gates {

  @Override
  public Optional<String> closed(Dao dao, ActKind kind) {
    return pauses
        .stopping(dao, kind)
        .map(
            pause ->
                pause.by()
                    + " paused "
                    + pause.scope().word()
                    + " of "
                    + dao.name()
                    + (pause.reason().isBlank() ? "." : ": " + pause.reason()));
  }
}
