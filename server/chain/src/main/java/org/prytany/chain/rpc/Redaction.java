package org.prytany.chain.rpc;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Strikes an endpoint's address out of text. Providers put the API key into the path or the query
 * and like to repeat it in their error messages.
 */
final class Redaction {
  private static final int LONGEST_SHOWN = 300;
  private final List<String> secrets = new ArrayList<>();

  Redaction(URI endpoint) {
    secrets.add(endpoint.toString());
    add(endpoint.getRawAuthority());
    add(endpoint.getHost());
    add(endpoint.getRawUserInfo());
    add(endpoint.getUserInfo());
    String userInfo = endpoint.getUserInfo();
    if (userInfo != null) {
      for (String part : userInfo.split(":", -1)) {
        addLong(part);
      }
    }
    split(endpoint.getRawPath(), "/");
    split(endpoint.getRawQuery(), "[&=]");
    secrets.sort(Comparator.comparingInt(String::length).reversed());
  }

  private void split(@org.jspecify.annotations.Nullable String text, String separator) {
    if (text != null) {
      for (String part : text.split(separator, -1)) {
        addLong(part);
      }
    }
  }

  private void add(@org.jspecify.annotations.Nullable String secret) {
    if (secret != null && !secret.isEmpty()) {
      secrets.add(secret);
    }
  }

  // Short parts such as "v2" or "eth" are no secrets, and striking them out would garble words.
  private void addLong(String secret) {
    if (secret.length() >= 6) {
      secrets.add(secret);
    }
  }

  /** The text without the endpoint's address, without control characters, at most 300 long. */
  String clean(String text) {
    String cleaned = text;
    for (String secret : secrets) {
      cleaned = cleaned.replace(secret, "***");
    }
    cleaned = cleaned.replaceAll("[\\p{Cc}\\p{Cf}]+", " ").strip();
    return cleaned.length() <= LONGEST_SHOWN ? cleaned : cleaned.substring(0, LONGEST_SHOWN) + "…";
  }
}
