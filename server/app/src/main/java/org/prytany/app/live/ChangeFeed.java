package org.prytany.app.live;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.proposal.ProposalEvents;
import org.prytany.spi.ProposalKey;

/** Hands every stored change to whoever listens. Bounded; a listener that fails is let go. */
public final class ChangeFeed implements ProposalEvents {

  private static final Logger LOG = System.getLogger(ChangeFeed.class.getName());

  private final DaoDirectory daos;
  private final int most;
  private final int mostEach;
  private final Map<Long, Place> places = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  /** A listener, and whose it is. */
  private record Place(String client, Listener listener) {}

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
   * @param mostEach of them that one client may have
   */
  public ChangeFeed(DaoDirectory daos, int most, int mostEach) {
    this.daos = daos;
    this.most = most;
    this.mostEach = mostEach;
  }

  /**
   * Takes a listener in. One too many of a client's ends that client's oldest; when all places are
   * taken, the oldest of whoever has most makes room, as long as anybody has more than one more
   * than the newcomer.
   *
   * @return the listener's number, or empty when there is no place left
   */
  public synchronized Optional<Long> join(String client, Listener listener) {
    Map<String, Long> each =
        places.values().stream()
            .collect(Collectors.groupingBy(Place::client, Collectors.counting()));
    long has = each.getOrDefault(client, 0L);
    if (has >= mostEach) {
      endOldest(client);
    } else if (places.size() >= most) {
      Map.Entry<String, Long> greatest =
          Collections.max(each.entrySet(), Map.Entry.comparingByValue());
      if (greatest.getValue() <= has + 1) {
        return Optional.empty();
      }
      endOldest(greatest.getKey());
    }
    long number = numbers.incrementAndGet();
    places.put(number, new Place(client, listener));
    return Optional.of(number);
  }

  private void endOldest(String client) {
    places.entrySet().stream()
        .filter(place -> place.getValue().client().equals(client))
        .map(Map.Entry::getKey)
        .min(Long::compare)
        .ifPresent(this::leave);
  }

  public void leave(long number) {
    Place gone = places.remove(number);
    if (gone != null) {
      gone.listener().close();
    }
  }

  /** How many listen. */
  public int size() {
    return places.size();
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
    places.keySet().forEach(this::leave);
  }

  private void tell(java.util.function.Consumer<Listener> what) {
    places.forEach(
        (number, place) -> {
          try {
            what.accept(place.listener());
          } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "a listener for live updates is gone", e);
            leave(number);
          }
        });
  }
}
