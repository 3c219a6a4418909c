/**
 * The command line: picocli commands over the REST API of a server that runs, or is started for one
 * command.
 */
@NullMarked
package org.prytany.cli;

import org.jspecify.annotations.NullMarked;
