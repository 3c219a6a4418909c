package org.prytany.acceptance.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.prytany.acceptance.badinput.BadNeighbours.House;
import org.prytany.cli.ApiClient;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.DemoProposal;
import org.web3j.crypto.Credentials;

/** Approvals that must not count: each is refused with its reason, and nothing of it is kept. */
@ExtendWith(BadNeighbours.class)
class BadApprovalIT {

  private static House house;
  private static ApiClient api;
  private static String proposal;
  private static String other;
  private static Treasurer treasurer;

  @BeforeAll
  static void propose() throws Exception {
    house = BadNeighbours.house();
    api = house.api();
    proposal = proposed("one");
    other = proposed("another");
    treasurer = signIn(house.treasurers.getFirst());
  }

  @AfterAll
  static void close() {
    api.close();
  }

  private static String proposed(String name) throws Exception {
    DemoDao dao = house.dao;
    DemoProposal made =
        dao.propose(
            house.chain.account(1),
            List.of(dao.actions().payStablecoin(Operator.NOBODY, BigInteger.valueOf(1_000_000))),
            "# Pay " + name + "\n\nPay 1 DUSD to " + Operator.NOBODY + ".");
    String path = "/api/v1/daos/" + House.GOOD + "/proposals/" + made.id();
    Asking.until(api, path, view -> view.hasNonNull("effects"));
    return path;
  }

  private static Treasurer signIn(Credentials wallet) throws IOException {
    return Treasurer.signIn(api, house.server().address(), house.chain.chainId(), wallet);
  }

  private static ObjectNode statement(String path) throws IOException {
    return treasurer.statement(path, "approve");
  }

  private static ApiClient.Problem refused(ThrowingCallable act) {
    ApiClient.Problem problem = catchThrowableOfType(ApiClient.Problem.class, act);
    assertThat(problem).as("it was refused").isNotNull();
    return problem;
  }

  private static void nothingIsKept(String path) throws IOException {
    assertThat(api.get(path).path("approvals").path("statements")).isEmpty();
  }

  @Test
  void one_signed_for_another_proposal_is_refused() throws Exception {
    JsonNode signed = statement(other);
    String signature = treasurer.sign(signed.path("typedData"));

    ApiClient.Problem problem = refused(() -> treasurer.submit(proposal, signed, signature));

    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.code()).isEqualTo("APPROVAL_REFUSED");
    assertThat(problem).hasMessageContaining("about another text");
    nothingIsKept(proposal);
  }

  @Test
  void an_expired_one_is_refused_with_the_time_it_expired() throws Exception {
    long past = Instant.now().getEpochSecond() - 10;
    ObjectNode expired = statement(proposal);
    ((ObjectNode) expired.path("typedData").path("message")).put("expiry", Long.toString(past));
    String signature = treasurer.sign(expired.path("typedData"));

    ApiClient.Problem problem = refused(() -> treasurer.submit(proposal, expired, signature));

    assertThat(problem.code()).isEqualTo("APPROVAL_REFUSED");
    assertThat(problem).hasMessageContaining("expired at " + Instant.ofEpochSecond(past));
    nothingIsKept(proposal);
  }

  @Test
  void one_signed_for_another_chain_is_refused() throws Exception {
    ObjectNode elsewhere = statement(proposal);
    ((ObjectNode) elsewhere.path("typedData").path("domain")).put("chainId", 1);
    String signature = treasurer.sign(elsewhere.path("typedData"));

    ApiClient.Problem problem = refused(() -> treasurer.submit(proposal, elsewhere, signature));

    assertThat(problem.code()).isEqualTo("APPROVAL_REFUSED");
    assertThat(problem).hasMessageContaining("something else was signed");
    nothingIsKept(proposal);
  }

  @Test
  void one_signed_by_a_stranger_is_refused_whoever_hands_it_in() throws Exception {
    Treasurer stranger = signIn(house.chain.accounts().get(9));
    JsonNode signed = statement(proposal);
    String signature = stranger.sign(signed.path("typedData"));
    JsonNode own = stranger.statement(proposal, "approve");

    ApiClient.Problem byStranger =
        refused(() -> stranger.submit(proposal, own, stranger.sign(own.path("typedData"))));
    ApiClient.Problem byTreasurer = refused(() -> treasurer.submit(proposal, signed, signature));

    assertThat(byStranger.status()).isEqualTo(403);
    assertThat(byStranger.code()).isEqualTo("NOT_ALLOWED");
    assertThat(byTreasurer.code()).isEqualTo("APPROVAL_REFUSED");
    assertThat(byTreasurer).hasMessageContaining("It was not signed by");
    nothingIsKept(proposal);
  }

  @Test
  void the_same_one_twice_counts_once() throws Exception {
    String path = proposed("once");
    JsonNode signed = statement(path);
    String signature = treasurer.sign(signed.path("typedData"));
    treasurer.submit(path, signed, signature);

    ApiClient.Problem problem = refused(() -> treasurer.submit(path, signed, signature));

    assertThat(problem.code()).isEqualTo("APPROVAL_REFUSED");
    assertThat(problem).hasMessageContaining("handed in before; it counts once");
    JsonNode approvals = api.get(path).path("approvals");
    assertThat(approvals.path("statements")).hasSize(1);
    assertThat(approvals.path("given").asInt()).isEqualTo(1);
    assertThat(approvals.path("missing").asInt()).isEqualTo(1);
  }

  @Test
  void one_whose_words_are_not_what_executes_is_refused() throws Exception {
    ObjectNode falseWords = statement(proposal);
    ObjectNode message = (ObjectNode) falseWords.path("typedData").path("message");
    message.putArray("effects").add("Transfer 0.01 DUSD to a friend");
    String signature = treasurer.sign(falseWords.path("typedData"));

    ApiClient.Problem problem = refused(() -> treasurer.submit(proposal, falseWords, signature));

    assertThat(problem.code()).isEqualTo("APPROVAL_REFUSED");
    assertThat(problem).hasMessageContaining("words are not what the effects say");
    nothingIsKept(proposal);
  }

  @Test
  void one_for_another_server_of_the_same_governor_is_refused() throws Exception {
    ObjectNode elsewhere = statement(proposal);
    ((ObjectNode) elsewhere.path("typedData").path("message")).put("executor", Operator.NOBODY);
    String signature = treasurer.sign(elsewhere.path("typedData"));

    ApiClient.Problem problem = refused(() -> treasurer.submit(proposal, elsewhere, signature));

    assertThat(problem.code()).isEqualTo("APPROVAL_REFUSED");
    assertThat(problem).hasMessageContaining("for the server that executes with");
    nothingIsKept(proposal);
  }

  @Test
  void an_override_before_there_is_a_block_is_refused() throws Exception {
    ObjectNode early = treasurer.statement(proposal, "override");
    ObjectNode message = (ObjectNode) early.path("typedData").path("message");
    message.put("reason", "in advance").putArray("lifts").add("AMOUNT_CONTRADICTED in call 1");
    String signature = treasurer.sign(early.path("typedData"));

    ApiClient.Problem problem = refused(() -> treasurer.submit(proposal, early, signature));

    assertThat(problem.code()).isEqualTo("APPROVAL_REFUSED");
    assertThat(problem).hasMessageContaining("nothing is there to override");
    nothingIsKept(proposal);
  }

  @Test
  void a_rejection_stands_until_it_is_withdrawn_by_name() throws Exception {
    String path = proposed("rejected");
    JsonNode rejection = treasurer.statement(path, "reject");
    treasurer.submit(path, rejection, treasurer.sign(rejection.path("typedData")));
    JsonNode shown = api.get(path).path("approvals").path("statements").path(0);
    assertThat(shown.path("counts").asBoolean()).isTrue();
    assertThat(shown.has("expiry")).isFalse();

    String name =
        java.net.URLEncoder.encode(
            shown.path("name").asText(), java.nio.charset.StandardCharsets.UTF_8);
    JsonNode withdrawal =
        api.get(
            path
                + "/statement?kind=withdraw&reason=settled&treasurer="
                + treasurer.wallet().getAddress()
                + "&lifts="
                + name);
    treasurer.submit(path, withdrawal, treasurer.sign(withdrawal.path("typedData")));

    assertThat(
            api.get(path).path("approvals").path("statements").path(0).path("counts").asBoolean())
        .isFalse();
  }
}
