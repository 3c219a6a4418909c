package org.prytany.app.view;

import jakarta.json.JsonObject;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an operator signs to put a plugin in service, or to take it out.
 *
 * @param dao whose domain it is signed in
 * @param action install-plugin, update-plugin, downgrade-plugin or remove-plugin
 * @param sha256 of the plugin's file
 * @param expiry Unix seconds
 * @param binds plain English
 */
public record PluginOrderView(
    String dao,
    String action,
    String plugin,
    String version,
    String sha256,
    long expiry,
    List<String> binds,
    @Schema(implementation = TypedDataView.class) JsonObject typedData,
    StatementView.HashesView hashes) {}
