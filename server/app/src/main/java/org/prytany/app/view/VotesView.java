package org.prytany.app.view;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.Optional;

/**
 * The tally, in base units of the votes token.
 *
 * @param quorum empty before voting opens: governors say it of the snapshot, which is not there
 *     yet; and where the governor does not tell it
 */
public record VotesView(
    @JsonbProperty("for") String inFavour,
    String against,
    String abstain,
    Optional<String> quorum) {}
