package org.prytany.app.textdigest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.app.view.DigestLineView;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.chain.decode.OperatorFiles;
import org.prytany.chain.decode.TokenList;
import org.prytany.spi.TextDigest;

/** Who says which chain a payload is for gets what the operator knows of that chain. */
class ChainOfATextTest {

  private static final String POOL = "0x00000000000000000000000000000000000000aa";
  private static final String COIN = "0x00000000000000000000000000000000000000bb";
  private static final String PAYEE = "0x19e7e376e7c213b7e7e7e46cc70a5dd086daff2a";
  private static final long POLYGON = 137;

  @TempDir private Path folder;
  private TextDigester digester;

  @BeforeEach
  void taught() throws IOException {
    Path abis = Files.createDirectory(folder.resolve("abis"));
    Files.writeString(
        abis.resolve("pool.json"),
        "{\"chainId\":137,\"address\":\""
            + POOL
            + "\",\"abi\":[{\"type\":\"function\",\"name\":\"raise\","
            + "\"inputs\":[{\"name\":\"cap\",\"type\":\"uint256\"}]}]}");
    Path tokens = folder.resolve("tokens.json");
    Files.writeString(
        tokens,
        "{\"tokens\":[{\"chainId\":137,\"address\":\""
            + COIN
            + "\",\"symbol\":\"POOLX\",\"decimals\":4}]}");
    digester =
        new TextDigester(
            new StatedDigest(new TextDigest("", List.of(), List.of(), "nothing/1")).service(),
            KnownFunctions.with(OperatorFiles.read(abis)),
            TokenList.read(tokens));
  }

  private DigestLineView digest(long chainId, String text, GivenAction... calls) {
    return digester.digest(
        "1",
        "Title",
        text,
        List.of(calls),
        TextDigester.Owner.UNKNOWN,
        new Meanings(chainId, Map.of(), Map.of()));
  }

  private static GivenAction call(String target, String signature, String... arguments) {
    return new GivenAction(target, signature, "0", List.of(arguments), Optional.empty());
  }

  private static List<String> red(DigestLineView line) {
    return line.findings().stream()
        .filter(finding -> finding.severity().equals("RED"))
        .map(finding -> finding.code())
        .toList();
  }

  @Test
  void anAbiThatIsBoundToAContractNamesItsCallsOnItsChainAlone() {
    GivenAction call = call(POOL, "raise(uint256)", "5");

    assertThat(digest(POLYGON, "Text", call).actions().getFirst().line())
        .startsWith("raise(cap = 5)");
    assertThat(digest(1, "Text", call).actions().getFirst().line()).startsWith("Unknown call");
    assertThat(digest(Meanings.NO_CHAIN, "Text", call).actions().getFirst().line())
        .startsWith("Unknown call");
  }

  @Test
  void aListedTokenIsNamedAndCountedOnItsChainAlone() {
    String text = "We pay 25 POOLX to " + PAYEE + ".";
    GivenAction call = call(COIN, "transfer(address,uint256)", PAYEE, "250000");

    assertThat(red(digest(POLYGON, text, call))).isEmpty();
    assertThat(red(digest(1, text, call))).contains("TOKEN_UNKNOWN");
    assertThat(red(digest(POLYGON, text.replace("25 ", "2.5 "), call)))
        .contains("AMOUNT_CONTRADICTED");
  }

  @Test
  void aWellKnownTokenOfAnotherChainIsAStrangerHere() {
    String usdc = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48";
    GivenAction call = call(usdc, "transfer(address,uint256)", PAYEE, "25000000");

    assertThat(red(digest(POLYGON, "We pay 25 USDC to " + PAYEE + ".", call)))
        .contains("TOKEN_UNKNOWN");
  }

  @Test
  void whatTheTextHasHappenOnTheCallsChainHappensThere() {
    String text = "On Polygon, we pay 25 POL to " + PAYEE + ".";
    GivenAction call =
        new GivenAction(PAYEE, "", "25000000000000000000", List.of(), Optional.of("0x"));

    assertThat(red(digest(POLYGON, text, call))).isEmpty();
    assertThat(red(digest(1, text.replace("POL ", "ETH "), call))).contains("CHAIN_CONTRADICTED");
  }
}
