package org.prytany.governance.installation;

/**
 * What an order about a plugin is compared with.
 *
 * @param file its name in the directory of plugins
 */
public record CurrentPlugin(String version, String sha256, String file) {}
