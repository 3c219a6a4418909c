package org.prytany.chain.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which questions endpoints have to agree on, and when two answers are one. */
final class Agreement {
  /** What the chain alone decides, so that honest endpoints tell the same at the same block. */
  private static final Set<String> OF_THE_CHAIN =
      Set.of("eth_call", "eth_getCode", "eth_getBalance", "eth_getStorageAt");

  /** What of a block is used. */
  private static final List<String> BELIEVED = List.of("hash", "number", "parentHash", "timestamp");

  private static final String LATEST = "latest";

  private Agreement() {}

  /** Whether every endpoint is asked. */
  static boolean isNeeded(Question question) {
    return OF_THE_CHAIN.contains(question.method()) || isBlock(question);
  }

  static boolean isHead(Question question) {
    return isBlock(question) && question.parameters().getFirst().equals(LATEST);
  }

  private static boolean isBlock(Question question) {
    return question.method().equals("eth_getBlockByNumber");
  }

  /** The same question at a block; empty where it is not about the latest one. */
  static Optional<Question> at(Question question, String block) {
    if (isBlock(question) || !LATEST.equals(question.parameters().getLast())) {
      return Optional.empty();
    }
    List<Object> parameters = new ArrayList<>(question.parameters());
    parameters.set(parameters.size() - 1, block);
    return Optional.of(new Question(question.method(), parameters, question.readsFailure()));
  }

  /** Whether an endpoint told something; one that has no such state or block tells nothing. */
  static boolean isTold(Question question, Told told) {
    if (told.error().isPresent()) {
      return told.error().get().reverted();
    }
    return !isBlock(question) || told.result().isObject();
  }

  static boolean isSame(Question question, Told one, Told other) {
    if (one.error().isPresent() || other.error().isPresent()) {
      return one.error().isPresent() && other.error().isPresent();
    }
    if (isBlock(question)) {
      // The hash is the endpoint's word as well: what else is believed has to be the same.
      return BELIEVED.stream()
          .allMatch(field -> text(one.result().path(field), other.result().path(field)));
    }
    return text(one.result(), other.result());
  }

  /**
   * What endpoints that tell the {@link #isSame same} told: the first of the answers. What a
   * contract failed with is told only where all tell it alike; that it failed is told in any case.
   *
   * @param alike at least one
   */
  static Told one(Question question, List<Told> alike) {
    Told first = alike.getFirst();
    Optional<RpcErrorException> error = first.error().filter(its -> question.readsFailure());
    return error.isEmpty() || alike.stream().allMatch(its -> failsAlike(error.get(), its))
        ? first
        : new Told(first.result(), Optional.of(error.get().withoutData()));
  }

  private static boolean failsAlike(RpcErrorException error, Told other) {
    return other.error().filter(its -> its.data().equalsIgnoreCase(error.data())).isPresent();
  }

  private static boolean text(JsonNode one, JsonNode other) {
    return one.asText("").equalsIgnoreCase(other.asText(""));
  }
}
