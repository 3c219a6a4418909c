package org.prytany.store.body;

import java.time.Instant;
import org.prytany.governance.proposal.Reckoned;

/**
 * What became of a duty.
 *
 * @param at ISO-8601
 */
public record ReckonedBody(String what, String came, String reason, String at) {

  static ReckonedBody of(Reckoned reckoned) {
    return new ReckonedBody(
        reckoned.what().name(),
        reckoned.came().name(),
        reckoned.reason(),
        reckoned.at().toString());
  }

  Reckoned toDomain() {
    return new Reckoned(
        Reckoned.What.valueOf(what), Reckoned.Came.valueOf(came), reason, Instant.parse(at));
  }
}
