package org.prytany.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.failure.PrytanyException;

class ProxyNetworksTest {

  private static final SettingsReader.Surroundings AROUND =
      new SettingsReader.Surroundings(
          Path.of("."), Path.of("data"), Optional.empty(), 9080, Optional.empty());

  @Test
  void whatHoldsClientsTooIsNoNetworkOfProxies() {
    for (String wide :
        List.of(
            "0.0.0.0/0",
            "1.2.3.4/0",
            "128.0.0.0/1",
            "10.0.0.0/7",
            "::/0",
            "2000::/3",
            "fc00::/6")) {
      assertThatThrownBy(() -> settings("127.0.0.1, " + wide))
          .isInstanceOf(PrytanyException.class)
          .hasMessageContaining("prytany.proxies: '" + wide + "'")
          .hasMessageContaining("list the addresses of your reverse proxies alone");
    }
  }

  @Test
  void aWidePartOfTheInternetIsTakenWithAWarning() {
    for (String wide : List.of("104.16.0.0/13", "8.0.0.0/8", "2a06:98c0::/29")) {
      Settings settings = settings(wide);

      assertThat(settings.door().proxies()).hasSize(1);
      assertThat(settings.warnings()).anyMatch(warning -> warning.contains(wide));
    }
  }

  @Test
  void whatIsUsualIsTakenWithoutAWord() {
    String usual =
        "127.0.0.1, 10.0.0.0/8, 192.168.0.0/16, 172.16.0.0/12, 35.191.0.0/16, ::1, fd00::/8,"
            + " fc00::/7, 2001:db8::/32, 203.0.113.7";
    Settings settings = settings(usual);

    assertThat(settings.door().proxies()).hasSize(10);
    assertThat(settings.warnings()).noneMatch(warning -> warning.contains("prytany.proxies"));
  }

  private static Settings settings(String proxies) {
    return SettingsReader.read(Map.of("prytany.proxies", proxies), AROUND);
  }
}
