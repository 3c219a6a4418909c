package org.prytany.inference.remote;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.prytany.inference.generation.GenerationException;
import org.prytany.inference.generation.Prompt;
import org.prytany.inference.generation.WriterId;

/**
 * An endpoint that the operator named. Its address is shown nowhere: not in what is written, not in
 * a log, not in a message.
 *
 * @param name the operator's for it
 * @param address where {@code /chat/completions} and {@code /models} follow
 * @param model that it has to have, and to answer with
 * @param key sent with each request; empty: none is
 * @param patience for one answer, to its last byte
 * @param settings how a part of it (url, model, key-file, allow-plain, timeout) is called where the
 *     operator sets it, for messages
 * @param grammar whether the form of an answer is sent along, as llama.cpp's server takes it
 */
public record RemoteEndpoint(
    String name,
    URI address,
    String model,
    Optional<RemoteKey> key,
    Duration patience,
    UnaryOperator<String> settings,
    boolean grammar) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,199}");
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /**
   * @param address as the operator wrote it, e.g. "https://gpu.example/v1"; without a path, /v1 is
   *     meant
   * @param allowPlain whether http may go to another machine
   * @throws GenerationException remote-config, naming the setting and the next step
   */
  public static RemoteEndpoint of(
      String name,
      String address,
      String model,
      Optional<RemoteKey> key,
      Duration patience,
      boolean allowPlain,
      UnaryOperator<String> settings) {
    if (!NAME.matcher(name).matches()) {
      throw wrong("An endpoint's name is lower-case letters, digits and dashes, at most 40.");
    }
    if (!MODEL.matcher(model).matches()) {
      throw wrong(
          settings.apply("model")
              + " should be the model's name as the endpoint lists it under /v1/models: letters,"
              + " digits and . _ : / @ + -, at most 200.");
    }
    if (patience.compareTo(SHORTEST) < 0 || patience.compareTo(LONGEST) > 0) {
      throw wrong(settings.apply("timeout") + " should be from 1s to 10m.");
    }
    URI uri = uri(address, settings);
    boolean https = "https".equalsIgnoreCase(uri.getScheme());
    if (!https && !allowPlain && !staysHere(uri)) {
      throw wrong(
          settings.apply("url")
              + " is plain http to another machine: whoever sits in between reads the key and"
              + " changes what the model seems to say. Use https, or set "
              + settings.apply("allow-plain")
              + "=true if nobody can.");
    }
    return new RemoteEndpoint(name, uri, model, key, patience, settings, false);
  }

  /**
   * As the server's settings have it.
   *
   * @throws GenerationException remote-config, naming the setting and the next step
   */
  public static RemoteEndpoint configured(
      String name,
      String address,
      String model,
      Optional<String> key,
      Optional<Path> keyFile,
      Duration patience,
      boolean allowPlain,
      boolean grammar) {
    UnaryOperator<String> settings = part -> "prytany.writing.remote." + name + "." + part;
    Optional<RemoteKey> word =
        key.map(text -> RemoteKey.of(text, settings.apply("key")))
            .or(() -> keyFile.map(file -> RemoteKey.in(file, settings.apply("key-file"))));
    RemoteEndpoint endpoint = of(name, address, model, word, patience, allowPlain, settings);
    return grammar ? endpoint.withGrammar() : endpoint;
  }

  /** The same where the endpoint holds its model to a grammar that is sent along. */
  public RemoteEndpoint withGrammar() {
    return new RemoteEndpoint(name, address, model, key, patience, settings, true);
  }

  /** What is written here is kept by this. */
  public WriterId id() {
    return WriterId.remote(name, model, grammar ? Prompt.GRAMMAR_VERSION : Prompt.UNMASKED_VERSION);
  }

  URI at(String path) {
    return URI.create(address + path);
  }

  /** The address is left out. */
  @Override
  public String toString() {
    return "remote:" + name + " (" + model + ")";
  }

  private static URI uri(String address, UnaryOperator<String> settings) {
    try {
      URI uri = new URI(address.strip());
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      boolean bare =
          uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null;
      if (bare && (scheme.equals("https") || scheme.equals("http"))) {
        String path = String.valueOf(uri.getRawPath()).replaceAll("/+$", "");
        return URI.create(scheme + "://" + uri.getRawAuthority() + (path.isEmpty() ? "/v1" : path));
      }
    } catch (URISyntaxException | IllegalArgumentException e) {
      // Its message would repeat the address.
    }
    throw wrong(
        settings.apply("url")
            + " should be an https address without a password, query or fragment, such as"
            + " https://gpu.example/v1; a key goes into "
            + settings.apply("key-file")
            + " (its value is not shown here).");
  }

  /** Told from its text: no name is looked up. */
  private static boolean staysHere(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }

  private static GenerationException wrong(String message) {
    return new GenerationException("remote-config", message);
  }
}
