package org.prytany.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableBackendTest {

  @TempDir Path directory;

  @Test
  void anAnswerStaysWhatItWasWhenTheDocumentChangesBeforeItIsEncoded() throws IOException {
    try (Opened opened = open()) {
      opened.answer(insert(1));
      Document found = opened.answer(find());
      Document changed = opened.answer(change(2));
      opened.answer(change(3));
      assertThat(found.toString()).contains("\"version\" : 1").doesNotContain("\"version\" : 3");
      assertThat(changed.toString()).contains("\"version\" : 2").doesNotContain("\"version\" : 3");
    }
  }

  @Test
  void whatWasAnsweredIsOnDiskAndWitnessedBeforeTheAnswer() throws IOException {
    StoreFile file = new StoreFile(directory);
    try (Opened opened = open()) {
      long before = CommitWitness.read(file.witnessPath()).version();
      opened.answer(insert(1));
      CommitWitness.Testimony after = CommitWitness.read(file.witnessPath());
      assertThat(after.version()).isGreaterThan(before);
      assertThat(after.seal()).isEmpty();
      opened.answer(find());
      assertThat(CommitWitness.read(file.witnessPath()).version()).isEqualTo(after.version());
    }
    assertThat(CommitWitness.read(file.witnessPath()).seal()).isPresent();
  }

  private Opened open() throws IOException {
    StoreFile file = new StoreFile(directory);
    return new Opened(
        new DurableBackend(file.open(), CommitWitness.open(file.witnessPath()), true));
  }

  private static Document insert(int version) {
    return new Document("insert", "things")
        .append("documents", List.of(new Document("_id", "a").append("version", version)));
  }

  private static Document find() {
    return new Document("find", "things").append("filter", new Document("_id", "a"));
  }

  private static Document change(int version) {
    return new Document("findAndModify", "things")
        .append("query", new Document("_id", "a"))
        .append("update", new Document("$set", new Document("version", version)))
        .append("new", true);
  }

  private record Opened(DurableBackend backend) implements AutoCloseable {

    Document answer(Document command) {
      return backend.handleMessage(
          new MongoMessage(new EmbeddedChannel(), null, command.append("$db", "test")));
    }

    @Override
    public void close() {
      backend.close();
    }
  }
}
