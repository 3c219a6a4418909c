package org.prytany.app.view;

import jakarta.json.JsonObject;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A choice in a vote off chain, for an operator to sign.
 *
 * @param choice as it is published
 * @param meaning the same in the words of the choices
 * @param expiry Unix seconds
 * @param binds plain English
 */
public record PollOrderView(
    String choice,
    String meaning,
    String reason,
    String voter,
    String contentHash,
    long expiry,
    List<String> binds,
    @Schema(implementation = TypedDataView.class) JsonObject typedData,
    StatementView.HashesView hashes) {}
