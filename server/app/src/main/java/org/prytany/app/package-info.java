/** The server's application: wires the line to its adapters and shows it to the world. */
@NullMarked
package org.prytany.app;

import org.jspecify.annotations.NullMarked;
