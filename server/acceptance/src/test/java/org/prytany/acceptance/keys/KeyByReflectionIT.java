package org.prytany.acceptance.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.acceptance.probe.ThreadWalk;
import org.web3j.utils.Numeric;

/** A plugin that walks through its process by reflection, as one did that found a key there. */
class KeyByReflectionIT {

  @TempDir private Path folder;

  @Test
  void aPluginThatWalksFromAllThreadsFindsItsDecoyAndNoKey() throws Exception {
    try (KeyedServer server = new KeyedServer(folder, ThreadWalk.class)) {
      List<String> found = Files.readAllLines(server.searched("walk.txt"));

      System.out.println(
          "a plugin's walk by reflection: " + found.reversed().stream().limit(3).toList());
      assertThat(found).contains("decoy-of-a-thread");
      assertThat(found.get(found.size() - 2))
          .contains("itself not attached", "Can not attach to current VM");
      assertThat(found.getLast())
          .as("the server, whose child it is")
          .startsWith("process " + server.pid() + " not attached");
      assertThat(found).as("packages open to a plugin").contains("[java.lang]");
      String key = Numeric.toHexStringNoPrefix(server.secret()).toLowerCase(Locale.ROOT);
      String number = key.replaceFirst("^0+", "");
      assertThat(found)
          .noneMatch(text -> text.toLowerCase(Locale.ROOT).contains(number))
          .noneMatch(text -> text.contains(server.account()))
          .noneMatch(text -> text.contains(server.password()));
    }
  }
}
