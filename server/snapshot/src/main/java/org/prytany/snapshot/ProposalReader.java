package org.prytany.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.prytany.governance.poll.Hub;
import org.prytany.governance.poll.HubProposal;
import org.prytany.governance.poll.Space;
import org.prytany.governance.poll.Standing;
import org.prytany.spi.Address;

/**
 * Reads a proposal as a hub gives it, and holds it against what one can be.
 *
 * <p>Source: `src/graphql/schema.gql` of snapshot-labs/snapshot-hub, type Proposal.
 */
final class ProposalReader {

  /** What is asked of a proposal. */
  static final String FIELDS =
      "id ipfs author created network type title body discussion choices labels start end snapshot"
          + " plugins privacy app scores scores_total votes flagged space { id }";

  private static final int LONGEST_BODY = 1 << 20;
  private static final int LONGEST_LINE = 4096;
  private static final int MOST_CHOICES = 1000;
  private static final int MOST_LABELS = 50;

  /** As a hub's schema bounds times: 2001 to 2603. */
  private static final long FIRST_TIME = 1_000_000_000L;

  private static final long LAST_TIME = 20_000_000_000L;
  private static final int DIGITS = 40;

  private ProposalReader() {}

  /**
   * @throws IllegalArgumentException in plain English, if it is none of the space's
   */
  static Hub.Read read(Space space, JsonNode node, Instant at) {
    String id = id(node);
    if (!node.path("space").path("id").asText("").equals(space.name())) {
      throw new IllegalArgumentException(id + " is one of another space");
    }
    List<String> choices = texts(node.path("choices"), MOST_CHOICES, "choices");
    if (choices.isEmpty()) {
      throw new IllegalArgumentException(id + " has no choices");
    }
    HubProposal proposal =
        new HubProposal(
            id,
            space.name(),
            author(node),
            time(node, "created"),
            line(node, "network"),
            line(node, "type"),
            line(node, "title"),
            text(node, "body", LONGEST_BODY),
            line(node, "discussion"),
            choices,
            texts(node.path("labels"), MOST_LABELS, "labels"),
            time(node, "start"),
            time(node, "end"),
            whole(node, "snapshot"),
            plugins(node),
            line(node, "privacy"),
            line(node, "app"),
            line(node, "ipfs"));
    return new Hub.Read(proposal, standing(node, choices.size(), at));
  }

  /** The id, checked; it names the proposal in what is said of it. */
  static String id(JsonNode node) {
    String id = node.path("id").asText("");
    if (!HubProposal.isId(id)) {
      throw new IllegalArgumentException(
          "a proposal has an id of another kind than 32 bytes, which is not served here");
    }
    return id;
  }

  private static Standing standing(JsonNode node, int choices, Instant at) {
    List<BigDecimal> scores = new ArrayList<>();
    for (JsonNode score : node.path("scores")) {
      scores.add(votes(score));
    }
    return new Standing(
        scores.size() == choices ? scores : List.of(),
        votes(node.path("scores_total")),
        Math.max(0, node.path("votes").asLong(0)),
        node.path("flagged").asBoolean(false),
        false,
        at);
  }

  /** A number of votes: at least 0, and not longer than makes sense. */
  static BigDecimal votes(JsonNode node) {
    if (!node.isNumber()) {
      return BigDecimal.ZERO;
    }
    BigDecimal number = node.decimalValue();
    boolean sane =
        number.signum() >= 0
            && number.precision() <= 2 * DIGITS
            && Math.abs((long) number.precision() - number.scale()) <= DIGITS
            && number.scale() <= 2 * DIGITS;
    if (!sane) {
      throw new IllegalArgumentException("a number of votes makes no sense");
    }
    return number;
  }

  private static Address author(JsonNode node) {
    try {
      return new Address(line(node, "author").toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          id(node) + " has an author that is no account of an Ethereum chain", e);
    }
  }

  /** The JSON that was signed is written without blanks. */
  private static String plugins(JsonNode node) {
    JsonNode plugins = node.path("plugins");
    String text = plugins.isObject() ? plugins.toString() : "{}";
    return bounded(node, "plugins", text, LONGEST_BODY);
  }

  private static long time(JsonNode node, String name) {
    long time = whole(node, name);
    if (time < FIRST_TIME || time > LAST_TIME) {
      throw new IllegalArgumentException(id(node) + " has no sound time '" + name + "'");
    }
    return time;
  }

  private static long whole(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (value.isNull() || value.isMissingNode()) {
      return 0;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw new IllegalArgumentException(id(node) + " has no sound number '" + name + "'");
    }
    return value.longValue();
  }

  private static String line(JsonNode node, String name) {
    return text(node, name, LONGEST_LINE);
  }

  private static String text(JsonNode node, String name, int longest) {
    JsonNode value = node.path(name);
    if (!value.isTextual() && !value.isNull() && !value.isMissingNode()) {
      throw new IllegalArgumentException(id(node) + " has no text '" + name + "'");
    }
    return bounded(node, name, value.isTextual() ? value.textValue() : "", longest);
  }

  private static String bounded(JsonNode node, String name, String text, int longest) {
    if (text.length() > longest) {
      throw new IllegalArgumentException(
          id(node) + " has more than " + longest + " characters in '" + name + "'");
    }
    return text;
  }

  private static List<String> texts(JsonNode list, int most, String name) {
    if (list.size() > most) {
      throw new IllegalArgumentException("a proposal has more than " + most + " " + name);
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode each : list) {
      if (!each.isTextual() || each.textValue().length() > LONGEST_LINE) {
        throw new IllegalArgumentException("a proposal's " + name + " are no texts");
      }
      texts.add(each.textValue());
    }
    return texts;
  }
}
