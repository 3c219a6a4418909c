package org.prytany.verify.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.chain.decode.OperatorAbi;
import org.prytany.chain.decode.OperatorFiles;
import org.prytany.cli.CommandFailure;

/** Descriptors of ERC-7730 that an operator has beside ABIs. */
class DescriptorsTest {

  private static final String CONTRACT =
      "{\"chainId\": 1, \"address\": \"0x00000000000000000000000000000000000000aa\"}";

  @TempDir private Path folder;
  private Path given;
  private AbiFolder abis;

  @BeforeEach
  void folders() throws IOException {
    given = Files.createDirectories(folder.resolve("given"));
    abis = new AbiFolder(folder.resolve("abis"));
  }

  private void write(String name, String deployments, String more) throws IOException {
    Path file = given.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "{\"context\": {\"contract\": {\"abi\": \"https://pool.invalid\", \"deployments\": ["
            + deployments
            + "]}}"
            + more
            + "}");
  }

  private static String formats(String fields) {
    return ", \"display\": {\"formats\": {\"supply(address asset)\": {\"intent\": \"Supply\","
        + " \"fields\": ["
        + fields
        + "]}}}";
  }

  private Sources read(Path path) {
    Sources sources = new Sources();
    sources.read(path);
    return sources;
  }

  @Test
  void areAddedForEachOfTheirContractsAndReadAgain() throws IOException {
    write("pool.json", CONTRACT + ", " + CONTRACT.replace("aa\"", "bb\""), formats(""));
    write("template.json", "", formats(""));

    Sources sources = read(given);
    sources.refuseProblems();
    abis.put(Teaching.fresh(Map.of(), sources.contracts()));

    assertThat(sources.without()).isEqualTo(1);
    assertThat(abis.contracts().values())
        .singleElement()
        .satisfies(
            one -> assertThat(one.where()).isEqualTo("2 contracts, in its publisher's words"));
    assertThat(OperatorFiles.read(abis.path()))
        .hasSize(2)
        .allSatisfy(abi -> assertThat(abi.words()).containsKey("supply(address)"));
    assertThat(Files.readString(abis.path().resolve("pool.json"))).doesNotContain("pool.invalid");
    assertThat(Teaching.fresh(abis.contracts(), sources.contracts())).isEmpty();
  }

  @Test
  void takeWhatTheyIncludeOutOfTheFolderThatWasGivenAlone() throws IOException {
    write("shared/common.json", "", formats("{\"path\": \"asset\", \"label\": \"What\"}"));
    write("pool/pool.json", CONTRACT, ", \"includes\": \"../shared/common.json\"");

    Sources whole = read(given);
    whole.refuseProblems();

    assertThat(whole.contracts())
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.taught().stream().map(OperatorAbi::words))
                    .allSatisfy(
                        words ->
                            assertThat(words.get("supply(address)").fields().getFirst().label())
                                .isEqualTo("What")));
    Sources alone = read(given.resolve("pool/pool.json"));
    assertThatThrownBy(alone::refuseProblems)
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("pool.json")
        .hasMessageContaining("\"includes\" names no file of the folder that was given");
  }

  @Test
  void areRefusedWholeWithFileAndKey() throws IOException {
    write("good.json", CONTRACT, formats(""));
    write("bad.json", CONTRACT, formats("{\"path\": \"asset\", \"format\": []}"));

    assertThatThrownBy(() -> read(given).refuseProblems())
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("bad.json")
        .hasMessageContaining("display.formats.supply(address asset).fields[0].format is no text");
  }
}
