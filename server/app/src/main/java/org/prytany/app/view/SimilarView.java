package org.prytany.app.view;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Earlier proposals whose titles are like another one's.
 *
 * @param before the likest first
 * @param behind how many proposals of the DAO are not searched yet
 * @param titled whether the proposal's own title is known; where it is not, none is like it
 */
@Schema(name = "SimilarProposals")
public record SimilarView(List<Before> before, int behind, boolean titled) {

  /**
   * An earlier proposal.
   *
   * @param proposer who proposed it
   * @param happens what it does, at most 90 characters
   * @param overridden whether treasurers lifted all that stops it
   */
  @Schema(name = "SimilarProposal")
  public record Before(
      String dao,
      String proposalId,
      String headline,
      String proposer,
      Optional<String> happens,
      String state,
      boolean blocked,
      boolean overridden,
      long block) {}
}
