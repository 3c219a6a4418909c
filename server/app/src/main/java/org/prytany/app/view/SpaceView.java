package org.prytany.app.view;

import java.util.List;
import java.util.Optional;

/**
 * A space whose votes off chain are served.
 *
 * @param id the operator's word for it
 * @param name what readers see
 * @param space its name at its hub
 * @param hub the hub's host
 * @param voter the account that votes here
 * @param rules names of the rules that may decide here
 * @param readAt when the hub was read last
 * @param problems what did not get through then
 */
public record SpaceView(
    String id,
    String name,
    String space,
    String hub,
    Optional<String> voter,
    List<String> rules,
    int polls,
    int needPeople,
    Optional<String> readAt,
    List<String> problems) {}
