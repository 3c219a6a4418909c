package org.prytany.acceptance.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prytany.acceptance.server.BuiltHouse;

class GateTest {

  private static final Path DATA = BuiltHouse.installation().home().resolve(ShippedPartsIT.DATA);
  private static final LocalDate DAY = LocalDate.of(2026, 11, 28);
  private static final String PART = "maven org.example:parser";
  private static final Snapshot SNAPSHOT =
      new Snapshot(DAY, Set.of(PART), List.of(Advisory.parse(PART + " [1.2,1.4) CVE-2026-1 high")));

  /** Versions that were shipped, or could have been, before they were raised. */
  @ParameterizedTest
  @CsvSource({
    "maven, org.bouncycastle:bcprov-jdk18on, 1.70, false",
    "maven, org.bouncycastle:bcprov-jdk18on, 1.80, false",
    "maven, org.bouncycastle:bcprov-jdk18on, 1.87, true",
    "maven, org.mongodb:mongodb-driver-core, 5.5.1, false",
    "maven, org.mongodb:mongodb-driver-core, 5.14.0, true",
    "maven, io.netty:netty-codec-compression, 4.2.2.Final, false",
    "maven, io.netty:netty-codec-compression, 4.2.20.Final, true",
    "maven, com.fasterxml.jackson.core:jackson-databind, 2.20.1, false",
    "maven, com.fasterxml.jackson.core:jackson-databind, 2.21.8, true",
    "npm, ws, 8.20.1, false",
    "npm, ws, 8.21.0, true",
    "npm, mdast-util-to-hast, 13.2.0, false",
    "npm, mdast-util-to-hast, 13.2.2, true",
    "liberty, servlet-6.1, 26.0.0.5, false",
    "liberty, servlet-6.1, 26.0.0.9, true",
  })
  void theSnapshotRefusesWhatIsVulnerable(
      String ecosystem, String name, String version, boolean passes) throws IOException {
    Gate gate = new Gate(Snapshot.read(DATA.resolve("advisories.txt")), List.of());

    List<String> complaints =
        gate.complaints(Set.of(new Part(Ecosystem.of(ecosystem), name, version)));

    if (passes) {
      assertThat(complaints).isEmpty();
    } else {
      assertThat(complaints)
          .isNotEmpty()
          .allSatisfy(said -> assertThat(said).contains(name + " " + version + " has "));
    }
  }

  @Test
  void aComplaintNamesThePartTheFixAndTheNextStep() {
    assertThat(new Gate(SNAPSHOT, List.of()).complaints(Set.of(parser("1.3"))))
        .containsExactly(
            PART
                + " 1.3 has CVE-2026-1 (high), fixed in 1.4: raise its version, or say in accepted.txt"
                + " why it may stay");
    assertThat(new Gate(SNAPSHOT, List.of()).complaints(Set.of(parser("1.4")))).isEmpty();
  }

  @Test
  void whatWasNeverLookedUpIsNotTakenForSafe() {
    Part unknown = new Part(Ecosystem.NPM, "left-pad", "1.0.0");

    assertThat(new Gate(SNAPSHOT, List.of()).complaints(Set.of(unknown)))
        .containsExactly("npm left-pad 1.0.0 was never looked up: run " + Gate.RENEW);
  }

  @Test
  void anExceptionHoldsForOneVulnerabilityOfOnePartUntilANewerSnapshot() {
    String line = "CVE-2026-1 " + PART + " 2026-11-28 harmless its parser of dates is not used";

    assertThat(accepting(line).complaints(Set.of(parser("1.3")))).isEmpty();
    assertThat(
            accepting(line.replace("CVE-2026-1", "CVE-2026-2")).complaints(Set.of(parser("1.3"))))
        .hasSize(2)
        .anySatisfy(said -> assertThat(said).contains("has CVE-2026-1"))
        .anySatisfy(said -> assertThat(said).contains("take the line out"));
    assertThat(
            accepting(line.replace("2026-11-28", "2026-11-27")).complaints(Set.of(parser("1.3"))))
        .singleElement()
        .asString()
        .contains("consider it again");
    assertThat(
            accepting(line.replace("parser 2026", "writer 2026")).complaints(Set.of(parser("1.3"))))
        .anySatisfy(said -> assertThat(said).contains("has CVE-2026-1"));
    assertThat(accepting(line).complaints(Set.of(parser("1.4"))))
        .singleElement()
        .asString()
        .contains("take the line out");
  }

  @Test
  void anExceptionWithoutAReasonIsNone() {
    assertThatThrownBy(() -> Accepted.parse("CVE-2026-1 " + PART + " 2026-11-28 harmless"))
        .hasMessageContaining("harmless\" needs: ");
    assertThatThrownBy(() -> Accepted.parse("CVE-2026-1 " + PART + " 2026-11-28 maybe because"))
        .hasMessageContaining("open|harmless");
  }

  @Test
  void whatIsKnownIsAboutPartsThatWereLookedUp() throws IOException {
    Snapshot snapshot = Snapshot.read(DATA.resolve("advisories.txt"));

    assertThat(snapshot.advisories()).extracting(Advisory::part).isSubsetOf(snapshot.lookedUp());
    assertThat(Snapshot.lines(DATA.resolve("advisories.txt")))
        .isEqualTo(snapshot.text(List.of()).lines().collect(Collectors.toList()));
  }

  private static Gate accepting(String line) {
    return new Gate(SNAPSHOT, List.of(Accepted.parse(line)));
  }

  private static Part parser(String version) {
    return new Part(Ecosystem.MAVEN, "org.example:parser", version);
  }
}
