package org.prytany.signer.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/**
 * What the signer answers.
 *
 * @param failure why not; empty if it did
 * @param message in plain English, without secrets; "" without a failure
 * @param body what was asked for; an empty object with a failure
 */
public record Answer(Optional<FailureCode> failure, String message, JsonNode body) {

  public static Answer of(Object value) {
    return new Answer(Optional.empty(), "", WireJson.tree(value));
  }

  public static Answer of(PrytanyException failure) {
    String said = failure.getMessage();
    return new Answer(
        Optional.of(failure.code()),
        said == null ? failure.code().name() : said,
        WireJson.nothing());
  }
}
