package org.prytany.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageLinksTest {

  private final PageLinks links = new PageLinks();

  @Test
  void theLastPageHasNone() {
    assertThat(links.header(200, Map.of("limit", List.of("5")))).isEmpty();
  }

  @Test
  void theNextPageIsAskedForAsThisOneWas() {
    links.next("after", "demo/17");

    assertThat(
            links.header(
                200,
                Map.of("after", List.of("demo/9"), "limit", List.of("5"), "dao", List.of("a"))))
        .contains("<?after=demo%2F17&dao=a&limit=5>; rel=\"next\"");
  }

  /** A list says where it goes on before it is read. */
  @Test
  void anErrorIsNoPage() {
    links.next("after", 7);

    assertThat(links.header(500, Map.of())).isEmpty();
    assertThat(links.header(404, Map.of())).isEmpty();
  }

  @Test
  void whatIsNoParameterOfAListOrMeansNothingIsNotSaidAgain() {
    links.next("after", 7);

    assertThat(
            links.header(
                200,
                Map.of(
                    "token", List.of("secret"),
                    "titles", List.of("x".repeat(8_000)),
                    "limit", List.of("5", "6", "7"))))
        .contains("<?after=7&limit=5>; rel=\"next\"");
  }

  @Test
  void eachParameterOfAListIsKnown() throws IOException, ClassNotFoundException {
    List<String> asked = new ArrayList<>();
    for (Class<?> resource : resources()) {
      for (Method method : resource.getDeclaredMethods()) {
        if (method.isAnnotationPresent(Paged.class)) {
          Arrays.stream(method.getParameters())
              .flatMap(its -> Arrays.stream(its.getAnnotationsByType(QueryParam.class)))
              .forEach(its -> asked.add(its.value()));
        }
      }
    }

    assertThat(asked).contains("limit").isSubsetOf(PageLinks.KNOWN);
  }

  private static List<Class<?>> resources() throws IOException, ClassNotFoundException {
    List<Class<?>> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("src/main/java/org/prytany/app/rest"))) {
      for (Path file : files.filter(its -> its.toString().endsWith("Resource.java")).toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        all.add(Class.forName(PageLinks.class.getPackageName() + "." + name));
      }
    }
    return all;
  }

  /** A header is no place for what somebody else wrote. */
  @Test
  void nothingThatIsAskedLeavesTheQuery() {
    links.next("after", 7);

    assertThat(links.header(200, Map.of("dao", List.of("a&b=<c> d\r\nSet-Cookie: e\n"))))
        .hasValueSatisfying(
            link ->
                assertThat(link)
                    .matches("<\\?[A-Za-z0-9%=&._*-]*>; rel=\"next\"")
                    .startsWith("<?after=7&dao=a%26b%3D%3Cc%3E%20d%0D%0ASet"));
  }
}
