package org.prytany.host;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.plugin.Judged;

/**
 * One question to a plugin.
 *
 * @param what the kind of call, as messages say it, e.g. "deciding"
 * @param call the plugin's own code
 * @param taken takes its answer over, on the plugin's thread; throws where that cannot be done
 * @param judged what whoever asks says of the answer, on the asker's thread
 */
record Asked<T, R>(
    String what, Function<T, @Nullable R> call, UnaryOperator<R> taken, Judged<R> judged) {

  /** What the plugin gives, taken over; null if it gives nothing. */
  @Nullable R answer(T plugin) {
    R given = call.apply(plugin);
    return given == null ? null : taken.apply(given);
  }
}
