package org.prytany.acceptance.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.prytany.acceptance.badinput.BadNeighbours.House;
import org.prytany.cli.ApiClient;
import org.prytany.cli.OwnServer;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.DemoProposal;
import org.web3j.crypto.Hash;

/** What is wrong with one DAO, one proposal or one plugin does not keep the others from working. */
@ExtendWith(BadNeighbours.class)
class BadNeighboursIT {

  private static final String LYING = "/api/v1/daos/" + House.LYING + "/proposals/";

  private final House house = BadNeighbours.house();
  private ApiClient api;

  @BeforeEach
  void open() {
    api = house.api();
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void a_wrong_chain_id_is_said_with_both_ids_and_other_daos_go_on() throws Exception {
    JsonNode elsewhere =
        Asking.until(api, "/api/v1/daos/elsewhere", view -> view.hasNonNull("problem"));

    assertThat(elsewhere.path("problem").asText())
        .startsWith("WRONG_CHAIN")
        .contains("'elsewhere' serves chain 31337")
        .contains("configured for chain 4242")
        .doesNotContain("127.0.0.1");
    othersGoOn();
  }

  @Test
  void a_governor_without_code_is_said_with_its_address_and_other_daos_go_on() throws Exception {
    JsonNode nobody = Asking.until(api, "/api/v1/daos/nobody", view -> view.hasNonNull("problem"));

    assertThat(nobody.path("problem").asText())
        .startsWith("NO_CODE_AT_ADDRESS")
        .containsIgnoringCase(Operator.NOBODY)
        .contains("'nobody'");
    Asking.untilStatus(api, "/health/ready", 503);
    othersGoOn();
  }

  private void othersGoOn() throws Exception {
    JsonNode good = api.get("/api/v1/daos/" + House.GOOD);
    assertThat(good.hasNonNull("problem")).as(good.toString()).isFalse();
    assertThat(good.hasNonNull("synced")).isTrue();
  }

  @Test
  void broken_wars_are_quarantined_an_unlisted_one_is_refused_with_its_hash_and_others_work()
      throws Exception {
    JsonNode unmade = plugin("unmade.war", "FAILED");
    JsonNode stranger = plugin("stranger.war", "STAGED");
    JsonNode noZip = plugin("no-zip.war", "REFUSED");

    assertThat(unmade.path("reason").asText()).contains("no policy for the broken strategy");
    assertThat(stranger.path("reason").asText())
        .contains("add " + OwnServer.sha256(house.stranger) + " to prytany.plugins.sha256");
    assertThat(noZip.path("reason").asText()).contains("cannot be read as a WAR");
    for (String own : List.of("prytany-digest.war", "prytany-policy.war", "prytany-treasury.war")) {
      plugin(own, "ACTIVE");
    }
  }

  /** The plugin of that file, whose name may have a prefix. */
  private JsonNode plugin(String file, String state) throws Exception {
    JsonNode all =
        Asking.until(api, "/api/v1/plugins", list -> !find(list, file, state).isMissingNode());
    return find(all, file, state);
  }

  private static JsonNode find(JsonNode list, String file, String state) {
    for (JsonNode one : list) {
      if (one.path("file").asText().endsWith(file) && one.path("state").asText().equals(state)) {
        return one;
      }
    }
    return MissingNode.getInstance();
  }

  @Test
  void texts_of_a_million_bytes_that_are_hard_to_parse_do_not_cost_the_others_their_digest()
      throws Exception {
    List<BigInteger> ids = new ArrayList<>();
    for (char fill : "x>[*.`1, ".toCharArray()) {
      byte[] text = new byte[1_000_000];
      Arrays.fill(text, (byte) fill);
      BigInteger id = HashedId.of(List.of(), List.of(), text);
      house
          .lying
          .emitLongDescription(id, new byte[] {(byte) fill}, BigInteger.valueOf(1_000_000))
          .send();
      ids.add(id);
    }
    DemoProposal normal = proposed();

    JsonNode beside = judged(normal.id());

    assertThat(beside.path("digest").path("headline").asText()).isEqualTo("Pay one");
    for (BigInteger id : ids) {
      assertThat(judged(id).path("description").asText()).as("%s", id).hasSize(1_000_000);
    }
    plugin("prytany-digest.war", "ACTIVE");
    JsonNode list = api.get("/api/v1/daos/" + House.LYING + "/proposals");
    assertThat(list.toString().length()).as("a list does not carry long texts").isLessThan(50_000);
    othersGoOn();
  }

  @Test
  void unreadable_empty_and_unequal_proposals_are_shown_the_unequal_one_with_a_red_finding()
      throws Exception {
    house.lying.emitRaw(new byte[] {1, 2, 3}).send();
    BigInteger noText = emit(new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0x80}, 0, 0);
    BigInteger nothing = emit(new byte[0], 0, 0);
    BigInteger twoForOne =
        emit("# Unequal\n\nTwo targets, one value.".getBytes(StandardCharsets.UTF_8), 2, 1);
    DemoProposal normal = proposed();

    JsonNode unreadable = judged(noText);
    JsonNode empty = judged(nothing);
    JsonNode unequal = judged(twoForOne);
    JsonNode beside = judged(normal.id());

    assertThat(unreadable.path("description").asText()).isEqualTo("\uFFFD\uFFFD\uFFFD");
    assertThat(unreadable.path("descriptionHash").asText())
        .as("the hash is of the raw bytes, which the governor wants back")
        .isEqualTo(Hash.sha3("0xfffe80"));
    assertThat(empty.path("headline").asText()).isEqualTo("(no text)");
    assertThat(unequal.path("blocked").asBoolean()).isTrue();
    JsonNode finding = unequal.path("verdict").path("findings").path(0);
    assertThat(finding.path("severity").asText()).isEqualTo("RED");
    assertThat(finding.path("text").asText())
        .contains("2 targets, 1 values, 0 calldatas. No governor can execute it.");
    assertThat(beside.path("blocked").asBoolean()).as(beside.toString()).isFalse();
    assertThat(beside.path("verdict").path("matches").path(0).path("status").asText())
        .isEqualTo("CONSISTENT");
    othersGoOn();
  }

  @Test
  void content_under_an_id_that_is_not_its_own_is_never_shown_as_that_proposal() throws Exception {
    byte[] harmless = "# Thanks\n\nWe ask for nothing.".getBytes(StandardCharsets.UTF_8);
    BigInteger id = HashedId.of(List.of(), List.of(), harmless).add(BigInteger.ONE);
    emitUnder(id, List.of(), List.of(), harmless);
    DemoProposal normal = proposed();

    judged(normal.id());

    Asking.untilStatus(api, LYING + id, 404);
    othersGoOn();
  }

  private JsonNode judged(BigInteger id) throws InterruptedException {
    return Asking.until(api, LYING + id, view -> view.hasNonNull("verdict"));
  }

  /** A proposal that the governor really has. */
  private DemoProposal proposed() {
    DemoDao dao = house.underLyingGovernor();
    return dao.propose(
        house.chain.account(1),
        List.of(dao.actions().payStablecoin(Operator.NOBODY, BigInteger.valueOf(1_000_000))),
        "# Pay one\n\nPay 1 DUSD to " + Operator.NOBODY + ". Asked at " + Instant.now() + ".");
  }

  /** A proposal that the governor only says to have, under the id that belongs to its content. */
  private BigInteger emit(byte[] description, int targets, int values) throws Exception {
    List<String> called = Collections.nCopies(targets, Operator.NOBODY);
    List<BigInteger> coin = Collections.nCopies(values, BigInteger.TEN);
    BigInteger id = HashedId.of(called, coin, description);
    emitUnder(id, called, coin, description);
    return id;
  }

  private void emitUnder(
      BigInteger id, List<String> targets, List<BigInteger> values, byte[] description)
      throws Exception {
    BigInteger start = BigInteger.valueOf(house.chain.now().getEpochSecond() + 86_400);
    house
        .lying
        .emitProposalCreated(
            id,
            house.chain.account(1),
            targets,
            values,
            List.of(),
            List.of(),
            start,
            start.add(BigInteger.valueOf(86_400)),
            description)
        .send();
  }
}
