package org.prytany.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrganisationNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"Nouns (Prop House)", "Foo: Bar", "Démo & Sons", "Ünion 3", "ДАО Север", "हिन्दी"})
  void ordinaryNamesAreGood(String name) {
    assertThat(OrganisationName.isGood(Normalizer.normalize(name, Normalizer.Form.NFC))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Example DAO\uFE0F",
        "Example\u034F DAO",
        "Example\u115FDAO",
        "\u3164Example",
        "Example\uFFA0",
        "Example\u200BDAO",
        "Example\u202EDAO",
        "De\u0301mo",
        "Example  DAO",
        "Example DAO ",
        "Example\u00A0DAO",
        "a/b",
        "<b>",
        ""
      })
  void whatLooksLikeAnotherNameIsNot(String name) {
    assertThat(OrganisationName.isGood(name)).isFalse();
  }

  @Test
  void noNameIsLongerThanEightyCharacters() {
    assertThat(OrganisationName.isGood("a".repeat(80))).isTrue();
    assertThat(OrganisationName.isGood("a".repeat(81))).isFalse();
    assertThat(OrganisationName.isGood("a b".repeat(27))).isFalse();
  }

  @Test
  void namesThatDifferInNothingButTheirWritingAreAlike() {
    assertThat(
            OrganisationName.alike(
                List.of(
                    "Example DAO", "Example Dao", "Example-DAO", "Other", "Other", "Ｏther", "A")))
        .containsExactly(
            List.of("Example DAO", "Example Dao", "Example-DAO"), List.of("Other", "Ｏther"));
  }
}
