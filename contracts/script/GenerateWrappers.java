import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.web3j.codegen.SolidityFunctionWrapperGenerator;

/**
 * Turns forge's output into Java wrappers and artifact resources; run as a source file by the build.
 *
 * <p>Arguments: forge's output directory, the directory for Java sources, the directory for resources.
 * Files whose content would not change are left alone, so that nothing is compiled again in vain.
 */
final class GenerateWrappers {
  private static final String PACKAGE = "org.prytany.contracts.generated";
  private static final List<String> CONTRACTS =
      List.of(
          "PrytanyVotes",
          "PrytanyGovernor",
          "PrytanyTimelock",
          "DemoStablecoin",
          "DemoVault",
          "DemoSafe",
          "HostileGovernor",
          "HostileToken",
          "CountedGovernor",
          "NoTimelockGovernor",
          "PuppetGovernor",
          "CompatibleGovernor",
          "ExtendedGovernor",
          "AccessGovernor",
          "CompoundTimelockGovernor",
          "TypedGovernor",
          "ExecutorGovernor",
          "ManagedToken",
          "NameRegistry",
          "NameResolver");

  public static void main(String[] args) throws Exception {
    Path out = Path.of(args[0]);
    Path sources = Path.of(args[1]);
    Path resources = Path.of(args[2]).resolve("org/prytany/contracts/artifacts");
    ObjectMapper json = new ObjectMapper();
    Path scratch = Files.createTempDirectory("wrappers");
    PrintStream console = System.out;
    // The generator reports every file it writes; only failures are of interest, and those are thrown.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try {
      for (String contract : CONTRACTS) {
        JsonNode artifact =
            json.readTree(out.resolve(contract + ".sol").resolve(contract + ".json").toFile());
        String abi = json.writeValueAsString(artifact.required("abi"));
        String bytecode = artifact.required("bytecode").required("object").textValue();
        ObjectNode resource = json.createObjectNode();
        resource.put("contractName", contract);
        resource.set("abi", artifact.required("abi"));
        resource.put("bytecode", bytecode);
        resource.put("deployedBytecode", artifact.required("deployedBytecode").required("object").textValue());
        writeIfChanged(
            resources.resolve(contract + ".json"),
            json.writerWithDefaultPrettyPrinter().writeValueAsString(resource) + "\n");
        Path abiFile = Files.writeString(scratch.resolve(contract + ".abi"), abi);
        Path binFile = Files.writeString(scratch.resolve(contract + ".bin"), bytecode);
        Path generated = scratch.resolve("java");
        new SolidityFunctionWrapperGenerator(
                binFile.toFile(),
                abiFile.toFile(),
                generated.toFile(),
                contract,
                PACKAGE,
                true,
                false,
                160)
            .generate();
        Path relative = Path.of(PACKAGE.replace('.', '/'), contract + ".java");
        writeIfChanged(sources.resolve(relative), Files.readString(generated.resolve(relative)));
      }
      writeIfChanged(
          sources.resolve(PACKAGE.replace('.', '/')).resolve("package-info.java"),
          "/** Wrappers generated from the contracts' ABI and bytecode; unannotated for nullness. */\npackage "
              + PACKAGE
              + ";\n");
    } finally {
      System.setOut(console);
      try (Stream<Path> files = Files.walk(scratch)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void writeIfChanged(Path file, String content) throws IOException {
    if (Files.exists(file) && Files.readString(file).equals(content)) {
      return;
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private GenerateWrappers() {}
}
