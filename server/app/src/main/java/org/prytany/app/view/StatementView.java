package org.prytany.app.view;

import jakarta.json.JsonObject;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A statement to sign, with all that it binds. What a person hands in is the message of the typed
 * data and their signature.
 *
 * @param kind approve, reject, override or withdraw
 * @param effectsHash of the effects that it binds
 * @param expiry Unix seconds on the chain's clock; 0 for what does not expire
 * @param binds what it binds, in plain English
 * @param typedData as wallets take it (eth_signTypedData_v4)
 * @param hashes as hardware wallets show them, to be compared and not to be believed
 */
public record StatementView(
    String kind,
    String effectsHash,
    long expiry,
    String reason,
    List<String> binds,
    @Schema(implementation = TypedDataView.class) JsonObject typedData,
    HashesView hashes) {

  /**
   * The hashes of typed data.
   *
   * @param domainSeparator "domain hash" on a hardware wallet
   * @param messageHash "message hash" on a hardware wallet
   * @param digest what is signed
   */
  public record HashesView(String domainSeparator, String messageHash, String digest) {}
}
