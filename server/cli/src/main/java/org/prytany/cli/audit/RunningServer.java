package org.prytany.cli.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.prytany.cli.ApiClient;
import org.prytany.cli.CommandFailure;
import picocli.CommandLine.Option;

/** The server whose log it is. */
final class RunningServer {

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description = "The server (default: ${DEFAULT-VALUE}).")
  private URI server = URI.create("http://127.0.0.1:8080");

  /** What is done with it. */
  interface Work<T> {
    T on(ApiClient api) throws IOException;
  }

  <T> T ask(Work<T> work) {
    try (ApiClient api = new ApiClient(server)) {
      return work.on(api);
    } catch (ApiClient.Problem e) {
      throw refused(e);
    } catch (UncheckedIOException e) {
      throw e.getCause() instanceof ApiClient.Problem problem ? refused(problem) : silent(e);
    } catch (IOException e) {
      throw silent(e);
    }
  }

  private static CommandFailure refused(ApiClient.Problem e) {
    return new CommandFailure(
        "The server refused: " + e.getMessage(),
        "Correct it and run the command again; the server's code is " + e.code() + ".",
        e);
  }

  private CommandFailure silent(Exception e) {
    return new CommandFailure(
        "No Prytany server answers at " + server + ".",
        "Start one with `./prytany serve`, name another with --server, or read a copy with --log.",
        e);
  }
}
