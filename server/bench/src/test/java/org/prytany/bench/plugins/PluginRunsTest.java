package org.prytany.bench.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.cli.OwnServer;

class PluginRunsTest {

  @TempDir private Path folder;

  /** Else the server would take it for the file that runs already. */
  @Test
  void whatIsRenewedIsTheSamePluginInAnotherFile() throws Exception {
    Path war = folder.resolve("plugin.war");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
      zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
      zip.write("Made-By: hand\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    Path renewed = PluginRuns.renewed(war, folder.resolve("renewed.war"));

    assertThat(OwnServer.sha256(renewed)).isNotEqualTo(OwnServer.sha256(war));
    try (ZipFile zip = new ZipFile(renewed.toFile())) {
      assertThat(names(zip)).startsWith("META-INF/MANIFEST.MF").hasSize(2);
      assertThat(zip.getInputStream(zip.getEntry("META-INF/MANIFEST.MF")))
          .hasContent("Made-By: hand");
    }
  }

  private static List<String> names(ZipFile zip) {
    return zip.stream().map(ZipEntry::getName).map(String::valueOf).toList();
  }
}
