package org.prytany.check.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.cli.OwnServer;
import org.prytany.cli.Subcommand;
import picocli.CommandLine;

/** An operator with a plugin from somebody else. */
class PluginCommandTest {

  @TempDir private Path folder;
  private Path config;
  private Path war;
  private String said = "";

  /** Uses a file, so that there is something to say of it. */
  static final class Uses {
    private Uses() {}

    static boolean there(Path file) {
      return Files.exists(file);
    }
  }

  @BeforeEach
  void anOperator() throws IOException {
    war = war("plugin.war", "files");
    config = folder.resolve("prytany.properties");
    list();
  }

  @Test
  void the_launcher_offers_it() {
    assertThat(ServiceLoader.load(Subcommand.class))
        .anyMatch(command -> command instanceof PluginCommand);
    assertThat(run("--help")).isZero();
    assertThat(said).contains("check", "list", "install", "remove");
  }

  @Test
  void check_names_class_method_and_use_and_refuses_what_is_not_asked_for() throws IOException {
    assertThat(run("check", war.toString())).as(said).isZero();
    assertThat(said)
        .contains(
            "files: reads or writes files; asked for, used in 1 places",
            "org.prytany.check.plugin.PluginCommandTest$Uses.there uses java.nio.file.Files.exists",
            "Nothing stands against running it",
            "Its manifest says: ");
    Path bare = folder.resolve("bare.war");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bare))) {
      zip.putNextEntry(new ZipEntry("WEB-INF/beans.xml"));
    }
    assertThat(run("check", bare.toString())).as(said).isZero();
    assertThat(said).contains("It cannot be uploaded: it has no manifest");
    assertThat(run("check", war("other.war", "").toString())).isEqualTo(1);
    assertThat(said).contains("NOT asked for", "REFUSED: its manifest does not ask for");
    assertThat(run("check", folder.resolve("nowhere.war").toString())).isNotZero();
  }

  @Test
  void install_wants_it_listed_and_puts_it_where_the_server_looks() throws IOException {
    Path installed = folder.resolve("plugins/plugin.war");
    assertThat(run("install", war.toString(), "--config", config.toString())).isEqualTo(1);
    assertThat(said).contains("not listed", OwnServer.sha256(war));
    assertThat(installed).doesNotExist();

    list(OwnServer.sha256(war));
    assertThat(run("install", war.toString(), "--config", config.toString())).as(said).isZero();
    assertThat(installed).hasSameBinaryContentAs(war);

    assertThat(run("list", "--config", config.toString())).isZero();
    assertThat(said).contains("plugin.war " + OwnServer.sha256(war) + " listed", "uses files");

    Path newer = war("plugin.war", "files network");
    assertThat(run("check", newer.toString(), "--config", config.toString())).isZero();
    assertThat(said)
        .contains("0 uses are new", "It is not listed in")
        .contains("Of that file: Its manifest says: uses 1.0 (strategy)");

    assertThat(run("remove", "plugin.war", "--config", config.toString())).isZero();
    assertThat(installed).doesNotExist();
    assertThat(run("remove", "plugin.war", "--config", config.toString())).isNotZero();
    assertThat(run("remove", "../prytany.properties", "--config", config.toString())).isNotZero();
    assertThat(config).exists();
  }

  @Test
  void check_shows_what_can_be_set_and_what_is_set_otherwise() throws IOException {
    Path configurable = folder.resolve("configurable.war");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(configurable))) {
      entry(
          zip,
          "META-INF/prytany-plugin.json",
          """
          {"id": "acme", "version": "1.0", "spi": "[0.1,9.0)", "kinds": ["strategy"],
           "configuration": {
             "type": "object", "additionalProperties": false, "required": ["api-key"],
             "properties": {
               "api-key": {"type": "string", "title": "Key", "secret": true, "minLength": 8},
               "most": {"type": "integer", "title": "Most", "description": "So many.",
                        "default": 3}}}}
          """);
    }
    assertThat(run("check", configurable.toString())).as(said).isZero();
    assertThat(said)
        .contains(
            "prytany.plugins.config.acme.api-key=",
            "Key: a text, at least 8 characters long; required; a secret",
            "Most: a whole number; otherwise 3",
            "So many.");

    assertThat(run("check", configurable.toString(), "--config", config.toString())).isEqualTo(1);
    assertThat(said).contains("WRONG: prytany.plugins.config.acme.api-key is missing");
    Files.writeString(config, "prytany.plugins.config.acme.api-key=s3cret\n");
    assertThat(run("check", configurable.toString(), "--config", config.toString())).isEqualTo(1);
    assertThat(said).contains("api-key is not what it has to be").doesNotContain("s3cret");
    Files.writeString(config, "prytany.plugins.config.acme.api-key=s3cret-s3cret\n");
    assertThat(run("check", configurable.toString(), "--config", config.toString())).isZero();
  }

  private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void verify_says_that_nobody_signed_and_names_what_it_cannot_read() throws IOException {
    assertThat(run("verify", war.toString())).isEqualTo(1);
    assertThat(said).contains("REFUSED: it is not signed", OwnServer.sha256(war));
    Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing\n");
    assertThat(run("verify", war.toString(), "--trust", empty.toString())).isNotZero();
    assertThat(run("verify", war.toString(), "--revoked", "xyz")).isNotZero();
  }

  private void list(String... hashes) throws IOException {
    Files.writeString(config, "prytany.plugins.sha256=" + String.join(",", hashes) + "\n");
  }

  private Path war(String name, String asks) throws IOException {
    String file = Uses.class.getName().replace('.', '/') + ".class";
    Path made = Files.createDirectories(folder.resolve("made")).resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(made));
        InputStream in = Uses.class.getClassLoader().getResourceAsStream(file)) {
      zip.putNextEntry(new ZipEntry("META-INF/prytany-plugin.json"));
      zip.write(
          ("{\"id\": \"uses\", \"version\": \"1.0\", \"spi\": \"[0.1,9.0)\", \"kinds\": [\"strategy\"],"
                  + " \"permissions\": ["
                  + (asks.isEmpty() ? "" : "\"" + asks.replace(" ", "\", \"") + "\"")
                  + "]}")
              .getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("WEB-INF/classes/" + file));
      in.transferTo(zip);
    }
    return made;
  }

  private int run(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new PluginCommand());
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    int code = line.execute(arguments);
    said = out.toString();
    return code;
  }
}
