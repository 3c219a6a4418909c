package org.prytany.acceptance.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads the OSV format in the folders of the GitHub Advisory Database; all advisories here are made
 * up.
 */
class AdvisoryDatabaseTest {

  @TempDir private Path checkout;

  @Test
  void rangesIdentifiersAndSeveritiesAreTakenAndNoWords() throws IOException {
    write(
        "GHSA-aaaa",
        "'aliases':['CVE-2026-1'],",
        "'Maven','name':'org.example:parser'",
        "'ranges':[{'events':[{'introduced':'0'},{'fixed':'1.4'},{'introduced':'2.0'},{'last_affected':'2.3'}]}]");
    write(
        "GHSA-bbbb",
        "'aliases':[],",
        "'npm','name':'@example/left'",
        "'ranges':[{'events':[{'introduced':'1.0.0'}]}],'database_specific':{'last_known_affected_version_range':'<= 1.9.0'}");
    write("GHSA-cccc", "", "'npm','name':'@example/left'", "'versions':['3.0.1']");
    write(
        "GHSA-dddd",
        "'withdrawn':'2026-01-01T00:00:00Z',",
        "'npm','name':'@example/left'",
        "'versions':['9.0.0']");
    write("GHSA-eeee", "", "'npm','name':'not-ours'", "'versions':['1.0.0']");

    Snapshot snapshot =
        new AdvisoryDatabase(checkout)
            .about(Set.of("maven org.example:parser", "npm @example/left"));

    assertThat(snapshot.advisories())
        .extracting(Advisory::toString)
        .containsExactlyInAnyOrder(
            "maven org.example:parser [0,1.4) CVE-2026-1 high",
            "maven org.example:parser [2.0,2.3] CVE-2026-1 high",
            "npm @example/left [1.0.0,1.9.0] GHSA-bbbb high",
            "npm @example/left [3.0.1,3.0.1] GHSA-cccc high");
    assertThat(snapshot.date()).isEqualTo("2026-11-05");
    assertThat(snapshot.text(List.of())).doesNotContain("words of others");
  }

  @Test
  void aNewerDatabaseKeepsWhatItDoesNotKnow() throws IOException {
    write(
        "GHSA-aaaa",
        "'aliases':['CVE-2026-1'],",
        "'Maven','name':'org.example:parser'",
        "'ranges':[{'events':[{'introduced':'1.0'},{'fixed':'1.5'}]}]");
    Snapshot before =
        new Snapshot(
            LocalDate.of(2026, 1, 1),
            Set.of("maven org.example:parser", "maven org.example:gone", "liberty servlet-6.1"),
            List.of(
                Advisory.parse("maven org.example:parser [0,1.4) CVE-2026-1 high"),
                Advisory.parse("maven org.example:parser [0,2) CVE-2026-9 low"),
                Advisory.parse("maven org.example:gone [0,2) CVE-2026-8 low"),
                Advisory.parse("liberty servlet-6.1 [17,26) CVE-2026-7 high")));

    Snapshot after =
        before.renewed(new AdvisoryDatabase(checkout).about(Set.of("maven org.example:parser")));

    assertThat(after.lookedUp())
        .containsExactlyInAnyOrder("maven org.example:parser", "liberty servlet-6.1");
    assertThat(after.advisories())
        .extracting(Advisory::toString)
        .containsExactlyInAnyOrder(
            "maven org.example:parser [1.0,1.5) CVE-2026-1 high",
            "maven org.example:parser [0,2) CVE-2026-9 low",
            "liberty servlet-6.1 [17,26) CVE-2026-7 high");
  }

  @Test
  void aFolderThatIsNoCheckoutIsNamed() {
    assertThatThrownBy(() -> new AdvisoryDatabase(checkout))
        .hasMessageContaining(checkout.toString())
        .hasMessageContaining("advisories/github-reviewed");
  }

  private void write(String id, String more, String name, String affected) throws IOException {
    Path folder = checkout.resolve("advisories/github-reviewed/2026/11/" + id);
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(id + ".json"),
        ("{'schema_version':'1.4.0','id':'%s','modified':'2026-11-05T10:00:00Z',%s"
                + "'summary':'words of others','database_specific':{'severity':'HIGH'},"
                + "'affected':[{'package':{'ecosystem':%s},%s}]}")
            .formatted(id, more, name, affected)
            .replace('\'', '"'));
  }
}
