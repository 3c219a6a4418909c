package org.prytany.app.signin;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.app.view.Checksummed;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;

/**
 * A sign-in message, parsed strictly by the ABNF of EIP-4361: nothing before, between or after what
 * the grammar names, so that what is checked is what the wallet showed.
 *
 * @param scheme of the origin, if the message names one
 * @param domain RFC 3986 authority that asks for the sign-in
 * @param address who signs in; its checksum was right
 * @param statement what the wallet showed
 * @param uri what is signed in to
 * @param chainId EIP-155 id
 * @param nonce at least 8 letters and digits
 * @param issuedAt when the message was made
 * @param expirationTime from when on it counts no more
 * @param notBefore until when it does not count yet
 * @param requestId the page's own mark
 * @param resources further URIs that the page named
 */
public record SignInMessage(
    Optional<String> scheme,
    String domain,
    Address address,
    Optional<String> statement,
    URI uri,
    long chainId,
    String nonce,
    Instant issuedAt,
    Optional<Instant> expirationTime,
    Optional<Instant> notBefore,
    Optional<String> requestId,
    List<URI> resources) {

  private static final int LONGEST = 8_192;
  private static final String ASKS = " wants you to sign in with your Ethereum account:";
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
  // RFC 3986 host and port; user information is left out on purpose: no page has any.
  private static final Pattern DOMAIN =
      Pattern.compile("(?:[A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+\\])(?::[0-9]{1,5})?");
  private static final Pattern ADDRESS = Pattern.compile("0x[0-9A-Fa-f]{40}");
  // reserved / unreserved / " "
  private static final Pattern STATEMENT =
      Pattern.compile("[A-Za-z0-9\\-._~:/?#\\[\\]@!$&'()*+,;= ]+");
  private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9]{8,200}");
  private static final Pattern CHAIN_ID = Pattern.compile("[0-9]{1,18}");
  private static final Pattern REQUEST_ID =
      Pattern.compile("(?:[A-Za-z0-9\\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})*+");
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?(?:[Zz]|[+-]\\d{2}:\\d{2})");

  public SignInMessage {
    resources = List.copyOf(resources);
  }

  /**
   * @throws PrytanyException LOGIN_REFUSED naming the line that is wrong
   */
  public static SignInMessage parse(String text) {
    if (text.length() > LONGEST) {
      throw refused("it is longer than " + LONGEST + " characters");
    }
    return new Lines(text).message();
  }

  static PrytanyException refused(String why) {
    return new PrytanyException(
        FailureCode.LOGIN_REFUSED,
        "The sign-in message was refused: " + why + ". Ask the page for a new sign-in.");
  }

  /** The message's lines, taken one by one. */
  private static final class Lines {

    private final String[] lines;
    private int next;

    Lines(String text) {
      // A trailing line feed would leave an empty last line, which the end check then refuses.
      lines = text.split("\n", -1);
    }

    SignInMessage message() {
      String first = take("the first line");
      if (!first.endsWith(ASKS)) {
        throw refused("the first line does not end in '" + ASKS.strip() + "'");
      }
      String origin = first.substring(0, first.length() - ASKS.length());
      Optional<String> scheme = Optional.empty();
      int mark = origin.indexOf("://");
      if (mark >= 0) {
        scheme = Optional.of(matching(SCHEME, origin.substring(0, mark), "scheme"));
        origin = origin.substring(mark + 3);
      }
      String domain = matching(DOMAIN, origin, "domain");
      Address address = address(take("the address"));
      blank("after the address");
      Optional<String> statement = Optional.empty();
      if (!peek("the statement").isEmpty()) {
        statement = Optional.of(matching(STATEMENT, take("the statement"), "statement"));
      }
      blank("before the URI");
      URI uri = uri(field("URI"), "URI");
      if (!field("Version").equals("1")) {
        throw refused("its version is not 1");
      }
      long chainId = Long.parseLong(matching(CHAIN_ID, field("Chain ID"), "chain id"));
      String nonce = matching(NONCE, field("Nonce"), "nonce");
      Instant issuedAt = time(field("Issued At"), "Issued At");
      Optional<Instant> expires = optional("Expiration Time").map(v -> time(v, "Expiration Time"));
      Optional<Instant> notBefore = optional("Not Before").map(v -> time(v, "Not Before"));
      Optional<String> requestId =
          optional("Request ID").map(v -> matching(REQUEST_ID, v, "request id"));
      List<URI> resources = resources();
      if (next < lines.length) {
        throw refused("line " + (next + 1) + " is none that belongs there");
      }
      return new SignInMessage(
          scheme, domain, address, statement, uri, chainId, nonce, issuedAt, expires, notBefore,
          requestId, resources);
    }

    private List<URI> resources() {
      List<URI> resources = new ArrayList<>();
      if (next < lines.length && lines[next].equals("Resources:")) {
        next++;
        while (next < lines.length && lines[next].startsWith("- ")) {
          resources.add(uri(lines[next].substring(2), "resource"));
          next++;
        }
      }
      return resources;
    }

    private String peek(String what) {
      if (next >= lines.length) {
        throw refused(what + " is missing");
      }
      return lines[next];
    }

    private String take(String what) {
      String line = peek(what);
      next++;
      return line;
    }

    private void blank(String where) {
      if (!take("an empty line " + where).isEmpty()) {
        throw refused("an empty line " + where + " is missing");
      }
    }

    private String field(String name) {
      return optional(name).orElseThrow(() -> refused("'" + name + ": ' is missing or misplaced"));
    }

    private Optional<String> optional(String name) {
      String start = name + ": ";
      if (next < lines.length && lines[next].startsWith(start)) {
        return Optional.of(lines[next++].substring(start.length()));
      }
      return Optional.empty();
    }

    private static String matching(Pattern pattern, String value, String what) {
      Matcher matcher = pattern.matcher(value);
      if (!matcher.matches()) {
        throw refused("its " + what + " has a form that EIP-4361 does not allow");
      }
      return value;
    }

    private static Address address(String value) {
      Address address = new Address(matching(ADDRESS, value, "address"));
      if (!Checksummed.of(address).equals(value)) {
        throw refused("the address does not have the checksum of EIP-55");
      }
      return address;
    }

    private static URI uri(String value, String what) {
      try {
        URI uri = new URI(value);
        if (uri.isAbsolute() && value.chars().allMatch(c -> c > ' ' && c < 127)) {
          return uri;
        }
      } catch (URISyntaxException e) {
        throw refused("its " + what + " is not a URI");
      }
      throw refused("its " + what + " is not an absolute URI");
    }

    private static Instant time(String value, String what) {
      try {
        return OffsetDateTime.parse(
                matching(DATE_TIME, value, what).toUpperCase(java.util.Locale.ROOT))
            .toInstant();
      } catch (DateTimeException e) {
        throw refused("its " + what + " is not a time");
      }
    }
  }
}
