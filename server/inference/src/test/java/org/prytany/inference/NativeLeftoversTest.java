package org.prytany.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is mapped is mapped by this very process. */
class NativeLeftoversTest {

  private static final Path PROCESSES = Path.of("/proc");
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  @TempDir private Path temporary;

  private Path unpacked(String folder, Duration age) throws IOException {
    Path made = Files.createDirectories(temporary.resolve(folder));
    Files.writeString(made.resolve("libonnxruntime.so"), "a library");
    Files.setLastModifiedTime(made, FileTime.from(NOW.minus(age)));
    return made;
  }

  @Test
  void whatAKilledProcessUnpackedGoesAndWhatIsMappedStays() throws IOException {
    assumeThat(PROCESSES.resolve("self/maps")).as("the system says what is mapped").exists();
    Path left = unpacked("onnxruntime-java1", Duration.ofHours(1));
    Path used = unpacked("onnxruntime-java11", Duration.ofHours(1));
    Path young = unpacked("onnxruntime-java2", Duration.ofMinutes(9));
    Path another = unpacked("another-java1", Duration.ofHours(1));
    Path elsewhere = unpacked("elsewhere", Duration.ofHours(1));
    Path pointing = Files.createSymbolicLink(temporary.resolve("onnxruntime-java3"), elsewhere);

    MappedByteBuffer mapped;
    try (FileChannel library = FileChannel.open(used.resolve("libonnxruntime.so"))) {
      mapped = library.map(MapMode.READ_ONLY, 0, library.size());
    }
    NativeLeftovers.clear(temporary, PROCESSES, NOW);

    assertThat(left).doesNotExist();
    assertThat(used.resolve("libonnxruntime.so")).exists();
    assertThat(young.resolve("libonnxruntime.so")).exists();
    assertThat(another.resolve("libonnxruntime.so")).exists();
    assertThat(pointing).isSymbolicLink();
    assertThat(elsewhere.resolve("libonnxruntime.so")).exists();
    assertThat(mapped.get(0)).isEqualTo((byte) 'a');
  }

  @Test
  void nothingGoesWhereTheSystemDoesNotSayWhatIsMapped() throws IOException {
    Path left = unpacked("onnxruntime-java1", Duration.ofHours(1));

    NativeLeftovers.clear(temporary, temporary.resolve("no-processes"), NOW);

    assertThat(left.resolve("libonnxruntime.so")).exists();
  }
}
