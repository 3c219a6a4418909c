package org.prytany.app.view;

import jakarta.json.bind.annotation.JsonbProperty;

/** The tally, in base units of the votes token. */
public record VotesView(
    @JsonbProperty("for") String inFavour, String against, String abstain, String quorum) {}
