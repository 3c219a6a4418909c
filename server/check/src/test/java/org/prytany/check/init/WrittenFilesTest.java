package org.prytany.check.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.settings.ConfigKey;
import org.prytany.settings.OperatorFile;
import org.prytany.settings.SettingsReader;

/** What stands in the files, on a chain that has nothing but one DAO. */
class WrittenFilesTest {

  private static final Pattern DEFAULT = Pattern.compile("(?m)^#(prytany\\.[^=\\s]++=.++)$");

  @TempDir private Path folder;
  private LocalChain chain;
  private Beginner beginner;

  @BeforeEach
  void begun() throws IOException {
    chain = LocalChain.start();
    beginner = new Beginner(folder);
    String governor = DemoDao.deploy(chain).addresses().governor();
    assertThat(beginner.silently(chain.rpcUrl(), governor)).as(beginner.said()).isZero();
  }

  @AfterEach
  void end() {
    chain.close();
  }

  @Test
  void everyKeyIsExplainedAndEveryDefaultIsOneThatTheServerTakes() throws IOException {
    String page = Files.readString(beginner.file());
    for (ConfigKey key : ConfigKey.values()) {
      String sentence = key.description().substring(0, Math.min(30, key.description().length()));
      assertThat(page.replace("\n# ", " ")).as(key.pattern()).contains(sentence);
    }
    Map<String, String> values = new TreeMap<>(OperatorFile.read(beginner.file()).values());
    List<String> taken = new ArrayList<>();
    DEFAULT.matcher(page).results().map(it -> it.group(1)).forEach(taken::add);
    assertThat(taken).hasSizeGreaterThan(20);
    for (String line : taken) {
      String[] parts = line.split("=", 2);
      boolean own = parts[0].contains(".example.") || parts[0].contains(".use.");
      if (!own) {
        values.put(parts[0], parts[1]);
      }
    }
    SettingsReader.read(
        values,
        new SettingsReader.Surroundings(
            folder, folder.resolve("data"), Optional.empty(), 8080, Optional.empty()));
  }

  /** The sample of the docs is what the command writes for this chain's DAO. */
  @Test
  void theSampleInTheDocsIsWhatTheCommandWrites() throws IOException {
    Path sample = Path.of("../../docs/sample");
    for (String name : List.of("prytany.properties", "policy.yaml")) {
      String now =
          Files.readString(beginner.target().resolve(name))
              .replace(chain.rpcUrl(), "http://127.0.0.1:8545")
              .replaceFirst("sha256=[0-9a-f,]++", "sha256=");
      if (Boolean.getBoolean("prytany.sample.write")) {
        Files.createDirectories(sample);
        Files.writeString(sample.resolve(name), now, StandardCharsets.UTF_8);
      }
      assertThat(sample.resolve(name))
          .as("write it anew: ./prytany test WrittenFilesTest -Dprytany.sample.write=true")
          .hasContent(now);
    }
  }
}
