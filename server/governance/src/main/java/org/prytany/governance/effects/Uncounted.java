package org.prytany.governance.effects;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

/** Changes by which more may leave the accounts of a DAO than anybody can count. */
final class Uncounted {
  /** What a simulation says where it does not look any further. */
  private static final Set<String> BEYOND =
      Set.of("more calls than are looked at()", "more accounts than are looked at()");

  private static final Set<Effect.Kind> POWER =
      EnumSet.of(
          Effect.Kind.ROLE_GRANTED,
          Effect.Kind.ROLE_REVOKED,
          Effect.Kind.OWNERSHIP,
          Effect.Kind.UPGRADE,
          Effect.Kind.CONTROL);

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

  /**
   * One sentence where somebody comes to power over a holder, or loses it: whoever has it, if only
   * between two calls, may move all that this account has. The governor has power over the
   * treasury. Empty for everything else.
   *
   * @param effect as it is written, also where it cannot be read as a type of change
   */
  static Optional<String> power(Dao dao, Effect effect) {
    Address over = effect.contract();
    boolean ours = dao.holds(over) || over.equals(dao.governor());
    return ours && POWER.contains(effect.kind())
        ? Optional.of(
            "It changes who may move what "
                + over
                + " has, or how: while it runs, all that is there may be taken.")
        : Optional.empty();
  }

  private static Optional<String> call(Change.Unexplained call) {
    if (call.reason() instanceof Reason.Lent) {
      return Optional.of(
          "The code at "
              + call.contract()
              + " is lent the rights of an account (delegatecall): it may take all that this"
              + " account has.");
    }
    if (call.reason().equals(Reason.NamedOnly.UNTRIED)) {
      return Optional.of(
          "An AccessManager delays a call to "
              + call.contract()
              + ", and whether it succeeds then, and what it does, cannot be tried yet.");
    }
    return BEYOND.contains(call.reason().words())
        ? Optional.of(
            "The proposal does more than is looked at, and what the rest moves is not counted.")
        : Optional.empty();
  }
}
