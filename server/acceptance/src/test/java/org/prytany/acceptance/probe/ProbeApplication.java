package org.prytany.acceptance.probe;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Serves {@link HostProbe} at the WAR's root. */
@ApplicationPath("/")
public class ProbeApplication extends Application {}
