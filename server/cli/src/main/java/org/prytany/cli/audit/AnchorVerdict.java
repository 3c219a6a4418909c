package org.prytany.cli.audit;

/**
 * What one anchor says of a log.
 *
 * @param logs what the log has in its place: the hash of its entry of that number, or the number of
 *     its last entry if it ends before; "" where nothing was compared
 */
record AnchorVerdict(AnchorOnChain anchor, Standing standing, String logs) {

  /** How an anchor stands to a log. */
  enum Standing {
    /** The log has the entry that it names, and so all those before. */
    AGREES,
    /** The log has another entry of that number. */
    CONTRADICTS,
    /** The log is not as long. */
    BEYOND_THE_END,
    /** What it names lies after a fault of the log, or before what was accepted as it stands. */
    NOT_COMPARED
  }

  /** E.g. "anchor 0x12… of 0x34… in block 5". */
  String name() {
    return "anchor "
        + anchor.transaction()
        + " of "
        + anchor.account()
        + " in block "
        + anchor.block();
  }

  long entry() {
    return anchor.data().sequence();
  }

  boolean is(Standing other) {
    return standing == other;
  }
}
