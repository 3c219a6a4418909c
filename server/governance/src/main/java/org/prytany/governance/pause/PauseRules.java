package org.prytany.governance.pause;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.statement.Counters;
import org.prytany.governance.statement.Roster;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.governance.statement.TreasurerStatement;

/** Which orders to pause and resume are taken. */
public final class PauseRules {

  private static final int LONGEST_REASON = 2_000;

  private PauseRules() {}

  /**
   * @param known what is paused before it
   * @throws PrytanyException APPROVAL_REFUSED naming what is wrong; CHAIN_UNAVAILABLE
   */
  public static void require(
      Dao dao, PauseState known, Roster roster, PauseOrder order, SignatureCheck signatures) {
    if (!dao.treasurers().contains(order.treasurer()) || !roster.lists(order.treasurer())) {
      throw refused(order.treasurer() + " is not a configured treasurer of " + dao.name() + ".");
    }
    if (order.chainId() != dao.chainId() || !order.governor().equals(dao.governor())) {
      throw refused("It is about another DAO.");
    }
    if (!order.executor().equals(TreasurerStatement.executorOf(dao))) {
      throw refused("It is for a server that executes with " + order.executor() + ".");
    }
    Counters.requireNext(roster, order.treasurer(), order.counter());
    if (order.reason().length() > LONGEST_REASON) {
      throw refused("Its reason is longer than " + LONGEST_REASON + " characters.");
    }
    requireSense(known.inForce(), order);
    if (!signatures.signed(
        order.chainId(), order.treasurer(), order.data().digest(), order.signature())) {
      throw refused(
          "It was not signed by "
              + order.treasurer()
              + ", or something else was signed. Sign the order that is shown.");
    }
  }

  private static void requireSense(List<PauseState.Pause> inForce, PauseOrder order) {
    switch (order.kind()) {
      case PAUSE -> {
        if (!order.ends().isEmpty()) {
          throw refused("A pause ends no other one.");
        }
        boolean again =
            inForce.stream()
                .anyMatch(
                    there ->
                        there.by().equals(order.treasurer()) && there.scope() == order.scope());
        if (again) {
          throw refused("Your own pause of the same is in force already.");
        }
      }
      case RESUME -> {
        Set<String> names = new HashSet<>();
        inForce.forEach(there -> names.add(there.name()));
        if (order.ends().isEmpty() || order.scope() != PauseScope.ALL) {
          throw refused("A resumption names the pauses that it ends, and nothing else.");
        }
        for (String name : order.ends()) {
          if (!names.remove(name)) {
            throw refused("No pause is in force that is named '" + name + "'.");
          }
        }
      }
    }
  }

  private static PrytanyException refused(String why) {
    return new PrytanyException(FailureCode.APPROVAL_REFUSED, "The order does not count. " + why);
  }
}
