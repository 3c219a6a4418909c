package org.prytany.link;

/**
 * How a process of plugins is treated after the one before it ended: so that the next end, if there
 * is one, can be the doing of one plugin alone.
 *
 * @param forgiven whether the end is known not to be the doing of what was starting
 * @param startsFirst whether nothing is asked before everything has started
 * @param oneByOne whether one plugin alone is asked at a time
 */
record Care(boolean forgiven, boolean startsFirst, boolean oneByOne) {

  /** Of the first process, and behind an end that only what was starting can have caused. */
  static final Care NONE = new Care(false, false, false);

  /**
   * Asking one plugin at a time goes on until a process lasts: the next end has to be told, too.
   */
  Care after(Care before) {
    return new Care(forgiven, startsFirst, oneByOne || before.oneByOne);
  }
}
