package org.prytany.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Subcommand;
import picocli.CommandLine;

/** An operator adds a model, looks at it, and takes it away again. */
class ModelCommandTest {

  @TempDir private Path folder;
  private Path config;
  private Path export;
  private String said = "";
  private String refused = "";

  @BeforeEach
  void exportAModel() throws IOException {
    config = Files.writeString(folder.resolve("prytany.properties"), "prytany.daos=\n");
    export = Files.createDirectory(folder.resolve("tiny"));
    Files.writeString(export.resolve("config.json"), "{\"max_position_embeddings\":8192}");
    Files.writeString(export.resolve("tokenizer.json"), "{}");
    // An ONNX model that has one empty graph: field 7, no bytes.
    Files.write(export.resolve("model.onnx"), new byte[] {0x3A, 0x00});
  }

  private int run(String... arguments) {
    StringWriter out = new StringWriter();
    refused = "";
    CommandLine line = new CommandLine(new ModelCommand());
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(new StringWriter()));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          CommandFailure known = (CommandFailure) failure;
          refused = known.getMessage() + " | " + known.remedy();
          return 2;
        });
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--config";
    all[arguments.length + 1] = config.toString();
    int code = line.execute(all);
    said = out.toString();
    return code;
  }

  @Test
  void theLauncherOffersIt() {
    assertThat(ServiceLoader.load(Subcommand.class)).hasAtLeastOneElementOfType(ModelCommand.class);
  }

  @Test
  void aModelComesIsSeenAndGoes() {
    assertThat(run("list")).isZero();
    assertThat(said).contains("No model is in").contains("prytany model add DIR");

    assertThat(run("add", export.toString(), "--role", "write", "--licence", "MIT")).isZero();
    assertThat(said).contains("tiny: write").contains("8,192 tokens of context").contains("MIT");
    assertThat(folder.resolve("models/tiny/model.onnx")).exists();

    assertThat(run("list")).isZero();
    assertThat(said).contains("tiny: write");

    assertThat(run("show", "tiny")).isZero();
    assertThat(said).containsPattern("[0-9a-f]{64}  model.onnx").contains("All files are as they");

    assertThat(run("remove", "tiny")).isZero();
    assertThat(folder.resolve("models/tiny")).doesNotExist();
    assertThat(export.resolve("model.onnx")).exists();
  }

  @Test
  void aChangedModelIsShownAndRefused() throws IOException {
    run("add", export.toString(), "--role", "judge", "--licence", "MIT");
    Files.writeString(folder.resolve("models/tiny/tokenizer.json"), "[]");
    assertThat(run("show", "tiny")).isEqualTo(2);
    assertThat(said).contains("tokenizer.json").doesNotContain("All files are as they");
    assertThat(refused)
        .contains("tokenizer.json was changed")
        .contains("prytany model remove tiny");
  }

  @Test
  void everyRefusalNamesTheInputAndTheNextStep() {
    assertThat(run("add", export.toString(), "--role", "vote", "--licence", "MIT")).isEqualTo(2);
    assertThat(refused).contains("vote").contains("write, embed, choose or judge");
    assertThat(run("add", export.toString(), "--role", "write")).isEqualTo(2);
    assertThat(refused).contains("licence").contains("--licence");
    assertThat(run("add", folder.resolve("none").toString(), "--role", "write")).isEqualTo(2);
    assertThat(refused).contains("none").contains("exporter");
    assertThat(run("show", "other\u001b[31m")).isEqualTo(2);
    assertThat(refused).contains("other?[31m").contains("prytany model list");
    assertThat(run("try", "tiny", "proposal.md", "--device", "gpu")).isEqualTo(2);
    assertThat(refused).contains("--device gpu").contains("auto, cpu and cuda");
    assertThat(run("remove", "../tiny")).isEqualTo(2);
    assertThat(refused).contains("../tiny");
  }

  @Test
  void endpointsAndRoutesAreListedWithoutAddressOrKey() throws IOException {
    Files.writeString(
        config,
        """
        prytany.writing.remotes=house
        prytany.writing.remote.house.url=https://hidden.example/v1
        prytany.writing.remote.house.model=org/large
        prytany.writing.remote.house.key=hush-hush
        prytany.writing.routes=busy -> none; evidence over 2000 -> remote:house; else -> none
        """);
    assertThat(run("list")).isZero();
    assertThat(said)
        .contains("remote:house: write, org/large, an endpoint of yours")
        .contains("With more than 2,000 characters of evidence: the endpoint house")
        .doesNotContain("hidden")
        .doesNotContain("hush");
    assertThat(run("show", "remote:house")).isZero();
    assertThat(said)
        .contains("org/large, by name alone")
        .contains("one is sent")
        .doesNotContain("hidden")
        .doesNotContain("hush");
    assertThat(run("show", "remote:other")).isEqualTo(2);

    Files.writeString(config, "prytany.writing.routes=sometimes -> none\n");
    assertThat(run("list")).isEqualTo(2);
    assertThat(refused).contains("prytany.writing.routes", "else");
  }

  @Test
  void anEndpointThatIsNotThereIsSaidWithTheOptionToLookAt() throws IOException {
    Path text = Files.writeString(folder.resolve("p.md"), "# A\n\nWe pay.\n");
    assertThat(run("try", "m", text.toString(), "--remote", "http://gpu.example/v1")).isEqualTo(2);
    assertThat(refused).contains("--remote is plain http").contains("--remote-allow-plain");
    assertThat(run("try", "m", text.toString(), "--remote", "http://127.0.0.1:9/v1")).isEqualTo(2);
    assertThat(refused).contains("remote:trial (m) cannot be reached").contains("--remote");
  }

  /** A real export, where one is there. */
  @Test
  void everyModelOfTheFolderOfModelsCanBeAdded() throws IOException {
    String models = System.getenv("PRYTANY_MODELS");
    assumeTrue(models != null, "PRYTANY_MODELS names no folder of models");
    try (Stream<Path> all = Files.list(Path.of(models))) {
      for (Path each : all.filter(Files::isDirectory).toList()) {
        assertThat(run("add", each.toString(), "--role", "write")).as(refused).isZero();
        assertThat(said).containsPattern("\\d+ million parameters");
        assertThat(run("show", String.valueOf(each.getFileName()))).isZero();
      }
    }
  }
}
