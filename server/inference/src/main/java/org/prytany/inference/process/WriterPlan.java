package org.prytany.inference.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.prytany.inference.Device;

/**
 * How the process is started, and how long it is waited for.
 *
 * @param command words that start it
 * @param log what it says beside its answers; begun anew with each process
 * @param temporary folder of this process's own, emptied before each start
 * @param ready what it has to say then
 * @param loading until it has read its model, at most
 * @param answering for one text, on the clock, at most; what its budget allows beyond is cut off
 * @param firstRest after the first failure; doubled with each further one
 * @param longestRest between two starts
 * @param unused after which it need not be kept
 */
public record WriterPlan(
    List<String> command,
    Path log,
    Path temporary,
    Ready ready,
    Duration loading,
    Duration answering,
    Duration firstRest,
    Duration longestRest,
    Duration unused) {

  private static final String NATIVES = "onnxruntime.native.path";

  /**
   * What the process has to say of itself when it has read its model.
   *
   * @param sha256 of the model
   * @param promptVersion of what the model is told
   */
  public record Ready(String sha256, int promptVersion) {}

  public WriterPlan {
    command = List.copyOf(command);
  }

  /**
   * For a server: five minutes to load and to lie unused, a rest of a second to ten minutes.
   *
   * @param cpuTime that a text may take; on the clock it gets twice as much and a minute, but no
   *     less than five
   */
  public WriterPlan(List<String> command, Path log, Path temporary, Ready ready, Duration cpuTime) {
    this(
        command,
        log,
        temporary,
        ready,
        Duration.ofMinutes(5),
        longer(Duration.ofMinutes(5), cpuTime.multipliedBy(2).plusMinutes(1)),
        Duration.ofSeconds(1),
        Duration.ofMinutes(10),
        Duration.ofMinutes(5));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  /**
   * The words that start the process of this package: nicer to all others than any, with little
   * memory of Java's own, and ended where that does not do.
   *
   * @param libraries class path of this module and all that it needs
   * @param registry folder of the operator's models
   * @param sha256 of the model, as the registry counts it
   * @param work folder in which native libraries are unpacked; it need not be there yet
   * @param temporary folder of the plan
   * @param device what the model has to run on: a card, or else the processor
   */
  public static List<String> command(
      String libraries,
      Path registry,
      String model,
      String sha256,
      Path work,
      Path temporary,
      Device device) {
    List<String> words = new ArrayList<>();
    Path nice = Path.of("/usr/bin/nice");
    if (Files.isExecutable(nice)) {
      words.addAll(List.of(nice.toString(), "-n", "19"));
    }
    words.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + temporary.toAbsolutePath(),
            "-DDJL_CACHE_DIR=" + work.toAbsolutePath()));
    // Where an operator has the runtime's libraries for a card, as docs/gpu.md says.
    String natives = System.getProperty(NATIVES);
    if (natives != null) {
      words.add("-D" + NATIVES + "=" + natives);
    }
    words.addAll(
        List.of(
            "-cp",
            libraries,
            WriterMain.class.getName(),
            registry.toString(),
            model,
            sha256,
            "1",
            (device == Device.CUDA ? device : Device.CPU).word()));
    return words;
  }
}
