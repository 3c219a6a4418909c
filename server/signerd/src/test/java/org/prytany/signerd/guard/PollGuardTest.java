package org.prytany.signerd.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.poll.Choice;
import org.prytany.governance.poll.EnvelopeRequest;
import org.prytany.governance.poll.HubProposal;
import org.prytany.governance.poll.PollChoice;
import org.prytany.governance.poll.Space;
import org.prytany.governance.poll.VoteEnvelope;
import org.prytany.signer.RevokedKeys;
import org.prytany.signer.wire.Ask;
import org.prytany.signer.wire.WireJson;
import org.prytany.spi.Address;
import org.prytany.spi.Support;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

/**
 * Whoever takes over the server gets no signature but of one vote a proposal, in the configured
 * space, for the configured account; by a rule only on what the proposal's id vouches for and as
 * its choices plainly say, and otherwise only what an operator signed. What is signed is no
 * transaction and no statement, whatever is asked.
 */
class PollGuardTest {

  static final long NOW = 1_700_000_000L;
  private static final Address VOTER = GuardWorld.address(GuardWorld.VOTER);
  static final Space SPACE =
      new Space(
          "demo",
          "Demo",
          "https://hub.example/graphql",
          "https://seq.example",
          "demo.eth",
          Optional.of(VOTER),
          Set.of("signals"));

  /** The domain {name "snapshot", version "0.1.4"}, as ethers hashes it. */
  private static final String DOMAIN =
      "0x484fce18f892e8535a4b6700e197a8026f4213f809d23ae117da03b497e18670";

  @TempDir private Path folder;
  private GuardWorld world;
  private PollGuard guard;

  @BeforeEach
  void open() {
    world = new GuardWorld(folder);
    world.now = Instant.ofEpochSecond(NOW);
    guard = guard();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private PollGuard guard() {
    return world.guard.polls(List.of(SPACE));
  }

  /** Invariant: what binds a key on the chain binds it off chain. */
  @ParameterizedTest
  @CsvSource({
    "'', 3600, '', KEY_BOUNDED",
    "other, 3600, '', KEY_BOUNDED",
    "demo, 0, '', KEY_ENDED",
    "demo, -1, '', KEY_ENDED",
    "demo, 3600, voting, KEY_REVOKED",
    "demo, 3600, '', ''",
  })
  void aKeyThatMayOnlyVoteVotesInItsSpacesUntilItsEndAndNotAfterItWasRevoked(
      String spaces, long left, String revoked, String refusal) throws Exception {
    Path file = RevokedKeys.in(world.journalFolder());
    world.keyRules =
        new KeyRules(
            Map.of("voting", VOTER),
            List.of(
                new KeyRules.Bound(
                    "voting",
                    VOTER,
                    Set.of("demo"),
                    spaces.isEmpty() ? Set.of() : Set.of(spaces),
                    Instant.ofEpochSecond(NOW + left))),
            Optional.of(file));
    world.start(false);
    guard = guard();
    if (!revoked.isEmpty()) {
      Files.writeString(file, revoked + "\n");
    }
    EnvelopeRequest asked =
        byRule(proposal("basic", "For", "Against", "Abstain"), Support.FOR, "1");

    if (refusal.isEmpty()) {
      assertThat(guard.signVote(asked)).hasSize(132);
    } else {
      assertThatThrownBy(() -> guard.signVote(asked))
          .isInstanceOfSatisfying(
              PrytanyException.class, e -> assertThat(e.code().name()).isEqualTo(refusal));
    }
  }

  static HubProposal proposal(String type, String... choices) {
    HubProposal unnamed = said("0x" + "0".repeat(64), type, "demo.eth", "", choices);
    return said(unnamed.idAsPublished(), type, "demo.eth", "", choices);
  }

  private static HubProposal said(
      String id, String type, String space, String privacy, String... choices) {
    return new HubProposal(
        id,
        space,
        GuardWorld.address(GuardWorld.ALICE),
        NOW - 100,
        "1",
        type,
        "Shall we?",
        "Text.",
        "",
        List.of(choices),
        List.of(),
        NOW - 50,
        NOW + 1000,
        17,
        "{}",
        privacy,
        "",
        "");
  }

  static EnvelopeRequest byRule(HubProposal proposal, Support support, String choice) {
    return new EnvelopeRequest(
        "demo", proposal, choice, NOW, "why", Optional.of(support), Optional.empty());
  }

  private EnvelopeRequest byPerson(
      HubProposal proposal, String choice, ECKeyPair signer, UnaryOperator<PollChoice> change) {
    PollChoice unsigned =
        change.apply(
            new PollChoice(
                "demo.eth",
                proposal.id(),
                choice,
                Choice.read(proposal.system().orElseThrow(), choice, proposal.choices().size())
                    .words(proposal.choices()),
                "because",
                GuardWorld.address(GuardWorld.OPERATOR),
                VOTER,
                NOW + 600,
                proposal.contentHash(),
                ""));
    Sign.SignatureData made = Sign.signMessage(unsigned.data(1).digest(), signer, false);
    PollChoice signed = with(unsigned, hex(made));
    return new EnvelopeRequest(
        "demo", proposal, choice, NOW, "because", Optional.empty(), Optional.of(signed));
  }

  private static PollChoice with(PollChoice its, String signature) {
    return new PollChoice(
        its.space(),
        its.proposal(),
        its.choice(),
        its.meaning(),
        its.reason(),
        its.operator(),
        its.voter(),
        its.expiry(),
        its.contentHash(),
        signature);
  }

  private static String hex(Sign.SignatureData made) {
    return Numeric.toHexString(made.getR())
        + Numeric.toHexStringNoPrefix(made.getS())
        + Numeric.toHexStringNoPrefix(made.getV());
  }

  private void refused(EnvelopeRequest request, String why) {
    assertThatThrownBy(() -> guard.signVote(request))
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({"FOR,1", "AGAINST,2", "ABSTAIN,3"})
  void aRulesVoteIsSignedAsSnapshotsOwnLibrarySignsIt(Support support, String choice)
      throws Exception {
    HubProposal proposal = proposal("basic", "For", "Against", "Abstain");

    String ours = guard.signVote(byRule(proposal, support, choice));

    assertThat(ours).isEqualTo(theirs(proposal, Integer.parseInt(choice)));
  }

  private static String theirs(HubProposal proposal, int choice) throws Exception {
    assumeTrue(
        Files.isDirectory(Path.of("../../contracts/node_modules/@snapshot-labs/snapshot.js")),
        "contracts/node_modules is not filled: run npm ci in contracts");
    ObjectNode asked = new JsonMapper().createObjectNode();
    asked.put("key", Numeric.toHexStringWithPrefixZeroPadded(GuardWorld.VOTER.getPrivateKey(), 64));
    ObjectNode vote = asked.putArray("votes").addObject();
    proposal.choices().forEach(vote.withArray("choices")::add);
    ObjectNode message = vote.putObject("message");
    message.put("space", "demo.eth").put("proposal", proposal.id()).put("type", proposal.type());
    message.put("choice", choice).put("reason", "why").put("app", VoteEnvelope.APP);
    message.put("metadata", "{}").put("timestamp", NOW);
    Process node =
        new ProcessBuilder("node", Path.of("../snapshot/src/test/oracle/snapshot.cjs").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var in = node.getOutputStream()) {
      in.write(asked.toString().getBytes(StandardCharsets.UTF_8));
    }
    JsonNode answer = new JsonMapper().readTree(node.getInputStream().readAllBytes());
    return answer.path("votes").path(0).path("envelope").path("sig").asText();
  }

  @Test
  void whatIsAskedComesOverTheWireAsItWas() {
    HubProposal proposal = proposal("weighted", "Alice", "Bob");
    for (EnvelopeRequest request :
        List.of(
            byRule(proposal, Support.FOR, "1"),
            byPerson(proposal, "{\"1\":1,\"2\":2}", GuardWorld.OPERATOR, its -> its))) {
      assertThat(
              WireJson.read(WireJson.bytes(new Ask.OffChain(request)), Ask.OffChain.class)
                  .request())
          .isEqualTo(request);
    }
  }

  @Test
  void oneProposalGetsOneChoiceAlsoAfterARestart() {
    HubProposal proposal = proposal("basic", "For", "Against");
    String first = guard.signVote(byRule(proposal, Support.FOR, "1"));
    assertThat(guard.signVote(byRule(proposal, Support.FOR, "1"))).isEqualTo(first);
    refused(byRule(proposal, Support.AGAINST, "2"), "another choice");
    world.start(false);
    guard = guard();

    refused(byRule(proposal, Support.AGAINST, "2"), "another choice");
    refused(byPerson(proposal, "2", GuardWorld.OPERATOR, its -> its), "another choice");
    assertThat(guard.signVote(byRule(proposal, Support.FOR, "1"))).isEqualTo(first);
    assertThat(world.lines()).filteredOn(line -> line.toString().contains("Polled")).hasSize(1);
  }

  @Test
  void aRuleVotesOnlyAsThePlainChoicesSay() {
    HubProposal inverted = proposal("basic", "Against", "For");
    refused(byRule(inverted, Support.FOR, "1"), "not what the rule's word means");
    refused(byRule(inverted, Support.ABSTAIN, "1"), "not what the rule's word means");
    refused(byRule(proposal("basic", "Alice", "Bob"), Support.FOR, "1"), "not what");
    refused(byRule(proposal("approval", "For", "Against"), Support.FOR, "[1]"), "not what");
    refused(byRule(inverted, Support.FOR, "3"), "none of the proposal's");
    refused(byRule(inverted, Support.FOR, "02"), "none of the proposal's");
    assertThat(guard.signVote(byRule(inverted, Support.FOR, "2"))).startsWith("0x");
  }

  /** A word that is struck through, or denied by a sign, says the opposite of itself. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Y\u0336e\u0336s\u0336",
        "Yes\u0338",
        "Ye\u20E5s",
        "!Yes",
        " ! yes",
        "\u200B!Yes",
        "\u2705 !Yes",
        "\uFF01Yes",
        "\u00ACYes"
      })
  void whatIsStruckOutMeansNothing(String choice) {
    refused(byRule(proposal("basic", choice, "No"), Support.FOR, "1"), "not what the rule's word");
    refused(
        byRule(proposal("basic", choice, "No"), Support.AGAINST, "2"), "not what the rule's word");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Yes!", "\u2705\uFE0F Yes", "Si\u0301", "yes."})
  void howAWordIsDrawnChangesNothing(String choice) {
    assertThat(guard.signVote(byRule(proposal("basic", choice, "No"), Support.FOR, "1")))
        .startsWith("0x");
  }

  @Test
  void aRuleVotesOnlyOnWhatTheIdVouchesFor() {
    HubProposal honest = proposal("basic", "For", "Against");
    HubProposal swapped = said(honest.id(), "basic", "demo.eth", "", "Against", "For");
    refused(byRule(swapped, Support.FOR, "2"), "not the hash");
    refused(byRule(honest, Support.FOR, "2"), "not what the rule's word means");
  }

  @Test
  void onlyTheConfiguredSpaceIsVotedIn() {
    HubProposal unnamed = said("0x" + "0".repeat(64), "basic", "rich.eth", "", "For", "Against");
    HubProposal elsewhere =
        said(unnamed.idAsPublished(), "basic", "rich.eth", "", "For", "Against");
    refused(byRule(elsewhere, Support.FOR, "1"), "another space");
    refused(
        new EnvelopeRequest(
            "other", elsewhere, "1", NOW, "", Optional.of(Support.FOR), Optional.empty()),
        "nobody is configured");
    HubProposal secret = said("0x" + "1".repeat(64), "basic", "demo.eth", "shutter", "For", "No");
    refused(byRule(secret, Support.FOR, "1"), "encrypted");
  }

  @ParameterizedTest
  @CsvSource({"-51", "1001", "301"})
  void onlyVotesOfNowAreSigned(long offset) {
    HubProposal proposal = proposal("basic", "For", "Against");
    refused(
        new EnvelopeRequest(
            "demo", proposal, "1", NOW + offset, "", Optional.of(Support.FOR), Optional.empty()),
        "time");
  }

  @Test
  void nothingIsSignedOnceVotingEnded() {
    world.now = Instant.ofEpochSecond(NOW + 1001);
    HubProposal proposal = proposal("basic", "For", "Against");
    refused(byRule(proposal, Support.FOR, "1"), "ended");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "single-choice | 3",
        "approval | [1,3]",
        "ranked-choice | [2,3,1]",
        "weighted | {\"1\":60,\"3\":40}",
        "quadratic | {\"2\":1,\"3\":2}"
      })
  void whatAnOperatorSignedIsSigned(String type, String choice) {
    HubProposal proposal = proposal(type, "Alice", "Bob", "Carol");
    EnvelopeRequest request = byPerson(proposal, choice, GuardWorld.OPERATOR, its -> its);

    assertThat(guard.signVote(request)).matches("0x[0-9a-f]{130}");
  }

  @Test
  void whatAnOperatorDidNotSignIsRefused() {
    HubProposal proposal = proposal("single-choice", "Alice", "Bob");
    refused(byPerson(proposal, "1", GuardWorld.ALICE, its -> its), "not the operator's");
    refused(
        byPerson(
            proposal,
            "1",
            GuardWorld.ALICE,
            its -> operated(its, GuardWorld.address(GuardWorld.ALICE), NOW + 600)),
        "no operator");
    refused(
        byPerson(proposal, "1", GuardWorld.OPERATOR, its -> operated(its, its.operator(), NOW - 1)),
        "expired");
    EnvelopeRequest one = byPerson(proposal, "1", GuardWorld.OPERATOR, its -> its);
    refused(
        new EnvelopeRequest("demo", proposal, "2", NOW, "because", Optional.empty(), one.person()),
        "another vote");
    refused(
        new EnvelopeRequest("demo", proposal, "1", NOW, "other", Optional.empty(), one.person()),
        "another vote");
    HubProposal swapped = said(proposal.id(), "single-choice", "demo.eth", "", "Bob", "Alice");
    refused(
        new EnvelopeRequest("demo", swapped, "1", NOW, "because", Optional.empty(), one.person()),
        "another vote");
    refused(
        new EnvelopeRequest("demo", proposal, "1", NOW, "why", Optional.empty(), Optional.empty()),
        "not what the rule's word means");
  }

  /** Invariant: whatever the network of the proposal, no contract speaks for an operator. */
  @ParameterizedTest
  @ValueSource(strings = {"0x", "0x00", "LONG"})
  void whatOnlyAContractCouldTakeIsNoSignatureOfAnOperator(String signature) {
    HubProposal proposal = proposal("single-choice", "Alice", "Bob");
    EnvelopeRequest one = byPerson(proposal, "1", GuardWorld.OPERATOR, its -> its);
    PollChoice other =
        with(
            one.person().orElseThrow(),
            signature.equals("LONG") ? "0x" + "01".repeat(130) : signature);
    refused(
        new EnvelopeRequest(
            "demo", proposal, "1", NOW, "because", Optional.empty(), Optional.of(other)),
        "not the operator's");
  }

  private static PollChoice operated(PollChoice its, Address operator, long expiry) {
    return new PollChoice(
        its.space(),
        its.proposal(),
        its.choice(),
        its.meaning(),
        its.reason(),
        operator,
        its.voter(),
        expiry,
        its.contentHash(),
        its.signature());
  }

  /**
   * What is hashed begins with 0x1901 and the hash of Snapshot's domain. A transaction begins with
   * its type, 0x01 to 0x04, or with a list, 0xc0 and above; an anchor is a transaction; a statement
   * begins with 0x1901 and the hash of another domain.
   */
  @Test
  void whatIsSignedIsNothingElse() {
    HubProposal proposal = proposal("basic", "For", "Against");
    VoteEnvelope envelope =
        new VoteEnvelope(
            VOTER,
            "demo.eth",
            NOW,
            proposal.id(),
            Choice.read(proposal.system().orElseThrow(), "1", 2),
            "why");
    PollChoice statement =
        byPerson(proposal, "1", GuardWorld.OPERATOR, its -> its).person().orElseThrow();

    assertThat(envelope.preimage()).hasSize(66).startsWith(0x19, 0x01);
    assertThat(java.util.Arrays.copyOfRange(envelope.preimage(), 2, 34))
        .isNotEqualTo(statement.data(1).domainSeparator());
    assertThat(Numeric.toHexString(java.util.Arrays.copyOfRange(envelope.preimage(), 2, 34)))
        .isEqualTo(DOMAIN);
  }
}
