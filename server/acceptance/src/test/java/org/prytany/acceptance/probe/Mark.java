package org.prytany.acceptance.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a file as soon as anything of a WAR runs. */
public final class Mark {

  private Mark() {}

  /** Writes into the folder that the WAR's file mark.txt names. */
  public static void of(Class<?> who) {
    try (InputStream in = who.getClassLoader().getResourceAsStream("mark.txt")) {
      Path folder = Path.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
      Files.writeString(folder.resolve(who.getSimpleName()), "ran");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
