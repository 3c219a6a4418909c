package org.prytany.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageRoutesTest {

  @ParameterizedTest
  @CsvSource({
    "/plugins, /#/plugins",
    "/audit/, /#/audit",
    "/api, /#/api",
    "/daos/my-dao/proposals/123, /#/daos/my-dao/proposals/123",
    "/daos/a%20b, /#/daos/a%20b",
    "/spaces/x.eth/polls/0xab, /#/spaces/x.eth/polls/0xab"
  })
  void aPlaceOfThePageIsFoundWithoutItsHash(String asked, String place) {
    assertThat(PageRoutes.of(asked)).contains(place);
  }

  @Test
  void aFileOfTheDocumentationIsItsPage() {
    assertThat(PageRoutes.documentation("/docs/configuration.md"))
        .contains("/docs/configuration.html");
    assertThat(PageRoutes.documentation("/docs/decisions/0291-x.md"))
        .contains("/docs/decisions/0291-x.html");
    for (String other :
        Set.of("/docs/tour.html", "/tour.md", "/docs/../x.md", "/docs//evil.example/x.md")) {
      assertThat(PageRoutes.documentation(other)).as(other).isEmpty();
    }
  }

  /** Whatever is no place of the page leads nowhere: to no other site, and to no other folder. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/nonsense",
        "/api/v1/nothing",
        "//evil.example/plugins",
        "/plugins//evil.example",
        "/plugins/../audit",
        "/plugins/a b",
        "/plugins/<x>",
        "/plugins/%zz",
        "plugins"
      })
  void anythingElseIsNot(String asked) {
    assertThat(PageRoutes.of(asked)).isEmpty();
  }

  @Test
  void thePlacesAreThoseOfThePage() throws Exception {
    Set<String> routes = new TreeSet<>();
    String app = Files.readString(Path.of("../web/src/App.tsx"));
    Pattern.compile("<Route path=\"/([a-z]+)")
        .matcher(app)
        .results()
        .forEach(route -> routes.add(route.group(1)));
    assertThat(routes).isNotEmpty().isEqualTo(new TreeSet<>(PageRoutes.places()));
  }
}
