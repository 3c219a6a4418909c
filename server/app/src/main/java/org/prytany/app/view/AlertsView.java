package org.prytany.app.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What people were told, and what waits.
 *
 * @param counts deliveries by status: waiting, sent, dead
 * @param latest the newest first
 */
public record AlertsView(List<String> channels, Map<String, Long> counts, List<Entry> latest) {

  /** One alert on its way through one channel. */
  @Schema(name = "Alert")
  public record Entry(
      String id,
      String kind,
      String channel,
      String status,
      String at,
      String dao,
      Optional<String> proposalId,
      String headline,
      String detail,
      Optional<String> deadline,
      int attempts,
      String lastProblem) {}
}
