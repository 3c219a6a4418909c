package org.prytany.check.init;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.prytany.chain.decode.SafeText;
import org.prytany.check.init.Questions.Question;
import org.prytany.cli.Columns;
import org.prytany.cli.CommandFailure;
import org.prytany.cli.Installation;
import org.prytany.cli.OwnServer;
import org.prytany.cli.Subcommand;
import org.prytany.spi.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `prytany init`: from a governor's address to a configuration that a server starts with. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = {
      "Asks for a chain's endpoint and a governor, looks at the governor as the server does, and"
          + " writes a commented configuration into a folder. Nothing is written over.",
      "What an option says is not asked. With --yes nothing is asked at all: then --endpoint and"
          + " --governor have to be given, and the rest is as usual."
    },
    footer = {"", "docs/first-dao.md goes from here to a page with your proposals."})
public final class InitCommand implements Subcommand {

  /** Of a name that nobody chose, in characters; the answer takes more. */
  private static final int LONGEST_USUAL = 50;

  private static final List<String> SHIPPED = List.of("digest", "policy", "treasury");

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FOLDER",
      defaultValue = "my-dao",
      description = "Where the configuration goes (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of("my-dao");

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "JSON-RPC endpoint of the chain; kept as a secret.")
  private @Nullable String endpoint;

  @Option(names = "--governor", paramLabel = "ADDRESS", description = "The governor contract.")
  private @Nullable String governor;

  @Option(
      names = "--treasury",
      paramLabel = "ADDRESS[,ADDRESS]",
      description =
          "Accounts that hold what the DAO has (Safes, vaults). The one that the governor executes"
              + " from is found without it, unless the governor names none and executes elsewhere.")
  private @Nullable String treasury;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What readers see (default: what the governor calls itself).")
  private @Nullable String name;

  @Option(
      names = "--address-book",
      paramLabel = "FILE",
      description = "Names for addresses: on each line an address and its name.")
  private @Nullable String addressBook;

  @Option(
      names = "--key",
      paramLabel = "none|FILE",
      description =
          "Keystore (version 3) of the account that votes, or none: the server then signs nothing"
              + " (default: none).")
  private @Nullable String key;

  @Option(
      names = "--store",
      paramLabel = "URI",
      description =
          "MongoDB for what the server keeps; a chain that is not local needs one where there is a"
              + " key.")
  private @Nullable String store;

  @Option(names = "--yes", description = "Ask nothing, and write at once.")
  private boolean yes;

  @Spec private CommandSpec spec;

  private final InputStream answers;

  /** Asks whoever sits at the terminal. */
  public InitCommand() {
    this(System.in);
  }

  InitCommand(InputStream answers) {
    this.answers = answers;
  }

  @Override
  public Integer call() {
    ConfigFolder target = new ConfigFolder(folder);
    target.requireFree();
    PrintWriter out = spec.commandLine().getOut();
    Questions questions =
        new Questions(
            new BufferedReader(new InputStreamReader(answers, StandardCharsets.UTF_8)), out, yes);
    Plan plan = plan(questions, out);
    requireTaken(plan);
    if (!questions.agreed("Write the configuration into " + folder + "?")) {
      out.println("Nothing was written.");
      out.flush();
      return 1;
    }
    target.write(plan);
    EndPage.print(out, plan, target);
    out.flush();
    return 0;
  }

  private Plan plan(Questions questions, PrintWriter out) {
    try (Scout scout =
        questions.answer(
            new Question("--endpoint URL", "The chain's endpoint (JSON-RPC)", Optional.empty()),
            endpoint,
            Scout::at)) {
      out.println("The endpoint serves chain " + scout.chainId() + ".");
      Scout.Found told =
          questions.answer(
              new Question("--governor ADDRESS", "The governor's address", Optional.empty()),
              governor,
              text -> scout.governor(Answers.account(text)));
      FoundPage.print(out, told);
      Scout.Held held =
          questions.answer(
              treasury(told), treasury, text -> scout.held(told, Answers.accounts(text)));
      Scout.Found found = held.found();
      if (!found.equals(told)) {
        FoundPage.print(out, found);
      }
      FoundPage.accounts(out, scout.accounts(held.funds()));
      String title =
          questions.answer(
              new Question(
                  "--name NAME", "What readers see as its name", Optional.of(usual(found))),
              name,
              Answers::name);
      Map<Address, String> names =
          questions.answer(
              new Question(
                  "--address-book FILE",
                  "A file with names for addresses, one address and its name a line",
                  Optional.of("none")),
              addressBook,
              Answers::addressBook);
      Optional<Plan.Voter> voter =
          questions.answer(
              new Question(
                  "--key none|FILE", "The keystore of the account that votes", Optional.of("none")),
              key,
              Answers::voter);
      return new Plan(
          scout.endpoint().toString(),
          scout.chainId(),
          found,
          Answers.id(title),
          title,
          held.funds(),
          names,
          voter,
          Optional.ofNullable(store),
          plugins());
    }
  }

  private static Question treasury(Scout.Found found) {
    return found.profile().executor().isPresent()
        ? new Question(
            "--treasury ADDRESS",
            "Other accounts that hold what the DAO has, such as Safes; nothing for none",
            Optional.of(""))
        : new Question(
            "--treasury ADDRESS",
            "The account that executes what passed, and others that hold what the DAO has",
            Optional.empty());
  }

  /** What a governor calls itself is a stranger's word until somebody agrees. */
  private static String usual(Scout.Found found) {
    StringBuilder told = new StringBuilder();
    found
        .name()
        .map(SafeText::words)
        .orElse("")
        .codePoints()
        .filter(point -> Columns.safe(Character.toString(point)).equals(Character.toString(point)))
        .limit(LONGEST_USUAL)
        .forEach(told::appendCodePoint);
    try {
      return Answers.name(told.toString());
    } catch (BadAnswer e) {
      return "My DAO";
    }
  }

  private static List<String> plugins() {
    Path home = Installation.current().home();
    return SHIPPED.stream()
        .map(plugin -> home.resolve("plugins/" + plugin + "/target/prytany-" + plugin + ".war"))
        .filter(Files::isRegularFile)
        .map(OwnServer::sha256)
        .toList();
  }

  /** What the server would refuse, or would read as something else, is not written. */
  private static void requireTaken(Plan plan) {
    try {
      Properties read = new Properties();
      read.load(new StringReader(SettingsPage.of(plan)));
      if (!read.equals(SettingsPage.settings(plan))) {
        throw new CommandFailure(
            "An answer cannot be written so that the server reads the same.",
            "Give answers without blanks at their ends and run init again.");
      }
      Answers.refuse(SettingsPage.settings(plan));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (BadAnswer e) {
      throw new CommandFailure(
          "The server would not start with this: " + e.why(), "Correct it and run init again.");
    }
  }
}
