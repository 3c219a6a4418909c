package org.prytany.host;

import java.net.URL;
import java.net.URLClassLoader;

/** Loads a plugin's code itself, as the loader of a WAR does, and all else from the server. */
final class OwnClasses extends URLClassLoader {

  private static final String CODE = "org.prytany.host.bad.";

  private OwnClasses(URL code) {
    super(new URL[] {code}, OwnClasses.class.getClassLoader());
  }

  static ClassLoader ofTests() {
    return new OwnClasses(OwnClasses.class.getProtectionDomain().getCodeSource().getLocation());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(CODE)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }
}
