package org.prytany.governance.pause;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.statement.Kept;
import org.prytany.governance.statement.Roster;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.spi.Address;

/**
 * Which pauses of a DAO are in force. One treasurer may pause, since a pause only keeps things as
 * they are; it ends for good in the moment in which as many present treasurers as have to approve a
 * payout have signed that it ends. Whoever edits the list of treasurers, or how many are needed,
 * neither ends a pause by that nor brings one back. It stands when its author is a treasurer no
 * more.
 *
 * @param inForce by the order in which they were kept
 * @param needed treasurers who have to sign that one ends
 */
public record PauseState(List<Pause> inForce, int needed) {

  public PauseState {
    inForce = List.copyOf(inForce);
  }

  /** Nothing is paused. */
  public static PauseState none(Dao dao) {
    return new PauseState(List.of(), dao.approvalThreshold());
  }

  /**
   * One pause in force.
   *
   * @param name as a resumption has to name it
   * @param by who paused
   * @param since when it was kept
   * @param resumedBy present treasurers who signed that it ends. Where fewer are needed since then,
   *     they may be enough, and the next signature ends it
   */
  public record Pause(
      String name,
      PauseScope scope,
      Address by,
      Instant since,
      String reason,
      Set<Address> resumedBy) {
    public Pause {
      resumedBy = Set.copyOf(resumedBy);
    }
  }

  /**
   * From all the orders that were kept; the signatures of resumptions are asked again.
   *
   * @param ended names of pauses that are over
   */
  public static PauseState of(
      Dao dao,
      List<PauseOrder> orders,
      Set<String> ended,
      Roster roster,
      SignatureCheck signatures) {
    List<Pause> inForce =
        orders.stream()
            .filter(order -> order.kind() == PauseOrder.Kind.PAUSE)
            .filter(pause -> !ended.contains(pause.name()))
            .map(
                pause ->
                    new Pause(
                        pause.name(),
                        pause.scope(),
                        pause.treasurer(),
                        pause.kept().map(Kept::at).orElse(Instant.EPOCH),
                        pause.reason(),
                        resumers(dao, pause, orders, roster, signatures)))
            .toList();
    return new PauseState(inForce, dao.approvalThreshold());
  }

  private static Set<Address> resumers(
      Dao dao,
      PauseOrder pause,
      List<PauseOrder> orders,
      Roster roster,
      SignatureCheck signatures) {
    return orders.stream()
        .filter(order -> order.kind() == PauseOrder.Kind.RESUME)
        .filter(order -> order.ends().contains(pause.name()))
        .filter(order -> dao.treasurers().contains(order.treasurer()))
        .filter(
            order -> roster.counts(order.treasurer(), order.kept().map(Kept::sequence).orElse(0L)))
        .filter(
            order ->
                signatures.signed(
                    order.chainId(), order.treasurer(), order.data().digest(), order.signature()))
        .map(PauseOrder::treasurer)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Names of the pauses that a resumption ends, if it is the last signature that is needed. */
  public List<String> complete(PauseOrder resumption) {
    return inForce.stream()
        .filter(pause -> resumption.ends().contains(pause.name()))
        .filter(pause -> pause.resumedBy().size() >= needed)
        .map(Pause::name)
        .toList();
  }

  /** The first pause that stops an act; empty if it may go on. */
  public Optional<Pause> stopping(ActKind kind) {
    return inForce.stream().filter(pause -> pause.scope().stops(kind)).findFirst();
  }
}
