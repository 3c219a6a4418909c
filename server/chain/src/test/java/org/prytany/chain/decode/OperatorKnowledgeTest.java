package org.prytany.chain.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Token;

class OperatorKnowledgeTest {
  private static final Address HERE = new Address("0x00000000000000000000000000000000000000aa");
  private static final Address THERE = new Address("0x00000000000000000000000000000000000000bb");
  private static final String FOO = AbiBytes.selector("setFoo(uint256)");
  private static final String SET_FOO =
      "[{\"type\":\"function\",\"name\":\"setFoo\",\"inputs\":[{\"name\":\"bar\",\"type\":\"uint256\"}],"
          + "\"stateMutability\":\"nonpayable\"},"
          + "{\"type\":\"function\",\"name\":\"foo\",\"inputs\":[],\"stateMutability\":\"view\"},"
          + "{\"type\":\"event\",\"name\":\"Foo\",\"inputs\":[]}]";

  @TempDir private Path directory;

  private KnownFunctions with(Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(directory.resolve(file.getKey()), file.getValue());
    }
    return KnownFunctions.with(OperatorFiles.read(directory));
  }

  private Optional<String> knowledge(KnownFunctions functions, Address contract, String selector) {
    return functions.find(1, contract, selector).map(KnownFunction::knowledge);
  }

  @Test
  void anAbiWithoutAnAddressIsAboutEveryContract() throws IOException {
    KnownFunctions functions = with(Map.of("foo.json", SET_FOO, "notes.txt", "no ABI"));

    assertThat(knowledge(functions, HERE, FOO)).contains("operator: foo.json");
    assertThat(functions.find(1, THERE, AbiBytes.selector("foo()"))).isEmpty();
  }

  @Test
  void anAbiWithAnAddressIsAboutThatContractOfThatChainOnly() throws IOException {
    String bound = "{\"chainId\":1,\"address\":\"" + HERE + "\",\"abi\":" + SET_FOO + "}";
    KnownFunctions functions = with(Map.of("foo.json", bound));

    assertThat(functions.find(1, HERE, FOO)).isPresent();
    assertThat(functions.find(1, THERE, FOO)).isEmpty();
    assertThat(functions.find(10, HERE, FOO)).isEmpty();
  }

  @Test
  void whatTheTableKnowsTheOperatorDoesNotReplace() throws IOException {
    String transfer =
        "[{\"type\":\"function\",\"name\":\"transfer\",\"inputs\":[{\"name\":\"a\",\"type\":\"address\"},"
            + "{\"name\":\"b\",\"type\":\"uint256\"}]}]";
    KnownFunctions functions =
        with(
            Map.of(
                "any.json",
                transfer,
                "bound.json",
                "{\"chainId\":1,\"address\":\"" + HERE + "\",\"abi\":" + transfer + "}"));

    assertThat(knowledge(functions, HERE, "0xa9059cbb").orElseThrow()).startsWith("bundled: ");
  }

  @Test
  void structsAndListsOfStructsAreRead() throws IOException {
    String abi =
        "{\"abi\":[{\"type\":\"function\",\"name\":\"pay\",\"inputs\":[{\"name\":\"\",\"type\":\"tuple[2][]\","
            + "\"components\":[{\"name\":\"to\",\"type\":\"address\"},{\"name\":\"ids\",\"type\":\"uint8[3]\"}]}]}]}";

    KnownFunctions functions = with(Map.of("pay.json", abi));

    assertThat(functions.find(1, HERE, AbiBytes.selector("pay((address,uint8[3])[2][])")))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "[]",
        "[{\"type\":\"function\",\"inputs\":[]}]",
        "[{\"type\":\"function\",\"name\":\"f\",\"inputs\":[{\"type\":\"uint7\"}]}]",
        "[{\"type\":\"function\",\"name\":\"f\",\"inputs\":[{\"type\":\"tuple\",\"components\":[]}]}]",
        "[{\"type\":\"function\",\"name\":\"f\",\"inputs\":[{\"type\":\"uint256[99999]\"}]}]",
        "{\"chainId\":1,\"abi\":[{\"type\":\"function\",\"name\":\"f\",\"inputs\":[]}]}",
        "{\"chainId\":1,\"address\":\"0x12\",\"abi\":[{\"type\":\"function\",\"name\":\"f\",\"inputs\":[]}]}",
        "{\"chainId\":\"one\",\"address\":\"0x00000000000000000000000000000000000000aa\","
            + "\"abi\":[{\"type\":\"function\",\"name\":\"f\",\"inputs\":[]}]}"
      })
  void aBadAbiFileIsNamedAndExplained(String content) {
    PrytanyException failure =
        catchThrowableOfType(
            PrytanyException.class, () -> with(Map.of("good.json", SET_FOO, "zbad.json", content)));

    assertThat(failure.code()).isEqualTo(FailureCode.CONFIGURATION_INVALID);
    assertThat(failure).hasMessageContaining("zbad.json").hasMessageMatching(".*(:|is) .+");
  }

  // Two functions of one selector.
  private static final String CLASH = "0xfb8dcea8";
  private static final String ONE =
      "[{\"type\":\"function\",\"name\":\"setLimit39306\",\"inputs\":[{\"name\":\"a\",\"type\":\"uint256\"}]}]";
  private static final String OTHER =
      "[{\"type\":\"function\",\"name\":\"setLimit29866\",\"inputs\":[{\"name\":\"a\",\"type\":\"address\"},"
          + "{\"name\":\"b\",\"type\":\"bytes\"}]}]";

  private static String here(String abi) {
    return "{\"chainId\":1,\"address\":\"" + HERE + "\",\"abi\":" + abi + "}";
  }

  private static ProposalContent calling(Address target, String calldata) {
    return new ProposalContent(
        new ProposalKey(1, THERE, BigInteger.ONE),
        THERE,
        List.of(target),
        List.of(BigInteger.ZERO),
        List.of(calldata),
        "0x",
        AbiBytes.keccak(new byte[0]),
        1,
        2,
        "0x" + "0".repeat(64),
        1,
        "0x" + "0".repeat(64));
  }

  @Test
  void aSelectorOfTwoFunctionsIsNeitherUntilTheContractIsNamed() throws IOException {
    KnownFunctions two = with(Map.of("a.json", ONE, "b.json", OTHER));

    assertThat(two.find(1, HERE, CLASH)).isEmpty();
    assertThat(two.candidates(1, HERE, CLASH))
        .containsExactly("setLimit39306(uint256)", "setLimit29866(address,bytes)");

    KnownFunctions named = with(Map.of("c.json", here(OTHER)));
    assertThat(named.find(1, HERE, CLASH).map(KnownFunction::name)).contains("setLimit29866");
    assertThat(named.candidates(1, HERE, CLASH)).isEmpty();
    assertThat(named.find(1, THERE, CLASH)).isEmpty();
  }

  @Test
  void twoFilesThatNameOneContractAndDifferLeaveTheCallUnknown() throws IOException {
    KnownFunctions functions = with(Map.of("a.json", here(ONE), "b.json", here(OTHER)));

    assertThat(functions.find(1, HERE, CLASH)).isEmpty();
    assertThat(functions.candidates(1, HERE, CLASH)).hasSize(2);
  }

  @Test
  void theLineOfACallOfTwoNamesSaysBoth() throws IOException {
    KnownFunctions functions = with(Map.of("a.json", ONE, "b.json", OTHER));
    DecodedAction action =
        new TableActionDecoder(Tokens.UNKNOWN, functions)
            .decode(DAO, calling(HERE, CLASH))
            .getFirst();

    assertThat(action.function()).isEmpty();
    assertThat(action.line())
        .contains("Unknown call 0xfb8dcea8")
        .contains("setLimit39306(uint256) or setLimit29866(address,bytes)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"contractName\":\"Foo\",\"abi\":$}",
        "{\"abi\":\"$\"}",
        "{\"status\":\"1\",\"message\":\"OK\",\"result\":\"$\"}",
        "{\"status\":\"1\",\"result\":[{\"ABI\":\"$\",\"ContractName\":\"Foo\"}]}",
        "{\"output\":{\"abi\":$},\"settings\":{\"compilationTarget\":{\"a/Foo.sol\":\"Foo\"}}}",
        "{\"abi\":$,\"chainId\":\"1\",\"address\":\"0x00000000000000000000000000000000000000aa\"}"
      })
  void whatCompilersAndExplorersGiveIsRead(String form) throws IOException {
    String abi = form.contains("\"$\"") ? SET_FOO.replace("\"", "\\\"") : SET_FOO;

    assertThat(with(Map.of("foo.json", form.replace("$", abi))).find(1, HERE, FOO)).isPresent();
  }

  @Test
  void whatAnExplorerAnsweredInsteadOfAnAbiIsSaid() {
    String refused =
        "{\"status\":\"0\",\"message\":\"NOTOK\",\"result\":\"Contract source code not verified\"}";

    assertThatThrownBy(() -> with(Map.of("foo.json", refused)))
        .hasMessageContaining("foo.json")
        .hasMessageContaining("Contract source code not verified");
  }

  @Test
  void aMissingDirectoryIsNamed() {
    Path nowhere = directory.resolve("nowhere");

    assertThat(catchThrowableOfType(PrytanyException.class, () -> OperatorFiles.read(nowhere)))
        .hasMessageContaining(nowhere.toString());
  }

  private TokenList list(String tokens) throws IOException {
    Path file = directory.resolve("tokens.json");
    Files.writeString(file, "{\"name\":\"Mine\",\"tokens\":[" + tokens + "]}");
    return TokenList.read(file);
  }

  private static String entry(Address contract, String symbol, int decimals) {
    return "{\"chainId\":1,\"address\":\""
        + contract
        + "\",\"name\":\"N\",\"symbol\":\""
        + symbol
        + "\",\"decimals\":"
        + decimals
        + "}";
  }

  private static Token said(Address contract, String symbol, OptionalInt decimals) {
    return new Token(
        Optional.of(contract), Optional.of(symbol).filter(text -> !text.isEmpty()), decimals);
  }

  private static final Dao DAO = Dao.onlyRead("d", "D", 1, THERE, THERE);

  private Tokens tokens(TokenList list, Token said) {
    return new ListedTokens(list, (dao, contract) -> said);
  }

  @Test
  void whatTheOperatorListedIsNeverCountedByTheContract() throws IOException {
    Tokens tokens = tokens(list(entry(HERE, "USDC", 6)), said(HERE, "EVIL", OptionalInt.of(18)));

    Token token = tokens.of(DAO, HERE);

    assertThat(token).isEqualTo(said(HERE, "USDC", OptionalInt.of(6)));
    assertThat(tokens.amount(DAO, token, BigInteger.TEN.pow(14)))
        .startsWith("100,000,000 USDC (token 0x")
        .endsWith(
            ", which the endpoint says has the symbol EVIL and 18 decimals; the operator's list is"
                + " followed)");
  }

  @Test
  void aListedTokenNeedsNoEndpoint() throws IOException {
    Tokens down =
        new ListedTokens(
            list(entry(HERE, "USDC", 6)),
            (dao, contract) -> {
              throw new PrytanyException(FailureCode.CHAIN_UNAVAILABLE, "down");
            });

    assertThat(down.amount(DAO, down.of(DAO, HERE), BigInteger.TEN.pow(6)))
        .isEqualTo("1 USDC (token 0x00000000000000000000000000000000000000AA)");
  }

  @Test
  void aContractThatAgreesWithTheListNeedsNoWords() throws IOException {
    Tokens tokens = tokens(list(entry(HERE, "USDC", 6)), said(HERE, "usdc", OptionalInt.of(6)));

    assertThat(tokens.caveat(DAO, tokens.of(DAO, HERE))).isEmpty();
  }

  @Test
  void whatNobodyListedIsCalledTheContractsOwnClaim() throws IOException {
    Tokens tokens = tokens(list(entry(HERE, "USDC", 6)), said(THERE, "DAI", OptionalInt.of(18)));
    Tokens uncounted = tokens(TokenList.NONE, said(THERE, "DAI", OptionalInt.empty()));
    Tokens unknown = tokens(TokenList.NONE, said(THERE, "", OptionalInt.empty()));

    assertThat(tokens.caveat(DAO, tokens.of(DAO, THERE)))
        .isEqualTo(", whose symbol and decimals are its own claim");
    assertThat(uncounted.caveat(DAO, uncounted.of(DAO, THERE)))
        .isEqualTo(", whose symbol is its own claim");
    assertThat(unknown.caveat(DAO, unknown.of(DAO, THERE))).isEmpty();
    assertThat(tokens.caveat(DAO, tokens.coin(DAO))).isEmpty();
  }

  @Test
  void aTokenThatIsNotListedCannotCallItselfLikeOneThatIs() throws IOException {
    TokenList list = list(entry(HERE, "USDC", 6));

    assertThat(list.unlisted(1, said(THERE, "usdc", OptionalInt.of(6))).symbol()).isEmpty();
    assertThat(list.unlisted(1, said(THERE, "DAI", OptionalInt.of(18))).symbol()).contains("DAI");
    assertThat(list.unlisted(10, said(THERE, "USDC", OptionalInt.of(6))).symbol()).contains("USDC");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"chainId\":1,\"address\":\"0x1\",\"symbol\":\"A\",\"decimals\":1}",
        "{\"chainId\":1,\"address\":\"0x00000000000000000000000000000000000000aa\",\"symbol\":\"A\",\"decimals\":78}",
        "{\"chainId\":1,\"address\":\"0x00000000000000000000000000000000000000aa\",\"symbol\":\" \",\"decimals\":1}",
        "{\"chainId\":1,\"address\":\"0x00000000000000000000000000000000000000aa\",\"symbol\":\"A\",\"decimals\":1},"
            + "{\"chainId\":1,\"address\":\"0x00000000000000000000000000000000000000aa\",\"symbol\":\"B\",\"decimals\":1}"
      })
  void aBadTokenListIsNamedAndExplained(String tokens) {
    PrytanyException failure = catchThrowableOfType(PrytanyException.class, () -> list(tokens));

    assertThat(failure.code()).isEqualTo(FailureCode.CONFIGURATION_INVALID);
    assertThat(failure).hasMessageContaining("tokens.json");
  }

  @Test
  void functionsOfSeveralFilesAreTakenInTheOrderOfTheirNames() throws IOException {
    KnownFunctions functions = with(Map.of("b.json", SET_FOO, "a.json", SET_FOO));

    assertThat(knowledge(functions, HERE, FOO)).contains("operator: a.json");
    assertThat(List.of(functions.find(1, HERE, FOO).orElseThrow().signature()))
        .containsExactly("setFoo(uint256)");
  }
}
