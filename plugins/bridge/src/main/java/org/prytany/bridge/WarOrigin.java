package org.prytany.bridge;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import javax.naming.NamingException;
import org.prytany.bridge.PluginRegistration.Origin;

/** Finds out which WAR the current thread starts. */
final class WarOrigin {

  private static final Logger LOG = System.getLogger(WarOrigin.class.getName());

  private WarOrigin() {}

  static Origin of(Class<?> beanClass) {
    String application;
    try {
      application = ServerNames.application();
    } catch (NamingException e) {
      LOG.log(Level.WARNING, "the starting application has no name", e);
      application = "unnamed";
    }
    Optional<Path> file = file(beanClass);
    return new Origin(application, file.map(Path::toString), Optional.empty());
  }

  // Liberty gives a WAR's own classes the WAR file as their code source. Classes from WEB-INF/lib
  // have another; then the application's name alone says whose they are.
  private static Optional<Path> file(Class<?> beanClass) {
    CodeSource source = beanClass.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(source.getLocation().toURI()))
          .filter(path -> path.toString().endsWith(".war") && Files.isRegularFile(path));
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
      LOG.log(Level.DEBUG, "code source is no file: {0}", source.getLocation());
      return Optional.empty();
    }
  }
}
