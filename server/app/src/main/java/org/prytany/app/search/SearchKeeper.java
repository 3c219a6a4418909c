package org.prytany.app.search;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.search.SearchIndex;

/**
 * Has the search catch up with the proposals, a few at a time, and rests ten times as long as it
 * worked: what is due needs the processor more.
 */
public final class SearchKeeper {

  private static final Logger LOG = System.getLogger(SearchKeeper.class.getName());
  private static final int AT_A_TIME = 100;
  private static final int REST = 10;

  private final SearchIndex index;
  private final DaoDirectory daos;
  private final LongSupplier nanos;
  private final Map<String, Integer> left = new ConcurrentHashMap<>();
  private long restsUntil;

  /**
   * @param nanos a clock that only goes forward
   */
  public SearchKeeper(SearchIndex index, DaoDirectory daos, LongSupplier nanos) {
    this.index = index;
    this.daos = daos;
    this.nanos = nanos;
    this.restsUntil = nanos.getAsLong();
  }

  /** Reads some, unless it rests. */
  public synchronized void look() {
    long begun = nanos.getAsLong();
    if (begun - restsUntil < 0) {
      return;
    }
    for (Dao dao : daos.all()) {
      try {
        left.put(dao.id(), index.catchUp(dao, AT_A_TIME));
      } catch (RuntimeException | Error e) {
        // What is thrown would end the schedule; the store's own state is told elsewhere.
        LOG.log(Level.WARNING, "the search of DAO " + dao.id() + " is behind; tried again", e);
      }
    }
    restsUntil = nanos.getAsLong() + REST * (nanos.getAsLong() - begun);
  }

  /** How many proposals of these DAOs a search does not know yet, as far as was seen. */
  public int behind(List<Dao> asked) {
    return asked.stream().mapToInt(dao -> left.getOrDefault(dao.id(), 0)).sum();
  }
}
