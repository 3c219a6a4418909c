package org.prytany.governance.installation;

/**
 * A WAR that was uploaded and looked at, and against which nothing was found. Nothing of it runs.
 *
 * @param sha256 64 lower-case hexadecimal digits
 * @param id the plugin's id, as its manifest says
 * @param version likewise
 * @param kind simple name of its SPI interface, likewise
 */
public record UploadedPlugin(String sha256, String id, String version, String kind) {}
