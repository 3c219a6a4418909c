package org.prytany.app.view;

import java.util.List;

/** The text's claims compared with the effects; indices are -1 where there is none. */
public record VerdictView(
    boolean blocked,
    boolean overridden,
    AgreementView agreement,
    List<Match> matches,
    List<FindingView> findings) {

  /** A claim, an effect, or both. */
  public record Match(int claim, int effect, String status, String text) {}
}
