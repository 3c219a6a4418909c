package org.prytany.app.view;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An earlier proposal whose title is like another one's.
 *
 * @param happens what it does, at most 90 characters
 */
@Schema(name = "SimilarProposal")
public record SimilarView(
    String dao,
    String proposalId,
    String headline,
    Optional<String> happens,
    String state,
    boolean blocked,
    long block) {}
