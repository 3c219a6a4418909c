package org.prytany.governance.effects;

import java.util.Optional;
import java.util.Set;
import org.prytany.governance.dao.Dao;

/** Changes by which more may leave the accounts of a DAO than anybody can count. */
final class Uncounted {
  /** What a simulation says where it does not look any further. */
  private static final Set<String> BEYOND =
      Set.of("more calls than are looked at()", "more accounts than are looked at()");

  private Uncounted() {}

  /** One sentence; empty if whatever the change moves is counted. */
  static Optional<String> why(Dao dao, Change change) {
    return switch (change) {
      case Change.Unexplained call -> call(call);
      case Change.Ended ended ->
          Optional.of(
              "The contract "
                  + ended.contract()
                  + " ends, and nobody can tell what it had of which token.");
      case Change.Allowance allowance
          when allowance.terms().renews()
              && allowance.amount().signum() > 0
              && (allowance.isElsewhere() || !dao.holds(allowance.to())) ->
          Optional.of(
              allowance.to().map(Object::toString).orElse("Somebody")
                  + " may take something again and again ("
                  + allowance.terms().words()
                  + "): there is no sum of it.");
      default -> Optional.empty();
    };
  }

  private static Optional<String> call(Change.Unexplained call) {
    if (call.reason() instanceof Reason.Lent) {
      return Optional.of(
          "The code at "
              + call.contract()
              + " is lent the rights of an account (delegatecall): it may take all that this"
              + " account has.");
    }
    return BEYOND.contains(call.reason().words())
        ? Optional.of(
            "The proposal does more than is looked at, and what the rest moves is not counted.")
        : Optional.empty();
  }
}
