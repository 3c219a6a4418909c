package org.prytany.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.chain.decode.TokenList;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.DemoProposal;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.statement.StatementData;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.typeddata.TypedData;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import picocli.CommandLine;

/** A treasurer with an endpoint of their own, and files that tell the truth or do not. */
class VerifyTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Address PAYEE = new Address("0x00000000000000000000000000000000000a11ce");

  private static LocalChain chain;
  private static ProposalKey key;
  private static OwnView.Found found;

  @TempDir private Path directory;
  private String said = "";

  @BeforeAll
  static void propose() {
    chain = LocalChain.start();
    DemoDao demo = DemoDao.deploy(chain);
    DemoProposal made =
        demo.propose(
            chain.account(1),
            List.of(demo.actions().payStablecoin(PAYEE.hex(), BigInteger.valueOf(25_000_000_000L))),
            "# Pay Alice\n\nPay 25,000 DUSD to " + PAYEE + ".");
    key = new ProposalKey(chain.chainId(), new Address(demo.addresses().governor()), made.id());
    try (OwnView view = new OwnView(URI.create(chain.rpcUrl()), key, TokenList.NONE)) {
      found = view.look(Optional.empty(), Set.of(), 0);
    }
  }

  @AfterAll
  static void end() {
    chain.close();
  }

  private static TreasurerStatement statement(TreasurerStatement.Kind kind) {
    boolean binds = kind.bindsEffects();
    return new TreasurerStatement(
        kind,
        key,
        binds ? found.words() : List.of(),
        List.of(),
        "as voted",
        new Address("0x" + "21".repeat(20)),
        new Address("0x" + "12".repeat(20)),
        3,
        binds ? 1_900_000_000 : 0,
        found.content().contentHash(),
        found.content().actionsHash(),
        binds ? found.effects().effectsHash() : TreasurerStatement.NO_EFFECTS,
        "",
        Optional.empty());
  }

  private int run(String... arguments) {
    StringWriter out = new StringWriter();
    int code =
        new CommandLine(new VerifyCommand()).setOut(new PrintWriter(out, true)).execute(arguments);
    said = out.toString();
    return code;
  }

  private int verify(TypedData data, Consumer<ObjectNode> change, String... more)
      throws IOException {
    ObjectNode tree = (ObjectNode) JSON.readTree(data.json());
    change.accept(tree);
    Path file = Files.writeString(directory.resolve("asked.json"), tree.toString());
    List<String> arguments =
        new java.util.ArrayList<>(List.of("--rpc", chain.rpcUrl(), file.toString()));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  @Test
  void whatTheChainHasIsSaidInWordsWithTheHashesOfTheWallet() throws IOException {
    TypedData data = StatementData.of(statement(TreasurerStatement.Kind.APPROVE));

    assertThat(verify(data, tree -> {}, "--digest", TypedData.hex(data.digest()))).isZero();

    assertThat(said)
        .contains("asked to approve")
        .contains("Transfer 25,000 DUSD (token 0x")
        .contains("to 0x00000000000000000000000000000000000A11cE")
        .contains(TypedData.hex(data.domainSeparator()))
        .contains(TypedData.hex(data.messageHash()))
        .contains(TypedData.hex(data.digest()))
        .contains("as your endpoint has it");
  }

  @Test
  void theAnswerOfTheApiIsReadAsWell() throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    answer.set(
        "typedData",
        JSON.readTree(StatementData.of(statement(TreasurerStatement.Kind.APPROVE)).json()));
    Path file = Files.writeString(directory.resolve("answer.json"), answer.toString());

    assertThat(run("--rpc", chain.rpcUrl(), file.toString())).isZero();
  }

  @Test
  void aRejectionBindsNoEffects() throws IOException {
    assertThat(verify(StatementData.of(statement(TreasurerStatement.Kind.REJECT)), tree -> {}))
        .isZero();
  }

  @Test
  void eachFieldThatDiffersIsNamed() throws IOException {
    TypedData data = StatementData.of(statement(TreasurerStatement.Kind.APPROVE));
    String other = "0x" + "5a".repeat(32);
    for (String field : List.of("contentHash", "actionsHash", "effectsHash")) {
      assertThat(verify(data, tree -> message(tree).put(field, other))).as(field).isEqualTo(1);
      assertThat(said).contains("DIFFERS  " + field).contains("DO NOT SIGN");
    }
    assertThat(
            verify(
                data,
                tree -> message(tree).putArray("effects").add("Transfer 25 DUSD to a friend")))
        .isEqualTo(1);
    assertThat(said).contains("DIFFERS  effects 1");
    assertThat(verify(data, tree -> ((ObjectNode) tree.path("domain")).put("version", "3")))
        .isEqualTo(1);
    assertThat(said).contains("DIFFERS  domain.version");
    assertThat(
            verify(
                data,
                tree ->
                    ((ObjectNode) tree.path("types").path("TreasurerStatement").path(2))
                        .put("name", "notes")))
        .isEqualTo(1);
    assertThat(said).contains("types.TreasurerStatement.2.name");
    assertThat(verify(data, tree -> {}, "--digest", other)).isEqualTo(1);
    assertThat(verify(data, tree -> {}, "--proposal", "5")).isEqualTo(1);
    assertThat(said).contains("DIFFERS  proposal");
  }

  private static ObjectNode message(JsonNode tree) {
    return (ObjectNode) tree.path("message");
  }

  @Test
  void whatCannotBeCheckedIsNoYes() throws IOException {
    TypedData data = StatementData.of(statement(TreasurerStatement.Kind.APPROVE));
    assertThat(verify(data, tree -> message(tree).put("proposalId", "7"))).isEqualTo(2);
    assertThat(said).contains("NOT CHECKED").contains("no proposal with this id");
    assertThat(verify(data, tree -> ((ObjectNode) tree.path("domain")).put("chainId", 1)))
        .isEqualTo(2);
    assertThat(verify(data, tree -> tree.put("primaryType", "Permit"))).isEqualTo(2);
    Path file = Files.writeString(directory.resolve("odd.json"), "[");
    assertThat(run("--rpc", chain.rpcUrl(), file.toString())).isEqualTo(2);
    assertThat(run("--rpc", "http://127.0.0.1:1", directory.resolve("asked.json").toString()))
        .isEqualTo(2);
  }

  @Test
  void withoutAFileItSaysWhatTheChainHas() {
    assertThat(
            run(
                "--rpc",
                chain.rpcUrl(),
                "--chain",
                Long.toString(key.chainId()),
                "--governor",
                key.governor().hex(),
                "--proposal",
                key.proposalId().toString()))
        .isZero();
    assertThat(said).contains(found.content().contentHash()).contains("Transfer 25,000 DUSD");
  }
}
