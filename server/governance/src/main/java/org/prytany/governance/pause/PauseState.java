package org.prytany.governance.pause;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.approval.Kept;
import org.prytany.governance.approval.Roster;
import org.prytany.governance.approval.SignatureCheck;
import org.prytany.governance.dao.Dao;
import org.prytany.spi.Address;

/**
 * Which pauses of a DAO are in force. One treasurer may pause, since a pause only keeps things as
 * they are; it ends when as many present treasurers as have to approve a payout have signed that it
 * ends. It stands when its author is a treasurer no more.
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
   * @param resumedBy present treasurers who signed that it ends: fewer than are needed
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

  /** From all the orders that were kept; the signatures of resumptions are asked again. */
  public static PauseState of(
      Dao dao, List<PauseOrder> orders, Roster roster, SignatureCheck signatures) {
    List<Pause> inForce =
        orders.stream()
            .filter(order -> order.kind() == PauseOrder.Kind.PAUSE)
            .map(
                pause ->
                    new Pause(
                        pause.name(),
                        pause.scope(),
                        pause.treasurer(),
                        pause.kept().map(Kept::at).orElse(Instant.EPOCH),
                        pause.reason(),
                        resumers(dao, pause, orders, roster, signatures)))
            .filter(pause -> pause.resumedBy().size() < dao.approvalThreshold())
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

  /** The first pause that stops an act; empty if it may go on. */
  public Optional<Pause> stopping(ActKind kind) {
    return inForce.stream().filter(pause -> pause.scope().stops(kind)).findFirst();
  }
}
