package org.prytany.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a server's process is started with. */
final class ServerLaunch {

  private static final String SERVER = "prytany";
  private static final Duration ENDING = Duration.ofSeconds(30);

  private ServerLaunch() {}

  /** Starts it; it holds the claim on its data folder from then on. */
  static ChildProcess start(
      Installation installation, ServerProcess.Settings settings, Path data, DataClaim claim)
      throws IOException {
    Path console = Files.createDirectories(data.resolve("logs")).resolve("console.log");
    Path program = installation.liberty().resolve("bin/server");
    List<String> words = new ArrayList<>(settings.prefix());
    words.addAll(List.of(program.toString(), "run", SERVER));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.directory(data.toFile());
    builder.environment().putAll(environment(settings, data, claim));
    builder
        .environment()
        .put("PRYTANY_WRITING_LIBRARIES", installation.writingLibraries().toString());
    ChildProcess child = ChildProcess.start("server", builder, console, ENDING);
    try {
      claim.by(child.pid());
    } catch (IOException e) {
      child.close();
      throw e;
    }
    return child;
  }

  /**
   * Liberty calls a server "not there" that its user may not read, as after a build by somebody
   * else with a strict umask.
   */
  static void requireReadable(Installation installation) {
    Path servers = installation.liberty().resolve("usr");
    if (!Files.isReadable(servers.resolve("servers").resolve(SERVER).resolve("server.xml"))) {
      throw new CommandFailure(
          "The server's own files in " + servers + " cannot be read by this user.",
          "Let whoever built Prytany run: chmod -R go+rX " + servers);
    }
  }

  private static Map<String, String> environment(
      ServerProcess.Settings settings, Path data, DataClaim claim) throws IOException {
    Map<String, String> environment = new HashMap<>(settings.variables());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("WLP_OUTPUT_DIR", data.resolve("server").toString());
    environment.put("LOG_DIR", data.resolve("logs").toString());
    environment.put("PRYTANY_HTTP_PORT", Integer.toString(settings.port()));
    environment.put("PRYTANY_CONFIG", settings.config().file().toString());
    environment.put("PRYTANY_PLUGINS_DIR", settings.config().pluginsDir().toString());
    environment.put("PRYTANY_PLUGINS_STATE", claim.state().toString());
    settings
        .config()
        .policyFile()
        .ifPresent(file -> environment.put("PRYTANY_POLICY_FILE", file.toString()));
    Path keys = PrivateFiles.directory(data.resolve("session-keys"));
    environment.put("PRYTANY_KEYSTORE_FILE", keys.resolve("prytany.p12").toString());
    environment.put("PRYTANY_KEYSTORE_PASSWORD", PrivateFiles.password(keys.resolve("password")));
    return environment;
  }
}
