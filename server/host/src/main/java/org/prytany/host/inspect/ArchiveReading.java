package org.prytany.host.inspect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads the archive and every library in it, entry by entry, and says what must not be in it. Sizes
 * are counted while reading; what an entry's header says of them is not believed.
 */
final class ArchiveReading {

  /** Of everything in the WAR, unpacked, libraries and what is in them included. */
  private static final long MOST_BYTES = 1L << 30;

  private static final long MOST_ENTRY = 256L << 20;

  /** Of an entry that is held to be read: a class, a manifest, web.xml. */
  private static final int MOST_HELD = 16 << 20;

  static final int MOST_ENTRIES = 60_000;

  /** Text packs by less than this; a bomb by more. */
  private static final int MOST_RATIO = 200;

  private static final int MOST_NAME = 1_000;

  private static final long SMALL = 1 << 20;

  private static final Set<String> HOST_FILES =
      Set.of("ibm-web-ext", "ibm-web-bnd", "ibm-application", "ibm-ws", "ibm-managed", "ibm-ejb");

  /** Services that would put a plugin's code where the server's own runs, or on the web. */
  private static final List<String> SERVICES =
      List.of(
          "jakarta.enterprise.inject",
          "jakarta.servlet",
          "jakarta.ws.rs",
          "jakarta.el",
          "jakarta.websocket",
          "org.eclipse.microprofile",
          "org.prytany",
          "org.jboss",
          "com.ibm",
          "io.openliberty");

  private final Refusals refusals;
  private final Found found;
  private long bytes;
  private int entries;

  /** Told of every entry. */
  interface Found {
    /**
     * A class or manifest, unpacked.
     *
     * @param library that the entry is in; "" for the WAR itself
     */
    void entry(String library, String name, byte[] content) throws IOException;
  }

  ArchiveReading(Refusals refusals, Found found) {
    this.refusals = refusals;
    this.found = found;
  }

  void read(Path war) throws IOException {
    if (Files.size(war) > MOST_BYTES) {
      throw new IOException("it is larger than a plugin needs to be");
    }
    read(war, "", Files.size(war));
  }

  private void read(Path file, String library, long packed) throws IOException {
    Set<String> names = new HashSet<>();
    CentralDirectory.Said said = CentralDirectory.read(file);
    said.problems().forEach(problem -> refuse(library, problem));
    try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
      if (said.entries() != zip.size()) {
        refuse(library, "it has two entries of one name, or two directories of entries");
      }
      Enumeration<? extends ZipEntry> all = zip.entries();
      while (all.hasMoreElements()) {
        ZipEntry entry = all.nextElement();
        if (++entries > MOST_ENTRIES) {
          throw new IOException("it has more than " + MOST_ENTRIES + " entries");
        }
        if (!names.add(same(library, entry.getName()))) {
          refuse(library, "two entries are called " + Inspection.shown(entry.getName()));
        }
        name(library, entry.getName());
        if (!entry.isDirectory()) {
          read(zip, entry, library, packed);
        } else if (hasContent(zip, entry)) {
          refuse(library, "a folder has content: " + Inspection.shown(entry.getName()));
        }
      }
    }
  }

  // It would be a folder to one reader and a file to another.
  private static boolean hasContent(ZipFile zip, ZipEntry folder) throws IOException {
    try (InputStream in = zip.getInputStream(folder)) {
      return in.read() >= 0;
    }
  }

  // Whoever reads signatures and manifests does not tell capital letters from small ones.
  private static String same(String library, String name) {
    return library.isEmpty() && name.startsWith("META-INF/") ? name.toUpperCase(Locale.ROOT) : name;
  }

  private void read(ZipFile zip, ZipEntry entry, String library, long packed) throws IOException {
    String name = entry.getName();
    file(library, name);
    if (library.isEmpty() && name.endsWith(".jar")) {
      if (!name.matches("WEB-INF/lib/[^/]+")) {
        refuse("", "a library lies at " + Inspection.shown(name) + " and not in WEB-INF/lib");
      }
      Path copy = Files.createTempFile("prytany-inspected", ".jar");
      try {
        try (OutputStream out = Files.newOutputStream(copy)) {
          unpack(zip, entry, packed, MOST_ENTRY, out);
        }
        read(copy, name.substring(name.lastIndexOf('/') + 1), Files.size(copy));
      } finally {
        Files.deleteIfExists(copy);
      }
      return;
    }
    if (name.matches("(?i).*\\.(jar|war|ear|rar)|WEB-INF/lib/.*\\.zip")) {
      refuse(library, "it has an archive within an archive: " + Inspection.shown(name));
    }
    if (name.endsWith(".class")
        || name.equalsIgnoreCase("META-INF/MANIFEST.MF")
        || name.equalsIgnoreCase(Declared.ENTRY)
        || name.equals(Inspection.EARLIER_CONFIGURATION)
        || name.equalsIgnoreCase("WEB-INF/web.xml")) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      unpack(zip, entry, packed, MOST_HELD, out);
      byte[] content = out.toByteArray();
      held(library, name, content);
      found.entry(library, name, content);
    } else {
      unpack(zip, entry, packed, MOST_ENTRY, OutputStream.nullOutputStream());
    }
  }

  // Counts what comes out, and stops when it is more than a plugin could need.
  private void unpack(ZipFile zip, ZipEntry entry, long packed, long most, OutputStream out)
      throws IOException {
    byte[] buffer = new byte[65_536];
    long size = 0;
    try (InputStream in = zip.getInputStream(entry)) {
      int read;
      while ((read = in.read(buffer)) > 0) {
        bytes += read;
        size += read;
        boolean swells =
            size > SMALL
                && size / MOST_RATIO
                    > Math.max(1, Math.min(packed, Math.max(1, entry.getCompressedSize())));
        if (bytes > MOST_BYTES || size > most || swells) {
          throw new IOException(
              "it unpacks to more than a plugin needs, at " + Inspection.shown(entry.getName()));
        }
        out.write(buffer, 0, read);
      }
    }
  }

  private void name(String library, String name) {
    boolean bad =
        name.startsWith("/")
            || name.contains("\\")
            || name.contains(":")
            || !Inspection.plain(name)
            || name.length() > MOST_NAME
            || ("/" + name + "/").contains("/./")
            || ("/" + name + "/").contains("/../")
            || name.contains("//")
            || (name.matches("(?i)(WEB-INF|META-INF)/.*")
                && !name.matches("(WEB-INF|META-INF)/.*"));
    if (bad) {
      refuse(library, "an entry's name leads elsewhere: " + Inspection.shown(name));
    }
  }

  private void file(String library, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String last = lower.substring(lower.lastIndexOf('/') + 1);
    if (HOST_FILES.stream().anyMatch(last::startsWith)) {
      refuse(library, "it tells the server how to run it: " + Inspection.shown(name));
    }
    if (lower.equals("meta-inf/web-fragment.xml")) {
      refuse(library, "it has a web fragment");
    }
    if (lower.equals("meta-inf/application.xml") || lower.equals("meta-inf/permissions.xml")) {
      refuse(library, "it tells the server how to run it: " + Inspection.shown(name));
    }
    if (last.matches(".*\\.(jspx?|tag|xhtml)")) {
      refuse(library, "it has a page that runs code: " + Inspection.shown(name));
    }
    if (last.matches(".*\\.(so|dll|dylib|jnilib)(\\.\\d+)*+")) {
      refuse(library, "it has a native library: " + Inspection.shown(name));
    }
    if (lower.startsWith("meta-inf/services/")
        || lower.startsWith("web-inf/classes/meta-inf/services/")) {
      String service = name.substring(name.lastIndexOf('/') + 1);
      if (SERVICES.stream().anyMatch(service::startsWith)) {
        refuse(library, "it offers the server a service of its own: " + Inspection.shown(service));
      }
    }
  }

  private void held(String library, String name, byte[] content) throws IOException {
    if (name.equalsIgnoreCase("WEB-INF/web.xml")) {
      webXml(content);
    }
    if (name.equalsIgnoreCase("META-INF/MANIFEST.MF")) {
      manifest(library, content);
    }
  }

  private void webXml(byte[] content) {
    String xml = new String(content, StandardCharsets.UTF_8);
    if (xml.indexOf('\0') >= 0 || xml.indexOf('\uFFFD') >= 0) {
      refuse("", "its web.xml is not written in UTF-8");
    }
    for (String element :
        List.of(
            "servlet",
            "filter",
            "listener",
            "servlet-mapping",
            "resource-ref",
            "env-entry",
            "data-source",
            "error-page",
            "security-constraint",
            "login-config",
            "welcome-file-list")) {
      if (xml.matches("(?s).*<(\\w+:)?" + element + "[\\s>/].*")) {
        refuse("", "its web.xml has a " + element);
      }
    }
    if (xml.contains("<!DOCTYPE") || xml.contains("<!ENTITY")) {
      refuse("", "its web.xml has a document type");
    }
  }

  private void manifest(String library, byte[] content) throws IOException {
    Attributes main = new Manifest(new java.io.ByteArrayInputStream(content)).getMainAttributes();
    String path = main.getValue(Attributes.Name.CLASS_PATH);
    if (path != null && (!path.matches("[A-Za-z0-9._+ -]*") || path.contains(".."))) {
      refuse(library, "its manifest's Class-Path leads elsewhere: " + Inspection.shown(path));
    }
    for (String agent : List.of("Launcher-Agent-Class", "Agent-Class", "Premain-Class")) {
      if (main.getValue(agent) != null && library.isEmpty()) {
        refuse(library, "its manifest names an agent");
      }
    }
  }

  private void refuse(String library, String why) {
    refusals.add(library, why);
  }
}
