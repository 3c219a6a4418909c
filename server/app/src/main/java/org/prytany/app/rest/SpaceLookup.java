package org.prytany.app.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.offchain.PollService;
import org.prytany.governance.poll.Poll;
import org.prytany.governance.poll.Space;
import org.prytany.settings.Settings;

/** Finds spaces and their votes by the names that they have in addresses of the API. */
@ApplicationScoped
public class SpaceLookup {

  @Inject private Settings settings;
  @Inject private PollService service;

  /** The host of its hub; what else an address has may be a secret. */
  static String hub(Space space) {
    return String.valueOf(URI.create(space.hub()).getHost());
  }

  /**
   * @throws PrytanyException NOT_FOUND
   */
  Space space(String id) {
    return settings.spaces().stream()
        .filter(space -> space.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new PrytanyException(
                    FailureCode.NOT_FOUND, "No space is served here under this name."));
  }

  /**
   * @throws PrytanyException NOT_FOUND
   */
  Poll poll(Space space, String id) {
    return service
        .find(space, id)
        .orElseThrow(
            () ->
                new PrytanyException(
                    FailureCode.NOT_FOUND, "The space has no vote with this id here."));
  }
}
