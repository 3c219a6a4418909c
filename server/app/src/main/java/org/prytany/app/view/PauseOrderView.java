package org.prytany.app.view;

import jakarta.json.JsonObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An order to pause or resume, to sign. */
public record PauseOrderView(
    String kind,
    @Schema(implementation = TypedDataView.class) JsonObject typedData,
    StatementView.HashesView hashes) {}
