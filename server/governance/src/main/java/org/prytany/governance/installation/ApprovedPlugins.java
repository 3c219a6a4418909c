package org.prytany.governance.installation;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.SignedFor;
import org.prytany.governance.statement.PluginOrder;
import org.prytany.governance.statement.PluginOrder.Action;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.governance.typeddata.TypedData;
import org.prytany.spi.Address;

/**
 * Which WARs may run because an operator signed for them: what follows from the signed orders that
 * were kept, each of which is verified again when it is read. Of a plugin that is the WAR that was
 * ordered last, and the approved one that it replaced, for the host to go back to. Thread-safe.
 */
public final class ApprovedPlugins {

  private static final Logger LOG = System.getLogger(ApprovedPlugins.class.getName());

  private final OrderBook book;
  private final Set<Address> operators;
  private final SignatureCheck signatures;
  private final InstantSource clock;
  private final List<PluginOrder> orders;

  /** The order that came last about each plugin, and behind it the one that it replaced. */
  private Map<String, List<PluginOrder>> byPlugin = Map.of();

  /**
   * @param operators whose signature counts
   * @param signatures asks no chain: what counted once counts the same at each start
   * @throws PrytanyException if the orders cannot be read
   */
  public ApprovedPlugins(
      OrderBook book, Set<Address> operators, SignatureCheck signatures, InstantSource clock) {
    this.book = book;
    this.operators = Set.copyOf(operators);
    this.signatures = signatures;
    this.clock = clock;
    this.orders = new ArrayList<>(book.read());
    reckon();
  }

  /** Which WARs may run by an operator's signature. */
  public synchronized SignedFor signedFor() {
    Set<String> all = new HashSet<>();
    Set<String> latest = new HashSet<>();
    for (String id : byPlugin.keySet()) {
      List<PluginOrder> counting = counting(id);
      counting.forEach(one -> all.add(one.sha256()));
      counting.stream().findFirst().ifPresent(one -> latest.add(one.sha256()));
    }
    return new SignedFor(all, latest);
  }

  /** SHA-256 of all of them. */
  public Set<String> hashes() {
    return signedFor().sha256();
  }

  /** The order by which a plugin is in service; empty if none is in force. */
  public synchronized Optional<PluginOrder> inForce(String plugin) {
    return counting(plugin).stream().findFirst();
  }

  /** All orders by which plugins are in service. */
  synchronized List<PluginOrder> inForce() {
    return byPlugin.keySet().stream().flatMap(plugin -> inForce(plugin).stream()).toList();
  }

  /** Whoever is no operator any more put nothing in service; what they took out stays out. */
  private List<PluginOrder> counting(String plugin) {
    return byPlugin.getOrDefault(plugin, List.of()).stream()
        .filter(one -> operators.contains(one.operator()))
        .toList();
  }

  /** Whether an order was taken before. */
  synchronized boolean knows(PluginOrder order) {
    String digest = digest(order);
    return orders.stream().anyMatch(one -> digest(one).equals(digest));
  }

  /**
   * Keeps an order and has it count.
   *
   * @param order whose signature was verified
   * @throws PrytanyException if it cannot be kept; then it does not count
   */
  synchronized void take(PluginOrder order) {
    List<PluginOrder> before = List.copyOf(orders);
    try {
      orders.add(order);
      reckon();
      forgetSettled();
      book.write(List.copyOf(orders));
    } catch (PrytanyException e) {
      orders.clear();
      orders.addAll(before);
      reckon();
      throw e;
    }
  }

  /**
   * Takes back what {@link #take} did.
   *
   * @throws PrytanyException if that cannot be kept; until the next start it does not count
   */
  synchronized void forget(PluginOrder order) {
    orders.remove(order);
    reckon();
    book.write(List.copyOf(orders));
  }

  /**
   * Of a plugin about which nothing could be handed in a second time only that is kept which
   * counts: all at once, so that none comes back because a later one went first.
   */
  private void forgetSettled() {
    long now = clock.instant().getEpochSecond();
    Set<String> open = new HashSet<>();
    orders.stream().filter(one -> one.expiry() > now).forEach(one -> open.add(one.plugin()));
    orders.removeIf(
        one ->
            !open.contains(one.plugin())
                && !byPlugin.getOrDefault(one.plugin(), List.of()).contains(one));
  }

  private void reckon() {
    Map<String, List<PluginOrder>> now = new LinkedHashMap<>();
    for (PluginOrder order : orders) {
      if (signatures.signed(
          order.chainId(), order.operator(), order.data().digest(), order.signature())) {
        now.put(order.plugin(), with(order, now.getOrDefault(order.plugin(), List.of())));
      } else {
        LOG.log(
            Level.ERROR,
            "An order about the plugin {0} is not signed by {1} and does not count.",
            order.plugin(),
            order.operator());
      }
    }
    byPlugin = now;
  }

  private static List<PluginOrder> with(PluginOrder order, List<PluginOrder> before) {
    if (order.action() == Action.REMOVE) {
      return List.of();
    }
    List<PluginOrder> next = new ArrayList<>(List.of(order));
    // Signed for again, a WAR takes the place of the one that it was to take before.
    boolean again = order.sha256().equals(order.replaces());
    before.stream()
        .filter(one -> !one.sha256().equals(order.sha256()))
        .filter(one -> again || one.sha256().equals(order.replaces()))
        .findFirst()
        .ifPresent(next::add);
    return List.copyOf(next);
  }

  private static String digest(PluginOrder order) {
    return TypedData.hex(order.data().digest());
  }
}
