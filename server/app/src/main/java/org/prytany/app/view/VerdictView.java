package org.prytany.app.view;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The text's claims compared with the effects; indices are -1 where there is none. */
public record VerdictView(
    boolean blocked,
    boolean overridden,
    AgreementView agreement,
    List<Match> matches,
    List<FindingView> findings) {

  /** A claim, an effect, or both. */
  @Schema(name = "ClaimMatch")
  public record Match(int claim, int effect, String status, String text) {}
}
