package org.prytany.app.view;

import jakarta.json.JsonObject;

/** An order to pause or resume, to sign. */
public record PauseOrderView(String kind, JsonObject typedData, StatementView.HashesView hashes) {}
