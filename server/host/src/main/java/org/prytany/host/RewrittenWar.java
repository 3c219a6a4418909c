package org.prytany.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The form in which the host gives a WAR to the application server: the entries that were looked
 * at, and nothing that could lie between them; with a deployment descriptor of the host's own, so
 * that the server looks for no servlets, and bound to a virtual host that no endpoint serves.
 */
final class RewrittenWar {

  /** Name of the virtual host in server.xml. */
  private static final String WEB_XML =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.1" metadata-complete="true">
        <absolute-ordering/>
      </web-app>
      """;

  private static final String BINDING =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <web-bnd xmlns="http://websphere.ibm.com/xml/ns/javaee" version="1.2">
        <virtual-host name="plugins"/>
      </web-bnd>
      """;

  private static final Map<String, String> OWN =
      Map.of("WEB-INF/web.xml", WEB_XML, "WEB-INF/ibm-web-bnd.xml", BINDING);

  private RewrittenWar() {}

  static void write(Path from, Path to) throws IOException {
    try (ZipFile war = new ZipFile(from.toFile(), StandardCharsets.UTF_8);
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
      Enumeration<? extends ZipEntry> entries = war.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (entry.isDirectory() || OWN.containsKey(entry.getName())) {
          continue;
        }
        try (InputStream in = war.getInputStream(entry)) {
          put(out, entry.getName(), in.readAllBytes());
        }
      }
      for (Map.Entry<String, String> own : OWN.entrySet()) {
        put(out, own.getKey(), own.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  // Stored: nothing is gained by deflating libraries again, and it would take a second.
  private static void put(ZipOutputStream out, String name, byte[] bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCompressedSize(bytes.length);
    entry.setCrc(crc.getValue());
    out.putNextEntry(entry);
    out.write(bytes);
    out.closeEntry();
  }
}
