package org.prytany.host;

/** One WAR that the server was told to run. */
final class Running {

  final String application;
  final String file;
  final String sha256;
  final boolean proven;
  final long sinceMillis;
  boolean up;

  /** Whether its start takes longer than it should. */
  boolean slow;

  boolean seenStarting;
  int looksStarted;

  Running(String application, String file, String sha256, boolean proven, long sinceMillis) {
    this.application = application;
    this.file = file;
    this.sha256 = sha256;
    this.proven = proven;
    this.sinceMillis = sinceMillis;
  }
}
