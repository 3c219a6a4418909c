package org.prytany.app.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What people were told, and what waits.
 *
 * @param counts deliveries to the operators' channels by status: waiting, sent, dead
 * @param readers the same to those who subscribed by mail
 * @param latest to the operators' channels, the newest first
 */
public record AlertsView(
    List<String> channels,
    Map<String, Long> counts,
    Map<String, Long> readers,
    List<Entry> latest) {

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
