package org.prytany.app.wiring;

import java.time.Clock;
import org.prytany.app.live.ChangeFeed;
import org.prytany.app.writing.Quiet;
import org.prytany.app.writing.WritingDesk;
import org.prytany.app.writing.WritingTasks;
import org.prytany.app.writing.Writings;
import org.prytany.governance.dao.DaoDirectory;
import org.prytany.governance.digest.DigestService;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.settings.Settings;
import org.prytany.store.Store;
import org.prytany.store.drafts.DraftFiles;

/** The models that write beside digests, and the desk that gives them texts. */
final class WritingRoom implements AutoCloseable {

  private static final int TOKENS = 160;

  private final EngineRoom engines;
  private final WritingDesk desk;

  private WritingRoom(EngineRoom engines, WritingDesk desk) {
    this.engines = engines;
    this.desk = desk;
  }

  /**
   * Looks at every byte of the models of this machine. Their processes are started with the first
   * text, and endpoints are asked then.
   *
   * @throws PrytanyException CONFIGURATION_INVALID if a model is not there, is changed, or has
   *     another role, or an endpoint cannot be used as it is configured
   */
  static WritingRoom of(
      Settings settings,
      Settings.Writing chosen,
      EngineRoom engines,
      DaoDirectory daos,
      Store store,
      DigestService digests,
      ChangeFeed feed,
      Clock clock) {
    WritingDesk desk =
        new WritingDesk(
            new WritingDesk.Parts(
                daos,
                store.proposals(),
                digests::whyStale,
                new WritingTasks(engines),
                engines::of,
                engines::rest,
                new DraftFiles(settings.dataDir().resolve("writing")),
                Quiet.here(store.duties()::open, chosen.busyLoad(), clock),
                feed,
                clock),
            new WritingDesk.Cost(TOKENS, chosen.cpuTime()));
    return new WritingRoom(engines, desk);
  }

  void start() {
    desk.start();
  }

  Writings writings() {
    return desk;
  }

  /** What is being written is given up. */
  @Override
  public void close() {
    desk.close();
    engines.close();
  }
}
