package org.prytany.chain;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Tests on one deployed DAO; each of them leaves the chain as it found it. */
public abstract class OnLocalDao {
  protected static LocalDao local;

  private String snapshot;

  @BeforeAll
  static void deploy() {
    local = new LocalDao();
  }

  @AfterAll
  static void end() {
    local.close();
  }

  @BeforeEach
  void remember() {
    snapshot = local.chain.snapshot();
  }

  @AfterEach
  void forget() {
    local.chain.revertTo(snapshot);
  }
}
