package org.prytany.chain.decode;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.simulation.ActionDecoder;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.prytany.testkit.LongInputs;

/** Calldata, signatures and ABI files of any length are read, or refused in words. */
class LongCallsTest {

  private static final Address GOVERNOR = new Address("0x" + "ab".repeat(20));

  private static final Dao DAO =
      new Dao(
          "demo",
          "Demo",
          1,
          GOVERNOR,
          GOVERNOR,
          0,
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          1,
          Set.of(),
          Map.of());

  private static final List<String> WORDS =
      List.of("00", "ff", "0".repeat(62) + "20", "0".repeat(62) + "01", "1626ba7e", "c3");

  /** Functions whose arguments are calls again, lists, structs and bytes. */
  private static final List<String> CALLED =
      List.of(
          "multicall(bytes[])",
          "aggregate3((address,bool,bytes)[])",
          "execute(address,uint256,bytes)",
          "schedule(address,uint256,bytes,bytes32,bytes32,uint256)",
          "scheduleBatch(address[],uint256[],bytes[],bytes32,bytes32,uint256)",
          "multiSend(bytes)",
          "execTransaction(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,bytes)",
          "diamondCut((address,uint8,bytes4[])[],address,bytes)");

  private final ActionDecoder decoder = ChainAdapters.offlineDecoder();

  @TempDir private Path folder;

  @Test
  void calldataOnLittleStack() throws InterruptedException {
    for (String called : CALLED) {
      LongInputs.assertRead(called, WORDS, 10, PrytanyException.class, decoding(called));
    }
  }

  @Test
  void calldataInTimeThatGrowsWithIt() {
    LongInputs.assertLinear(
        CALLED.getFirst(), WORDS, PrytanyException.class, decoding(CALLED.getFirst()));
  }

  @Test
  void abiFilesOnLittleStack() throws InterruptedException {
    for (String place : List.of("%s", "[%s", "{\"abi\":[%s", TYPE, STRUCT, NAME, COMPONENTS)) {
      LongInputs.assertRead(
          place,
          List.of(
              "[", "{\"a\":", "a", "[]", "[1]", "(", "{\"type\":\"tuple\",\"components\":[", "9"),
          10,
          PrytanyException.class,
          abi(place));
    }
  }

  @Test
  void abiFilesInTimeThatGrowsWithThem() {
    String function = TYPE.substring(1, TYPE.length() - 1).formatted("[]") + ",";
    LongInputs.assertLinear(
        "functions",
        List.of(function),
        PrytanyException.class,
        text -> abi("[%s]").accept(text.substring(0, text.length() - 1)));
  }

  @Test
  void listsOfFixedLengthsDoNotMultiplyBeyondBounds() throws IOException {
    Files.writeString(folder.resolve("own.json"), TYPE.formatted("[1024]".repeat(5) + "[]"));

    assertThatThrownBy(() -> OperatorFiles.read(folder))
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining("own.json")
        .hasMessageContaining("is not read here");
  }

  private static final String TYPE =
      "[{\"type\":\"function\",\"name\":\"f\",\"inputs\":[{\"name\":\"x\",\"type\":\"uint256%s\"}]}]";
  private static final String STRUCT =
      "[{\"type\":\"function\",\"name\":\"f\",\"inputs\":[{\"name\":\"x\",\"type\":\"tuple%s\","
          + "\"components\":[{\"name\":\"y\",\"type\":\"bool\"}]}]}]";
  private static final String NAME =
      "[{\"type\":\"function\",\"name\":\"%s\",\"inputs\":[{\"name\":\"%1$s\",\"type\":\"bool\"}]}]";
  private static final String COMPONENTS =
      "[{\"type\":\"function\",\"name\":\"f\",\"inputs\":[%s]}]";

  private Consumer<String> abi(String place) {
    return text -> {
      try {
        Files.writeString(folder.resolve("own.json"), place.formatted(text));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      OperatorFiles.read(folder);
    };
  }

  private Consumer<String> decoding(String called) {
    return words -> {
      String data = AbiBytes.selector(called) + (words.length() % 2 == 0 ? words : words + "0");
      decoder.decode(DAO, content(data));
    };
  }

  private static ProposalContent content(String calldata) {
    String text = AbiBytes.hex("words".getBytes(StandardCharsets.UTF_8));
    return new ProposalContent(
        new ProposalKey(1, GOVERNOR, BigInteger.ONE),
        GOVERNOR,
        List.of(new Address("0x" + "cd".repeat(20))),
        List.of(BigInteger.ZERO),
        List.of(calldata),
        text,
        AbiBytes.keccak("words".getBytes(StandardCharsets.UTF_8)),
        10,
        20,
        "0x" + "22".repeat(32),
        5,
        "0x" + "33".repeat(32));
  }
}
