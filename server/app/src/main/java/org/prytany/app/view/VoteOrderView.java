package org.prytany.app.view;

import jakarta.json.JsonObject;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A decision about a vote, for an operator to sign.
 *
 * @param support for, against or abstain
 * @param expiry Unix seconds
 * @param binds plain English
 */
public record VoteOrderView(
    @Schema(enumeration = {"for", "against", "abstain"}) String support,
    String reason,
    long expiry,
    List<String> binds,
    @Schema(implementation = TypedDataView.class) JsonObject typedData,
    StatementView.HashesView hashes) {}
