package org.prytany.app.live;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.proposal.ProposalEvents;
import org.prytany.spi.ProposalKey;

/** Hands every stored change to whoever listens. Bounded; a listener that fails is let go. */
public final class ChangeFeed implements ProposalEvents {

  private static final Logger LOG = System.getLogger(ChangeFeed.class.getName());

  private final DaoDirectory daos;
  private final int most;
  private final Map<Long, Listener> listeners = new ConcurrentHashMap<>();
  private final AtomicInteger places = new AtomicInteger();
  private final AtomicLong numbers = new AtomicLong();

  /** A change of one proposal. */
  public record Change(String dao, String proposalId, String change) {}

  /** Told of changes, and now and then that the line is still open. */
  public interface Listener {

    void changed(Change change);

    void stillHere();

    /** Ends it. */
    void close();
  }

  /**
   * @param most listeners at once
   */
  public ChangeFeed(DaoDirectory daos, int most) {
    this.daos = daos;
    this.most = most;
  }

  /**
   * @return the listener's number, or empty when there is no place left
   */
  public Optional<Long> join(Listener listener) {
    if (places.incrementAndGet() > most) {
      places.decrementAndGet();
      return Optional.empty();
    }
    long number = numbers.incrementAndGet();
    listeners.put(number, listener);
    return Optional.of(number);
  }

  public void leave(long number) {
    Listener gone = listeners.remove(number);
    if (gone != null) {
      places.decrementAndGet();
      gone.close();
    }
  }

  /** How many listen. */
  public int size() {
    return listeners.size();
  }

  @Override
  public void changed(ProposalKey key, String what) {
    daos.find(key.chainId(), key.governor())
        .ifPresent(
            dao -> {
              Change change = new Change(dao.id(), key.proposalId().toString(), what);
              tell(listener -> listener.changed(change));
            });
  }

  /** Sends a sign of life, so that proxies keep the connection and dead ones are noticed. */
  public void heartbeat() {
    tell(Listener::stillHere);
  }

  /** Ends all. */
  public void close() {
    listeners.keySet().forEach(this::leave);
  }

  private void tell(java.util.function.Consumer<Listener> what) {
    listeners.forEach(
        (number, listener) -> {
          try {
            what.accept(listener);
          } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "a listener for live updates is gone", e);
            leave(number);
          }
        });
  }
}
