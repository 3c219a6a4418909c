package org.prytany.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageLinksTest {

  private final PageLinks links = new PageLinks();

  @Test
  void theLastPageHasNone() {
    assertThat(links.header(Map.of("limit", List.of("5")))).isEmpty();
  }

  @Test
  void theNextPageIsAskedForAsThisOneWas() {
    links.next("after", "demo/17");

    assertThat(
            links.header(
                Map.of("after", List.of("demo/9"), "limit", List.of("5"), "dao", List.of("a"))))
        .contains("<?after=demo%2F17&dao=a&limit=5>; rel=\"next\"");
  }

  /** A header is no place for what somebody else wrote. */
  @Test
  void nothingThatIsAskedLeavesTheQuery() {
    links.next("after", 7);

    assertThat(links.header(Map.of("x>; rel=\"prev\"\r\nSet-Cookie", List.of("a&b=<c> d\n"))))
        .hasValueSatisfying(
            link ->
                assertThat(link)
                    .matches("<\\?[A-Za-z0-9%=&._*-]*>; rel=\"next\"")
                    .startsWith("<?after=7&x%3E")
                    .contains("=a%26b%3D%3Cc%3E%20d%0A>"));
  }
}
