package org.prytany.cli.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany plugin new`: writes a plugin's project. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the project of a plugin: it builds and passes its tests as it is, and you go on from"
          + " there.",
      "",
      "A strategy says how to vote. A digester says what a text says. A notifier writes what people"
          + " are told, as their chat takes it. How proposals are queued and"
          + " executed is the same for everybody: the treasury plugin that ships does it, and there"
          + " is nothing to begin."
    },
    footer = {
      "",
      "For example:",
      "  ./prytany plugin kit",
      "  ./prytany plugin new strategy follow-a-delegate",
      "  cd follow-a-delegate && mvn verify"
    })
public final class NewCommand implements Callable<Integer> {

  private static final String PRYTANY = "0.1.0-SNAPSHOT";

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}.")
  private PluginProject.Kind kind = PluginProject.Kind.STRATEGY;

  @Parameters(
      index = "1",
      paramLabel = "NAME",
      description = "The plugin's id: lower case letters and digits, words joined by dashes.")
  private String name = "";

  @Option(
      names = "--package",
      paramLabel = "PACKAGE",
      description = "Package of its classes; the name without its dashes if you give none.")
  private @Nullable String javaPackage;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where it is written; a folder of the plugin's name here if you give none.")
  private @Nullable Path directory;

  @Override
  public Integer call() throws IOException {
    String in = javaPackage == null ? "plugin." + name.replace("-", "") : javaPackage;
    require(
        PluginProject.NAME.matcher(name).matches(),
        "'"
            + name
            + "' is no name of a plugin: take lower case letters and digits, words joined by"
            + " dashes, e.g. follow-a-delegate.");
    require(
        PluginProject.PACKAGE.matcher(in).matches(),
        "'" + in + "' is no name of a package: take e.g. com.example.votes.");
    Path to = directory == null ? Path.of(name) : directory;
    require(
        !Files.exists(to),
        to + " is there already: take another name, or say with --dir where it is written.");

    PluginProject project = new PluginProject(kind, name, in);
    spec.commandLine().getOut().println(to + ":");
    project.write(to, PRYTANY).forEach(file -> spec.commandLine().getOut().println("  " + file));
    spec.commandLine()
        .getOut()
        .println(
            """

            Next:
              ./prytany plugin kit       once: puts what it is built with into your Maven repository
              cd %1$s && mvn verify
              ./prytany plugin dev %1$s       while you write it: builds it and %2$s
            Its README.md says how it is deployed."""
                .formatted(to, project.shown()));
    return 0;
  }

  private void require(boolean right, String otherwise) {
    if (!right) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }
}
