package org.prytany.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `prytany week`: what happened in a DAO, and what is due. */
@Command(
    name = "week",
    mixinStandardHelpOptions = true,
    description = {
      "Says what happened in a DAO in the last seven days, and what is due in the next.",
      "Speaks to a running server."
    },
    footer = {
      "",
      "For example:",
      "  prytany week",
      "  prytany week --organisation \"Example DAO\"",
      "  prytany week --dao demo --from 2026-11-01 --to 2026-11-30 --markdown > november.md"
    })
public final class WeekCommand implements Subcommand {

  @Option(
      names = "--dao",
      paramLabel = "ID",
      description = "Which DAO; needed where the server serves several.")
  private @Nullable String dao;

  @Option(
      names = "--organisation",
      paramLabel = "NAME",
      description = "All governors of an organisation together.")
  private @Nullable String organisation;

  @Option(
      names = "--space",
      paramLabel = "ID",
      description = {
        "The votes off chain of one space, and no DAO. Without --dao, --organisation and --space,",
        "those of all spaces follow the DAO."
      })
  private @Nullable String space;

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description = "The server (default: ${DEFAULT-VALUE}).")
  private URI server = URI.create("http://127.0.0.1:8080");

  @Option(
      names = "--from",
      paramLabel = "DAY",
      defaultValue = "",
      description = "First day, e.g. 2026-11-01 (default: seven days ago).")
  private String from = "";

  @Option(
      names = "--to",
      paramLabel = "DAY",
      defaultValue = "",
      description = "Last day, e.g. 2026-11-30 (default: in seven days).")
  private String to = "";

  @Option(names = "--markdown", description = "As Markdown, to paste into a forum or a letter.")
  private boolean markdown;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try (ApiClient api = new ApiClient(server)) {
      var out = spec.commandLine().getOut();
      String query = "?from=" + part(from) + "&to=" + part(to);
      List<JsonNode> spaces = spaces(api);
      boolean offChainOnly =
          space != null
              || (dao == null
                  && organisation == null
                  && !spaces.isEmpty()
                  && api.get("/api/v1/daos").isEmpty());
      if (!offChainOnly) {
        out.print(onChain(api, chosen(api), query));
        out.flush();
      }
      out.print(
          markdown
              ? spacesMarkdown(api, spaces, query)
              : OffChainPage.of(api, spaces, Terminal.current(), Instant.now()));
      out.flush();
      return 0;
    } catch (ApiClient.Problem e) {
      throw new CommandFailure(
          "The server refused: " + e.getMessage(),
          e.status() == 404
              ? "Run `prytany week --help`, or name another server with --server."
              : "Correct it and run the command again; the server's code is " + e.code() + ".",
          e);
    } catch (IOException e) {
      throw new CommandFailure(
          "No Prytany server answers at " + server + ".",
          "Start one with `./prytany serve`, or name another with --server.",
          e);
    }
  }

  private String onChain(ApiClient api, List<String> daos, String query) throws IOException {
    if (markdown) {
      StringBuilder all = new StringBuilder();
      if (organisation != null) {
        all.append("# ").append(organisation).append("\n\n");
      }
      for (String id : daos) {
        all.append(api.text(path(id) + ".md" + query));
      }
      return all.toString();
    }
    List<JsonNode> periods = new ArrayList<>();
    for (String id : daos) {
      periods.add(api.get(path(id) + query));
    }
    return WeekPage.of(
        organisation == null ? periods.getFirst() : Together.of(organisation, periods),
        Terminal.current());
  }

  /** The one that is named; all where nothing is; none beside a DAO or an organisation. */
  private List<JsonNode> spaces(ApiClient api) throws IOException {
    boolean named = dao != null || organisation != null;
    if (space == null && named) {
      return List.of();
    }
    if (named) {
      throw new CommandFailure(
          "A space is named, and a DAO or an organisation, too.",
          "Name one of them: --space, --dao or --organisation.");
    }
    List<JsonNode> all = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (JsonNode one : api.get("/api/v1/spaces")) {
      String id = one.path("id").asText();
      ids.add(id);
      if (space == null || id.equals(space)) {
        all.add(one);
      }
    }
    if (space != null && all.isEmpty()) {
      throw new CommandFailure(
          "The server serves no space '" + Columns.safe(space) + "'.",
          ids.isEmpty()
              ? "Its configuration names no space: add one, see docs/snapshot.md."
              : "Name one of these with --space: " + Columns.safe(String.join(", ", ids)) + ".");
    }
    return all;
  }

  private static String spacesMarkdown(ApiClient api, List<JsonNode> spaces, String query)
      throws IOException {
    StringBuilder all = new StringBuilder();
    for (JsonNode one : spaces) {
      String id = part(one.path("id").asText());
      all.append(api.text("/api/v1/spaces/" + id + "/period.md" + query));
    }
    return all.toString();
  }

  private static String path(String id) {
    return "/api/v1/daos/" + part(id) + "/period";
  }

  /** The governors of the organisation, or the one DAO. */
  private List<String> chosen(ApiClient api) throws IOException {
    if (organisation == null) {
      return List.of(only(api));
    }
    if (dao != null) {
      throw new CommandFailure(
          "Both a DAO and an organisation are named.",
          "Name one of them: --dao or --organisation.");
    }
    List<String> its = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (JsonNode one : api.get("/api/v1/daos")) {
      String name = one.path("organisation").asText("");
      if (name.equals(organisation)) {
        its.add(one.path("id").asText());
      }
      names.add(name);
    }
    names.remove("");
    if (its.isEmpty()) {
      throw new CommandFailure(
          "The server serves no organisation '" + Columns.safe(organisation) + "'.",
          names.isEmpty()
              ? "Set prytany.dao.*.organisation where governors belong together, or name a DAO with"
                  + " --dao."
              : "Name one of these: " + Columns.safe(String.join(", ", names)) + ".");
    }
    return its;
  }

  private String only(ApiClient api) throws IOException {
    List<String> ids = new ArrayList<>();
    for (JsonNode one : api.get("/api/v1/daos")) {
      ids.add(one.path("id").asText());
    }
    if (dao != null) {
      if (!ids.contains(dao)) {
        throw new CommandFailure(
            "The server serves no DAO '" + Columns.safe(dao) + "'.",
            ids.isEmpty()
                ? "Its configuration names no DAO at all: add one, see docs/configuration.md."
                : "Name one of these with --dao: " + String.join(", ", ids) + ".");
      }
      return dao;
    }
    if (ids.size() == 1) {
      return ids.getFirst();
    }
    throw new CommandFailure(
        ids.isEmpty() ? "The server serves no DAO." : "The server serves several DAOs.",
        ids.isEmpty()
            ? "Add one to its configuration, see docs/configuration.md."
            : "Name one with --dao: "
                + String.join(", ", ids)
                + "; or several that are one with --organisation.");
  }

  static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
