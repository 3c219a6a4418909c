package org.prytany.store;

import com.mongodb.client.MongoClient;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ServerDescription;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The servers behind a client as its driver sees them now; no host's name is told. */
final class StoreServers {

  private StoreServers() {}

  static String of(MongoClient client) {
    ClusterDescription cluster = client.getClusterDescription();
    List<ServerDescription> servers = cluster.getServerDescriptions();
    String sets =
        servers.stream()
            .map(ServerDescription::getSetName)
            .filter(Objects::nonNull)
            .distinct()
            .collect(Collectors.joining(", "));
    if (sets.isEmpty()) {
      return "no replica set";
    }
    long primaries = servers.stream().filter(ServerDescription::isPrimary).count();
    long secondaries = servers.stream().filter(ServerDescription::isSecondary).count();
    return "replica set "
        + sets
        + (primaries == 0 ? " without a primary" : " with a primary")
        + " and "
        + secondaries
        + (secondaries == 1 ? " secondary" : " secondaries");
  }
}
