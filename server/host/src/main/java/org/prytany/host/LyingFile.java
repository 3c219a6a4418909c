package org.prytany.host;

/**
 * A file of the operator's, and what is to be said of it.
 *
 * @param sha256 "" if it is no plain file
 * @param reason why it does not run; "" if it does
 */
record LyingFile(String file, String sha256, Standing standing, String reason) {

  /** How far it got. */
  enum Standing {
    REFUSED,
    STAGED,
    STARTING,
    UP,
    FAILED,
    PUT_ASIDE,
    REPLACED
  }
}
