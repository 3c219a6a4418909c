package org.prytany.host.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.cert.CertPath;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * Who signed which entries of a WAR, as the JDK says after it read them whole.
 *
 * @param signers of each entry that can be signed; nobody where it has none
 * @param blocks how many signatures it has
 * @param broken what is wrong with the signatures themselves; then no signer counts
 */
public record SignedEntries(
    Map<String, List<CodeSigner>> signers, long blocks, List<String> broken) {

  /** What signatures are made of, which nobody can sign. */
  private static final Pattern SIGNATURE =
      Pattern.compile("(?i)META-INF/([^/]++(?<=\\.SF|\\.RSA|\\.DSA|\\.EC)|SIG-[^/]*+)");

  /** Endings of what holds a signature; beside it lies what is signed, with the ending SF. */
  private static final Set<String> BLOCKS = Set.of("RSA", "DSA", "EC");

  private static final String TAKE_ANOTHER = "; take a build that its publisher signed";

  /** Reads a WAR; never throws for what is in it. */
  public static SignedEntries of(Path war) {
    Map<String, List<CodeSigner>> signers = new LinkedHashMap<>();
    List<String> parts = new ArrayList<>();
    String at = "";
    try (JarFile jar = new JarFile(war.toFile(), true)) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        at = entry.getName();
        if (entry.isDirectory() || upper(at).equals(JarFile.MANIFEST_NAME)) {
          continue;
        }
        if (SIGNATURE.matcher(at).matches()) {
          parts.add(at);
          continue;
        }
        try (InputStream in = jar.getInputStream(entry)) {
          in.transferTo(OutputStream.nullOutputStream());
        }
        CodeSigner[] its = entry.getCodeSigners();
        signers.put(at, its == null ? List.of() : List.of(its));
      }
      List<String> broken = new ArrayList<>(stray(parts));
      broken.addAll(missing(jar, signers.keySet()));
      long blocks = parts.stream().filter(part -> BLOCKS.contains(ending(upper(part)))).count();
      return new SignedEntries(signers, blocks, broken);
    } catch (SecurityException e) {
      return new SignedEntries(
          Map.of(),
          0,
          List.of("it was changed after it was signed, at " + Inspection.shown(at) + TAKE_ANOTHER));
    } catch (IOException | RuntimeException e) {
      return new SignedEntries(
          Map.of(), 0, List.of("its signatures cannot be read" + TAKE_ANOTHER));
    }
  }

  // Parts of signatures are not signed themselves: what is none of them, and only called so, would
  // come along unsigned.
  private static List<String> stray(List<String> parts) {
    Map<String, Set<String>> endings = new LinkedHashMap<>();
    for (String part : parts) {
      String name = upper(part);
      endings.computeIfAbsent(stem(name), stem -> new HashSet<>()).add(ending(name));
    }
    return parts.stream()
        .filter(part -> !paired(upper(part), endings))
        .limit(1)
        .map(
            part ->
                Inspection.shown(part)
                    + " is called as a part of a signature and is none, so nobody can have signed"
                    + " it"
                    + TAKE_ANOTHER)
        .toList();
  }

  private static boolean paired(String part, Map<String, Set<String>> endings) {
    Set<String> same = endings.getOrDefault(stem(part), Set.of());
    return BLOCKS.contains(ending(part))
        ? same.contains("SF")
        : ending(part).equals("SF") && same.stream().anyMatch(BLOCKS::contains);
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  private static String stem(String name) {
    return name.substring(0, Math.max(name.lastIndexOf('.'), 0));
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  // The JDK says nothing of what was taken out.
  private static List<String> missing(JarFile jar, Set<String> there) throws IOException {
    Manifest manifest = jar.getManifest();
    if (manifest == null) {
      return List.of();
    }
    return manifest.getEntries().keySet().stream()
        .filter(name -> !there.contains(name) && jar.getEntry(name) == null)
        .limit(1)
        .map(
            name ->
                "it was changed after it was signed: "
                    + Inspection.shown(name)
                    + " is gone"
                    + TAKE_ANOTHER)
        .toList();
  }

  /**
   * What is wrong with who signed it; each once.
   *
   * @param judge says of a signer's chain why it does not count
   */
  List<String> problems(Function<List<X509Certificate>, Optional<String>> judge) {
    if (!broken.isEmpty()) {
      return broken;
    }
    List<String> unsigned = new ArrayList<>();
    Set<String> problems = new LinkedHashSet<>();
    Map<CodeSigner, Optional<String>> judged = new LinkedHashMap<>();
    signers.forEach(
        (entry, its) -> {
          if (its.isEmpty()) {
            unsigned.add(entry);
          }
          List<Optional<String>> all =
              its.stream()
                  .map(one -> judged.computeIfAbsent(one, signer -> judge.apply(chain(signer))))
                  .toList();
          if (!all.isEmpty() && all.stream().noneMatch(Optional::isEmpty)) {
            all.forEach(why -> why.ifPresent(problems::add));
          }
        });
    if (unsigned.size() == signers.size()) {
      return List.of("it is not signed, and this server takes signed plugins only" + TAKE_ANOTHER);
    }
    if (!unsigned.isEmpty()) {
      problems.add(
          unsigned.size()
              + " of its "
              + signers.size()
              + " files are not signed, such as "
              + Inspection.shown(unsigned.getFirst())
              + TAKE_ANOTHER);
    }
    long counting = judged.values().stream().filter(Optional::isEmpty).count();
    if (problems.isEmpty() && blocks > counting) {
      problems.add(
          "of its "
              + blocks
              + " signatures only "
              + counting
              + " can be read and count, and what the others hold nobody signed who counts"
              + TAKE_ANOTHER);
    }
    return List.copyOf(problems);
  }

  /** Who signed anything of it, with serial numbers, for people. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    signers
        .values()
        .forEach(
            all ->
                all.forEach(
                    one -> {
                      X509Certificate own = chain(one).getFirst();
                      names.add(
                          Publishers.name(own)
                              + ", serial number "
                              + Publishers.serial(own)
                              + ", valid until "
                              + own.getNotAfter().toInstant());
                    }));
    return names;
  }

  private static List<X509Certificate> chain(CodeSigner signer) {
    return chain(signer.getSignerCertPath());
  }

  private static List<X509Certificate> chain(CertPath path) {
    return path.getCertificates().stream().map(X509Certificate.class::cast).toList();
  }
}
