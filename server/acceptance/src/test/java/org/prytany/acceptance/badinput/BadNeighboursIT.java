package org.prytany.acceptance.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
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
    assertThat(api.status("/health/ready")).isEqualTo(503);
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
    JsonNode unmade = plugin("unmade.war", "QUARANTINED");
    JsonNode stranger = plugin("stranger.war", "REFUSED");
    JsonNode noZip = plugin("no-zip.war", "QUARANTINED");

    assertThat(unmade.path("reason").asText()).contains("no policy for the broken strategy");
    assertThat(stranger.path("reason").asText())
        .contains("add " + OwnServer.sha256(house.stranger) + " to prytany.plugins.sha256");
    assertThat(noZip.path("reason").asText()).contains("did not start");
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
      BigInteger id = BigInteger.valueOf(2_000 + fill);
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
    emit(1_002, new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0x80}, 0, 0);
    emit(1_003, new byte[0], 0, 0);
    emit(1_004, "# Unequal\n\nTwo targets, one value.".getBytes(StandardCharsets.UTF_8), 2, 1);
    DemoProposal normal = proposed();

    JsonNode unreadable = judged(BigInteger.valueOf(1_002));
    JsonNode empty = judged(BigInteger.valueOf(1_003));
    JsonNode unequal = judged(BigInteger.valueOf(1_004));
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

  private void emit(long id, byte[] description, int targets, int values) throws Exception {
    BigInteger start = BigInteger.valueOf(house.chain.now().getEpochSecond() + 86_400);
    house
        .lying
        .emitProposalCreated(
            BigInteger.valueOf(id),
            house.chain.account(1),
            Collections.nCopies(targets, Operator.NOBODY),
            Collections.nCopies(values, BigInteger.TEN),
            List.of(),
            List.of(),
            start,
            start.add(BigInteger.valueOf(86_400)),
            description)
        .send();
  }
}
