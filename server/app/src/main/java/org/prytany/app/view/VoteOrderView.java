package org.prytany.app.view;

import jakarta.json.JsonObject;
import java.util.List;

/**
 * A decision about a vote, for an operator to sign.
 *
 * @param support for, against or abstain
 * @param expiry Unix seconds
 * @param binds plain English
 */
public record VoteOrderView(
    String support,
    String reason,
    long expiry,
    List<String> binds,
    JsonObject typedData,
    StatementView.HashesView hashes) {}
