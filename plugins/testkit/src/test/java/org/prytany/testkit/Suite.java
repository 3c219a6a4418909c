package org.prytany.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Runs a conformance suite as JUnit would, and says what failed instead of failing. */
final class Suite {

  private Suite() {}

  /** Names of the tests that failed, each with what it said. */
  static Map<String, String> failures(PluginConformance<?> suite)
      throws ReflectiveOperationException {
    Map<String, String> failures = new TreeMap<>();
    for (Class<?> at = suite.getClass(); at != null; at = at.getSuperclass()) {
      for (Method test : at.getDeclaredMethods()) {
        if (test.isAnnotationPresent(Test.class)) {
          try {
            test.setAccessible(true);
            test.invoke(suite);
          } catch (InvocationTargetException e) {
            failures.put(test.getName(), String.valueOf(e.getCause()));
          }
        }
      }
    }
    return failures;
  }
}
