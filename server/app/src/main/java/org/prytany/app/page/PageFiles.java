package org.prytany.app.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.prytany.governance.hash.Keccak256;

/** The built page's files, each read and compressed once. */
final class PageFiles {

  private static final int TAG_BYTES = 16;
  private static final String FOLDER = "META-INF/resources";
  private static final Pattern PATH =
      Pattern.compile("/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*+(?:[A-Za-z0-9_-][A-Za-z0-9._-]*)?");
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("md", "text/plain; charset=utf-8"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("yaml", "text/plain; charset=utf-8"),
          Map.entry("properties", "text/plain; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("webmanifest", "application/manifest+json"));

  private final Map<String, File> known = new ConcurrentHashMap<>();

  /** A file of the page, as it is and compressed by gzip. */
  static final class File {
    private final String type;
    private final byte[] content;
    private final Optional<byte[]> compressed;
    private final String tag;

    private File(String type, byte[] content, Optional<byte[]> compressed) {
      this.type = type;
      this.content = content;
      this.compressed = compressed;
      this.tag = '"' + HexFormat.of().formatHex(Keccak256.of(content), 0, TAG_BYTES) + '"';
    }

    String type() {
      return type;
    }

    byte[] content() {
      return content;
    }

    /** Another one for another content, in quotation marks. */
    String tag() {
      return tag;
    }

    /** Empty where that saves nothing, as for fonts. */
    Optional<byte[]> compressed() {
      return compressed;
    }
  }

  /**
   * @param path as it was asked; one that ends in "/" is its index.html
   */
  Optional<File> at(String path) throws IOException {
    String name = path.endsWith("/") ? path + "index.html" : path;
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || !PATH.matcher(name).matches()) {
      return Optional.empty();
    }
    File file = known.get(name);
    if (file != null) {
      return Optional.of(file);
    }
    try (InputStream in = PageFiles.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] content = in.readAllBytes();
      if (content.length == 0) {
        return Optional.empty();
      }
      File read = new File(type, content, smaller(content));
      known.put(name, read);
      return Optional.of(read);
    }
  }

  private static Optional<byte[]> smaller(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 2 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.size() < content.length * 0.9 ? Optional.of(out.toByteArray()) : Optional.empty();
  }
}
