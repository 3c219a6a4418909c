package org.prytany.app.view;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a search found, newest first; what has it in the title before what does not.
 *
 * @param more whether there is more than is shown
 * @param behind how many proposals are not searched yet
 */
@Schema(name = "SearchResult")
public record SearchView(List<Hit> hits, boolean more, int behind) {

  /**
   * A proposal.
   *
   * @param overridden whether treasurers lifted all that stops it
   * @param where "title", "text", "calls", or "number" where only its number or proposer has it
   * @param passage the piece that shows why it was found; "" if none does
   * @param found places in the passage of what was looked for, UTF-16 units
   */
  @Schema(name = "SearchHit")
  public record Hit(
      String dao,
      String daoName,
      String proposalId,
      String headline,
      Optional<String> happens,
      String state,
      boolean blocked,
      boolean overridden,
      long block,
      String where,
      String passage,
      List<Mark> found) {}

  /** A place in a passage, the end excluded. */
  @Schema(name = "SearchMark")
  public record Mark(int start, int end) {}
}
