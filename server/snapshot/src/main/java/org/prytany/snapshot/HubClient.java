package org.prytany.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prytany.governance.hash.Checksum;
import org.prytany.governance.poll.Hub;
import org.prytany.governance.poll.HubProposal;
import org.prytany.governance.poll.Receipt;
import org.prytany.governance.poll.Space;
import org.prytany.governance.poll.VoteEnvelope;

/**
 * A hub of Snapshot over HTTP.
 *
 * <p>Source: `src/graphql/schema.gql` of snapshot-labs/snapshot-hub; `src/ingestor.ts` of
 * snapshot-labs/snapshot-sequencer.
 */
public final class HubClient implements Hub {

  private static final int PAGE = 50;
  private static final int MOST_PAGES = 4;
  private static final int LONGEST_CHOICE = 4096;
  private static final int LONGEST_WORD = 300;

  /** What the sequencer says of a message that it has. */
  private static final String DUPLICATE = "duplicate message";

  private final HubHttp http;
  private final InstantSource clock;

  /**
   * @param patience for one answer
   */
  public HubClient(Duration patience, InstantSource clock) {
    this.http = new HubHttp(patience);
    this.clock = clock;
  }

  @Override
  public Page proposals(Space space, Instant endsAfter) {
    List<Read> read = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (int page = 0; page < MOST_PAGES; page++) {
      ObjectNode variables = HubHttp.json().createObjectNode();
      variables.put("space", space.name());
      variables.put("after", endsAfter.getEpochSecond());
      variables.put("skip", page * PAGE);
      JsonNode list =
          ask(
              space,
              "query($space: String!, $after: Int!, $skip: Int!) { proposals(first: "
                  + PAGE
                  + ", skip: $skip, where: {space: $space, end_gt: $after}, orderBy: \"created\","
                  + " orderDirection: desc) { "
                  + ProposalReader.FIELDS
                  + " } }",
              variables,
              "proposals");
      for (JsonNode node : list) {
        try {
          read.add(ProposalReader.read(space, node, clock.instant()));
        } catch (IllegalArgumentException e) {
          unreadable.add(space.name() + ": " + e.getMessage());
        }
      }
      if (list.size() < PAGE) {
        return new Page(read, unreadable);
      }
    }
    unreadable.add(
        space.name() + ": the hub has more than " + MOST_PAGES * PAGE + " votes that are to end.");
    return new Page(read, unreadable);
  }

  @Override
  public Optional<Read> proposal(Space space, String id) {
    JsonNode found =
        ask(
            space,
            "query($id: String!) { proposal(id: $id) { " + ProposalReader.FIELDS + " } }",
            HubHttp.json().createObjectNode().put("id", id),
            "proposal");
    if (found.isNull() || found.isMissingNode()) {
      return Optional.empty();
    }
    try {
      Read read = ProposalReader.read(space, found, clock.instant());
      if (!read.proposal().id().equals(id)) {
        throw new IllegalArgumentException("another proposal than the one that was asked for");
      }
      return Optional.of(read);
    } catch (IllegalArgumentException e) {
      throw HubHttp.invalid(URI.create(space.hub()), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Optional<Shown> vote(Space space, HubProposal proposal) {
    String voter = Checksum.of(space.voter().orElseThrow());
    ObjectNode variables = HubHttp.json().createObjectNode();
    variables.put("space", space.name());
    variables.put("proposal", proposal.id());
    variables.put("voter", voter);
    JsonNode list =
        ask(
            space,
            "query($space: String!, $proposal: String!, $voter: String!) { votes(first: 2, where:"
                + " {space: $space, proposal: $proposal, voter: $voter}) { id ipfs voter created"
                + " choice proposal { id } } }",
            variables,
            "votes");
    for (JsonNode vote : list) {
      boolean asked =
          vote.path("voter").asText("").equalsIgnoreCase(voter)
              && vote.path("proposal").path("id").asText("").equals(proposal.id())
              && HubProposal.isId(vote.path("id").asText(""));
      if (!asked) {
        throw HubHttp.invalid(
            URI.create(space.hub()), "another vote than the one that was asked for");
      }
      String choice = vote.path("choice").toString();
      return Optional.of(
          new Shown(
              vote.path("id").asText(),
              shortened(vote.path("ipfs").asText("")),
              choice.length() > LONGEST_CHOICE ? choice.substring(0, LONGEST_CHOICE) : choice,
              vote.path("created").asLong(0)));
    }
    return Optional.empty();
  }

  @Override
  public BigDecimal power(Space space, HubProposal proposal) {
    ObjectNode variables = HubHttp.json().createObjectNode();
    variables.put("space", space.name());
    variables.put("proposal", proposal.id());
    variables.put("voter", Checksum.of(space.voter().orElseThrow()));
    JsonNode vp =
        ask(
            space,
            "query($space: String!, $proposal: String!, $voter: String!) { vp(space: $space,"
                + " proposal: $proposal, voter: $voter) { vp } }",
            variables,
            "vp");
    if (!vp.path("vp").isNumber()) {
      throw HubHttp.invalid(URI.create(space.hub()), "no number of votes of the account");
    }
    try {
      return ProposalReader.votes(vp.path("vp"));
    } catch (IllegalArgumentException e) {
      throw HubHttp.invalid(URI.create(space.hub()), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Sent send(Space space, VoteEnvelope envelope, String signature) {
    HubHttp.Answer answer =
        http.post(URI.create(space.sequencer()), EnvelopeJson.of(envelope, signature));
    JsonNode body = answer.body();
    if (answer.status() / 100 == 2) {
      String id = body.path("id").asText("");
      if (!id.equals(envelope.id())) {
        throw HubHttp.invalid(URI.create(space.sequencer()), "a receipt for another vote");
      }
      JsonNode relayer = body.path("relayer");
      return new Sent.Taken(
          new Receipt(
              id,
              shortened(body.path("ipfs").asText("")),
              shortened(relayer.path("address").asText("")),
              shortened(relayer.path("receipt").asText(""))));
    }
    if (answer.status() / 100 == 5) {
      throw HubHttp.unavailable(URI.create(space.sequencer()), "answers " + answer.status());
    }
    String said =
        body.path("error_description").asText(body.path("error").asText("no reason is given"));
    if (said.equals(DUPLICATE)) {
      return new Sent.Known();
    }
    return new Sent.Refused(shortened(said));
  }

  private JsonNode ask(Space space, String query, ObjectNode variables, String field) {
    ObjectNode body = HubHttp.json().createObjectNode();
    body.put("query", query);
    body.set("variables", variables);
    HubHttp.Answer answer = http.post(URI.create(space.hub()), body);
    JsonNode errors = answer.body().path("errors");
    if (errors instanceof ArrayNode list && !list.isEmpty()) {
      throw HubHttp.unavailable(
          URI.create(space.hub()),
          "cannot say (\u201c" + shortened(list.get(0).path("message").asText("")) + "\u201d)");
    }
    if (answer.status() != 200 || !answer.body().path("data").has(field)) {
      throw HubHttp.invalid(
          URI.create(space.hub()), "status " + answer.status() + " and no " + field);
    }
    return answer.body().path("data").path(field);
  }

  /** A stranger's words in one line. */
  private static String shortened(String words) {
    String line = words.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return line.length() <= LONGEST_WORD ? line : line.substring(0, LONGEST_WORD) + "…";
  }
}
