package org.prytany.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientSettings;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.proposal.ProposalSummary;
import org.prytany.store.embedded.EmbeddedStore;

/** Proposals that were stored before their summary stood beside their body. */
class OlderDocumentsTest {

  private static final List<String> LATER =
      List.of("actionsHash", "hasCalls", "atRest", "digestedWith", "minedAt", "acts");

  @TempDir private Path data;

  private Store open() {
    return Store.open(StoreSettings.embedded(data, Set.of(Samples.CHAIN)));
  }

  @Test
  void theySayTheSameAndGetTheirSummaryOnce() {
    try (Store store = open()) {
      store.proposals().insert(Samples.complete(1));
      store.proposals().insert(Samples.fresh(2));
    }
    raw(
        proposals ->
            LATER.forEach(
                field ->
                    proposals.updateMany(
                        new Document(), new Document("$unset", new Document(field, "")))));

    try (Store store = open()) {
      assertThat(store.proposals().summaries(Samples.CHAIN, Samples.GOVERNOR))
          .containsExactlyElementsOf(
              store.proposals().of(Samples.CHAIN, Samples.GOVERNOR).stream()
                  .map(ProposalSummary::of)
                  .toList())
          .allSatisfy(summary -> assertThat(summary.version()).isEqualTo(1));
    }

    raw(
        proposals ->
            assertThat(proposals.find())
                .hasSize(2)
                .allSatisfy(document -> assertThat(document.keySet()).containsAll(LATER)));
  }

  private void raw(Consumer<MongoCollection<Document>> work) {
    try (EmbeddedStore embedded = EmbeddedStore.open(data, false);
        MongoClient client =
            MongoClients.create(
                MongoClientSettings.builder()
                    .retryWrites(false)
                    .applyToClusterSettings(
                        cluster -> cluster.hosts(List.of(new ServerAddress(embedded.address()))))
                    .build())) {
      work.accept(client.getDatabase("prytany").getCollection("proposals"));
    }
  }
}
