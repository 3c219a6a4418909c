package org.prytany.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * `./prytany test` and `build` in a house of two modules, with a Maven that says what it was asked.
 */
class LauncherTest {

  private static final String RAN = "Tests run: 1, Failures: 0";

  @TempDir private Path home;

  private record Said(int exit, String text) {}

  @BeforeEach
  void aHouse() throws IOException {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.exists(at.resolve("prytany"))) {
      at = at.getParent();
    }
    Files.copy(at.resolve("prytany"), home.resolve("prytany"), StandardCopyOption.COPY_ATTRIBUTES);
    test("server/one/src/test/java/org/prytany/one/AloneTest.java");
    test("server/one/src/test/java/org/prytany/one/TwinTest.java");
    test("plugins/two/src/test/java/org/prytany/two/TwinTest.java");
    test("server/one/src/test/java/org/prytany/one/WholeIT.java");
    test("server/one/target/src/test/java/org/prytany/one/AloneTest.java");
    test("examples/three/src/test/java/org/prytany/three/ExampleTest.java");
    for (String tool : List.of("node", "npm")) {
      program(tool, "echo v22.1.0");
    }
    // Whether the machine of the test has room is none of its business.
    program("df", "echo Filesystem 1024-blocks Used Available\necho disk 99999999 0 99999999");
    maven(RAN, 0);
  }

  private void test(String path) throws IOException {
    Files.createDirectories(home.resolve(path).getParent());
    Files.createFile(home.resolve(path));
  }

  private void maven(String says, int exit) throws IOException {
    program("mvn", "echo \"asked: $*\"\necho \"" + says + "\"\nexit " + exit);
  }

  private void program(String name, String body) throws IOException {
    Path file = Files.createDirectories(home.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Said run(String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of("test"));
    words.addAll(List.of(arguments));
    return launch(words);
  }

  private Said launch(List<String> words) throws Exception {
    List<String> command = new ArrayList<>(List.of(home.resolve("prytany").toString()));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.put("PATH", home.resolve("bin") + ":" + environment.get("PATH"));
    environment.put("PRYTANY_JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }

  private String asked() throws IOException {
    return Files.readString(home.resolve(".prytany/test.log"));
  }

  @Test
  void aBuildLeavesNothingThatAnEarlierVersionNeeded() throws Exception {
    test("server/demo/target/dist/lib/driver-5.5.1.jar");
    test("liberty-config/target/liberty/wlp/usr/shared");
    program(
        "mvn",
        "mkdir -p server/demo/target/dist/lib\ntouch server/demo/target/dist/lib/driver-5.14.0.jar");

    Said said = launch(List.of("build"));

    assertThat(said.exit()).as(said.text()).isZero();
    try (var libraries = Files.list(home.resolve("server/demo/target/dist/lib"))) {
      assertThat(libraries.map(file -> file.getFileName().toString()))
          .containsExactly("driver-5.14.0.jar");
    }
  }

  @Test
  void itNamesEveryCommandBeforeAnythingIsBuilt() throws Exception {
    for (List<String> asked : List.of(List.of("--help"), List.of("help"), List.<String>of())) {
      Said said = launch(asked);

      assertThat(said.exit()).as(said.text()).isZero();
      assertThat(Commands.all().getSubcommands().keySet())
          .allSatisfy(name -> assertThat(said.text()).contains("\n  " + name + " "));
    }
  }

  @Test
  void aClassIsRunInTheModuleThatHasIt() throws Exception {
    assertThat(run("AloneTest").exit()).isZero();

    assertThat(asked())
        .contains("-pl server/one -am", " test -Dtest=org.prytany.one.AloneTest")
        .doesNotContain("verify");
  }

  @Test
  void oneMethodIsRunAndFurtherOptionsGoToMaven() throws Exception {
    assertThat(run("AloneTest#works", "-o").exit()).isZero();

    assertThat(asked()).contains("-Dtest=org.prytany.one.AloneTest#works -o");
  }

  @Test
  void aTestInTheServerIsRunWhereTheServerIsPackaged() throws Exception {
    assertThat(run("WholeIT").exit()).isZero();

    assertThat(asked())
        .contains(" verify ", "-Dit.test=org.prytany.one.WholeIT")
        .doesNotContain("-Dtest=org.prytany.one.WholeIT");
  }

  @Test
  void aNameThatNoClassHasIsToldWithThoseThatAreLikeIt() throws Exception {
    Said said = run("Alone");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.text()).contains("No test class is called Alone.", "AloneTest");
    assertThat(run("Nowhere").text()).contains("No test class is called Nowhere.", "src/test/java");
  }

  @Test
  void aNameOfTwoClassesNeedsItsPackage() throws Exception {
    Said said = run("TwinTest");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.text()).contains("org.prytany.one.TwinTest", "org.prytany.two.TwinTest");

    assertThat(run("org.prytany.two.TwinTest").exit()).isZero();
    assertThat(asked()).contains("-pl plugins/two");
  }

  @Test
  void aMethodThatNoTestHasIsNoSuccess() throws Exception {
    maven("nothing was run", 0);

    Said said = run("AloneTest#gone");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.text())
        .contains(
            "No test ran: org.prytany.one.AloneTest has no test gone.",
            "server/one/src/test/java/org/prytany/one/AloneTest.java");
  }

  @Test
  void aFailureIsOne() throws Exception {
    maven(RAN, 1);

    assertThat(run("AloneTest").exit()).isEqualTo(2);
  }

  @Test
  void helpAndAMissingNameSayHow() throws Exception {
    assertThat(run("--help").exit()).isZero();
    assertThat(run("--help").text()).contains("Usage: ./prytany test NAME");
    assertThat(run().text()).contains("Name its class first");
  }
}
