package org.prytany.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.settings.WritingRoutes.Situation;
import org.prytany.testkit.LongInputs;

/** Which models write, and what is said of a file that is not in order. */
class WritingEnginesTest {

  @TempDir private static Path folder;

  private static Map<String, String> values() {
    Map<String, String> values = new HashMap<>();
    values.put("prytany.writing.remotes", "house, spare");
    values.put("prytany.writing.remote.house.url", "https://gpu.example/v1");
    values.put("prytany.writing.remote.house.model", "org/large");
    values.put("prytany.writing.remote.house.key", "hush-hush");
    values.put("prytany.writing.remote.house.timeout", "2m");
    values.put("prytany.writing.remote.spare.url", "http://127.0.0.1:8000");
    values.put("prytany.writing.remote.spare.model", "small");
    values.put(
        "prytany.writing.routes",
        "busy -> none; evidence over 2000 -> remote:house; doubt -> remote:spare; else -> none");
    return values;
  }

  private static Settings read(Map<String, String> values) {
    return SettingsReader.read(
        values,
        new SettingsReader.Surroundings(
            folder, folder.resolve("data"), Optional.empty(), 8080, Optional.empty()));
  }

  @Test
  void endpointsAndRoutesAreRead() {
    WritingEngines engines = read(values()).engines();
    assertThat(engines.remotes())
        .extracting(WritingEngines.Remote::name)
        .containsExactly("house", "spare");
    assertThat(engines.remotes().getFirst().timeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(engines.remotes().getLast().timeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(engines.forPlugins()).isFalse();
    assertThat(engines.toString()).doesNotContain("gpu.example").doesNotContain("hush");
  }

  @Test
  void withoutThemNobodyWrites() {
    WritingEngines engines = read(Map.of()).engines();
    assertThat(engines.remotes()).isEmpty();
    assertThat(engines.routes()).isEmpty();
  }

  /** The first rule that applies counts. */
  @ParameterizedTest
  @CsvSource({
    "100, false, false, none",
    "2000, false, false, none",
    "2001, false, false, remote:house",
    "2001, true, false, remote:house",
    "100, true, false, remote:spare",
    "2001, true, true, none"
  })
  void routesChoose(int evidence, boolean doubtful, boolean busy, String expected) {
    WritingRoutes routes = read(values()).engines().routes().orElseThrow();
    assertThat(routes.of(new Situation(evidence, doubtful, busy)).text()).isEqualTo(expected);
  }

  @Test
  void routesAreSaidInWordsAndWrittenAsTheyWereRead() {
    WritingRoutes routes = read(values()).engines().routes().orElseThrow();
    assertThat(WritingRoutes.parse(routes.toString())).isEqualTo(routes);
    assertThat(routes.lines())
        .containsExactly(
            "When the machine is busy: nothing is written.",
            "With more than 2,000 characters of evidence: the endpoint house, which is sent the"
                + " evidence.",
            "When the digest is doubtful: the endpoint spare, which is sent the evidence.",
            "Otherwise: nothing is written.");
    assertThat(routes.writers())
        .extracting(WritingRoutes.Route::text)
        .containsExactly("remote:house", "remote:spare");
    assertThat(WritingRoutes.usual(routes.writers().getFirst()))
        .hasToString("busy -> none; else -> remote:house");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "busy -> none | does not end in 'else",
        "else -> none; busy -> none | never applies",
        "else -> remote:other | does not list",
        "else -> everybody | local:NAME, remote:NAME and none",
        "else -> remote:https://gpu.example | local:NAME, remote:NAME and none",
        "else none | has no '->'",
        "evidence over many -> none; else -> none | begins with none of",
        "busy -> remote:spare; else -> none | has to lead to none",
        "Busy -> none; else -> none | begins with none of"
      })
  void rulesThatAreWrongAreQuotedWithTheRemedy(String routes, String why) {
    Map<String, String> values = values();
    values.put("prytany.writing.routes", routes);
    assertThatThrownBy(() -> read(values))
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining("prytany.writing.routes")
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({
    "prytany.writing.remote.house.timeout, 0s, from 1s to 10m",
    "prytany.writing.remote.house.timeout, 11m, from 1s to 10m",
    "prytany.writing.remote.house.allow-plain, yes, true or false",
    "prytany.writing.remote.house.key-file, none.txt, readable for the server",
    "prytany.writing.remote.house.key-file, hush-in-the-wrong-place, not shown here",
    "prytany.writing.cpu-time, 31m, at most 30m",
    "prytany.writing.remote.other.url, https://x.example, configured but not used",
    "prytany.writing.remote.house.model, '', is missing",
    "prytany.writing.remotes, 'house,Spare', lower-case letters"
  })
  void whatIsWrongIsSaidWithItsKey(String key, String value, String why) {
    Map<String, String> values = values();
    values.put(key, value);
    assertThatThrownBy(() -> read(values))
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("hush");
  }

  @Test
  void oneKeyIsEnough() throws IOException {
    Files.writeString(folder.resolve("key"), "hush");
    Map<String, String> values = values();
    values.put("prytany.writing.remote.house.key-file", "key");
    assertThatThrownBy(() -> read(values)).hasMessageContaining("keep one of them");
    values.remove("prytany.writing.remote.house.key");
    assertThat(read(values).engines().remotes().getFirst().keyFile())
        .contains(folder.resolve("key"));
  }

  @Test
  void aKeyMayComeFromTheSurroundings() {
    Map<String, String> around = values();
    around.remove("prytany.writing.remote.house.key");
    around.put("prytany.writing.remote.spare.key", "from-around");
    around.put("prytany.data-dir", folder.toString());
    Settings settings =
        SettingsSource.read(Optional.empty(), key -> Optional.ofNullable(around.get(key)));
    assertThat(settings.engines().remotes().getLast().key()).contains(new Secret("from-around"));
    assertThat(settings.engines().remotes().getFirst().key()).isEmpty();
    assertThat(settings.toString()).doesNotContain("from-around");
  }

  @Test
  void anEndpointThatNothingLeadsToIsNoted() {
    Map<String, String> values = values();
    values.remove("prytany.writing.routes");
    assertThat(read(values).warnings())
        .anyMatch(each -> each.contains("busy -> none; else -> remote:house"));
  }

  @Test
  void aRuleOfAnyLengthIsReadOnce() {
    LongInputs.assertLinear(
        "a rule",
        List.of(" ", "-", "busy "),
        IllegalArgumentException.class,
        text -> WritingRoutes.parse("busy" + text + "none"));
  }
}
