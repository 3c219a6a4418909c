package org.prytany.acceptance.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionsTest {

  @Test
  void npmsVersionsAreInTheOrderOfTheStandard() {
    inOrder(
        Ecosystem.NPM.order(),
        List.of(
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.2.0",
            "1.10.0",
            "2.0.0-0",
            "2.0.0"));
    assertThat(Ecosystem.NPM.order().compare("1.0.0+build", "1.0.0")).isZero();
  }

  @Test
  void mavensVersionsAreInMavensOrder() {
    inOrder(
        Ecosystem.MAVEN.order(),
        List.of(
            "0",
            "1-alpha-1",
            "1-beta",
            "1.0-RC1",
            "1",
            "1.2",
            "1.10",
            "4.1.100.Final",
            "4.2.2.Final",
            "4.2.20.Final",
            "33.5.0-android",
            "33.5.0-jre"));
    assertThat(Ecosystem.MAVEN.order().compare("1.80.0", "1.80")).isZero();
    inOrder(Ecosystem.LIBERTY.order(), List.of("25.0.0.12", "26.0.0.5", "26.0.0.9", "26.0.0.10"));
  }

  @ParameterizedTest
  @CsvSource({
    "'[1.2,1.4)', 1.1, false", "'[1.2,1.4)', 1.2, true", "'[1.2,1.4)', 1.3.9, true",
    "'[1.2,1.4)', 1.4, false", "'[0,1.4]', 1.4, true", "'[0,1.4]', 1.4.1, false",
    "'[1.2,)', 9, true", "'[1.2,)', 1.1, false", "'[4.4.2,4.4.2]', 4.4.2, true",
  })
  void aRangeHasItsFirstAndItsLastOnlyIfItSaysSo(String range, String version, boolean within) {
    assertThat(Range.parse(range).contains(version, Ecosystem.MAVEN.order())).isEqualTo(within);
    assertThat(Range.parse(range)).hasToString(range);
  }

  @Test
  void whatIsNoRangeIsNamed() {
    for (String wrong : List.of("1.2", "[1.2", "(1,2)", "[1.2]", "<1.2")) {
      assertThatThrownBy(() -> Range.parse(wrong)).hasMessageContaining("\"" + wrong + "\"");
    }
  }

  private static void inOrder(Comparator<String> order, List<String> versions) {
    for (int one = 0; one < versions.size(); one++) {
      for (int other = 0; other < versions.size(); other++) {
        assertThat(Integer.signum(order.compare(versions.get(one), versions.get(other))))
            .as(versions.get(one) + " and " + versions.get(other))
            .isEqualTo(Integer.signum(Integer.compare(one, other)));
      }
    }
  }
}
