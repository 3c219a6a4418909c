package org.prytany.policy;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;

/**
 * A rule whose condition was checked and compiled.
 *
 * @param written the rule as the file has it
 * @param condition the checked condition
 */
record Rule(WrittenRule written, CelRuntime.Program condition) {

  /**
   * Whether the condition holds.
   *
   * @throws CelEvaluationException if it cannot be told, e.g. for an index past a list's end
   */
  boolean matches(Map<String, Object> facts) throws CelEvaluationException {
    return Boolean.TRUE.equals(condition.eval(facts));
  }
}
