package org.prytany.app.view;

import jakarta.json.JsonObject;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an operator signs to set values for a plugin.
 *
 * @param dao whose domain it is signed in
 * @param expiry Unix seconds
 * @param binds plain English
 */
public record SettingsOrderView(
    String dao,
    String plugin,
    long expiry,
    List<String> binds,
    @Schema(implementation = TypedDataView.class) JsonObject typedData,
    StatementView.HashesView hashes) {}
