package org.prytany.host;

import java.util.Map;

/** One WAR that the server was told to run. */
final class Running {

  final String application;
  final String file;
  final String sha256;
  final boolean proven;
  final long sinceMillis;

  /** What was set for it when it was started, by name. */
  final Map<String, String> given;

  /** Whether it is the first start with what is set: an end of the process is not its WAR's. */
  final boolean trial;

  boolean up;

  /** Whether its start takes longer than it should. */
  boolean slow;

  boolean seenStarting;
  int looksStarted;

  Running(
      String application,
      String file,
      String sha256,
      boolean proven,
      Map<String, String> given,
      boolean trial,
      long sinceMillis) {
    this.application = application;
    this.file = file;
    this.sha256 = sha256;
    this.proven = proven;
    this.given = given;
    this.trial = trial;
    this.sinceMillis = sinceMillis;
  }

  boolean isSameFile(Running other) {
    return file.equals(other.file) && sha256.equals(other.sha256);
  }
}
