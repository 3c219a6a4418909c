package org.prytany.chain.rpc;

/**
 * How many questions an address is asked in one request. Providers limit that, each in its own way:
 * what is refused is halved, and grows again slowly.
 */
final class BatchSize {

  /** What every provider takes that takes batches at all. */
  static final int BORNE = 18;

  private static final int MOST = 96;
  private static final int SUCCESSES_TO_GROW = 64;

  private int most = MOST;
  private int successes;

  /** 1: it takes no batches. */
  synchronized int most() {
    return most;
  }

  synchronized void answered(int questions) {
    if (questions * 2 > most && most < MOST && ++successes >= SUCCESSES_TO_GROW) {
      most = Math.min(MOST, most * 2);
      successes = 0;
    }
  }

  /** It asks us to wait: what it took before may be too much at once. */
  synchronized void throttled(int questions) {
    if (questions > BORNE) {
      most = Math.min(most, Math.max(BORNE, questions / 2));
    }
    successes = 0;
  }

  synchronized void refused(int questions) {
    most = Math.min(most, Math.max(1, questions / 2));
    successes = 0;
  }
}
