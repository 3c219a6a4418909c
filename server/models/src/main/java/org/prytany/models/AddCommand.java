package org.prytany.models;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Subcommand;
import org.prytany.inference.registry.ModelRegistry;
import org.prytany.inference.registry.ModelRole;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany model add`: copies a model into the server's folder. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = {
      "Copies a model to those of the server, with the SHA-256 of each of its files. Asks no network.",
      "",
      "DIR is a folder as ONNX Runtime's exporter writes it (genai_config.json, model.onnx,"
          + " tokenizer.json), or a Hugging Face export to ONNX (config.json, tokenizer.json, a graph)."
          + " A graph that takes weights from outside its folder, or needs operators that ONNX Runtime"
          + " does not have, is refused."
    },
    footer = {
      "",
      "For example:",
      "  prytany model add smollm2-135m-int4 --role write --config prytany.properties",
      "  prytany model add export/ --role judge --graph onnx/model_quantized.onnx --licence MIT"
    })
final class AddCommand implements Subcommand {

  @Parameters(paramLabel = "DIR", description = "The folder with the model's files.")
  private Path from = Path.of("");

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ROLE",
      description = "What it is for: write, embed, choose or judge.")
  private String role = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What to call it (default: the folder's name).")
  private @Nullable String name;

  @Option(
      names = "--graph",
      paramLabel = "FILE",
      description = "Which .onnx file, where DIR holds several; relative to DIR.")
  private @Nullable String graph;

  @Option(
      names = "--licence",
      paramLabel = "ID",
      description = "Its licence, e.g. Apache-2.0 (default: as the LICENSE beside it says).")
  private @Nullable String licence;

  @Option(
      names = "--source",
      paramLabel = "WORDS",
      description = "Where you have it from, e.g. an address (default: the folder's name).")
  private @Nullable String source;

  @Mixin private RegistryChoice choice = new RegistryChoice();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ModelRegistry.Request request =
        new ModelRegistry.Request(
            Optional.ofNullable(name),
            ModelRole.named(role)
                .orElseThrow(
                    () ->
                        new CommandFailure(
                            "--role " + Words.printable(role) + " is none.",
                            "Say what the model is for: write, embed, choose or judge.")),
            Optional.ofNullable(graph),
            Optional.ofNullable(licence),
            Optional.ofNullable(source));
    PrintWriter err = spec.commandLine().getErr();
    return choice.in(
        registry -> {
          ModelRegistry.Added added =
              registry.add(
                  from,
                  request,
                  file -> {
                    err.println("Copying " + Words.printable(file) + " ...");
                    err.flush();
                  });
          say(registry, added);
          return 0;
        });
  }

  private void say(ModelRegistry registry, ModelRegistry.Added added) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("Added to " + registry.folder() + ":");
    out.println("  " + Words.line(added.entry()));
    out.println("  SHA-256 of all its files together: " + added.entry().sha256());
    if (!added.leftOut().isEmpty()) {
      out.println(
          "Left out, as no part of the model: "
              + Words.printable(String.join(", ", added.leftOut())));
    }
    out.println();
    out.println(
        "Next: compare the hashes that `prytany model show "
            + added.entry().name()
            + "` gives with those of the model's publisher.");
    out.flush();
  }
}
