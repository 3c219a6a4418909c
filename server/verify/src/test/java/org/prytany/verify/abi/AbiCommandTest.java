package org.prytany.verify.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.chain.decode.OperatorFiles;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Subcommand;
import org.prytany.governance.hash.Keccak256;
import org.prytany.spi.Address;
import picocli.CommandLine;

/** An operator teaches a server what its DAO's contracts call their functions. */
class AbiCommandTest {

  private static final Address POOL = new Address("0x00000000000000000000000000000000000000aa");
  private static final Address OTHER = new Address("0x00000000000000000000000000000000000000bb");
  private static final String SET_CAP = function("setSupplyCeiling", "uint256");
  private static final String CLASH_ONE = function("setLimit39306", "uint256");
  private static final String CLASH_TWO = function("setLimit29866", "address", "bytes");
  private static final String CLASH = "0xfb8dcea8";

  @TempDir private Path folder;
  private Path config;
  private Path abis;
  private String said = "";
  private String refused = "";

  @BeforeEach
  void configure() throws IOException {
    config = Files.writeString(folder.resolve("prytany.properties"), "prytany.daos=\n");
    abis = folder.resolve("abis");
  }

  private static String function(String name, String... types) {
    List<String> inputs = new ArrayList<>();
    for (String type : types) {
      inputs.add("{\"name\":\"p" + inputs.size() + "\",\"type\":\"" + type + "\"}");
    }
    return "{\"type\":\"function\",\"name\":\""
        + name
        + "\",\"inputs\":["
        + String.join(",", inputs)
        + "],\"outputs\":[],\"stateMutability\":\"nonpayable\"}";
  }

  private static String artifact(String name, String... functions) {
    return "{\"contractName\":\""
        + name
        + "\",\"abi\":["
        + String.join(",", functions)
        + "],\"bytecode\":\"0x\"}";
  }

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve("given").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private int run(Object... words) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new AbiCommand());
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(out, true));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (failure instanceof CommandFailure known) {
            refused = known.getMessage() + "\n" + known.remedy();
            return 2;
          }
          throw failure;
        });
    List<String> all = new ArrayList<>(Arrays.stream(words).map(Object::toString).toList());
    if (!all.contains("--config")) {
      all.addAll(List.of("--config", config.toString()));
    }
    int code = line.execute(all.toArray(String[]::new));
    said = out.toString();
    return code;
  }

  private List<String> files() throws IOException {
    if (!Files.isDirectory(abis)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(abis)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private KnownFunctions server() {
    return KnownFunctions.with(OperatorFiles.read(abis));
  }

  @Test
  void theCommandIsOffered() {
    assertThat(ServiceLoader.load(Subcommand.class)).hasAtLeastOneElementOfType(AbiCommand.class);
  }

  @Test
  void aServerKnowsTheNameAfterwards() throws IOException {
    assertThat(run("add", file("Pool.json", artifact("Pool", SET_CAP)))).isZero();

    assertThat(said).contains("Pool: 1 function of any contract").contains("restart the server");
    assertThat(files()).containsExactly("Pool.json");
    String selector = OperatorFiles.read(abis).getFirst().functions().getFirst().selector();
    assertThat(server().find(1, OTHER, selector).orElseThrow().signature())
        .isEqualTo("setSupplyCeiling(uint256)");
  }

  @Test
  void theConfigurationNamesTheFolder() throws IOException {
    Files.writeString(config, "prytany.decode.abi-dir = taught\n");

    run("add", file("Pool.json", artifact("Pool", SET_CAP)));

    assertThat(folder.resolve("taught/Pool.json")).exists();
  }

  @Test
  void aFolderIsReadToItsDepthAndTwinsAreFolded() throws IOException {
    file("out/Pool.sol/Pool.json", artifact("Pool", SET_CAP));
    file("out/copy/Pool.json", artifact("Pool", SET_CAP));
    file("out/Views.sol/Views.json", "{\"abi\":[]}");
    file("out/tsconfig.json", "{ // a comment\n}");
    file("out/list.json", "[1, 2, 3]");
    file("out/node_modules/other/Theirs.json", artifact("Theirs", CLASH_ONE));

    assertThat(run("add", folder.resolve("given/out"))).isZero();

    assertThat(files()).containsExactly("Pool.json");
    assertThat(said).contains("twice among them: 1.").contains("Passed over").contains(": 3.");

    assertThat(run("add", folder.resolve("given/out"))).isZero();
    assertThat(said).contains("Nothing to add");
    assertThat(files()).containsExactly("Pool.json");
  }

  @Test
  void twoContractsOfOneNameStandBesideEachOther() throws IOException {
    run("add", file("a/Pool.json", artifact("Pool", SET_CAP)));
    run("add", file("b/Pool.json", artifact("Pool", CLASH_ONE)));

    assertThat(files()).containsExactly("Pool-2.json", "Pool.json");
  }

  @Test
  void filesOfOneFolderAreTakenInTheOrderOfTheirNames() throws IOException {
    for (String folderName : List.of("c", "a", "b")) {
      file("out/" + folderName + "/Pool.json", artifact("Pool", function("set_" + folderName)));
    }

    run("add", folder.resolve("given/out"));

    assertThat(Files.readString(abis.resolve("Pool.json"))).contains("set_a");
    assertThat(Files.readString(abis.resolve("Pool-3.json"))).contains("set_c");
  }

  @Test
  void anExplorersAnswerIsRead() throws IOException {
    String abi = ("[" + SET_CAP + "]").replace("\"", "\\\"");
    String answer =
        "{\"status\":\"1\",\"message\":\"OK\",\"result\":[{\"ABI\":\""
            + abi
            + "\",\"ContractName\":\"Pool\"}]}";

    assertThat(run("add", file("export.json", answer))).isZero();

    assertThat(files()).containsExactly("Pool.json");
  }

  @Test
  void aConstantOfAScriptIsReadAndNotRun() throws IOException {
    String script =
        """
        // Made by a generator.
        import {x} from './x';
        export const rates = [1, 2, x];
        export const Pool_ABI = [
          {
            type: 'function',
            name: "setSupplyCeiling", /* in whole units */
            inputs: [{ name: 'p0', type: 'uint256' }],
            outputs: [],
            stateMutability: 'nonpayable',
          },
          { type: 'event', name: 'Set', inputs: [], },
        ] as const;
        export const spread: Abi = [...Pool_ABI];
        """;
    file("dist/Pool.ts", script);
    file("dist/Pool.d.ts", script);

    assertThat(run("add", folder.resolve("given/dist"))).isZero();

    assertThat(files()).containsExactly("Pool_ABI.json");
    assertThat(server().find(1, OTHER, selector("setSupplyCeiling(uint256)"))).isPresent();
  }

  @Test
  void signaturesAsPeopleWriteThemAreRead() throws IOException {
    String script =
        """
        const abi = [
          "function mintFor(address to, uint amount) external returns (bool)",
          "function setTerms(tuple(address who, uint64 end)[] terms, bytes32 calldata id)",
          "function balanceOfAll(address) view returns (uint256)",
          "function unknown(Terms terms)",
          "event Minted(address to)",
        ]
        """;

    assertThat(run("add", file("Vault.js", script))).isZero();

    assertThat(files()).containsExactly("Vault.json");
    assertThat(said).contains("2 functions");
    assertThat(server().find(1, OTHER, selector("mintFor(address,uint256)"))).isPresent();
    assertThat(server().find(1, OTHER, selector("setTerms((address,uint64)[],bytes32)")))
        .isPresent();
  }

  @Test
  void anArtifactWithoutAnAbiIsPassedOverInAFolder() throws IOException {
    file("out/Reader.yul/Reader.json", "{\"abi\":null,\"bytecode\":{}}");
    file("out/Pool.json", artifact("Pool", SET_CAP));

    assertThat(run("add", folder.resolve("given/out"))).isZero();
    assertThat(said).contains("Passed over").contains(": 1.");

    assertThat(run("add", folder.resolve("given/out/Reader.yul/Reader.json"))).isEqualTo(2);
    assertThat(refused).contains("holds no ABI");
  }

  private static String selector(String signature) {
    return "0x" + HexFormat.of().formatHex(Keccak256.of(signature), 0, 4);
  }

  @Test
  void oneBadFileAmongManyIsNamedAndNothingIsWritten() throws IOException {
    file("out/Good.json", artifact("Good", SET_CAP));
    file("out/Bad.json", artifact("Bad", function("f", "uint7")));
    file("out/Cut.json", "{\"abi\":[");

    assertThat(run("add", folder.resolve("given/out"))).isEqualTo(2);

    assertThat(refused)
        .contains("Nothing was added")
        .contains("Bad.json: function f: ")
        .contains("uint7")
        .contains("Cut.json: it is no JSON");
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "[1]",
        "{\"abi\":7}",
        "{\"abi\":\"Contract source code not verified\"}",
        "{\"abi\":[{\"type\":\"function\",\"name\":\"v\",\"inputs\":[],\"stateMutability\":\"view\"}]}",
        "{\"status\":\"0\",\"message\":\"NOTOK\",\"result\":\"Max rate limit reached\"}"
      })
  void aFileThatIsNamedHasToHoldAnAbi(String text) throws IOException {
    assertThat(run("add", file("x.json", text))).isEqualTo(2);

    assertThat(refused).contains("x.json: ").contains("run the command again");
    assertThat(files()).isEmpty();
  }

  @Test
  void aSelectorOfTwoFunctionsIsToldAndStaysUnknownUntilTheContractIsNamed() throws IOException {
    run("add", file("One.json", artifact("One", CLASH_ONE)));
    run("add", file("Two.json", artifact("Two", CLASH_TWO)));

    assertThat(said)
        .contains(CLASH + " is setLimit39306(uint256) (One) and setLimit29866(address,bytes) (Two)")
        .contains("stays unknown");
    assertThat(server().find(1, POOL, CLASH)).isEmpty();
    run("show", CLASH);
    assertThat(said).contains("One, of any contract").contains("unknown: setLimit");

    assertThat(run("add", folder.resolve("given/Two.json"), "--address", POOL, "--chain", "1"))
        .isZero();
    assertThat(server().find(1, POOL, CLASH).orElseThrow().name()).isEqualTo("setLimit29866");
    assertThat(server().find(1, OTHER, CLASH)).isEmpty();
    assertThat(server().find(10, POOL, CLASH)).isEmpty();
  }

  @Test
  void whatThisServerKnowsItselfIsNotReplacedAndThatIsTold() throws IOException {
    run("add", file("T.json", artifact("T", function("transfer", "address", "uint256"))));

    run("show", "T");

    assertThat(said)
        .contains("Prytany knows all of them itself")
        .contains("0xa9059cbb  transfer(address,uint256)  known to Prytany itself");
  }

  @Test
  void anAddressIsOneContractsAndNeedsItsChain() throws IOException {
    Path one = file("x/One.json", artifact("One", SET_CAP));
    file("x/Two.json", artifact("Two", CLASH_ONE));

    assertThat(run("add", one, "--address", POOL)).isEqualTo(2);
    assertThat(refused).contains("belong together");
    assertThat(run("add", one, "--address", "0x12", "--chain", "1")).isEqualTo(2);
    assertThat(refused).contains("40 hexadecimal digits");
    assertThat(run("add", one.getParent(), "--address", POOL, "--chain", "1")).isEqualTo(2);
    assertThat(refused).contains("2 ABIs").contains("Nothing was added");
    assertThat(files()).isEmpty();
  }

  @Test
  void anAbiIsListedShownAndRemoved() throws IOException {
    assertThat(run("list")).isZero();
    assertThat(said).contains("No ABI is in " + abis).contains("prytany abi add");

    run("add", file("Pool.json", artifact("Pool", SET_CAP)));
    run("list");
    assertThat(said).contains("Pool: 1 function of any contract");
    run("show", "Pool");
    assertThat(said).contains("setSupplyCeiling(uint256)  named");
    assertThat(run("show", "0x12345678")).isZero();
    assertThat(said).contains("Nothing is known about 0x12345678");

    assertThat(run("show", "Pond")).isEqualTo(2);
    assertThat(refused).contains("No ABI is called Pond").contains("abi list");
    assertThat(run("remove", "../prytany")).isEqualTo(2);
    assertThat(run("remove", "Pool")).isZero();
    assertThat(files()).isEmpty();
    assertThat(config).exists();
  }

  @Test
  void withoutAnyConfigurationTheNextStepIsNamed() throws IOException {
    Path missing = folder.resolve("no.properties");

    assertThat(run("list", "--config", missing)).isEqualTo(2);
    assertThat(refused).contains("no.properties cannot be read");
    assertThat(run("add", folder.resolve("nowhere"))).isEqualTo(2);
    assertThat(refused).contains("There is no " + folder.resolve("nowhere"));
  }

  @Test
  void aStrangersNameBecomesNoPathAndNoControlCharacter() throws IOException {
    run("add", file("evil.json", artifact("../../etc/\\u001b[31mPool", SET_CAP)));

    assertThat(files()).containsExactly("_etc_31mPool.json");
    assertThat(said).doesNotContain("\u001b");
  }

  @Test
  void aPackageAsNpmPacksItIsRead() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("package/package.json", "{\"name\":\"@dao/contracts\"}");
    files.put("package/artifacts/Pool.json", artifact("Pool", SET_CAP));
    files.put("package/" + "d/".repeat(60) + "Deep.json", artifact("Deep", CLASH_ONE));
    files.put("package/node_modules/x/Theirs.json", artifact("Theirs", CLASH_TWO));
    Path archive = folder.resolve("dao-contracts-1.0.0.tgz");
    Files.write(archive, tgz(files));

    assertThat(run("add", archive)).isZero();

    assertThat(files()).containsExactly("Deep.json", "Pool.json");
    assertThat(Files.readString(abis.resolve("Pool.json")))
        .contains("dao-contracts-1.0.0.tgz: package/artifacts/Pool.json")
        .doesNotContain("bytecode");
  }

  @Test
  void aPackageThatIsCutOrNoneIsRefused() throws IOException {
    byte[] whole = tgz(Map.of("package/Pool.json", artifact("Pool", SET_CAP)));
    Path cut = folder.resolve("cut.tgz");
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    Path none = Files.writeString(folder.resolve("none.tgz"), "no archive");

    assertThat(run("add", cut)).isEqualTo(2);
    assertThat(refused).contains("cut.tgz cannot be read: it ends in the middle");
    assertThat(run("add", none)).isEqualTo(2);
    assertThat(refused).contains("none.tgz cannot be read").contains("npm pack");
    assertThat(files()).isEmpty();
  }

  @Test
  void aFileThatIsTooLongIsPassedOverInAFolderAndRefusedByItself() throws IOException {
    file("out/Pool.json", artifact("Pool", SET_CAP));
    Path tooLong = file("out/build-info.json", " ".repeat((int) OperatorFiles.LARGEST + 1));

    assertThat(run("add", folder.resolve("given/out"))).isZero();
    assertThat(said).contains("larger than 8 MiB: build-info.json");
    assertThat(run("add", tooLong)).isEqualTo(2);
    assertThat(refused).contains("larger than 8 MiB");
  }

  @Test
  void moreThanAServerReadsIsRefusedWhole() throws IOException {
    for (int i = 0; i <= OperatorFiles.MOST_FILES; i++) {
      file("many/C" + i + ".json", artifact("C" + i, function("f" + i)));
    }

    assertThat(run("add", folder.resolve("given/many"))).isEqualTo(2);

    assertThat(refused).contains("more than the 1000 ABIs");
    assertThat(files()).isEmpty();
  }

  @Test
  void aFileThatAServerWouldRefuseIsNamedBeforeAnythingIsAdded() throws IOException {
    Files.createDirectories(abis);
    Files.writeString(abis.resolve("broken.json"), "{");

    assertThat(run("add", file("Pool.json", artifact("Pool", SET_CAP)))).isEqualTo(2);

    assertThat(refused).contains("broken.json").contains("would not start");
    assertThat(files()).containsExactly("broken.json");
  }

  private static byte[] tgz(Map<String, String> files) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
        if (file.getKey().length() > 99) {
          String line = " path=" + file.getKey() + "\n";
          String pax = (line.length() + 3) + line;
          entry(out, "PaxHeader", 'x', pax.getBytes(StandardCharsets.UTF_8));
          entry(out, file.getKey().substring(0, 90), '0', bytes);
        } else {
          entry(out, file.getKey(), '0', bytes);
        }
      }
      out.write(new byte[1024]);
    }
    return packed.toByteArray();
  }

  private static void entry(OutputStream out, String name, char type, byte[] bytes)
      throws IOException {
    byte[] header = new byte[512];
    byte[] named = name.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(named, 0, header, 0, named.length);
    byte[] size = String.format("%011o", bytes.length).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(size, 0, header, 124, size.length);
    header[156] = (byte) type;
    out.write(header);
    out.write(bytes);
    out.write(new byte[(512 - bytes.length % 512) % 512]);
  }
}
