package org.prytany.app.rest;

import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where the page after the one that is asked for begins, as a link (RFC 8288). */
@RequestScoped
public class PageLinks {

  private Optional<Map.Entry<String, String>> next = Optional.empty();

  /**
   * There are more rows.
   *
   * @param parameter of the query, with which they are asked for
   */
  void next(String parameter, Object value) {
    next = Optional.of(Map.entry(parameter, value.toString()));
  }

  /**
   * The value of the header Link, relative to the address that was asked; empty for the last page.
   *
   * @param asked the query's parameters, which the next page has, too
   */
  Optional<String> header(Map<String, List<String>> asked) {
    return next.map(
        begins -> {
          Map<String, List<String>> query = new TreeMap<>(asked);
          query.put(begins.getKey(), List.of(begins.getValue()));
          return query.entrySet().stream()
              .flatMap(one -> one.getValue().stream().map(value -> pair(one.getKey(), value)))
              .collect(Collectors.joining("&", "<?", ">; rel=\"next\""));
        });
  }

  private static String pair(String name, String value) {
    return PublicAddress.part(name) + "=" + PublicAddress.part(value);
  }
}
