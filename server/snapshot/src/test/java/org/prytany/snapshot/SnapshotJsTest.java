package org.prytany.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prytany.governance.poll.Choice;
import org.prytany.governance.poll.HubProposal;
import org.prytany.governance.poll.VoteEnvelope;
import org.prytany.governance.poll.VotingSystem;
import org.prytany.spi.Address;

/**
 * Ids and envelopes are those of snapshot.js, byte for byte, over generated votes of every voting
 * system and generated proposals; and a choice that is read here is one that snapshot.js takes.
 */
class SnapshotJsTest {

  private static final int VOTES_OF_A_SYSTEM = 60;
  private static final int PROPOSALS = 60;
  private static final List<String> WORDS =
      List.of("", "Pay 5 ETH", "Ünïcode 🗳️ \u202e", "a \"quoted\" \\ line\nnext", "零", "<b>x</b>");

  private final Random random = new Random(20261129);

  @Test
  void votesOfEverySystemAreThoseOfSnapshotJs() throws IOException, InterruptedException {
    List<VoteEnvelope> ours = new ArrayList<>();
    ObjectNode request = HubHttp.json().createObjectNode().put("key", SnapshotJs.KEY);
    ArrayNode votes = request.putArray("votes");
    for (VotingSystem system : VotingSystem.values()) {
      for (int i = 0; i < VOTES_OF_A_SYSTEM; i++) {
        int count = system == VotingSystem.BASIC ? 3 : 1 + random.nextInt(7);
        VoteEnvelope envelope = envelope(system, count);
        ours.add(envelope);
        ObjectNode vote = votes.addObject();
        ArrayNode choices = vote.putArray("choices");
        IntStream.rangeClosed(1, count).forEach(n -> choices.add("choice " + n));
        ObjectNode message = vote.putObject("message");
        message.put("space", envelope.space()).put("proposal", envelope.proposal());
        message.put("type", system.word());
        message.set("choice", HubHttp.json().readTree(envelope.choice().text()));
        message.put("reason", envelope.reason()).put("app", VoteEnvelope.APP);
        message.put("metadata", VoteEnvelope.METADATA).put("timestamp", envelope.timestamp());
      }
    }

    JsonNode theirs = SnapshotJs.ask(request);

    assertThat(theirs.path("votes")).hasSize(VotingSystem.values().length * VOTES_OF_A_SYSTEM);
    for (int i = 0; i < ours.size(); i++) {
      JsonNode made = theirs.path("votes").path(i);
      String what = ours.get(i).toString();
      assertThat(ours.get(i).id()).as(what).isEqualTo(made.path("id").asText());
      String signature = made.path("envelope").path("sig").asText();
      assertThat(EnvelopeJson.of(ours.get(i), signature).path("data").path("types").toString())
          .as("a sequencer hashes the JSON of the types")
          .isEqualTo(made.path("envelope").path("data").path("types").toString());
      assertThat(HubHttp.json().readTree(EnvelopeJson.of(ours.get(i), signature).toString()))
          .as(what)
          .isEqualTo(made.path("envelope"));
      assertThat(theirs.path("valid").path(i).asBoolean()).as(what).isTrue();
    }
  }

  @Test
  void aProposalsIdIsTheHashOfWhatIsSaid() throws IOException, InterruptedException {
    ObjectNode request = HubHttp.json().createObjectNode().put("key", SnapshotJs.KEY);
    ArrayNode proposals = request.putArray("proposals");
    List<HubProposal> unnamed = new ArrayList<>();
    for (int i = 0; i < PROPOSALS; i++) {
      HubProposal proposal = proposal();
      unnamed.add(proposal);
      ObjectNode message = proposals.addObject();
      message.put("space", proposal.space()).put("type", proposal.type());
      message.put("title", proposal.title()).put("body", proposal.body());
      message.put("discussion", proposal.discussion());
      proposal.choices().forEach(message.putArray("choices")::add);
      proposal.labels().forEach(message.putArray("labels")::add);
      message.put("start", proposal.start()).put("end", proposal.end());
      message.put("snapshot", proposal.snapshot()).put("plugins", proposal.plugins());
      message.put("privacy", proposal.privacy()).put("app", proposal.app());
      message.put("timestamp", proposal.created());
    }

    JsonNode theirs = SnapshotJs.ask(request).path("proposals");

    assertThat(theirs).hasSize(PROPOSALS);
    for (int i = 0; i < PROPOSALS; i++) {
      HubProposal named = named(unnamed.get(i), theirs.path(i).path("id").asText(), "");
      assertThat(named.isProven()).as(named.toString()).isTrue();
      assertThat(named(unnamed.get(i), named.id(), " ").isProven())
          .as("with one more blank in its text")
          .isFalse();
    }
  }

  @Test
  void aChoiceThatIsNoneIsNotRead() {
    for (String text :
        List.of("0", "4", "-1", "1.0", "01", "", "[1]", "{\"1\":1}", "true", "1 or 2", "9999999")) {
      for (VotingSystem one : List.of(VotingSystem.BASIC, VotingSystem.SINGLE_CHOICE)) {
        refused(one, text);
      }
    }
    for (String text : List.of("[]", "[0]", "[4]", "[1,1]", "1", "[1,]", "[[1]]", "[1")) {
      refused(VotingSystem.APPROVAL, text);
    }
    refused(VotingSystem.RANKED_CHOICE, "[1,2]");
    for (String text :
        List.of(
            "{}",
            "{\"4\":1}",
            "{\"1\":-1}",
            "{\"1\":0}",
            "{\"1\":1,\"1\":2}",
            "{1:1}",
            "{\"1\":1e3}",
            "{\"1\":0.5}",
            "[1,2]",
            "{\"01\":1}")) {
      refused(VotingSystem.WEIGHTED, text);
      refused(VotingSystem.QUADRATIC, text);
    }
  }

  private static void refused(VotingSystem system, String text) {
    assertThatThrownBy(() -> Choice.read(system, text, 3))
        .as(system + " " + text)
        .isInstanceOf(IllegalArgumentException.class);
  }

  private VoteEnvelope envelope(VotingSystem system, int count) {
    return new VoteEnvelope(
        new Address(SnapshotJs.ADDRESS),
        "space-" + random.nextInt(100) + ".eth",
        1_700_000_000L + random.nextInt(100_000_000),
        id(),
        choice(system, count),
        word());
  }

  private Choice choice(VotingSystem system, int count) {
    List<Integer> numbers = new ArrayList<>(IntStream.rangeClosed(1, count).boxed().toList());
    Collections.shuffle(numbers, random);
    String text =
        switch (system) {
          case BASIC, SINGLE_CHOICE -> Integer.toString(1 + random.nextInt(count));
          case RANKED_CHOICE -> numbers.toString();
          case APPROVAL -> numbers.subList(0, 1 + random.nextInt(count)).toString();
          case WEIGHTED, QUADRATIC ->
              numbers.subList(0, 1 + random.nextInt(count)).stream()
                  .map(number -> "\"" + number + "\":" + (1 + random.nextInt(100)))
                  .collect(Collectors.joining(", ", "{", "}"));
        };
    return Choice.read(system, text, count);
  }

  private HubProposal proposal() {
    long start = 1_700_000_000L + random.nextInt(100_000_000);
    VotingSystem system = VotingSystem.values()[random.nextInt(VotingSystem.values().length)];
    return new HubProposal(
        id(),
        "space.eth",
        new Address(SnapshotJs.ADDRESS),
        start - random.nextInt(100_000),
        "1",
        system.word(),
        "Title " + word(),
        word() + "\n\n" + word(),
        random.nextBoolean() ? "" : "https://forum.example/t/1",
        List.of("For " + word(), "Against", "Abstain").subList(0, 2 + random.nextInt(2)),
        random.nextBoolean() ? List.of() : List.of("aaaa1111", "bbbb2222"),
        start,
        start + 1 + random.nextInt(1_000_000),
        random.nextInt(100_000_000),
        random.nextBoolean() ? "{}" : "{\"quorum\":{\"total\":4,\"strategy\":\"static\"}}",
        random.nextInt(4) == 0 ? "shutter" : "",
        random.nextBoolean() ? "" : "snapshot-v2",
        "");
  }

  private static HubProposal named(HubProposal of, String id, String more) {
    return new HubProposal(
        id,
        of.space(),
        of.author(),
        of.created(),
        of.network(),
        of.type(),
        of.title(),
        of.body() + more,
        of.discussion(),
        of.choices(),
        of.labels(),
        of.start(),
        of.end(),
        of.snapshot(),
        of.plugins(),
        of.privacy(),
        of.app(),
        of.ipfs());
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private String id() {
    StringBuilder id = new StringBuilder("0x");
    for (int i = 0; i < 64; i++) {
      id.append(Character.forDigit(random.nextInt(16), 16));
    }
    return id.toString();
  }
}
