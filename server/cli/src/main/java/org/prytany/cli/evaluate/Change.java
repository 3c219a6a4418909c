package org.prytany.cli.evaluate;

/** A way in which a payload can depart from the text that it was published with. */
enum Change {
  AMOUNT_TIMES_TEN(Expected.RED),
  DECIMALS_UP(Expected.RED),
  DECIMALS_DOWN(Expected.RED),
  RECIPIENT_LOOK_ALIKE(Expected.RED),
  RECIPIENT_STRANGER(Expected.RED),
  TOKEN_SWAPPED(Expected.RED),
  TRANSFER_ADDED(Expected.RED),
  PAYMENT_REPEATED_FOR_A_STRANGER(Expected.RED),
  APPROVE_MAX_ADDED(Expected.RED),
  ROLE_ADDED(Expected.RED),
  OWNERSHIP_ADDED(Expected.RED),
  DELEGATECALL_ADDED(Expected.RED),
  /** Not in the goal: whom a call empowers is swapped, where it pays nothing. */
  EMPOWERED_ACCOUNT_SWAPPED(Expected.MORE),
  /** A goal of its own: a number that is no amount is multiplied. */
  SETTING_TIMES_TEN(Expected.MORE),
  ACTION_REMOVED(Expected.AMBER),
  ACTIONS_REORDERED(Expected.AMBER);

  /** What the verdict has to say of it. */
  enum Expected {
    /** Red; counts for the goal. */
    RED,
    /** Red is better; no part of recall. */
    MORE,
    /** Amber or red; reported without a goal. */
    AMBER
  }

  private final Expected expected;

  Change(Expected expected) {
    this.expected = expected;
  }

  Expected expected() {
    return expected;
  }
}
