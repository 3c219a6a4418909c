package org.prytany.rules;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.Set;
import org.prytany.spi.Address;

/**
 * A rule whose condition was checked and compiled.
 *
 * @param written the rule as the file has it
 * @param condition the checked condition
 * @param facts the facts that the condition reads
 * @param followed the accounts whose votes it asks for
 * @param caps what bounds the money that leaves when the condition is true
 * @param capsPassed what bounds the money that leaves when it is false: what is so of every
 *     proposal that comes to the rules behind it
 * @param needs what is so of every proposal of which the condition is true
 * @param needsPassed what is so of every proposal of which it is false
 */
record Rule(
    WrittenRule written,
    CelRuntime.Program condition,
    Set<String> facts,
    Set<Address> followed,
    Caps caps,
    Caps capsPassed,
    Needs needs,
    Needs needsPassed) {

  /**
   * Whether the condition holds.
   *
   * @throws CelEvaluationException if it cannot be told, e.g. for an index past a list's end
   */
  boolean matches(Map<String, Object> facts) throws CelEvaluationException {
    return Boolean.TRUE.equals(condition.eval(facts));
  }
}
