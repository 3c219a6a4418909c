/** Writes into the audit log what the server is: its start, configuration, people and plugins. */
@NullMarked
package org.prytany.app.chronicle;

import org.jspecify.annotations.NullMarked;
