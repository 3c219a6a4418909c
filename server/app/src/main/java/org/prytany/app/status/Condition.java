package org.prytany.app.status;

import java.util.Map;

/** The condition that the server is in; the wiring knows it. */
public interface Condition {

  /** What keeps the server from being ready, by part, in plain English without addresses. */
  Map<String, String> missing();

  /** What is worth knowing besides: the device, the kind of store. */
  Map<String, String> facts();
}
