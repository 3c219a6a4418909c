package org.prytany.acceptance.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.acceptance.probe.HeapSearch;
import org.web3j.utils.Numeric;

/** The real server with the real signer beside it, and a plugin that takes the whole heap. */
class KeyInHeapIT {

  private static final String DECOY = "decoy-that-lies-in-the-heap";

  @TempDir private Path folder;

  @Test
  void neitherThePluginsHeapNorTheServersHasAKey() throws Exception {
    // Else nobody could take the server's heap.
    Map<String, String> attachable = Map.of("JVM_ARGS", "-XX:-DisableAttachMechanism");
    try (KeyedServer server = new KeyedServer(folder, HeapSearch.class, attachable)) {
      Map<String, byte[]> looked = new HashMap<>();
      looked.put("decoy", DECOY.getBytes(StandardCharsets.ISO_8859_1));
      looked.put("account", server.account().getBytes(StandardCharsets.ISO_8859_1));
      // As bytes, and as the words of a BigInteger, which a dump has in the same order.
      looked.put("key", server.secret());
      looked.put(
          "key as text",
          Numeric.toHexStringNoPrefix(server.secret()).getBytes(StandardCharsets.ISO_8859_1));
      looked.put("password", server.password().getBytes(StandardCharsets.ISO_8859_1));

      assertThat(found(server.searched("plugins.hprof"), looked))
          .as("in the process that the plugin is in")
          .containsExactly("decoy");
      assertThat(found(dumped(server.pid()), looked))
          .as("in the server's, to which no plugin comes")
          .containsExactly("account");
    }
  }

  private Path dumped(long pid) throws IOException, InterruptedException {
    Path dump = folder.resolve("server.hprof");
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.heap_dump",
                "-all",
                dump.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(jcmd.waitFor()).as(said).isZero();
    return dump;
  }

  /** Which of some byte strings are in a file. */
  private static List<String> found(Path file, Map<String, byte[]> looked) throws IOException {
    List<String> left = new java.util.ArrayList<>(looked.keySet());
    List<String> found = new java.util.ArrayList<>();
    int longest = looked.values().stream().mapToInt(bytes -> bytes.length).max().orElse(1);
    byte[] window = new byte[1 << 20];
    int kept = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(window, kept, window.length - kept);
          read >= 0;
          read = in.read(window, kept, window.length - kept)) {
        int length = kept + read;
        for (String name : List.copyOf(left)) {
          if (contains(window, length, Optional.ofNullable(looked.get(name)).orElseThrow())) {
            left.remove(name);
            found.add(name);
          }
        }
        kept = Math.min(length, longest - 1);
        System.arraycopy(window, length - kept, window, 0, kept);
      }
    }
    return found;
  }

  private static boolean contains(byte[] in, int length, byte[] what) {
    for (int start = 0; start + what.length <= length; start++) {
      int at = 0;
      while (at < what.length && in[start + at] == what[at]) {
        at++;
      }
      if (at == what.length) {
        return true;
      }
    }
    return false;
  }
}
