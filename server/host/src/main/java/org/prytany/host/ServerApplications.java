package org.prytany.host;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What the application server says of its applications. Liberty registers one MBean for each, with
 * its state: INSTALLED (also after a failed start), STARTING, STARTED, PARTIALLY_STARTED, STOPPING
 * or STOPPED.
 */
final class ServerApplications {

  private ServerApplications() {}

  /**
   * The state of an application; empty if the server knows none of that name or has no such MBeans.
   */
  static Optional<String> state(String application) {
    try {
      ObjectName name =
          new ObjectName(
              "WebSphere:service=com.ibm.websphere.application.ApplicationMBean,name="
                  + application);
      return Optional.ofNullable(
              ManagementFactory.getPlatformMBeanServer().getAttribute(name, "State"))
          .map(String::valueOf);
    } catch (JMException e) {
      return Optional.empty();
    }
  }
}
