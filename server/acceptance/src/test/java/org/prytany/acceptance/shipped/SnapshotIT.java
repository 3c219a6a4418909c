package org.prytany.acceptance.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.prytany.acceptance.server.BuiltHouse;

/**
 * Writes {@code advisories.txt} anew from a checkout of the GitHub Advisory Database: {@code
 * ./prytany test SnapshotIT -Dadvisories=FOLDER}. Nothing is downloaded.
 */
@EnabledIfSystemProperty(named = "advisories", matches = ".+", disabledReason = "renews a file")
class SnapshotIT {

  private static final List<String> REMARKS =
      List.of(
          "Known vulnerabilities of what Prytany ships: identifiers, versions and severities, no words.",
          "maven and npm: from the GitHub Advisory Database, https://github.com/github/advisory-database,",
          "CC-BY-4.0, written by ./prytany test SnapshotIT -Dadvisories=FOLDER (docs/contributing.md).",
          "liberty, and what that database has not: kept by hand. The record is docs/decisions/0228.");

  @Test
  void advisoriesAreWrittenAnewFromTheCheckout() throws IOException {
    Path home = BuiltHouse.installation().home();
    Path file = home.resolve(ShippedPartsIT.DATA).resolve("advisories.txt");
    Set<String> parts =
        new BuiltParts(home)
            .all().stream()
                .filter(part -> part.ecosystem() != Ecosystem.LIBERTY)
                .map(Part::key)
                .collect(Collectors.toCollection(TreeSet::new));
    Snapshot renewed =
        Snapshot.read(file)
            .renewed(new AdvisoryDatabase(Path.of(System.getProperty("advisories"))).about(parts));

    Files.writeString(file, renewed.text(REMARKS));

    assertThat(renewed.lookedUp()).containsAll(parts);
  }
}
