package org.prytany.settings;

import java.net.URI;
import java.util.Locale;

/** Whether an address stays on this machine, told from its text: no name is looked up. */
public final class LoopbackName {

  private LoopbackName() {}

  /** Names are not looked up: only those that can mean nothing else. */
  public static boolean is(URI uri) {
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }
}
