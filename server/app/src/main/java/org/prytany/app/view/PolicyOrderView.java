package org.prytany.app.view;

import jakarta.json.JsonObject;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an operator signs to put changed rules into force.
 *
 * @param dao whose domain it is signed in
 * @param expiry Unix seconds
 * @param binds plain English
 */
public record PolicyOrderView(
    String dao,
    String sha256,
    String replaces,
    long expiry,
    List<String> binds,
    @Schema(implementation = TypedDataView.class) JsonObject typedData,
    StatementView.HashesView hashes) {}
