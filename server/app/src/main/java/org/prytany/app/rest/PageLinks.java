package org.prytany.app.rest;

import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where the page after the one that is asked for begins, as a link (RFC 8288). */
@RequestScoped
public class PageLinks {

  /** Parameters of lists; others are not said again, whatever somebody writes there. */
  static final Set<String> KNOWN =
      Set.of("dao", "limit", "state", "standing", "titles", "account", "after", "before", "from");

  /** Characters of a value that may mean something. */
  private static final int LONGEST = 200;

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
   * The value of the header Link, relative to the address that was asked; empty for the last page,
   * and for an answer that is no page.
   *
   * @param status of the answer
   * @param asked the query's parameters, which the next page has, too
   */
  Optional<String> header(int status, Map<String, List<String>> asked) {
    return next.filter(begins -> status == 200)
        .map(
            begins -> {
              Map<String, String> query = new TreeMap<>();
              asked.forEach(
                  (name, values) ->
                      values.stream()
                          .limit(1)
                          .filter(value -> KNOWN.contains(name) && value.length() <= LONGEST)
                          .forEach(value -> query.put(name, value)));
              query.put(begins.getKey(), begins.getValue());
              return query.entrySet().stream()
                  .map(one -> pair(one.getKey(), one.getValue()))
                  .collect(Collectors.joining("&", "<?", ">; rel=\"next\""));
            });
  }

  private static String pair(String name, String value) {
    return PublicAddress.part(name) + "=" + PublicAddress.part(value);
  }
}
