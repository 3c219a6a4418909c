package org.prytany.host.budget;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** As the virtual machine tells them. */
final class MachineTimes implements Times {

  static final MachineTimes INSTANCE = new MachineTimes();

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  private MachineTimes() {
    if (threads.isThreadCpuTimeSupported() && !threads.isThreadCpuTimeEnabled()) {
      threads.setThreadCpuTimeEnabled(true);
    }
  }

  @Override
  public long clockNanos() {
    return System.nanoTime();
  }

  @Override
  public long processorNanos(Thread thread) {
    // Virtual threads and threads that ended have none.
    return threads.isThreadCpuTimeSupported() ? threads.getThreadCpuTime(thread.threadId()) : -1;
  }
}
