package org.prytany.store.drafts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.writing.Drafted;
import org.prytany.governance.writing.WritingKey;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;

class DraftFilesTest {

  @TempDir private Path folder;

  private static ProposalKey proposal(int id) {
    return new ProposalKey(1, Address.ZERO, BigInteger.valueOf(id));
  }

  private static Drafted drafted(int id, String text) {
    return new Drafted(
        proposal(id),
        new WritingKey("tiny", "ab", 1, "cpu", "0x1", "0x2", "0x3"),
        List.of(new Drafted.Sentence(text, List.of(1, 2))),
        Instant.parse("2026-11-20T12:00:00Z"),
        1200);
  }

  @Test
  void whatIsKeptIsFoundAndTheNextTakesItsPlace() {
    DraftFiles files = new DraftFiles(folder.resolve("new/writing"));
    assertThat(files.find(proposal(1))).isEmpty();
    files.keep(drafted(1, "One."));
    files.keep(drafted(2, "Two."));
    files.keep(drafted(1, "Three."));
    assertThat(files.find(proposal(1))).contains(drafted(1, "Three."));
    assertThat(files.find(proposal(2))).contains(drafted(2, "Two."));
    assertThat(files.find(proposal(3))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"form\":2}", "{\"form\":1,\"proposal\":null}"})
  void whatCannotBeReadIsNotThere(String content) throws IOException {
    DraftFiles files = new DraftFiles(folder);
    files.keep(drafted(1, "One."));
    try (Stream<Path> all = Files.list(folder)) {
      Files.writeString(all.findFirst().orElseThrow(), content);
    }
    assertThat(files.find(proposal(1))).isEmpty();
  }

  @Test
  void aFileOfAnotherProposalIsNotThisOnes() throws IOException {
    DraftFiles files = new DraftFiles(folder);
    files.keep(drafted(1, "One."));
    Path own;
    try (Stream<Path> all = Files.list(folder)) {
      own = all.findFirst().orElseThrow();
    }
    byte[] first = Files.readAllBytes(own);
    files.keep(drafted(2, "Two."));
    try (Stream<Path> all = Files.list(folder)) {
      Files.write(all.filter(each -> !each.equals(own)).findFirst().orElseThrow(), first);
    }
    assertThat(files.find(proposal(2))).isEmpty();
  }
}
