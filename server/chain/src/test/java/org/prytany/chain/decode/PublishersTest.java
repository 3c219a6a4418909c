package org.prytany.chain.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.simulate.DecodedEffectsSimulator;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.Token;

/** ERC-7730 descriptors word calls, and change nothing of what is known of them. */
class PublishersTest {

  private static final Address POOL = new Address("0x00000000000000000000000000000000000000aa");
  private static final Address OTHER = new Address("0x00000000000000000000000000000000000000bb");
  private static final Address TOKEN = new Address("0x00000000000000000000000000000000000070ce");
  private static final Address ALICE = new Address("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed");
  private static final Dao DAO = Dao.onlyRead("demo", "Demo", 1, OTHER, OTHER);
  private static final String SUPPLY =
      AbiBytes.selector("supply(address,uint256,address,uint16)")
          + AbiBytes.word(TOKEN)
          + AbiBytes.word(BigInteger.valueOf(100_000_000))
          + AbiBytes.word(ALICE)
          + AbiBytes.word(BigInteger.TWO);
  private static final String FIELDS =
      """
      {"path": "#.amount", "label": "Amount to supply", "format": "tokenAmount",
        "params": {"tokenPath": "asset"}},
      {"path": "onBehalfOf", "$ref": "$.display.definitions.holder", "visible": "never"},
      {"path": "referralCode", "label": "Code", "format": "enum",
        "params": {"$ref": "$.metadata.enums.codes"}},
      {"path": "asset.[0:4]", "label": "Cut", "format": "raw"}
      """;
  private static final Tokens TOKENS =
      (dao, contract) -> new Token(Optional.of(contract), Optional.of("USDC"), OptionalInt.of(6));

  @TempDir private Path folder;

  private static String descriptor(String deployments, String key, String fields) {
    return """
        {"context": {"contract": {"deployments": [%s]}},
         "metadata": {"owner": "Pool", "enums": {"codes": {"2": "friend"}}},
         "display": {
           "definitions": {"holder": {"label": "For\u202e", "format": "addressName"}},
           "formats": {"%s": {"intent": "Supply", "fields": [%s]}}}}
        """
        .formatted(deployments, key, fields);
  }

  private static String at(Address contract) {
    return "{\"chainId\": 1, \"address\": \"" + contract.hex() + "\"}";
  }

  private KnownFunctions taught(String descriptor) throws IOException {
    Files.writeString(folder.resolve("pool.json"), descriptor);
    return KnownFunctions.with(OperatorFiles.read(folder));
  }

  private static ProposalContent proposal(Address target) {
    return new ProposalContent(
        new ProposalKey(1, OTHER, BigInteger.ONE),
        ALICE,
        List.of(target),
        List.of(BigInteger.ZERO),
        List.of(SUPPLY),
        "0x",
        AbiBytes.keccak(new byte[0]),
        1,
        2,
        "0x" + "0".repeat(64),
        1,
        "0x" + "0".repeat(64));
  }

  private static DecodedAction decoded(KnownFunctions functions, Address target) {
    return new TableActionDecoder(TOKENS, functions).decode(DAO, proposal(target)).getFirst();
  }

  @Test
  void thePublishersWordsStandBesideTheCallWithEveryField() throws IOException {
    KnownFunctions functions =
        taught(
            descriptor(
                at(POOL),
                "supply(address asset, uint256 amount, address onBehalfOf, uint16 referralCode)",
                FIELDS));

    DecodedAction action = decoded(functions, POOL);

    assertThat(action.publisher().orElseThrow())
        .startsWith("Supply. Amount to supply: 100 USDC (token 0x")
        .contains("; For: 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")
        .contains("; Code: 2 (“friend”)")
        .contains("; Cut: among the arguments");
    assertThat(action.arguments()).hasSize(4);
    assertThat(decoded(functions, OTHER).publisher()).isEmpty();
    assertThat(decoded(functions, OTHER).function()).isEmpty();
  }

  @Test
  void theCallStaysUnknownAmongTheEffects() throws IOException {
    KnownFunctions functions =
        taught(descriptor(at(POOL), "supply(address,uint256,address,uint16)", ""));
    DecodedAction action = decoded(functions, POOL);

    assertThat(action.publisher()).contains("Supply");
    assertThat(
            new DecodedEffectsSimulator(functions)
                .simulate(DAO, proposal(POOL), List.of(action))
                .effects())
        .singleElement()
        .satisfies(effect -> assertThat(effect.kind()).isEqualTo(Effect.Kind.UNKNOWN_CALL));
  }

  @Test
  void whatTheTableKnowsIsKnownByItStill() throws IOException {
    KnownFunctions functions = taught(descriptor(at(POOL), "transfer(address a, uint256 b)", ""));

    KnownFunction known = functions.find(1, POOL, "0xa9059cbb").orElseThrow();

    assertThat(known.effects()).isNotEmpty();
    assertThat(functions.words(1, POOL, known)).isPresent();
  }

  @Test
  void aMalformedOneIsRefusedWithItsFileAndKey() {
    String key = "supply(address asset)";
    Map<String, String> wrong = new LinkedHashMap<>();
    wrong.put("context.contract.deployments names no contract", descriptor("", key, ""));
    wrong.put(
        "context.contract.deployments[0] is no \"chainId\"",
        descriptor("{\"chainId\": 1}", key, ""));
    wrong.put("display.formats.supply is no function", descriptor(at(POOL), "supply", ""));
    wrong.put(
        "display.formats.supply(addres asset) is no function",
        descriptor(at(POOL), "supply(addres asset)", ""));
    wrong.put(
        "display.formats.supply(address asset).fields[0].label is no text",
        descriptor(at(POOL), key, "{\"path\": \"asset\", \"label\": 5}"));
    wrong.put(
        "display.formats.supply(address asset).fields[0].$ref leads nowhere",
        descriptor(at(POOL), key, "{\"path\": \"asset\", \"$ref\": \"$.display.x\"}"));
    wrong.forEach(
        (why, text) ->
            assertThatThrownBy(() -> taught(text))
                .hasMessageContaining("pool.json")
                .hasMessageContaining(why));
  }
}
