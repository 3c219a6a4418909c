package org.prytany.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.poll.Space;

/** Which spaces are served, and what is said of a file that is not in order. */
class SpaceSettingsTest {

  private static Map<String, String> values() {
    Map<String, String> values = new HashMap<>();
    values.put("prytany.snapshots", "demo");
    values.put("prytany.snapshot.demo.hub-url", "https://hub.example/graphql");
    values.put("prytany.snapshot.demo.sequencer-url", "https://seq.example");
    values.put("prytany.snapshot.demo.space", "demo.eth");
    values.put("prytany.snapshot.demo.voter", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8");
    values.put("prytany.snapshot.demo.rules", "signals, grants");
    return values;
  }

  private static Settings read(Map<String, String> values) {
    return SettingsReader.read(
        values,
        new SettingsReader.Surroundings(
            Path.of("/etc/prytany"),
            Path.of("/var/prytany"),
            Optional.empty(),
            8080,
            Optional.empty()));
  }

  @Test
  void aSpaceIsReadWithItsVoterAndRules() {
    Settings settings = read(values());

    Space space = settings.spaces().getFirst();
    assertThat(space.title()).isEqualTo("demo.eth");
    assertThat(space.rules()).containsExactlyInAnyOrder("signals", "grants");
    assertThat(space.voter().orElseThrow().hex())
        .isEqualTo("0x70997970c51812dc3a010c7d01b50e0d17dc79c8");
    assertThat(settings.signs()).isTrue();
  }

  @Test
  void aSpaceWithoutAVoterIsOnlyReadAndNeedsNoSigner() {
    Map<String, String> values = values();
    values.remove("prytany.snapshot.demo.voter");
    values.remove("prytany.snapshot.demo.sequencer-url");

    assertThat(read(values).signs()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prytany.snapshot.demo.hub-url | http://hub.example/graphql | https",
        "prytany.snapshot.demo.hub-url | nothing at all | address",
        "prytany.snapshot.demo.hub-url | '' | missing",
        "prytany.snapshot.demo.sequencer-url | '' | missing",
        "prytany.snapshot.demo.space | Demo.eth | lower case",
        "prytany.snapshot.demo.space | '' | missing",
        "prytany.snapshot.demo.voter | 0x12 | address",
        "prytany.snapshot.other.space | x.eth | not served",
        "prytany.snapshots | demo,two | missing",
        "prytany.snapshot.demo.vote | x | Unknown"
      })
  void whatIsNotInOrderIsSaidWithItsKey(String key, String value, String why) {
    Map<String, String> values = values();
    values.put(key, value);

    assertThatThrownBy(() -> read(values))
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining(why);
  }

  @Test
  void oneSpaceTwiceIsRefusedForAVoteAtOneHubIsOneAtEach() {
    Map<String, String> values = values();
    values.put("prytany.snapshots", "demo,two");
    values.put("prytany.snapshot.two.hub-url", "https://other.example/graphql");
    values.put("prytany.snapshot.two.space", "demo.eth");

    assertThatThrownBy(() -> read(values)).hasMessageContaining("configured twice");
  }
}
