package org.prytany.verify.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.chain.decode.OperatorFiles;
import org.prytany.cli.AbiReader;
import org.prytany.cli.CommandFailure;
import org.prytany.spi.Address;

/** A command that starts a server of its own gives it ABIs as an operator would. */
class PublishedAbisTest {

  private static final Address POOL = new Address("0x00000000000000000000000000000000000000aa");
  private static final String RAISE =
      "[{\"type\":\"function\",\"name\":\"raiseCeiling\",\"inputs\":[{\"name\":\"cap\",\"type\":\"uint256\"}]},"
          + "{\"type\":\"function\",\"name\":\"transfer\",\"inputs\":[{\"name\":\"to\",\"type\":\"address\"},"
          + "{\"name\":\"value\",\"type\":\"uint256\"}]}]";
  private static final String RAISE_SELECTOR =
      org.prytany.chain.abi.AbiBytes.selector("raiseCeiling(uint256)");

  @TempDir private Path folder;

  private static AbiReader reader() {
    return ServiceLoader.load(AbiReader.class).findFirst().orElseThrow();
  }

  @Test
  void filesAndFoldersAreReadAsTheyAreAdded() throws IOException {
    Path file = Files.writeString(folder.resolve("Pool.json"), RAISE);
    Path bound = Files.createDirectory(folder.resolve("bound"));
    Files.writeString(
        bound.resolve("Pool.json"),
        "{\"chainId\":5,\"address\":\"" + POOL + "\",\"abi\":" + RAISE + "}");
    Path there = folder.resolve("there");

    assertThat(reader().put(List.of(file, bound), there))
        .isEqualTo("2 contracts, 1 function that Prytany does not know itself");

    KnownFunctions functions = KnownFunctions.with(OperatorFiles.read(there));
    assertThat(functions.find(5, POOL, RAISE_SELECTOR)).isPresent();
    assertThat(functions.find(6, POOL, RAISE_SELECTOR)).isPresent();
  }

  @Test
  void aFolderOfDeploymentsSaysWhichContractOnWhichChainEachFileIs() throws IOException {
    Path mainnet = Files.createDirectory(folder.resolve("mainnet"));
    Files.writeString(mainnet.resolve(".chainId"), "7\n");
    Files.writeString(
        mainnet.resolve("PriceFeed.json"), "{\"address\":\"" + POOL + "\",\"abi\":" + RAISE + "}");
    Path there = folder.resolve("there");

    reader().put(List.of(folder.resolve("mainnet")), there);

    KnownFunctions functions = KnownFunctions.with(OperatorFiles.read(there));
    assertThat(functions.find(7, POOL, RAISE_SELECTOR)).isPresent();
    assertThat(functions.find(8, POOL, RAISE_SELECTOR)).isEmpty();
  }

  @Test
  void aChainsNumberThatIsNoneBindsNothing() throws IOException {
    Path odd = Files.createDirectory(folder.resolve("odd"));
    Files.writeString(odd.resolve(".chainId"), "mainnet");
    Files.writeString(
        odd.resolve("PriceFeed.json"), "{\"address\":\"" + POOL + "\",\"abi\":" + RAISE + "}");
    Path there = folder.resolve("there");

    reader().put(List.of(odd), there);

    assertThat(KnownFunctions.with(OperatorFiles.read(there)).find(8, POOL, RAISE_SELECTOR))
        .isPresent();
  }

  @Test
  void whatHasNoAbiOrIsNotThereIsNamed() throws IOException {
    Path none = Files.writeString(folder.resolve("none.json"), "{}");

    assertThatThrownBy(() -> reader().put(List.of(folder.resolve("no.json")), folder.resolve("a")))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("There is no " + folder.resolve("no.json"));
    assertThatThrownBy(() -> reader().put(List.of(none), folder.resolve("b")))
        .isInstanceOf(CommandFailure.class);
  }
}
